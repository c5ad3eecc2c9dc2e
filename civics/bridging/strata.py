"""Agreement across groups that are known: "in every group at least this share supports it"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from civics.bridging.ratings import Ratings
from civics.errors import InputError

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# A rating above this is support; a pass (½) is not.
_SUPPORT_ABOVE = 0.5


@dataclass(frozen=True, eq=False)
class StrataScores:
    """Support of every item in every stratum.

    Attributes
    ----------
    strata : names, in order.
    supporters, seen : (strata, items) how many supported, and how many rated at all.
    low, high : (strata, items) Wilson limits of the share of support.
    score : (items,) the least of the lower limits: the item's rank by known groups.
    weakest : (items,) the stratum with that limit.
    """

    strata: tuple[str, ...]
    supporters: Integers
    seen: Integers
    low: Floats
    high: Floats
    score: Floats
    weakest: Integers


def wilson(
    successes: ArrayLike, trials: ArrayLike, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Return Wilson's score limits of a proportion; without trials they are 0 and 1.

    The limits are the p at which the observed share is just not rejected by the normal test.
    `successes` and `trials` are counts of any one shape.

    >>> low, high = wilson([8], [10])
    >>> low.round(3).tolist(), high.round(3).tolist()
    ([0.49], [0.943])

    Cost: constant. Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927).
    """
    k, n = np.asarray(successes, dtype=np.float64), np.asarray(trials, dtype=np.float64)
    z = float(ndtri((1 + confidence) / 2))
    share = np.divide(k, n, out=np.full(n.shape, 0.5), where=n > 0)
    centre = (k + z * z / 2) / (n + z * z)
    reach = z * np.sqrt(n * share * (1 - share) + z * z / 4) / (n + z * z)
    return np.maximum(centre - reach, 0.0), np.minimum(centre + reach, 1.0)


def strata_scores(
    ratings: Ratings, stratum_of: Mapping[str, str], *, confidence: float = 0.95
) -> StrataScores:
    """Score items by their support in the stratum that supports them least.

    Parameters
    ----------
    ratings : all ratings; no filter is needed.
    stratum_of : the stratum of each rater who consented to be counted in one. Others are left out.

    The score is the smallest lower Wilson limit over the strata. With at most (1 - confidence) / 2
    error it is below the true support of *every* stratum: for that to fail, the limit of the truly
    weakest stratum would have to fail.

    Raises
    ------
    InputError
        "bridging.strata": fewer than two strata among the raters.

    Example
    -------
    >>> rater, item = np.divmod(np.arange(80), 2)
    >>> value = np.where(item == 0, rater < 30, True)  # the first item: 30 of 40, all in "core"
    >>> names = [f"r{i}" for i in range(40)]
    >>> ratings = Ratings.of(rater, item, value, raters=names, items=["loved by core", "loved"])
    >>> camps = {name: "core" if i < 30 else "public" for i, name in enumerate(names)}
    >>> scores = strata_scores(ratings, camps)
    >>> dict(zip(ratings.items, scores.score.round(2).tolist(), strict=True))["loved by core"]
    0.0

    Cost: O(ratings).
    """
    names = tuple(sorted({stratum_of[r] for r in ratings.raters if r in stratum_of}))
    if len(names) < 2:
        raise InputError("bridging.strata", strata=len(names))
    place = {name: i for i, name in enumerate(names)}
    of_rater = np.array([place.get(stratum_of.get(r, ""), -1) for r in ratings.raters])
    stratum = of_rater[ratings.rater]
    known = stratum >= 0
    items = len(ratings.items)
    cell = stratum[known] * items + ratings.item[known]
    shape = (len(names), items)
    size = len(names) * items
    support = ratings.value[known] > _SUPPORT_ABOVE
    seen = np.bincount(cell, minlength=size).reshape(shape)
    supporters = np.bincount(cell[support], minlength=size).reshape(shape)
    low, high = wilson(supporters, seen, confidence)
    return StrataScores(names, supporters, seen, low, high, low.min(axis=0), low.argmin(axis=0))
