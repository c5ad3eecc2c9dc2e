"""The lane of newcomers, and counting again from the open data alone."""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.act.contests import actions, queries
from folkmoot.act.contests.models import Rule, Win
from folkmoot.act.contests.queries.counting import count
from tests.folkmoot.act.contests.conftest import brief, decided, entered, fans, jurors
from tests.folkmoot.conftest import NOW, Cast, refused

ROOT = Path(__file__).resolve().parents[4]
NAMES = [f"e{number}" for number in range(1, 9)]
papers_of_names = st.lists(
    st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=8), min_size=1, max_size=30
)


@settings(max_examples=200, deadline=None)
@given(
    papers_of_names,
    st.sampled_from(list(Rule)),
    st.integers(1, 10),
    st.integers(0, 10),
    st.sets(st.sampled_from(NAMES)),
)
def test_the_lane_is_kept_and_nobody_wins_twice(
    papers: list[list[str]], rule: Rule, places: int, kept: int, new: set[str]
) -> None:
    kept = min(kept, places)
    costs = dict.fromkeys(NAMES, 300)
    money = 1000 if rule == Rule.SHARES else 1
    rounds = count(
        rule,
        papers,
        finalists=NAMES,
        places=places * money,
        kept=kept * money,
        newcomers=new,
        costs=costs,
        seed="ab",
    )
    won = [name for each in rounds for name in each.won]
    assert len(won) == len(set(won))
    for each in rounds:
        if each.name == "newcomers":
            assert set(each.won) <= new
            assert set(each.standing) <= new
    if rule == Rule.SHARES:
        assert len(won) * 300 <= places * 1000
    else:
        assert len(won) <= places
        if rule == Rule.APPROVAL:  # every place is filled while somebody is left
            assert len(won) == min(places, len(NAMES))
            assert len(set(won) & new) >= min(kept, len(new))


def test_without_a_lane_it_is_the_rule_alone() -> None:
    papers = [["e1", "e2"]] * 3 + [["e2", "e3"]] * 2
    (alone,) = count(
        "approval",
        papers,
        finalists=["e1", "e2", "e3"],
        places=2,
        kept=0,
        newcomers=set(),
        costs={},
        seed="x",
    )
    assert alone.won == ("e2", "e1")


RULES = [
    (Rule.APPROVAL, {"places": 3, "newcomers": 1}),
    (Rule.STV, {"places": 2, "newcomers": 0}),
    (Rule.SHARES, {"places": 100_000, "newcomers": 30_000}),
]


@pytest.mark.parametrize(("rule", "terms"), RULES, ids=[rule for rule, _terms in RULES])
def test_anybody_counts_the_same_from_the_files(
    cast: Cast, client: Client, tmp_path: Path, rule: Rule, terms: dict[str, int]
) -> None:
    contest = actions.open_contest(brief(rule=rule, **terms), actor=cast.mei, now=NOW)
    costs = (30_000, 25_000, 40_000, 20_000, 15_000)
    entered(contest, fans(cast, 5), *costs)
    sat, rng = jurors(cast, contest, 32), Random(7)
    papers = [rng.sample(NAMES[:5], rng.randint(1, 4)) for _each in sat]
    contest = decided(cast, contest, papers, sat)
    lines = queries.commands_of(contest)
    assert lines
    again: list[str] = []
    for file, line in lines:
        text = client.get(f"/lumen/contests/1/data/{file}")
        assert text.status_code == 200
        (tmp_path / file).write_bytes(text.content)
        command = [sys.executable, *line.split()[1:], "--json"]
        told = subprocess.run(
            command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True
        )
        outcome = json.loads(told.stdout)
        again += outcome["winners"]
    won = [f"e{win.entry.number}" for win in Win.objects.order_by("pk")]
    assert again == won
    # The second way: the papers of the export, through the library.
    told = json.loads(client.get("/lumen/contests/1/data/result.json").content)
    recounted = count(
        told["rule"],
        told["papers"],
        finalists=told["rounds"][0]["standing"],
        places=told["places"],
        kept=told["newcomers"],
        newcomers=set(NAMES),
        costs=told["costs"],
        seed=told["seed"],
    )
    assert [name for each in recounted for name in each.won] == won


def test_under_ten_papers_nothing_is_published(cast: Cast, client: Client) -> None:
    contest = actions.open_contest(brief(), actor=cast.mei, now=NOW)
    entered(contest, fans(cast, 3))
    sat = jurors(cast, contest, 12)
    contest = decided(cast, contest, [["e1"]] * 9, sat)
    assert Win.objects.count() == 2
    with refused("no-open-data"):
        queries.file_of(contest, "main.pb")
    assert client.get("/lumen/contests/1/data/main.pb").status_code == 409
