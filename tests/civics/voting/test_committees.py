"""Committees: second ways, and the axioms that each rule keeps."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.errors import InputError
from civics.voting import COMMITTEE_RULES, TieBreak, all_committees, elect_committee
from tests.civics.voting import obvious
from tests.civics.voting.ballot_boxes import approvals, box, few, letters, random_box

Drawn = tuple[int, list[frozenset[int]]]
HARMONIC = [Fraction(1, j + 1) for j in range(9)]
SEEDED = TieBreak.by_seed("beacon 123")


def halls(drawn: Drawn) -> range:
    return range(1, drawn[0] + 1)


@few
@given(approvals())
def test_second_ways(drawn: Drawn) -> None:
    m, ballots = drawn
    for seats in halls(drawn):
        found = {
            rule: list(elect_committee(rule, box(ballots, m), seats).winners)
            for rule in COMMITTEE_RULES
        }
        assert found["approval"] == obvious.thiele(ballots, m, seats, [Fraction(1)] * 9)
        assert found["sav"] == obvious.split_votes(ballots, m, seats)
        assert found["seqpav"] == obvious.thiele(ballots, m, seats, HARMONIC)
        assert found["greedy-cc"] == obvious.thiele(ballots, m, seats, [1, *[Fraction(0)] * 8])
        assert found["seqphragmen"] == obvious.phragmen(ballots, m, seats)


@few
@given(approvals())
def test_equal_shares_second_way(drawn: Drawn) -> None:
    m, ballots = drawn
    ones, points = [1] * m, [dict.fromkeys(ballot, 1) for ballot in ballots]
    for seats in halls(drawn):
        share = Fraction(seats, len(ballots))
        plain = elect_committee("equal-shares", box(ballots, m), seats, completion="none")
        assert list(plain.winners) == obvious.budget_shares(ballots, points, ones, ones, share)


@few
@given(approvals(most=4, voters=6))
def test_every_way_of_breaking_ties_includes_each_order_of_the_list(drawn: Drawn) -> None:
    m, ballots = drawn
    orders = [letters(m), letters(m)[::-1], sorted(letters(m), key=lambda name: name in "bd")]
    for rule in COMMITTEE_RULES[:-1]:
        everything = set(all_committees(rule, box(ballots, m), 1 + m // 2))
        for order in orders:
            tie_break = TieBreak.by_order(order)
            outcome = elect_committee(rule, box(ballots, m), 1 + m // 2, tie_break=tie_break)
            assert tuple(sorted(outcome.winners)) in everything
            if len(everything) == 1:
                assert set(outcome.winners) == set(*everything)
            elif not outcome.ties:
                raise AssertionError("several results without a tie")


@few
@given(approvals(), st.randoms(use_true_random=False))
def test_neither_voters_nor_candidates_have_a_place(drawn: Drawn, random: object) -> None:
    """Anonymity and neutrality, with a seed as tie-break."""
    m, ballots = drawn
    names = letters(m)
    place = list(range(m))
    random.shuffle(place)
    mixed = [frozenset(place[c] for c in ballot) for ballot in ballots]
    random.shuffle(mixed)
    other = box(mixed, m, [names[place.index(c)] for c in range(m)])
    for rule in COMMITTEE_RULES:
        before = elect_committee(rule, box(ballots, m), (m + 1) // 2, tie_break=SEEDED)
        after = elect_committee(rule, other, (m + 1) // 2, tie_break=SEEDED)
        assert before.elected == after.elected, rule


@few
@given(approvals(voters=6))
def test_twice_the_voters_the_same_committee(drawn: Drawn) -> None:
    m, ballots = drawn
    for rule in COMMITTEE_RULES[:-1]:
        once = elect_committee(rule, box(ballots, m), (m + 1) // 2)
        twice = elect_committee(rule, box([b for b in ballots for _ in "12"], m), (m + 1) // 2)
        assert once.winners == twice.winners, rule


@few
@given(approvals())
def test_justified_representation(drawn: Drawn) -> None:
    """n / seats voters who agree on somebody are not all left without anybody."""
    m, ballots = drawn
    for seats in halls(drawn):
        for rule in ("equal-shares", "seqphragmen", "greedy-cc"):
            won = set(elect_committee(rule, box(ballots, m), seats).winners)
            for c in range(m):
                alone = sum(c in b and not b & won for b in ballots)
                assert alone * seats < len(ballots) or not alone, rule


def test_all_rules_give_a_full_committee_even_without_approvals() -> None:
    empty = box([frozenset(), frozenset()], 3)
    for rule in COMMITTEE_RULES:
        outcome = elect_committee(rule, empty, 2)
        assert outcome.winners == (0, 1)
        assert outcome.ties


def test_monroe_asks_the_seed_who_enters_a_full_district() -> None:
    ballots = [frozenset({0, 1})] * 2 + [frozenset({0, 2})] * 2
    listed = [
        elect_committee("greedy-monroe", box(order, 3), 2).winners
        for order in (ballots, ballots[::-1])
    ]
    assert listed == [(0, 2), (0, 1)]
    seeded = [
        elect_committee("greedy-monroe", box(order, 3), 2, tie_break=SEEDED).winners
        for order in (ballots, ballots[::-1])
    ]
    assert seeded[0] == seeded[1]


def test_reasons_are_exact() -> None:
    outcome = elect_committee("seqpav", box([frozenset({0, 1})] * 3 + [frozenset({2})], 3), 2)
    assert outcome.why[1].counts["score"] == Fraction(3, 2)
    assert outcome.to_json()["why"][1]["score"] == "3/2"


def test_a_large_election_is_exact_and_fast_enough() -> None:
    large = random_box(np.random.default_rng(7), 2000, 60, 0.2)
    for rule in COMMITTEE_RULES:
        assert len(elect_committee(rule, large, 10).winners) == 10


@pytest.mark.parametrize(
    ("rule", "seats", "how", "code"),
    [
        ("luck", 1, {}, "voting.rule"),
        ("approval", 0, {}, "voting.seats"),
        ("approval", 3, {}, "voting.seats"),
        ("equal-shares", 1, {"completion": "greedy"}, "voting.completion"),
    ],
)
def test_refusals(rule: str, seats: int, how: dict[str, str], code: str) -> None:
    for elect in (elect_committee, all_committees):
        with pytest.raises(InputError) as refused:
            elect(rule, box([frozenset({0})], 2), seats, **how)
        assert refused.value.code == code


def test_too_many_ties_are_refused() -> None:
    with pytest.raises(InputError, match="too_many_ties"):
        all_committees("approval", box([frozenset()], 12), 6, limit=100)
