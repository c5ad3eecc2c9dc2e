"""Ranked ballots: one winner, and the single transferable vote."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.errors import InputError
from civics.voting import SINGLE_RULES, Rankings, TieBreak, elect_one, elect_stv, parse_preflib
from tests.civics.voting import obvious
from tests.civics.voting.ballot_boxes import few, letters, orders, ranked

Drawn = tuple[int, list[tuple[int, ...]]]
SEEDED = TieBreak.by_seed("beacon 123")


@few
@given(orders())
def test_second_ways(drawn: Drawn) -> None:
    m, rows = drawn
    margin = obvious.margins(rows, m)
    found = {rule: elect_one(rule, ranked(rows, m)) for rule in SINGLE_RULES}
    assert list(found["schulze"].tied) == obvious.schulze(margin)
    assert list(found["split-cycle"].tied) == obvious.split_cycle(margin)
    worst = [max(margin[a][c] for a in range(m)) for c in range(m)]
    assert list(found["minimax"].tied) == [c for c in range(m) if worst[c] == min(worst)]
    borda = [sum(row) for row in margin]
    assert list(found["borda"].tied) == [c for c in range(m) if borda[c] == max(borda)]
    assert found["irv"].winners == (obvious.runoff(rows, m),)


@few
@given(orders())
def test_whoever_beats_everybody_wins(drawn: Drawn) -> None:
    m, rows = drawn
    margin = obvious.margins(rows, m)
    champions = [a for a in range(m) if all(a == b or margin[a][b] > 0 for b in range(m))]
    for rule in ("schulze", "split-cycle", "minimax"):
        outcome = elect_one(rule, ranked(rows, m))
        assert not champions or list(outcome.tied) == champions
        assert outcome.winners[0] in outcome.tied


@few
@given(orders(), st.randoms(use_true_random=False))
def test_neither_voters_nor_candidates_have_a_place(drawn: Drawn, random: object) -> None:
    m, rows = drawn
    names, place = letters(m), list(range(m))
    random.shuffle(place)
    mixed = [tuple(place[c] for c in row) for row in rows]
    random.shuffle(mixed)
    other = ranked(mixed, m, [names[place.index(c)] for c in range(m)])
    for rule in SINGLE_RULES:
        before = elect_one(rule, ranked(rows, m), tie_break=SEEDED)
        assert before.elected == elect_one(rule, other, tie_break=SEEDED).elected, rule
    seats = (m + 1) // 2
    before = elect_stv(ranked(rows, m), seats, tie_break=SEEDED)
    assert before.elected == elect_stv(other, seats, tie_break=SEEDED).elected


@few
@given(orders())
def test_counts_are_repeated_ballots(drawn: Drawn) -> None:
    m, rows = drawn
    names = letters(m)
    counted = Rankings.from_orders(rows, names, [2] * len(rows))
    repeated = Rankings.from_orders([row for row in rows for _ in "12"], names)
    for rule in SINGLE_RULES:
        assert elect_one(rule, counted) == elect_one(rule, repeated)
    assert elect_stv(counted, 1) == elect_stv(repeated, 1)


def test_points_of_borda_are_the_usual_ones() -> None:
    outcome = elect_one("borda", ranked([(0, 1, 2), (1, 0, 2), (1, 2, 0)], 3))
    points = {why.candidate: why.counts["points"] for why in outcome.why}
    assert points == {0: 3, 1: 5, 2: 1}


def test_a_cycle_is_broken_at_its_weakest_defeat() -> None:
    rows = [(0, 1, 2)] * 4 + [(1, 2, 0)] * 3 + [(2, 0, 1)] * 2
    for rule in ("schulze", "split-cycle", "minimax"):
        outcome = elect_one(rule, ranked(rows, 3))
        assert outcome.winners == (0,)
        assert outcome.why[0].candidate == 0


def test_an_exact_tie_is_named() -> None:
    outcome = elect_one("schulze", ranked([(0, 1), (1, 0)], 2))
    assert outcome.tied == (0, 1)
    assert outcome.ties[0].chosen == (0,)


# The single transferable vote


@few
@given(orders(), st.integers(1, 4))
def test_stv_equals_the_obvious_way(drawn: Drawn, seats: int) -> None:
    m, rows = drawn
    seats = min(seats, m)
    outcome = elect_stv(ranked(rows, m), seats)
    assert list(outcome.winners) == obvious.transferable(rows, m, seats)
    assert len(set(outcome.winners)) == seats


@few
@given(
    st.integers(2, 5).flatmap(
        lambda m: st.tuples(
            st.just(m),
            st.frozensets(st.integers(0, m - 1), min_size=1),
            st.lists(st.permutations(range(m)), min_size=1, max_size=12),
            st.lists(st.permutations(range(m)), max_size=12),
            st.integers(1, m),
        )
    )
)
def test_a_solid_coalition_gets_its_quotas(
    drawn: tuple[int, frozenset[int], list[list[int]], list[list[int]], int],
) -> None:
    """Droop proportionality: k quotas of voters who put a set first elect k of it, or all of it."""
    m, favoured, loyal, others, seats = drawn
    solid = [sorted(row, key=lambda c: c not in favoured) for row in loyal]
    outcome = elect_stv(ranked([*solid, *others], m), seats)
    quotas = int(len(solid) // outcome.settings["quota"])
    assert len(favoured & set(outcome.winners)) >= min(quotas, len(favoured), seats)


def test_stv_accounts_for_every_vote() -> None:
    rows = [(0, 1)] * 6 + [(0, 2)] * 3 + [(2,)] * 2 + [(3, 2)]
    outcome = elect_stv(ranked(rows, 4), 2)
    first, transfer = outcome.why[:2]
    assert outcome.settings["quota"] == 5
    assert (first.code, first.candidate, first.counts["votes"]) == ("stv.elected", 0, 9)
    assert transfer.counts["factor"] == Fraction(4, 9)
    gone = [why for why in outcome.why if why.code == "stv.eliminated"]
    assert gone[0].candidate == 3
    assert gone[0].counts["exhausted"] == 0


def test_hare_quota_and_empty_boxes() -> None:
    assert elect_stv(ranked([(0,), (1,), (2,)], 3), 2, quota="hare").settings["quota"] == 1.5
    for quota in ("hare", "droop"):
        assert len(elect_stv(ranked([()], 3), 2, quota=quota).winners) == 2


# Reading and refusing


def test_preflib_files() -> None:
    text = "# ALTERNATIVE NAME 2: elm\n# ALTERNATIVE NAME 7: ash\n2: 7,2\n1: {2,7}\n3: 2\n"
    rankings = parse_preflib(text)
    assert rankings.names == ("elm", "ash")
    assert rankings.ranks.tolist() == [[2, 1], [1, 1], [1, 0]]
    assert rankings.voters == 6
    for bad, row in (("2: 7,,2", 3), ("2: 7,7", 3), ("x", 3), ("2: 5", 3)):
        with pytest.raises(InputError) as refused:
            parse_preflib("# ALTERNATIVE NAME 2: elm\n# ALTERNATIVE NAME 7: ash\n" + bad, "f.soi")
        assert refused.value.params["row"] == row


def test_refusals() -> None:
    equal = Rankings.from_orders([[0], [(0, 1)]], 2)
    for elect in (lambda: elect_one("irv", equal), lambda: elect_stv(equal, 1)):
        with pytest.raises(InputError) as refused:
            elect()
        assert (refused.value.code, refused.value.params["ballot"]) == (
            "voting.rankings.equal_ranks",
            1,
        )
    with pytest.raises(InputError, match=r"voting\.rule"):
        elect_one("luck", equal)
    with pytest.raises(InputError, match="no_candidates"):
        elect_one("borda", Rankings([], np.zeros((0, 0))))
    with pytest.raises(InputError, match=r"rankings\.order"):
        Rankings.from_orders([[0, 0]], 2)
    with pytest.raises(InputError, match=r"voting\.quota"):
        elect_stv(ranked([(0,)], 1), 1, quota="guess")
