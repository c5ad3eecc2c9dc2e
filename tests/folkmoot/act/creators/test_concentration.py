"""How few have how much: against `civics.influence`, and against sums done by hand."""

import csv
import hashlib
import io
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest
import time_machine
from django.test import Client

from civics.influence import concentration
from folkmoot.act.creators import actions, queries
from folkmoot.act.creators.jobs import count
from folkmoot.act.creators.models import Creator, Figures, Kind
from folkmoot.act.creators.rules import quarter_named
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.act.creators.conftest import entered, given
from tests.folkmoot.conftest import NOW, Cast

# Yuan for twelve creators; two of them have nothing.
YUAN = [90, 60, 40, 30, 20, 10, 10, 10, 10, 20, 0, 0]
AFTER = NOW + timedelta(days=60)
FIRST = quarter_named("2026Q1") or 0


@pytest.fixture
def twelve(cast: Cast) -> list[Creator]:
    made = [entered(cast.mei, f"创作者{place}") for place in range(1, 13)]
    for creator, yuan in zip(made, YUAN, strict=True):
        if yuan:
            actions.grant(creator, given(quantity=yuan * 100), actor=cast.mei, now=NOW)
    return made


def by_hand(values: list[Fraction]) -> dict[str, Fraction]:
    whole = sum(values)
    apart = sum(abs(one - other) for one in values for other in values)
    return {
        "top_five": sum(sorted(values)[-5:], Fraction()) / whole,
        "hhi": sum((value / whole) ** 2 for value in values),
        "gini": apart / (2 * len(values) * whole),
    }


def figures(cast: Cast) -> Figures:
    return queries.latest_figures(cast.brand, FIRST)["2026Q1", Kind.BUDGET]


def test_both_ways_to_the_same_figures(cast: Cast, twelve: list[Creator]) -> None:
    assert count(AFTER) == 1
    found = figures(cast)
    fractions = by_hand([Fraction(yuan * 100) for yuan in YUAN])
    peer = concentration([yuan * 100 for yuan in YUAN], top=5 / 12)
    assert fractions["top_five"] == Fraction(240, 300)
    for name, slow in fractions.items():
        assert found.result[name] == pytest.approx(float(slow), abs=1e-12)
    assert found.result["hhi"] == peer.hhi
    assert found.result["gini"] == peer.gini
    assert found.result["top_five"] == peer.top_share
    # Twelve creators are all there are: no interval, and the reason is stored.
    assert found.result["gini_limits"] is None
    assert "too_few_voters" in found.result["refusals"]
    assert (found.method, found.creators) == ("civics.influence.concentration", 12)


def test_counting_twice_is_counting_once(cast: Cast, twelve: list[Creator]) -> None:
    assert [count(AFTER), count(AFTER)] == [1, 0]
    fact = Fact.objects.get(kind="creators.counted")
    assert fact.public
    assert fact.published["top_five"] == "0.8000"
    assert fact.published["input_digest"] == figures(cast).input_digest


def test_what_is_entered_late_is_a_second_count(cast: Cast, twelve: list[Creator]) -> None:
    count(AFTER)
    actions.grant(twelve[11], given(quantity=300_00), actor=cast.mei, now=AFTER)
    assert count(AFTER) == 1
    assert [each.number for each in Figures.objects.order_by("number")] == [1, 2]
    assert figures(cast).number == 2


def test_a_quarter_that_runs_is_not_counted(cast: Cast, twelve: list[Creator]) -> None:
    assert count(NOW) == 0
    assert queries.shown(cast.brand, FIRST, NOW, inside=False) == []
    (budget, *rest) = queries.shown(cast.brand, FIRST, NOW, inside=True)
    assert (budget.state, budget.percent) == ("so far", 80)
    assert {each.state for each in rest} == {"nothing"}
    # Once it is over, everybody waits for the count.
    (budget, *_rest) = queries.shown(cast.brand, FIRST, AFTER, inside=True)
    assert (budget.state, budget.result) == ("waiting", None)


def test_nine_creators_give_no_figure(cast: Cast) -> None:
    for place in range(9):
        actions.grant(entered(cast.mei, f"创作者{place}"), given(), actor=cast.mei, now=NOW)
    assert count(AFTER) == 0
    states = {each.state for each in queries.shown(cast.brand, FIRST, AFTER, inside=True)}
    assert states == {"few"}


def test_a_privilege_counts_by_its_days(cast: Cast, creator: Creator) -> None:
    """From 2 March to 29 May are 89 days, thirty of them in March."""
    terms = given(quantity=8900, until=date(2026, 5, 29))
    privilege = actions.grant(creator, terms, actor=cast.mei, now=NOW)

    def in_quarter(name: str) -> Fraction:
        return queries.amounts(cast.brand, quarter_named(name) or 0)[Kind.BUDGET][1]

    assert [in_quarter("2026Q1"), in_quarter("2026Q2")] == [3000, 5900]
    actions.revoke(privilege, date(2026, 4, 2), "停", actor=cast.mei, now=NOW)
    assert [in_quarter("2026Q1"), in_quarter("2026Q2")] == [3000, 100]


def test_whoever_left_before_a_quarter_is_not_in_it(cast: Cast, twelve: list[Creator]) -> None:
    actions.bid_farewell(twelve[11], "合同到期。", actor=cast.mei, now=NOW)
    second = quarter_named("2026Q2") or 0
    assert len(queries.amounts(cast.brand, FIRST)[Kind.BUDGET]) == 12
    assert len(queries.amounts(cast.brand, second)[Kind.BUDGET]) == 11
    assert len(queries.amounts(cast.brand, FIRST - 1)[Kind.BUDGET]) == 0
    actions.welcome_back(twelve[11], "又签了。", actor=cast.mei, now=AFTER)
    assert len(queries.amounts(cast.brand, second)[Kind.BUDGET]) == 12


def test_open_data_names_nobody(cast: Cast, twelve: list[Creator]) -> None:
    count(AFTER)
    (row,) = csv.DictReader(io.StringIO(queries.open_data(cast.brand)))
    assert (row["quarter"], row["kind"], row["top_five"]) == ("2026Q1", "budget", "0.800000")
    assert row["input_digest"] == figures(cast).input_digest
    assert datetime.fromisoformat(row["counted_at"]) == AFTER
    assert "创作者" not in str(row)


def test_an_auditor_counts_again_with_nothing_but_the_file(
    cast: Cast, twelve: list[Creator], sign_in: Callable[[Member], Client]
) -> None:
    count(AFTER)
    path = "/lumen/creators/quarters/2026Q1/amounts.csv"
    with time_machine.travel(AFTER, tick=False):
        assert sign_in(cast.lin).get(path).status_code == 403
        file = sign_in(cast.wu).get(path).content.decode()
    rows = [row for row in csv.DictReader(io.StringIO(file)) if row["kind"] == "budget"]
    pairs = [[int(row["creator"]), row["amount"]] for row in rows]
    told = hashlib.sha256(json.dumps(pairs, separators=(",", ":")).encode()).hexdigest()
    assert told == figures(cast).input_digest
    again = by_hand([Fraction(amount) for _number, amount in pairs])
    for name, value in again.items():
        assert figures(cast).result[name] == pytest.approx(float(value), abs=1e-12)
