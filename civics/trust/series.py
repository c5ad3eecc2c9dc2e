"""Interrupted time series: did a line jump or bend at a date, and by how much?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from civics.errors import InputError
from civics.trust import noise
from civics.trust.estimate import CONFIDENCE, Estimate, Floats, check_confidence, finite
from civics.trust.steps import Steps, steps, steps_fit

# Fewer points on one side of the break are refused; fewer in all are answered without limits.
FEWEST, FEW = 8, 60
# Above this memory coverage can fall below 93 %; docs/methods/trust.md says how far.
STRONG_MEMORY = 0.8


@dataclass(frozen=True, eq=False)
class Interruption:
    """What changed at the break.

    Attributes
    ----------
    level : the jump at the first point after the break, in units of the series.
    slope : the change of slope, in units of the series per point.
    average : level and slope together, averaged over all points after the break.
    line : (n,) the fitted line.
    without : (n,) the line had nothing happened: that from before the break, continued.
    autocorrelations : of the residuals at lags 1, 2, …
    memory : autocorrelation of neighbours in worlds whose residuals look like these.
    lags : bandwidth of the Newey–West errors.
    cautions : "short_series" (below 60 points) and "longer_memory" (the residuals remember more
        than two steps): no limits, since none would hold what they promise; "strong_memory" (above
        0.8): the true coverage may be lower.
    """

    level: Estimate
    slope: Estimate
    average: Estimate
    line: Floats
    without: Floats
    autocorrelations: tuple[float, ...]
    memory: float
    lags: int
    confidence: float
    cautions: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class PlaceboDates:
    """Jumps at dates before the break, where nothing is known to have happened.

    Attributes
    ----------
    places : dates that were tried, each the index of the first point after the supposed break.
    levels : the jump that is found there, from points before the true break alone.
    ratios : jump / Newey–West error.
    larger : share of the placebo dates whose ratio is at least as large as that of the true break.
        Dates next to each other share their points, so this is no p value.
    """

    places: tuple[int, ...]
    levels: Floats
    ratios: Floats
    larger: float


def interrupted_series(
    values: ArrayLike, at: int, *, season: int = 1, confidence: float = CONFIDENCE, seed: int = 0
) -> Interruption:
    """Fit a line with a jump and a bend at one date and say how sure both are.

    Parameters
    ----------
    values : (n,) one value for each day (week, …), equally spaced, none missing.
    at : index of the first value after the break. The date is known before; a date chosen by
        looking at the series makes every interval here void.
    season : points after which the calendar repeats, 7 for days in weeks; 1 for none.
    seed : of the noise that thresholds are found with; its choice moves their reach by about 2 %.

    Ordinary least squares; errors by Newey and West; limits at so many errors as the same
    regression shows by chance in worlds that look like this one (`noise.py` says why not 1.96).

    Raises
    ------
    InputError
        "series.value" (missing or no number, with its index), "series.shape", "series.short"
        (fewer than 8 points on a side, or too few for the seasons), "series.constant" (the line
        fits exactly: nothing to judge chance by), "series.season", "trust.confidence".

    Example
    -------
    A hundred days of noise around 50 and a true jump of 5:

    >>> noise = np.random.default_rng(4).normal(size=100)
    >>> found = interrupted_series(50 + noise + 5 * (np.arange(100) >= 60), 60)
    >>> found.level.low < 5 < found.level.high, found.slope.low < 0 < found.slope.high
    (True, True)

    Cost: 60,000 regressions on noise in matrix products, about 0.3 s for 100 points.
    Source: A. Wagner et al., J. Clin. Pharm. Ther. 27 (2002), for the design.
    """
    check_confidence(confidence)
    series = _checked(values, at, season)
    design = steps(len(series), at, season)
    residuals = design.residuals(series)
    if _nothing(residuals, series):
        raise InputError("series.constant", points=len(series))
    found, memories = limits(design, series[None, :], confidence, np.random.default_rng(seed))
    line, rho, lags = series - residuals, float(memories[0]), noise.bandwidth(len(series))
    tests = {
        "short_series": len(series) < FEW,
        "strong_memory": rho > STRONG_MEMORY,
        "longer_memory": noise.remembers_more(residuals),
    }
    unsafe = tests["short_series"] or tests["longer_memory"]
    level, slope, average = (
        Estimate(value, None, None) if unsafe else Estimate(value, low, high)
        for value, low, high in found[0].tolist()
    )
    effect = design.columns[:, 2:4] @ [level.value, slope.value]
    return Interruption(
        level,
        slope,
        average,
        line,
        line - effect,
        tuple(noise.autocorrelation(residuals[None, :], lags)[0].tolist()),
        rho,
        lags,
        confidence,
        tuple(code for code, met in tests.items() if met),
    )


def limits(
    design: Steps, series: Floats, confidence: float, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return (series, 3, [value, low, high]) of the effects, and (series,) memories."""
    residuals = design.residuals(series)
    values = series @ design.effects.T
    by_chance = noise.worlds(design, design.effects, rng)
    alike = [by_chance.like(look) for look in noise.partial_autocorrelations(residuals)]
    threshold = np.stack([np.quantile(ratios, confidence, axis=0) for _, ratios in alike])
    reach = threshold * noise.newey_west(design, design.effects, residuals)
    memories = np.array([memory for memory, _ in alike])
    return np.stack([values, values - reach, values + reach], axis=2), memories


def placebo_dates(values: ArrayLike, at: int, *, season: int = 1) -> PlaceboDates:
    """Look for jumps at every date before the break, with the points before the break alone.

    Parameters
    ----------
    values, at, season : as in `interrupted_series`.

    Points after the true break are left out, since they would lend their jump to the placebos.
    A placebo date has at least 8 points on both sides.

    Raises
    ------
    InputError
        What `interrupted_series` raises, and "series.no_placebo" (fewer than 16 points before).

    Example
    -------
    >>> noise = np.random.default_rng(4).normal(size=100)
    >>> tried = placebo_dates(50 + noise + 5 * (np.arange(100) >= 60), 60)
    >>> len(tried.places), tried.larger
    (45, 0.0)

    Cost: one small regression for each date.
    """
    series = _checked(values, at, season)
    before = series[:at]
    places = [p for p in range(FEWEST, at - FEWEST + 1) if steps_fit(at, p, season)]
    if not places or steps(at, places[0], season).freedom < 1:
        raise InputError("series.no_placebo", before=at, least=2 * FEWEST)
    found = np.array([_jump(before, place, season) for place in places])
    _, true_ratio = _jump(series, at, season)
    larger = float(np.mean(np.abs(found[:, 1]) >= abs(true_ratio)))
    return PlaceboDates(tuple(places), found[:, 0], found[:, 1], larger)


def _jump(series: Floats, at: int, season: int) -> tuple[float, float]:
    design = steps(len(series), at, season)
    residuals = design.residuals(series)
    if _nothing(residuals, series):
        raise InputError("series.constant", points=len(series))
    error = noise.newey_west(design, design.effects[:1], residuals[None, :])[0, 0]
    level = float(design.effects[0] @ series)
    return level, level / float(error)


def _nothing(residuals: Floats, series: Floats) -> bool:
    """Whether residuals are rounding errors."""
    return bool(np.abs(residuals).max() <= 1e-10 * max(np.abs(series).max(), 1e-300))


def _checked(values: ArrayLike, at: int, season: int) -> Floats:
    series = finite(values, "series.value")
    if series.ndim != 1:
        raise InputError("series.shape", shape=series.shape)
    if season < 1:
        raise InputError("series.season", value=season)
    n = len(series)
    # Twice as many points as columns, or the errors are guesses.
    enough = min(at, n - at) >= FEWEST and n >= 2 * (3 + season)
    if not enough or not steps_fit(n, at, season):
        raise InputError("series.short", points=n, at=at, least=FEWEST, season=season)
    return series
