"""Shares, net promoter score and mean satisfaction, each with an interval that holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtri

from civics.errors import InputError
from civics.trust.estimate import CONFIDENCE, Floats, check_confidence, finite
from civics.trust.score import score_limits

# Below this no limits: no interval of so few answers holds what it promises.
FEWEST = 10
# Below these the limits are lumpy, as a count of a few is; see docs/methods/trust.md.
FEW, FEW_OFF_THE_TOP = 30, 10

# Detractors give 0 to 6, passives 7 and 8, promoters 9 and 10 (Reichheld, HBR, December 2003).
_PASSIVE, _PROMOTER, _MOST = 7, 9, 10
_NET = np.array([-1.0, 0.0, 1.0])


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean or a share of `n` answers with the limits of its interval.

    `cautions` holds codes: "too_few" (fewer than 10 answers: the limits are None), "few" (fewer
    than 30), "nearly_unanimous" (fewer than ten answers besides the commonest). The last two say:
    95 % on average over shares, but some points more or less at a single one, because so small a
    count comes in lumps.
    """

    value: float
    low: float | None
    high: float | None
    n: int
    confidence: float
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NetPromoter:
    """Promoters minus detractors from -1 to 1 (pages show -100 to 100), never without the parts."""

    net: Figure
    promoters: Figure
    passives: Figure
    detractors: Figure


def share(successes: int, trials: int, *, confidence: float = CONFIDENCE) -> Figure:
    """Return a share with Wilson's limits.

    Parameters
    ----------
    successes, trials : whole numbers, 0 ≤ successes ≤ trials, trials at least 1.

    Raises
    ------
    InputError
        "rating.none" (no trials), "rating.count" (not whole, negative, or more than trials).

    Example
    -------
    Eight of ten answered: between half and nearly all.

    >>> found = share(8, 10)
    >>> found.value, round(found.low, 3), round(found.high, 3), found.cautions
    (0.8, 0.49, 0.943, ('few', 'nearly_unanimous'))

    Cost: constant. Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927).
    """
    return mean_rating([trials - successes, successes], [0, 1], confidence=confidence)


def net_promoter(
    promoters: int, passives: int, detractors: int, *, confidence: float = CONFIDENCE
) -> NetPromoter:
    """Return NPS, promoters minus detractors, with its three shares.

    Parameters
    ----------
    promoters, passives, detractors : how many people; `promoter_counts` gets them from ratings.

    The usual limits (value ± 1.96 √((p + d - (p - d)²) / n)) leave out the truth far too often in
    small samples. These are score limits, see `score_limits`: their coverage, added up over all
    possible answers, is between 93 and 97 % if at least ten people answered and at least three of
    them are expected not to be passive.

    Raises
    ------
    InputError
        "rating.none" (nobody), "rating.count" (not whole or negative).

    Example
    -------
    A score of +20 among 50 people may as well be 0:

    >>> found = net_promoter(23, 14, 13)
    >>> found.net.value, round(found.net.low, 2), round(found.net.high, 2)
    (0.2, -0.04, 0.41)

    Cost: 120 steps of bisection, a few milliseconds. Source: T. Tango, Statistics in Medicine 17
    (1998); NPS as a difference of shares: B. Rocks, The American Statistician 70 (2016).
    """
    counts = [detractors, passives, promoters]
    net = mean_rating(counts, _NET, confidence=confidence)
    parts = [share(part, net.n, confidence=confidence) for part in counts]
    return NetPromoter(net, parts[2], parts[1], parts[0])


def promoter_counts(ratings: ArrayLike) -> tuple[int, int, int]:
    """Count (promoters, passives, detractors) among whole ratings from 0 to 10.

    Raises `InputError` "rating.value" with the index of the first rating that is none. No ratings
    give three zeros, which `net_promoter` refuses.

    >>> promoter_counts([10, 9, 8, 7, 6, 0])
    (2, 2, 2)

    Cost: one pass.
    """
    given = finite(ratings, "rating.value").ravel()
    wrong = np.flatnonzero((given < 0) | (given > _MOST) | (given != np.floor(given)))
    if wrong.size:
        raise InputError("rating.value", index=int(wrong[0]), value=float(given[wrong[0]]))
    promoters = int(np.count_nonzero(given >= _PROMOTER))
    detractors = int(np.count_nonzero(given < _PASSIVE))
    return promoters, given.size - promoters - detractors, detractors


def mean_rating(
    counts: Sequence[int] | ArrayLike, scores: ArrayLike, *, confidence: float = CONFIDENCE
) -> Figure:
    """Return a mean of ratings on a fixed scale, with score limits.

    Parameters
    ----------
    counts : (k,) how many people gave each score; zeros included, since what could have been
        chosen is part of the question.
    scores : (k,) the scale, different numbers in any unit and order.

    Raises
    ------
    InputError
        "rating.none" (nobody), "rating.count" (not whole or negative, with its index),
        "rating.scale" (fewer than two scores, equal scores, or not one count for each).

    Example
    -------
    Eleven people, all but one content. The upper limit stays within the scale:

    >>> found = mean_rating([0, 0, 0, 1, 10], [1, 2, 3, 4, 5])
    >>> round(found.value, 2), round(found.low, 2), round(found.high, 2)
    (4.91, 3.9, 4.98)

    Cost: 120 steps of bisection. Source: see `score_limits`.
    """
    check_confidence(confidence)
    table, _ = _checked(counts, scores)
    n = int(table.sum())
    value, low, high = arms(counts, scores, confidence)
    tests = {
        "too_few": n < FEWEST,
        "few": FEWEST <= n < FEW,
        "nearly_unanimous": n >= FEWEST and n - table.max() < FEW_OFF_THE_TOP,
    }
    cautions = tuple(code for code, met in tests.items() if met)
    if n < FEWEST:
        return Figure(value, None, None, n, confidence, cautions)
    return Figure(value, low, high, n, confidence, cautions)


def arms(
    counts: Sequence[int] | ArrayLike, scores: ArrayLike, confidence: float
) -> tuple[float, float, float]:
    """Return (mean, low, high), of however few, at any confidence below 1.

    Many gaps at once ask for much of it.
    """
    table, scale = _checked(counts, scores)
    low, high = score_limits(table[None, :], scale, float(ndtri((1 + confidence) / 2)))
    value = float(table @ scale / table.sum())
    return value, min(float(low[0]), value), max(float(high[0]), value)


def _checked(counts: Sequence[int] | ArrayLike, scores: ArrayLike) -> tuple[Floats, Floats]:
    table, scale = finite(counts, "rating.count"), finite(scores, "rating.scale")
    if (
        table.ndim != 1
        or table.shape != scale.shape
        or len(np.unique(scale)) != len(scale)
        or (len(scale) < 2)
    ):
        raise InputError("rating.scale", counts=table.shape, scores=scale.shape)
    wrong = np.flatnonzero((table < 0) | (table != np.floor(table)))
    if wrong.size:
        raise InputError("rating.count", index=int(wrong[0]), value=float(table[wrong[0]]))
    if not table.sum():
        raise InputError("rating.none", answers=0)
    order = np.argsort(scale)
    return table[order], scale[order]
