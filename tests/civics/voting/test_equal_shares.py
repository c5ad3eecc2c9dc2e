"""Equal shares: three engines, a second way, and what the method promises."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.errors import InputError
from civics.voting import Approvals, Projects, equal_shares, parse_pabulib
from civics.voting.shopping_codes import MARGIN
from tests.civics.voting import obvious
from tests.civics.voting.ballot_boxes import approvals, box, few, random_box, read

elections = approvals().flatmap(
    lambda drawn: st.tuples(
        st.just(drawn[0]),
        st.just(drawn[1]),
        st.lists(st.integers(1, 6), min_size=drawn[0], max_size=drawn[0]),
        st.integers(0, 20),
        st.sampled_from(("cost", "votes")),
    )
)
Election = tuple[int, list[frozenset[int]], list[int], int, str]


@few
@given(elections, st.sampled_from(("numpy", "numba", "exact")))
def test_plain_equals_the_obvious_way(drawn: Election, engine: str) -> None:
    m, ballots, costs, budget, worth = drawn
    outcome = equal_shares(
        Projects(box(ballots, m), costs, budget), completion="none", worth=worth, engine=engine
    )
    points = [dict.fromkeys(ballot, 1) for ballot in ballots]
    worths = costs if worth == "cost" else [1] * m
    share = Fraction(budget, len(ballots))
    assert list(outcome.winners) == obvious.budget_shares(ballots, points, costs, worths, share)


@few
@given(elections, st.randoms(use_true_random=False), st.sampled_from(("numpy", "numba", "exact")))
def test_points_equal_the_obvious_way(drawn: Election, random: object, engine: str) -> None:
    m, ballots, costs, budget, worth = drawn
    points = [{c: random.randint(1, 4) for c in sorted(ballot)} for ballot in ballots]
    flat = [row[c] for row, ballot in zip(points, ballots, strict=True) for c in sorted(ballot)]
    plain = box(ballots, m)
    counted = Approvals(plain.names, plain.offsets, plain.choices, flat)
    outcome = equal_shares(
        Projects(counted, costs, budget), completion="none", worth=worth, engine=engine
    )
    worths = costs if worth == "cost" else [1] * m
    share = Fraction(budget, len(ballots))
    assert list(outcome.winners) == obvious.budget_shares(ballots, points, costs, worths, share)


@few
@given(elections, st.sampled_from(("numpy", "numba", "exact")))
def test_add1_equals_the_obvious_way(drawn: Election, engine: str) -> None:
    m, ballots, costs, budget, worth = drawn
    outcome = equal_shares(Projects(box(ballots, m), costs, budget), worth=worth, engine=engine)
    worths = costs if worth == "cost" else [1] * m
    assert set(outcome.winners) == set(obvious.raised_shares(ballots, costs, worths, budget))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("worth", ["cost", "votes"])
def test_engines_agree_on_larger_elections(seed: int, worth: str) -> None:
    rng = np.random.default_rng(seed)
    costs = (100 * rng.integers(1, 40, 40)).tolist()  # round costs: ties are common
    projects = Projects(random_box(rng, 400, 40, 0.12), costs, sum(costs) // 3)
    found = [
        equal_shares(projects, worth=worth, engine=engine, step=10)
        for engine in ("numba", "numpy", "auto")
    ]
    assert found[0].to_json() == found[1].to_json() == found[2].to_json()
    plain = equal_shares(projects, worth=worth, engine="exact", completion="none")
    assert plain == equal_shares(projects, worth=worth, engine="numba", completion="none")


def test_engines_agree_on_a_real_election(shared_data: Path) -> None:
    projects = parse_pabulib(read(shared_data / "pabulib" / "Poland_Swiecie_2023.pb")).projects
    exact = equal_shares(projects, completion="none", engine="exact")
    for engine in ("numba", "numpy"):
        assert equal_shares(projects, completion="none", engine=engine) == exact


@few
@given(elections)
def test_duplicating_every_voter_changes_no_winner(drawn: Election) -> None:
    m, ballots, costs, budget, worth = drawn
    once = Projects(box(ballots, m), costs, budget)
    twice = Projects(box([*ballots, *ballots], m), costs, budget)
    found = [equal_shares(p, completion="none", worth=worth).winners for p in (once, twice)]
    assert found[0] == found[1]


@few
@given(elections, st.sampled_from(("add1", "add1-exhaustive", "add1-greedy", "greedy", "none")))
def test_never_more_than_the_budget(drawn: Election, completion: str) -> None:
    m, ballots, costs, budget, worth = drawn
    outcome = equal_shares(
        Projects(box(ballots, m), costs, budget), completion=completion, worth=worth
    )
    assert outcome.spent == sum(costs[c] for c in outcome.winners) <= budget
    assert [why.candidate for why in outcome.why] == list(outcome.winners)
    assert set(outcome.winners) <= set().union(*ballots)
    for why in outcome.why:
        if why.code == "equal_shares.bought":
            assert 0 <= why.counts["ran_dry"] <= why.counts["supporters"]


@few
@given(elections)
def test_a_group_that_can_pay_is_not_left_with_nothing(drawn: Election) -> None:
    """Whoever supports c and could pay for it alone has somebody among them with a project."""
    m, ballots, costs, budget, worth = drawn
    won = set(
        equal_shares(
            Projects(box(ballots, m), costs, budget), completion="none", worth=worth
        ).winners
    )
    for c in range(m):
        without = [b for b in ballots if c in b and not b & won]
        assert Fraction(budget, len(ballots)) * len(without) < costs[c] or not without


def test_a_tie_is_named_and_the_tie_break_takes_it() -> None:
    projects = Projects(box([frozenset({0}), frozenset({1})], 2), [3, 3], 6)
    outcome = equal_shares(projects, completion="none")
    assert outcome.ties[0].among == (0, 1)
    assert outcome.ties[0].chosen == (0,)


@pytest.mark.parametrize("engine", ["numba", "numpy", "exact"])
def test_prices_that_floats_cannot_tell_apart_are_told_apart(engine: str) -> None:
    # Both cost their supporters a third of a unit a point, the second one less by a part in 10^13.
    ballots = box([frozenset({0})] * 3 + [frozenset({1})] * 3, 2)
    costs = [10**12, 10**12 - 1]
    projects = Projects(ballots, costs, 2 * 10**12)
    outcome = equal_shares(projects, completion="none", worth="votes", engine=engine)
    assert MARGIN > 1 / 10**12
    assert outcome.winners == (1, 0)
    assert not outcome.ties


@pytest.mark.parametrize("engine", ["numba", "numpy", "exact"])
def test_a_purse_that_is_short_by_almost_nothing_is_short(engine: str) -> None:
    ballots = box([frozenset({0})] * 3 + [frozenset({1})] * 4, 2)
    short = Projects(ballots, [3 * 10**12 + 1, 10**12], 7 * 10**12)
    enough = Projects(ballots, [3 * 10**12, 10**12], 7 * 10**12)
    how = {"completion": "none", "engine": engine}
    assert equal_shares(short, **how).winners == (1,)
    assert set(equal_shares(enough, **how).winners) == {0, 1}


def test_costs_with_cents_are_counted_in_cents() -> None:
    projects = Projects(box([frozenset({0, 1})] * 3, 2), ["0.10", "0.20"], "0.30")
    outcome = equal_shares(projects)
    assert outcome.spent == Fraction(3, 10)
    assert set(outcome.winners) == {0, 1}


def test_free_projects_are_free() -> None:
    outcome = equal_shares(Projects(box([frozenset({0, 1})], 3), [0, 5, 0], 5))
    assert set(outcome.winners) == {0, 1}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"completion": "perhaps"}, "voting.completion"),
        ({"worth": "beauty"}, "voting.worth"),
        ({"step": 0}, "voting.step"),
        ({"engine": "steam"}, "voting.engine"),
    ],
)
def test_unknown_settings_are_refused(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(InputError) as refused:
        equal_shares(Projects(box([frozenset({0})], 1), [1], 1), **wrong)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("costs", "code"),
    [([1], "costs"), ([1, -1], "negative"), ([1, Fraction(1, 3**40)], "too_fine")],
)
def test_impossible_costs_are_refused(costs: list[object], code: str) -> None:
    with pytest.raises(InputError, match=f"voting.projects.{code}"):
        Projects(box([frozenset({0})], 2), costs, 5)
