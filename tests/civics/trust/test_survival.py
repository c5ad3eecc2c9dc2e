"""Waits: published curves, a second way to the same curve, and coverage."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.errors import InputError
from civics.trust import SurvivalCurve, Wait, survival_curve
from tests.civics.trust.waiting import PLACEBO, TREATED, Waits, drawn, handed_on

people = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from([0, 1])), min_size=1, max_size=25
).filter(lambda rows: any(ended for _, ended in rows))


def test_the_published_curve() -> None:
    """D. Kleinbaum and M. Klein, Survival Analysis (2012), chapter 2, from Freireich's trial."""
    curve = survival_curve(*TREATED)
    assert curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.ends.tolist() == [3, 1, 1, 1, 1, 1, 1]
    assert curve.share.round(4).tolist() == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    errors = curve.share * np.sqrt(curve.spread)
    assert errors.round(4).tolist() == [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert curve.median.value == 23
    assert curve.quantile(0.9) == Wait(None, 23.0, None) or curve.quantile(0.9).value is None
    assert survival_curve(*PLACEBO).median == Wait(8.0, 4.0, 11.0)


def test_log_log_limits_by_hand() -> None:
    """At 10 weeks: share 0.7529, error 0.0963; log(-log) is -1.2594 with error 0.4506."""
    curve = survival_curve(*TREATED)
    middle, error = np.log(-np.log(0.75294)), 0.09635 / 0.75294 / -np.log(0.75294)
    assert curve.low[2] == pytest.approx(np.exp(-np.exp(middle + 1.96 * error)), abs=2e-4)
    assert curve.high[2] == pytest.approx(np.exp(-np.exp(middle - 1.96 * error)), abs=2e-4)


@given(people)
def test_handing_weights_on_gives_the_same_curve(rows: list[tuple[int, int]]) -> None:
    waits: Waits = ([float(time) for time, _ in rows], [ended for _, ended in rows])
    curve, slow = survival_curve(*waits), handed_on(waits)
    assert [Fraction(time) for time in curve.times] == list(slow)
    assert curve.share == pytest.approx([float(share) for share in slow.values()])


@given(people)
def test_limits_hold_the_curve(rows: list[tuple[int, int]]) -> None:
    curve = survival_curve(*zip(*rows, strict=True))
    known = ~np.isnan(curve.low)
    assert np.all(curve.low[known] <= curve.share[known])
    assert np.all(curve.share[known] <= curve.high[known])
    assert np.all(np.diff(curve.share) < 0)
    assert np.array_equal(~known, curve.share == 0)


@given(people, st.floats(0.05, 0.95))
def test_quantiles_are_in_order(rows: list[tuple[int, int]], part: float) -> None:
    found = survival_curve(*zip(*rows, strict=True)).quantile(part)
    never = float("inf")
    low, value, high = (never if t is None else t for t in (found.low, found.value, found.high))
    assert low <= value <= high


def test_without_open_waits_the_curve_is_the_share() -> None:
    waits = np.random.default_rng(1).exponential(size=50)
    curve = survival_curve(waits, np.ones(50))
    assert curve.share == pytest.approx(1 - np.arange(1, 51) / 50)
    assert curve.quantile(0.9).value == np.sort(waits)[44]
    assert (curve.people, curve.censored, curve.longest) == (50, 0, waits.max())


def test_open_waits_are_not_over() -> None:
    """Leaving the open ones out would report a median of 2 hours."""
    waits = ([1, 2, 3, 9, 9, 9, 9], [1, 1, 1, 0, 0, 0, 0])
    assert survival_curve(*waits).median.value is None
    assert survival_curve([1, 2, 3], [1, 1, 1]).median.value == 2


@pytest.mark.parametrize(
    ("waited", "ended", "code"),
    [
        ([], [], "survival.none"),
        ([1, -2], [1, 1], "survival.time"),
        ([1, float("nan")], [1, 1], "survival.time"),
        ([1, 2], [1], "survival.ended"),
        ([1, 2], [1, 2], "survival.ended"),
        ([1, 2], [0, 0], "survival.no_end"),
    ],
)
def test_refusals(waited: list[float], ended: list[int], code: str) -> None:
    with pytest.raises(InputError) as refused:
        survival_curve(waited, ended)
    assert refused.value.code == code


def test_a_quantile_is_a_part() -> None:
    with pytest.raises(InputError) as refused:
        survival_curve([1], [1]).quantile(1.0)
    assert refused.value.code == "survival.quantile"


# Coverage


def holds(wait: Wait, truth: float) -> bool:
    low = np.inf if wait.low is None else wait.low
    high = np.inf if wait.high is None else wait.high
    return bool(low <= truth <= high)


def share_held(curve: SurvivalCurve, time: float, truth: float) -> bool:
    """Before the first end the share is 1 and has no limits: a miss."""
    place = int(np.searchsorted(curve.times, time, side="right")) - 1
    return place >= 0 and bool(curve.low[place] <= truth <= curve.high[place])


P90 = float(np.exp(1.2815515655446004))


def covered(n: int, lost: float, times: int) -> np.ndarray:
    """How often the share at the true median, the median and P90 hold the truth."""
    rng = np.random.default_rng(n)
    held = np.zeros(3)
    for _ in range(times):
        curve = survival_curve(*drawn(n, lost, rng))
        known = share_held(curve, 1.0, 0.5)
        held += [known, holds(curve.median, 1.0), holds(curve.quantile(0.9), P90)]
    return held / times


@pytest.mark.parametrize("n", [30, 100])
def test_coverage(n: int) -> None:
    share, median, late = covered(n, 4.8, 1_500)
    assert 0.93 < share < 0.97
    assert 0.93 < median < 0.97
    # Upper limits are unknown in many small samples, which cannot miss.
    assert 0.93 < late < (0.97 if n >= 60 else 0.985)


@pytest.mark.slow
@pytest.mark.parametrize(("n", "lost"), [(20, 4.8), (60, 2.4), (200, 3.2)])
def test_coverage_with_more_and_fewer_open(n: int, lost: float) -> None:
    share, median, late = covered(n, lost, 2_500)
    assert 0.93 < share < 0.97
    assert 0.93 < median < 0.97
    assert 0.93 < late < 0.985
