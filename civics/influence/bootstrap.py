"""How sure figures of concentration are: a studentised bootstrap over voters.

The voters are taken as a sample from a larger population. Each resample is judged by its own
standard error (from the influence function), on a scale where the error depends little on the
value; this corrects for skewness, which plain percentiles do not.

Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 12.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from civics.influence.inequality import TOP, border, checked, weighted_gini, weighted_top_share

Floats = NDArray[np.float64]
Limits = tuple[float, float]

RESAMPLES = 999
# Where simulation shows the nominal coverage; see docs/methods/influence.md.
FEWEST_VOTERS, FEWEST_ON_TOP = 500, 50
# Resamples have no voter busier than the busiest seen, so scores fall short in the tails: of 5 % to
# be left out, 3.5 % of the scores are.
_LEFT_OUT = 0.7
_CELLS = 1 << 21


@dataclass(frozen=True, slots=True)
class ConcentrationIntervals:
    """Limits of the Gini coefficient and the top share; None where none can be relied on.

    There are none for HHI and effective number: they hang on the few largest values so much that
    no bootstrap tried here reached its nominal coverage. They describe the voters given.

    `refusals` has the codes why one is missing: "too_few_voters" (Gini and top share below 500),
    "too_few_on_top" (the top part is fewer than fifty voters), "all_equal".
    """

    gini: Limits | None
    top_share: Limits | None
    refusals: tuple[str, ...]


def concentration_intervals(
    values: ArrayLike,
    *,
    top: float = TOP,
    confidence: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> ConcentrationIntervals:
    """Return bootstrap intervals for the Gini coefficient and the top share.

    >>> votes = np.random.default_rng(1).negative_binomial(1, 0.1, 2000)
    >>> found = concentration_intervals(votes)
    >>> [round(limit, 2) for limit in found.gini]
    [0.52, 0.54]

    Cost: O(resamples · distinct values); counts have few distinct values.
    """
    ascending = checked(values)
    refusals = _refusals(ascending, top)
    if "all_equal" in refusals or "too_few_voters" in refusals:
        return ConcentrationIntervals(None, None, refusals)
    x, seen = np.unique(ascending, return_counts=True)
    counts = seen[None, :].astype(np.float64)
    draws = _resamples(counts[0], resamples, seed)
    tails = _LEFT_OUT * (1 - confidence) / 2
    share = None
    if not refusals:
        share = _limits(lambda v, w: _top_share(v, w, top), x, counts, draws, tails)
    return ConcentrationIntervals(_limits(_gini, x, counts, draws, tails), share, refusals)


def _refusals(ascending: Floats, top: float) -> tuple[str, ...]:
    tests = {
        "too_few_voters": len(ascending) < FEWEST_VOTERS,
        "too_few_on_top": len(ascending) * top < FEWEST_ON_TOP,
        "all_equal": ascending[0] == ascending[-1],
    }
    return tuple(code for code, failed in tests.items() if failed)


# (ascending values, weights of shape (rows, values)) -> figure and its standard error, each (rows,)
Figure = Callable[[Floats, Floats], tuple[Floats, Floats]]


def _resamples(counts: Floats, resamples: int, seed: int) -> list[Floats]:
    """Draw voters with replacement; only how often each distinct value comes matters."""
    rng = np.random.default_rng(seed)
    n = int(counts.sum())
    step = max(1, _CELLS // len(counts))
    sizes = [min(step, resamples - at) for at in range(0, resamples, step)]
    return [rng.multinomial(n, counts / n, size).astype(np.float64) for size in sizes]


def _limits(figure: Figure, x: Floats, seen: Floats, draws: list[Floats], tails: float) -> Limits:
    """Return bootstrap-t limits, found on the logit scale."""
    value, error = figure(x, seen)
    centre, spread = float(_logit(value)[0]), float((error * _slope(value))[0])
    scores = []
    for weights in draws:
        again, error_again = figure(x, weights)
        scores.append((_logit(again) - centre) / (error_again * _slope(again)))
    low, high = np.quantile(np.concatenate(scores), [tails, 1 - tails])
    return _share(centre - high * spread), _share(centre - low * spread)


def _logit(share: Floats) -> Floats:
    return np.log(share / (1 - share))


def _slope(share: Floats) -> Floats:
    return 1 / (share * (1 - share))


def _share(logit: float) -> float:
    return float(1 / (1 + np.exp(-logit)))


def _error(influence: Floats, weights: Floats) -> Floats:
    """Return the standard error of a figure from its influence function at each value."""
    n = weights.sum(axis=1)
    mean = (weights * influence).sum(axis=1) / n
    variance = (weights * (influence - mean[:, None]) ** 2).sum(axis=1) / (n - 1)
    error: Floats = np.sqrt(variance / n)
    return error


def _gini(x: Floats, weights: Floats) -> tuple[Floats, Floats]:
    n = weights.sum(axis=1)
    gini = weighted_gini(x, weights)
    mean = (weights @ x) / n
    rank = (np.cumsum(weights, axis=1) - weights / 2) / n[:, None]
    held = weights * x
    below = (np.cumsum(held, axis=1) - held / 2) / n[:, None]
    influence = 2 * (x * rank - below) - (1 + gini)[:, None] * x
    return gini, _error(influence / mean[:, None], weights)


def _top_share(x: Floats, weights: Floats, top: float) -> tuple[Floats, Floats]:
    share = weighted_top_share(x, weights, top)
    cut, _ = border(x, weights, top)
    mean = (weights @ x) / weights.sum(axis=1)
    influence = np.maximum(x - cut[:, None], 0.0) - share[:, None] * x
    return share, _error(influence / mean[:, None], weights)
