"""Tests, intervals and verdicts: by hand, by simulation, by trying every removal."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civics.opinion import Parameters, opinion_map, statistics
from civics.opinion.consensus import shared
from civics.opinion.dividing import widest_gaps
from civics.opinion.representative import compare, find
from tests.civics.opinion import slow
from tests.civics.opinion.towns import town

COUNTS = st.integers(2, 4).flatmap(
    lambda groups: st.lists(
        st.lists(st.tuples(*[st.integers(0, 8)] * 3), min_size=3, max_size=3),
        min_size=groups,
        max_size=groups,
    ).map(np.array)
)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.floats(0.01, 0.5))
def test_discoveries_are_those_of_the_step_up_procedure(p: list[float], rate: float) -> None:
    q = statistics.discovery_q(np.array(p))
    found = {place for place, value in enumerate(q) if value <= rate}
    # q and the ladder divide in another order: at the very threshold they may differ by rounding.
    edge = {place for place, value in enumerate(q) if abs(value - rate) < 1e-9}
    assert found ^ slow.discovered(p, rate) <= edge


def test_false_discoveries_stay_rare() -> None:
    """In towns without camps, cut at random, at most the stated share of lists has an entry."""
    rng = np.random.default_rng(0)
    false = 0
    for _ in range(300):
        counts = rng.multinomial(40, [0.5, 0.3, 0.2], size=(3, 30))
        findings = find(counts, 120, Parameters(false_discovery=0.1))
        false += bool(findings.significant.any())
    assert false / 300 <= 0.13


@pytest.mark.parametrize("groups", [1, 2, 4])
@pytest.mark.parametrize("trials", [15, 20, 60, 300])
def test_intervals_of_the_mean_of_groups_cover(groups: int, trials: int) -> None:
    rng = np.random.default_rng([groups, trials])
    true = rng.uniform(0.3, 0.95, size=(groups, 20_000))
    seen = np.full(true.shape, trials)
    low, high = statistics.geometric_interval(rng.binomial(seen, true), seen, 0.95)
    middle = np.exp(np.log(true).mean(axis=0))
    assert 0.93 <= ((low <= middle) & (middle <= high)).mean() <= 0.97


@pytest.mark.parametrize(("here", "there"), [(7, 7), (15, 15), (20, 100), (200, 300)])
def test_intervals_of_gaps_cover(here: int, there: int) -> None:
    rng = np.random.default_rng([here, there])
    true = rng.uniform(0.1, 0.9, size=(2, 20_000))
    one, other = rng.binomial(here, true[0]), rng.binomial(there, true[1])
    seen = np.full_like(one, here), np.full_like(other, there)
    low, high = statistics.gap_interval(one, seen[0], other, seen[1], statistics.quantile(0.95))
    gap = true[0] - true[1]
    assert 0.93 <= ((low <= gap) & (gap <= high)).mean() <= 0.97


def test_five_groups_that_agree_are_a_consensus_where_the_product_says_no() -> None:
    counts = np.tile(np.array([[[93, 4, 3]]]), (6, 1, 1))
    sharing = shared(counts, removed=1, confidence=0.95)
    assert sharing.product[0, 0] < 0.65
    assert sharing.mean[0, 0] == pytest.approx(94 / 102)
    assert sharing.holds[0, 0]
    assert not sharing.holds[1, 0]


@settings(max_examples=60)
@given(COUNTS, st.integers(1, 3))
def test_spreading_a_removal_over_groups_hurts_the_mean_less(
    counts: np.ndarray, removed: int
) -> None:
    """Every way of taking `removed` people out of groups that have them to lose."""
    counts = counts + np.array([3, 0, 0])
    whole = [
        mean_without(counts, np.eye(len(counts), dtype=int)[g] * removed)
        for g in range(len(counts))
    ]
    for spread in np.ndindex(*[removed + 1] * len(counts)):
        if sum(spread) <= removed:
            assert (mean_without(counts, np.array(spread)) >= np.min(whole, axis=0) - 1e-12).all()


def mean_without(counts: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Geometric mean of agreement without some of each group's agreeing people."""
    left = counts.copy()
    left[..., 0] -= taken[:, None]
    return shared(left, 1, 0.95).mean[0]


@given(COUNTS, st.integers(1, 3))
def test_a_removal_is_taken_from_the_group_where_it_hurts_most(
    counts: np.ndarray, removed: int
) -> None:
    lows = []
    for group in range(len(counts)):
        left = counts.copy()
        left[group, :, 0] -= np.minimum(left[group, :, 0], removed)
        lows.append(shared(left, 1, 0.95).low[0])
    assert shared(counts, removed, 0.95).low_after[0] == pytest.approx(np.min(lows, axis=0))


@given(COUNTS)
def test_the_widest_gap_is_the_widest(counts: np.ndarray) -> None:
    gaps = widest_gaps(counts, 1, 0.95)
    share = (counts[..., 0] + 1) / (counts.sum(axis=2) + 2)
    for j in range(counts.shape[1]):
        assert gaps.gap[j] == pytest.approx(
            share[gaps.agreeing[j], j] - share[gaps.disagreeing[j], j]
        )
        assert gaps.low[j] <= gaps.gap[j] <= gaps.high[j]
        assert gaps.after_removal[j] <= gaps.low[j] + 1e-12


@given(COUNTS)
def test_tests_by_hand(counts: np.ndarray) -> None:
    tests = compare(counts)
    for g, j in np.ndindex(counts.shape[:2]):
        agree, seen = int(counts[g, j, 0]), int(counts[g, j].sum())
        others = int(counts[:, j, 0].sum()) - agree
        other_seen = int(counts[:, j].sum()) - seen
        assert tests.share[0, g, j] == (agree + 1) / (seen + 2)
        pooled = (agree + others + 2) / (seen + other_seen + 2)
        width = pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (other_seen + 1))
        gap = (agree + 1) / (seen + 1) - (others + 1) / (other_seen + 1)
        z = gap / np.sqrt(width) if width > 0 else 0.0
        assert tests.ratio_z[0, g, j] == pytest.approx(z)


@settings(max_examples=30)
@given(COUNTS)
def test_taking_voters_away_never_helps(counts: np.ndarray) -> None:
    findings = find(counts, 200, Parameters(influence=0.02))
    before = np.minimum(findings.tests.share_z, findings.tests.ratio_z)
    assert (findings.weakest_z <= before + 1e-9).all()


def test_a_verdict_of_few_voters_does_not_hold() -> None:
    """One in a hundred can undo what five people said, but not what a hundred did."""
    few = np.array([[[6, 0, 0]], [[1, 9, 90]]])
    many = few * 40
    for counts, holds in ((few, False), (many, True)):
        people = int(counts.sum())
        findings = find(counts, people * 20 if not holds else people, Parameters())
        assert findings.significant[0, 0, 0]
        assert (findings.weakest_z[0, 0, 0] >= findings.least_z) == holds


def test_every_verdict_of_a_map_gives_its_reason() -> None:
    drawn = opinion_map(town(people=300, statements=40, camps=3, seed=2))
    rows = [row for group in drawn.groups for row in group.representative]
    verdicts = [*rows, *drawn.consensus, *drawn.divisions]
    assert verdicts
    for verdict in verdicts:
        assert verdict.why
        assert verdict.sensitivity.removed == 3


def test_groups_on_the_map_differ_in_what_represents_them() -> None:
    drawn = opinion_map(town(people=300, statements=40, camps=2, seed=2))
    for group in drawn.groups:
        for row in group.representative:
            assert row.ratio > 1
            assert row.share_z > 0
            assert row.q_value <= 0.1
    ranges = [{(r.statement, r.direction) for r in group.representative} for group in drawn.groups]
    assert not any(one & other for one, other in combinations(ranges, 2))
