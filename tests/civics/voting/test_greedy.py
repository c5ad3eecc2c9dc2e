"""Greedy budgets, thresholds and tie-breaks."""

import hashlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.errors import InputError
from civics.voting import (
    GREEDY_RULES,
    TWO_THIRDS,
    Projects,
    Quorum,
    Threshold,
    TieBreak,
    greedy_budget,
    judge,
)
from tests.civics.voting.ballot_boxes import approvals, box, few, letters

elections = approvals().flatmap(
    lambda drawn: st.tuples(
        st.just(drawn[0]),
        st.just(drawn[1]),
        st.lists(st.integers(1, 6), min_size=drawn[0], max_size=drawn[0]),
        st.integers(0, 12),
    )
)
Election = tuple[int, list[frozenset[int]], list[int], int]


@few
@given(elections, st.sampled_from(GREEDY_RULES))
def test_one_more_voter_for_a_winner_never_costs_it_the_money(drawn: Election, rule: str) -> None:
    m, ballots, costs, budget = drawn
    how = {"rule": rule, "least_score": 2}
    won = greedy_budget(Projects(box(ballots, m), costs, budget), **how).winners
    for c in won:
        more = Projects(box([*ballots, frozenset({c})], m), costs, budget)
        assert c in greedy_budget(more, **how).winners


@few
@given(elections)
def test_rules_are_what_they_say(drawn: Election) -> None:
    m, ballots, costs, budget = drawn
    projects = Projects(box(ballots, m), costs, budget)
    votes = [sum(c in b for b in ballots) for c in range(m)]
    line = sorted((c for c in range(m) if votes[c]), key=lambda c: (-votes[c], c))
    skipping, stopping, left = [], [], budget
    for c in line:
        if costs[c] <= left:
            left -= costs[c]
            skipping.append(c)
    for c in line:
        if sum(costs[d] for d in stopping) + costs[c] > budget:
            break
        stopping.append(c)
    assert list(greedy_budget(projects).winners) == skipping
    assert list(greedy_budget(projects, rule="greedy-no-skip").winners) == stopping
    popular = greedy_budget(projects, rule="greedy-threshold", least_score=3)
    assert all(votes[c] >= 3 for c in popular.winners)
    assert len(popular.why) == m


def test_only_ties_that_matter_are_named() -> None:
    ballots = box([frozenset({0, 1, 2})], 3)
    assert not greedy_budget(Projects(ballots, [1, 1, 1], 3)).ties
    tie = greedy_budget(Projects(ballots, [1, 1, 1], 2)).ties[0]
    assert (tie.among, tie.chosen) == ((0, 1, 2), (0, 1))


def test_greedy_refuses() -> None:
    projects = Projects(box([frozenset({0})], 1), [1], 1)
    with pytest.raises(InputError, match="least_score"):
        greedy_budget(projects, rule="greedy-threshold")
    with pytest.raises(InputError, match=r"voting\.rule"):
        greedy_budget(projects, rule="greedy-custom")


# Thresholds


@few
@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60), st.fractions(0, 1))
def test_thresholds_are_exact(yes: int, no: int, abstain: int, share: Fraction) -> None:
    bases = {"decided": yes + no, "cast": yes + no + abstain, "eligible": 200}
    for base, whole in bases.items():
        more = judge(yes, no, abstain, eligible=200, threshold=Threshold(share, base))
        least = judge(yes, no, abstain, eligible=200, threshold=Threshold(share, base, False))
        assert more.passed == (yes > 0 and yes > share * whole)
        assert least.passed == (yes > 0 and yes >= share * whole)
        for verdict in (more, least):
            assert (verdict.why[0].counts["missing"] == 0) == verdict.passed


def test_two_thirds_of_300_are_200() -> None:
    assert judge(200, 100, threshold=TWO_THIRDS).passed
    assert not judge(199, 101, threshold=TWO_THIRDS).passed
    assert not judge(0, 0, threshold=TWO_THIRDS).passed


def test_quorums() -> None:
    half = Quorum(share=Fraction(1, 2))
    assert judge(30, 10, 10, eligible=100, quorums=[half]).passed
    verdict = judge(30, 10, 9, eligible=100, quorums=[half, Quorum("yes", number=31)])
    assert [why.code for why in verdict.why] == [
        "threshold.met",
        "quorum.missed",
        "quorum.missed",
    ]
    assert [why.counts["missing"] for why in verdict.why] == [0, 1, 1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"yes": -1},
        {"eligible": 2},
        {"threshold": Threshold(Fraction(3, 2))},
        {"threshold": Threshold(base="moon")},
        {"threshold": Threshold(base="eligible")},
        {"quorums": [Quorum(share=Fraction(1, 2))]},
        {"quorums": [Quorum("moon", number=1)]},
    ],
)
def test_impossible_counts_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InputError):
        judge(**({"yes": 2, "no": 1} | wrong))


# Tie-breaks


def test_the_seed_is_a_plain_hash() -> None:
    names = letters(6)
    keys = [hashlib.sha256(f"civics.voting.tie/1\ns\n{name}".encode()).digest() for name in names]
    ranks = TieBreak.by_seed("s").ranks(names)
    assert [names[c] for c in ranks.argsort()] == [
        name for _, name in sorted(zip(keys, names, strict=True))
    ]


@few
@given(st.permutations(letters(7)), st.text(min_size=1))
def test_no_place_on_the_list_helps(names: list[str], seed: str) -> None:
    tie_break = TieBreak.by_seed(seed)
    told = dict(zip(names, tie_break.ranks(names).tolist(), strict=True))
    straight = dict(zip(letters(7), tie_break.ranks(letters(7)).tolist(), strict=True))
    assert told == straight
    assert sorted(told.values()) == list(range(7))


def test_orders_must_be_complete() -> None:
    assert TieBreak.by_order(["b", "a"]).ranks(["a", "b"]).tolist() == [1, 0]
    for order in (["a"], ["a", "a", "b"]):
        with pytest.raises(InputError, match="incomplete_order"):
            TieBreak.by_order(order).ranks(["a", "b"])
    with pytest.raises(InputError, match="empty_seed"):
        TieBreak.by_seed("")
    with pytest.raises(InputError, match="unknown"):
        TieBreak("dice").ranks(["a"])
