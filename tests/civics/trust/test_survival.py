"""Waits: published curves, a second way to the same curve, and coverage."""

from fractions import Fraction
from itertools import accumulate
from operator import mul

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.errors import InputError
from civics.trust import SurvivalCurve, Wait, survival_curve
from tests.civics.trust.waiting import PLACEBO, TREATED, Waits, drawn, handed_on

wait = st.tuples(st.integers(0, 12), st.sampled_from([0, 1]))
people, many = (
    st.lists(wait, min_size=least, max_size=most).filter(lambda rows: any(e for _, e in rows))
    for least, most in ((1, 25), (20, 40))
)


def test_the_curve_of_freireichs_trial() -> None:
    """The curve that textbooks print: 1 - 3/21 = 18/21, then · 16/17, · 14/15, · 11/12, …"""
    steps = [
        Fraction(*s) for s in ((18, 21), (16, 17), (14, 15), (11, 12), (10, 11), (6, 7), (5, 6))
    ]
    curve = survival_curve(*TREATED)
    assert curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve.at_risk.tolist() == [21, 17, 15, 12, 11, 7, 6]
    assert curve.ends.tolist() == [3, 1, 1, 1, 1, 1, 1]
    assert curve.share == pytest.approx([float(share) for share in accumulate(steps, mul)])
    assert curve.share.round(4).tolist() == [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    greenwood = [
        Fraction(d, n * (n - d))
        for n, d in zip([21, 17, 15, 12, 11, 7, 6], [3, *[1] * 6], strict=True)
    ]
    assert curve.spread == pytest.approx([float(part) for part in accumulate(greenwood)])
    assert curve.median.value == 23
    assert curve.quantile(0.9) == Wait(None, 23.0, None)
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


@given(people | many)
def test_limits_hold_the_curve(rows: list[tuple[int, int]]) -> None:
    curve = survival_curve(*zip(*rows, strict=True))
    known = ~np.isnan(curve.low)
    assert ("too_few" in curve.cautions) == (len(rows) < 20)
    if len(rows) < 20:
        assert not known.any()
        return
    assert np.all(curve.low[known] <= curve.share[known])
    assert np.all(curve.share[known] <= curve.high[known])
    assert np.all(np.diff(curve.share) < 0)
    assert np.array_equal(~known, curve.share == 0)


@given(many, st.floats(0.05, 0.95))
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


def test_few_people_have_a_curve_and_no_limits() -> None:
    curve = survival_curve([1, 2, 2, 3, 5, 8, 9, 9], [1, 1, 1, 1, 1, 0, 1, 0])
    assert curve.cautions == ("too_few", "few_ends")
    assert curve.median == Wait(3.0, None, None)


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


def holds(curve: SurvivalCurve, part: float, truth: float) -> tuple[bool, bool]:
    """Whether each limit keeps its word; an unknown upper one says nothing."""
    wait = curve.quantile(part)
    assert wait.low is not None
    return wait.low <= truth, wait.high is None or truth <= wait.high


def share_held(curve: SurvivalCurve, time: float, truth: float) -> bool:
    """Before the first end the share is 1 and has no limits: a miss."""
    place = int(np.searchsorted(curve.times, time, side="right")) - 1
    return place >= 0 and bool(curve.low[place] <= truth <= curve.high[place])


P90 = float(np.exp(1.2815515655446004))


def check_coverage(n: int, lost: float, times: int) -> None:
    rng, held, late = np.random.default_rng(n), np.zeros(2), np.zeros(2)
    for _ in range(times):
        curve = survival_curve(*drawn(n, lost, rng))
        held += [share_held(curve, 1.0, 0.5), all(holds(curve, 0.5, 1.0))]
        late += holds(curve, 0.9, P90)
    assert np.all((held / times > 0.93) & (held / times < 0.97))
    # Upper limits of P90 are unknown in many samples, which cannot err: each limit on its own.
    assert np.all(1 - late / times < 0.035)


@pytest.mark.parametrize("n", [20, 100])
def test_coverage(n: int) -> None:
    check_coverage(n, 4.8, 800)


@pytest.mark.slow
@pytest.mark.parametrize(("n", "lost"), [(30, 2.4), (60, 2.4), (200, 3.2)])
def test_coverage_with_more_and_fewer_open(n: int, lost: float) -> None:
    check_coverage(n, lost, 1_200)
