"""Blends: the best by another solver, placebos, and limits that hold."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.signal import lfilter

from civics.errors import InputError
from civics.trust import synthetic_control
from civics.trust.blend import blend, is_unique
from civics.trust.conformal import conformal_limits, rank_of, rejections


def world(
    seed: int, n: int = 40, donors: int = 8, rho: float = 0.0
) -> tuple[np.ndarray, np.ndarray]:
    """A treated series that is a blend of three donors, with noise, and the donors (n, donors)."""
    rng = np.random.default_rng(seed)
    common = np.cumsum(rng.normal(size=(n, 2)), axis=0) @ rng.random((2, donors))
    noise = lfilter([1.0], [1.0, -rho], rng.normal(size=(n + 50, donors + 1)), axis=0)[50:]
    table = common + noise[:, 1:]
    return table[:, :3] @ rng.dirichlet(np.ones(3)) + noise[:, 0], table


def named(table: np.ndarray) -> dict[str, np.ndarray]:
    return {f"d{place:02d}": column for place, column in enumerate(table.T)}


@pytest.mark.parametrize("seed", range(5))
def test_another_solver_finds_no_better_blend(seed: int) -> None:
    treated, table = world(seed, donors=5)
    weights = blend(treated, table)

    def miss(w: np.ndarray) -> float:
        return float(np.sum((treated - table @ w) ** 2))

    sums_to_one = {"type": "eq", "fun": lambda w: w.sum() - 1}
    other = minimize(
        miss, np.full(5, 0.2), bounds=[(0, 1)] * 5, constraints=sums_to_one, method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )  # fmt: skip
    assert miss(weights) <= other.fun * (1 + 1e-9)
    assert weights == pytest.approx(other.x, abs=1e-4)


@given(st.integers(0, 10_000), st.integers(2, 30), st.integers(3, 12))
def test_no_donor_would_bring_the_blend_nearer(seed: int, n: int, donors: int) -> None:
    """The conditions of Karush, Kuhn and Tucker, which are proof of the least distance."""
    rng = np.random.default_rng(seed)
    treated, table = 100 * rng.normal(size=n), 100 * rng.normal(size=(n, donors))
    weights = blend(treated, table)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)
    slopes = (table - treated[:, None]).T @ (table @ weights - treated)
    least = slopes @ weights
    assert np.all(slopes >= least - 1e-6 * max(np.abs(slopes).max(), 1))


def test_a_twin_is_found() -> None:
    treated, table = world(3)
    table[:, 4] = treated
    assert blend(treated, table) == pytest.approx(np.eye(8)[4])


def test_several_blends_are_told() -> None:
    treated, table = world(3)
    assert is_unique(treated, table, blend(treated, table))
    doubled = np.column_stack([table, table])
    assert not is_unique(treated, doubled, blend(treated, doubled))
    wide = np.random.default_rng(0).normal(size=(4, 40))
    assert not is_unique(np.zeros(4), wide, blend(np.zeros(4), wide))


def test_ranks_are_counted_turn_by_turn() -> None:
    treated, table = world(5, n=24)
    at, n = 18, 24
    supposed = np.where(np.arange(n) >= at, treated - 1.5, treated)
    weights = blend(supposed, table)
    used = table[:, weights > 0]
    fit = used[:, 1:] - used[:, [0]]
    keeps = np.eye(n) - fit @ np.linalg.pinv(fit)
    strange = []
    for start in range(n):
        window = np.isin(np.arange(n), [(start + i) % n for i in range(n - at)]).astype(float)
        strange.append((window @ (supposed - table @ weights)) ** 2 / (window @ keeps @ window))
    slow = sum(each >= strange[at] * (1 - 1e-9) for each in strange)
    assert rank_of(treated, table, at, 1.5) == slow


def test_limits_part_kept_from_rejected() -> None:
    treated, table = world(6)
    low, high = conformal_limits(treated, table, 30, 0.0, 0.95)
    step, allowed = (high - low) * 1e-4, rejections(40, 0.95)
    for inside, outside in ((low + step, low - step), (high - step, high + step)):
        assert rank_of(treated, table, 30, inside) > allowed
        assert rank_of(treated, table, 30, outside) <= allowed


def test_the_whole_result() -> None:
    treated, table = world(11, donors=20)
    treated[30:] += 8
    found = synthetic_control(treated, named(table), 30)
    assert found.limits
    assert found.limits.low < 8 < found.limits.high
    assert found.p_value == 1 / 21
    assert found.coverage == 0.95
    assert sum(found.weights.values()) == pytest.approx(1)
    assert set(found.without_donor) == {name for name, w in found.weights.items() if w > 0}
    assert all(abs(effect - 8) < 3 for effect in found.without_donor.values())
    distance = treated - found.without
    assert found.ratio == pytest.approx(
        np.sqrt(np.mean(distance[30:] ** 2)) / np.sqrt(np.mean(distance[:30] ** 2))
    )


def test_leaving_a_donor_out_is_doing_without() -> None:
    treated, table = world(8)
    donors = named(table)
    found = synthetic_control(treated, donors, 30)
    for name, effect in found.without_donor.items():
        rest = {other: column for other, column in donors.items() if other != name}
        assert synthetic_control(treated, rest, 30).effect == pytest.approx(effect)


def test_cautions() -> None:
    treated, table = world(9)
    assert synthetic_control(treated, named(table), 30).cautions == ("few_donors",)
    away = synthetic_control(treated + 1000, named(table), 30)
    assert "poor_fit" in away.cautions
    assert "one_donor" in away.cautions
    few = synthetic_control(treated[:19], named(table[:19]), 15)
    assert "few_points" in few.cautions
    assert few.limits is None is few.coverage
    twins = synthetic_control(treated, named(np.column_stack([table, table])), 30)
    assert "several_blends" in twins.cautions


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda y, d: (y, {}, 30), "control.donors"),
        (lambda y, d: (y, {"a": d["d00"], "b": d["d01"]}, 30), "control.donors"),
        (lambda y, d: (y, d, 3), "control.short"),
        (lambda y, d: (y, d, 40), "control.short"),
        (lambda y, d: (np.zeros(40), d, 30), "control.constant"),
        (lambda y, d: (y[:39], d, 30), "control.shape"),
        (lambda y, d: (y, d | {"d03": np.full(40, np.nan)}, 30), "control.value"),
    ],
)
def test_refusals(change: object, code: str) -> None:
    treated, table = world(1)
    with pytest.raises(InputError) as refused:
        synthetic_control(*change(treated, named(table)))  # type: ignore[operator]
    assert refused.value.code == code


# Coverage


@pytest.mark.parametrize(
    ("n", "at", "donors", "rho"),
    [(20, 16, 5, 0.0), (30, 24, 8, 0.0), (40, 36, 30, 0.3), (60, 50, 10, 0.0), (60, 30, 10, 0.6)],
)
def test_coverage_of_the_limits(n: int, at: int, donors: int, rho: float) -> None:
    """How often the true effect is not rejected, which is when it lies between the limits.

    The common course is a random walk and noise may remember, so rows are not exchangeable.
    """
    held = 0
    for seed in range(1_000):
        treated, table = world(seed, n, donors, rho)
        treated[at:] += 2
        held += rank_of(treated, table, at, 2.0) > rejections(n, 0.95)
    assert 0.93 < held / 1_000 < 0.97


def test_true_effects_that_are_kept_lie_between_the_limits() -> None:
    for seed in range(30):
        treated, table = world(seed)
        low, high = conformal_limits(treated, table, 30, 0.0, 0.95)
        kept = rank_of(treated, table, 30, 0.0) > rejections(40, 0.95)
        assert low <= 0 <= high or not kept


def test_placebos_reject_no_more_often_than_said() -> None:
    """All series are alike, so a p value of at most 2 in 10 has a chance of 2 in 10."""
    found = []
    for seed in range(300):
        rng = np.random.default_rng(seed)
        table = np.cumsum(rng.normal(size=(19, 2)), axis=0) @ rng.random((2, 10))
        table += rng.normal(size=table.shape)
        found.append(synthetic_control(table[:, 0], named(table[:, 1:]), 14).p_value)
    assert np.mean(np.array(found) <= 0.2) < 0.27
