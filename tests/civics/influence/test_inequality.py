import itertools
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from civics.errors import InputError
from civics.influence import concentration, concentration_intervals, lorenz

Activity = Callable[[np.random.Generator, int], NDArray[np.int64]]
VALUES = st.lists(st.integers(0, 50), min_size=1, max_size=30).filter(any)


@given(VALUES)
def test_gini_is_the_mean_difference(values: list[int]) -> None:
    n, total = len(values), sum(values)
    differences = sum(abs(a - b) for a, b in itertools.product(values, values))
    assert concentration(values).gini == pytest.approx(differences / (2 * n * total), abs=1e-12)


@given(VALUES, st.sampled_from([0.01, 0.1, 0.25, 0.5, 1.0]))
def test_shares_by_hand(values: list[int], top: float) -> None:
    found = concentration(values, top=top)
    shares = [value / sum(values) for value in values]
    assert found.hhi == pytest.approx(sum(s * s for s in shares))
    assert found.effective == pytest.approx(1 / found.hhi)
    left, held = top * len(values), 0.0
    for share in sorted(shares, reverse=True):
        held += share * min(max(left, 0), 1)
        left -= 1
    assert found.top_share == pytest.approx(held, abs=1e-12)
    voters, curve = lorenz(values)
    assert found.top_share == pytest.approx(1 - np.interp(1 - top, voters, curve), abs=1e-12)


@given(VALUES, st.randoms(use_true_random=False))
def test_order_and_unit_do_not_matter(values: list[int], random: object) -> None:
    shuffled = values.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert concentration(shuffled) == concentration(values)
    scaled = concentration([8 * value for value in values])
    assert scaled.gini == pytest.approx(concentration(values).gini, abs=1e-12)
    twice = concentration(values * 2)
    assert twice.gini == pytest.approx(concentration(values).gini, abs=1e-12)
    assert twice.effective == pytest.approx(2 * concentration(values).effective)


@given(VALUES.filter(lambda v: len(v) > 1), st.data())
def test_giving_from_rich_to_poor_lowers_gini(values: list[int], data: st.DataObject) -> None:
    rich, poor = max(values), min(values)
    if rich - poor < 2:
        return
    moved = values.copy()
    moved[moved.index(rich)] -= 1
    moved[moved.index(poor)] += 1
    assert concentration(moved).gini < concentration(values).gini


def lognormal(rng: np.random.Generator, n: int, spread: float) -> NDArray[np.int64]:
    return rng.poisson(10 * rng.lognormal(0, spread, n))


def geometric(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    return rng.negative_binomial(1, 0.1, n)


def power_law(rng: np.random.Generator, n: int) -> NDArray[np.int64]:
    """Density falling with the power 3.5."""
    return rng.poisson(5 * (1 + rng.pareto(2.5, n)))


@pytest.mark.parametrize(
    ("activity", "voters", "top"),
    [
        (partial(lognormal, spread=0.7), 500, 0.1),
        (partial(lognormal, spread=1.0), 5000, 0.01),
        (geometric, 1000, 0.05),
        (power_law, 1000, 0.05),
    ],
)
def test_the_intervals_cover(activity: Activity, voters: int, top: float) -> None:
    goal = concentration(activity(np.random.default_rng(0), 1_000_000), top=top)
    gini, share = [], []
    for seed in range(200):
        sample = activity(np.random.default_rng(1 + seed), voters)
        found = concentration_intervals(sample, top=top, resamples=299, seed=seed)
        assert found.gini is not None
        assert found.top_share is not None
        gini.append(found.gini[0] <= goal.gini <= found.gini[1])
        share.append(found.top_share[0] <= goal.top_share <= found.top_share[1])
    assert 0.93 <= np.mean(gini) <= 0.97
    assert 0.93 <= np.mean(share) <= 0.97


def test_the_error_agrees_with_plain_resampling() -> None:
    """A slow second way: voters drawn one by one, limits by percentiles."""
    rng = np.random.default_rng(2)
    sample = lognormal(rng, 3000, 0.7)
    again = [concentration(rng.choice(sample, 3000), top=0.1) for _ in range(800)]
    found = concentration_intervals(sample, top=0.1)
    for limits, values in (
        (found.gini, [c.gini for c in again]),
        (found.top_share, [c.top_share for c in again]),
    ):
        np.testing.assert_allclose(limits, np.quantile(values, [0.0175, 0.9825]), atol=0.006)


def test_no_interval_where_none_covers() -> None:
    few = concentration_intervals(np.arange(499))
    assert (few.gini, few.top_share) == (None, None)
    assert few.refusals == ("too_few_voters", "too_few_on_top")
    some = concentration_intervals(np.arange(600))
    assert some.gini is not None
    assert some.top_share is None
    assert concentration_intervals(np.ones(6000)).refusals == ("all_equal",)


def test_same_seed_same_limits() -> None:
    values = lognormal(np.random.default_rng(3), 6000, 1.0)
    assert concentration_intervals(values, seed=4) == concentration_intervals(values, seed=4)
    assert concentration_intervals(values, seed=4) != concentration_intervals(values, seed=5)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ([], "influence.no_values"),
        ([0, 0], "influence.nothing"),
        ([1, -1], "influence.value"),
        ([1, float("nan")], "influence.value"),
    ],
)
def test_what_has_no_concentration_is_refused(values: list[float], code: str) -> None:
    with pytest.raises(InputError) as refusal:
        concentration(values)
    assert refusal.value.code == code
