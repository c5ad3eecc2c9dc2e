"""Breaks in series: the regression the slow way, and coverage on noise that remembers."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import lfilter

from civics.errors import InputError
from civics.trust import interrupted_series, noise, placebo_dates
from civics.trust.series import limits
from civics.trust.steps import steps


def remembering(coefficients: list[float], n: int, many: int, seed: int) -> np.ndarray:
    """Rows of autoregressive noise: shares of the value before, of the one before that …"""
    shocks = np.random.default_rng(seed).normal(size=(many, n + 200))
    past = [1.0, *(-c for c in coefficients)]
    return np.asarray(lfilter([1.0], past, shocks, axis=1)[:, 200:])


def solved(matrix: list[list[Fraction]], goal: list[Fraction]) -> list[Fraction]:
    """Gauss' elimination, exact."""
    rows = [[*row, value] for row, value in zip(matrix, goal, strict=True)]
    for i in range(len(rows)):
        pivot = next(k for k in range(i, len(rows)) if rows[k][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [cell / rows[i][i] for cell in rows[i]]
        for k in range(len(rows)):
            if k != i:
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [row[-1] for row in rows]


def test_effects_are_those_of_the_normal_equations() -> None:
    n, at = 30, 18
    values = [int(v) for v in np.random.default_rng(2).integers(0, 50, n)]
    rows = [[Fraction(c) for c in (1, t - at, int(t >= at), max(t - at, 0))] for t in range(n)]
    normal = [[sum(r[i] * r[j] for r in rows) for j in range(4)] for i in range(4)]
    goal = [sum(r[i] * v for r, v in zip(rows, values, strict=True)) for i in range(4)]
    coefficients = solved(normal, goal)
    found = interrupted_series(values, at)
    assert found.level.value == pytest.approx(float(coefficients[2]), abs=1e-10)
    assert found.slope.value == pytest.approx(float(coefficients[3]), abs=1e-10)
    average = coefficients[2] + coefficients[3] * Fraction(n - at - 1, 2)
    assert found.average.value == pytest.approx(float(average), abs=1e-10)
    assert found.without[-1] == pytest.approx(
        float(coefficients[0] + coefficients[1] * (n - 1 - at))
    )


def test_errors_are_newey_and_wests() -> None:
    """The sandwich with its meat added up pair by pair."""
    n, at = 40, 25
    design, series = steps(n, at, 1), remembering([0.5], n, 1, 3)
    residuals, lags = design.residuals(series)[0], noise.bandwidth(n)
    X, meat = design.columns, np.zeros((4, 4))
    for s in range(n):
        for t in range(n):
            weight = max(0.0, 1 - abs(s - t) / (lags + 1))
            meat += weight * residuals[s] * residuals[t] * np.outer(X[s], X[t])
    bread = np.linalg.inv(X.T @ X)
    variance = bread @ meat @ bread * n / (n - 4)
    errors = noise.newey_west(design, design.effects, residuals[None, :])[0]
    assert errors[:2] == pytest.approx(np.sqrt(np.diag(variance)[2:]))


@pytest.mark.parametrize("rho", [-0.3, 0.0, 0.5, 0.8])
def test_memory_is_freed_of_the_bias_of_fitting(rho: float) -> None:
    design, drawn = steps(80, 50, 1), remembering([rho], 80, 1_000, 4)
    raw = noise.autocorrelation(design.residuals(drawn))[:, 0].mean()
    assert raw < rho - 0.02
    _, memories = limits(design, drawn, 0.95, np.random.default_rng(0))
    assert np.median(memories) == pytest.approx(rho, abs=0.05)


def test_worlds_remember_what_they_were_told_to() -> None:
    shocks = np.random.default_rng(8).normal(size=(4_000, 50))
    drawn = noise.remembering(shocks, np.full(50, 0.6), np.full(50, -0.3))
    assert drawn.shape == (50, 4_000)
    told = noise.partial_autocorrelations(drawn).mean(axis=0)
    assert told == pytest.approx([0.6, -0.3], abs=0.01)
    # Yule and Walker: a process of coefficients 0.6 · 1.3 and -0.3 has this variance throughout.
    variance = 1 / ((1 - 0.6**2) * (1 - 0.3**2))
    assert drawn.var() == pytest.approx(variance, rel=0.02)
    many = noise.remembering(
        np.random.default_rng(9).normal(size=(2, 200_000)), *np.tile([[0.6], [-0.3]], 200_000)
    )
    assert many.var(axis=0) == pytest.approx([variance] * 2, rel=0.02)


@given(st.integers(0, 10_000), st.floats(-50, 50), st.floats(-3, 3), st.floats(0.1, 20))
def test_adding_a_line_and_scaling_change_nothing_else(
    seed: int, level: float, slope: float, scale: float
) -> None:
    rng = np.random.default_rng(seed)
    series, time = rng.normal(size=24), np.arange(24.0)
    design = steps(24, 14, 1)
    one = design.effects @ series
    other = design.effects @ (scale * series + level + slope * time)
    assert other == pytest.approx(scale * one, abs=1e-8)


def test_a_weekly_calendar_is_taken_out() -> None:
    rng = np.random.default_rng(7)
    week = np.array([0.0, 0, 0, 0, 0, 8, 11])
    series = rng.normal(size=84) + week[np.arange(84) % 7] + 3 * (np.arange(84) >= 50)
    seasonal, plain = interrupted_series(series, 50, season=7), interrupted_series(series, 50)
    assert seasonal.level.low < 3 < seasonal.level.high
    assert plain.cautions == ("longer_memory",)


def test_cautions() -> None:
    short = interrupted_series(remembering([0], 40, 1, 1)[0], 20)
    assert "short_series" in short.cautions
    assert short.level.low is None is short.level.high
    assert "strong_memory" in interrupted_series(remembering([0.95], 200, 1, 1)[0], 100).cautions
    rng = np.random.default_rng(3)
    longer = lfilter([1.0], [1.0, -0.1, -0.1, -0.5], rng.normal(size=300))[100:]
    too_long = interrupted_series(longer, 100)
    assert "longer_memory" in too_long.cautions
    assert too_long.average.low is None is too_long.slope.high
    assert interrupted_series(remembering([0.3], 100, 1, 5)[0], 60).cautions == ()


@pytest.mark.parametrize("memory", [[0.4], [0.4, 0.3]])
def test_longer_memory_is_rarely_seen_where_there_is_none(memory: list[float]) -> None:
    residuals = steps(100, 60, 1).residuals(remembering(memory, 100, 600, 7))
    seen = [noise.remembers_more(r) for r in residuals]
    assert np.mean(seen) < 0.13  # a 5 % test of residuals, not of the noise itself


@pytest.mark.parametrize(
    ("values", "at", "code"),
    [
        ([], 0, "series.short"),
        ([1.0, 2] * 8, 7, "series.short"),
        ([1.0, 2] * 8, 9, "series.short"),
        ([5.0] * 40, 20, "series.constant"),
        (list(range(40)), 20, "series.constant"),
        ([1.0] * 39 + [float("nan")], 20, "series.value"),
        ([[1.0] * 40], 20, "series.shape"),
    ],
)
def test_refusals(values: list[float], at: int, code: str) -> None:
    with pytest.raises(InputError) as refused:
        interrupted_series(values, at)
    assert refused.value.code == code


def test_a_season_needs_its_points() -> None:
    with pytest.raises(InputError) as refused:
        interrupted_series(np.arange(20.0) ** 2, 10, season=12)
    assert refused.value.code == "series.short"


# Placebo dates


def test_placebos_do_not_see_the_break() -> None:
    series = remembering([0.3], 100, 1, 9)[0]
    jumped = series + 100.0 * (np.arange(100) >= 60)
    one, other = placebo_dates(series, 60), placebo_dates(jumped, 60)
    assert one.places == other.places == tuple(range(8, 53))
    assert one.levels == pytest.approx(other.levels)
    assert other.larger == 0 < one.larger


def test_placebos_need_room() -> None:
    with pytest.raises(InputError) as refused:
        placebo_dates(remembering([0], 60, 1, 1)[0], 15)
    assert refused.value.code == "series.no_placebo"


# Coverage


def covered(n: int, at: int, season: int, drawn: np.ndarray) -> np.ndarray:
    """How often level, slope and average hold 0; nothing happened."""
    found, _ = limits(steps(n, at, season), drawn, 0.95, np.random.default_rng(0))
    return np.asarray(((found[..., 1] <= 0) & (found[..., 2] >= 0)).mean(axis=0))


@pytest.mark.parametrize("memory", [[0.0], [0.7], [0.4, 0.3]])
def test_coverage(memory: list[float]) -> None:
    share = covered(60, 40, 1, remembering(memory, 60, 2_500, 21))
    assert np.all((share > 0.93) & (share < 0.97))


def test_the_textbook_interval_would_not_cover() -> None:
    design, drawn = steps(60, 40, 1), remembering([0.5], 60, 4_000, 21)
    errors = noise.newey_west(design, design.effects, design.residuals(drawn))
    assert np.all((np.abs(drawn @ design.effects.T) <= 1.96 * errors).mean(axis=0) < 0.85)


@pytest.mark.slow
@pytest.mark.parametrize("shape", [(60, 50, 1), (90, 15, 1), (120, 70, 7)])
@pytest.mark.parametrize("memory", [[-0.3], [0.8], [0.2, 0.3], [0.1, 0.5]])
def test_coverage_of_other_shapes(shape: tuple[int, int, int], memory: list[float]) -> None:
    n, at, season = shape
    share = covered(n, at, season, remembering(memory, n, 2_000, 22))
    assert np.all((share > 0.93) & (share < 0.97))
