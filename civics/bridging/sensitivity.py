"""What one rater, or a set of raters, does to an item's intercept: in closed form.

With the raters' own parameters held, an item's (intercept, factor) is a ridge regression on its
ratings, and leaving some of them out subtracts their terms from a 2×2 system. Nothing is refitted,
so the influence of every rating costs no more than one sweep.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.bridging.blocks import FACTOR_PENALTY, INTERCEPT_PENALTY
from civics.bridging.factor import FactorModel

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Influence:
    """What would change without each rater, all others held.

    Attributes
    ----------
    shift : (ratings,) the item's intercept with this rating, minus without it.
    total : (raters,) sum of |shift| over the rater's ratings.
    largest, largest_item : (raters,) the rater's greatest |shift|, and the item's place.
    """

    shift: Floats
    total: Floats
    largest: Floats
    largest_item: Integers


def rater_influence(model: FactorModel) -> Influence:
    """Return the closed-form influence of every rater on every item rated.

    >>> from civics.bridging import Ratings, factor_model
    >>> rater, item = np.divmod(np.arange(24), 3)
    >>> values = np.ravel([[1, 0, 1]] * 4 + [[0, 1, 1]] * 3 + [[0, 1, 0]])
    >>> ratings = Ratings.of(rater, item, values, raters="abcdefgh", items="xyz")
    >>> influence = rater_influence(factor_model(ratings))
    >>> ratings.raters[int(influence.largest.argmax())]
    'h'

    Cost: O(ratings).
    """
    ratings = model.ratings
    terms = _terms(model)
    left = _systems(model)[:, ratings.item] - terms
    shift = model.item_intercept[ratings.item] - _intercepts(left)
    size = np.abs(shift)
    raters = len(ratings.raters)
    # Ratings are sorted by rater, so each rater's are one run.
    begin = np.searchsorted(ratings.rater, np.arange(raters))
    order = np.lexsort((-size, ratings.rater))
    first = order[begin]
    return Influence(
        shift,
        np.bincount(ratings.rater, weights=size, minlength=raters).astype(np.float64),
        size[first],
        ratings.item[first],
    )


def without_raters(model: FactorModel, raters: Integers) -> Floats:
    """Return all item intercepts as they would be without a set of raters, the others held.

    Parameters
    ----------
    raters : places of the raters in `model.ratings.raters`. For a suspected coordinated set, give
        all of it at once: its members cover for each other.

    Returns
    -------
    (items,) intercepts. Factors and the raters' own figures stay as they are, so this is the first
    step of a new fit and not the new fit; with nobody left out it is the model's own intercepts.

    Example
    -------
    Three raters out of four like the item; without them little is left of it:

    >>> from civics.bridging import Ratings, factor_model
    >>> rater, item = np.divmod(np.arange(8), 2)
    >>> value = np.array([1, 0, 1, 0, 1, 0, 0, 1.0])
    >>> model = factor_model(Ratings.of(rater, item, value, raters="abcd", items="xy"), starts=1)
    >>> left = without_raters(model, np.array([0, 1, 2]))
    >>> bool(left[0] < model.item_intercept[0])
    True

    Cost: one pass over the ratings and a 2 × 2 system for each item.
    """
    gone = np.isin(model.ratings.rater, raters)
    items = len(model.ratings.items)
    systems = _systems(model)
    for row, term in enumerate(_terms(model)[:, gone]):
        systems[row] -= np.bincount(model.ratings.item[gone], weights=term, minlength=items)
    return _intercepts(systems)


def _terms(model: FactorModel) -> Floats:
    """Return what each rating adds to its item's system: count, f, f², residual, residual · f."""
    ratings = model.ratings
    f = model.rater_factor[ratings.rater]
    residual = ratings.value - model.mean - model.rater_intercept[ratings.rater]
    return np.stack([np.ones_like(f), f, f * f, residual, residual * f])


def _systems(model: FactorModel) -> Floats:
    items = len(model.ratings.items)
    sums = [np.bincount(model.ratings.item, weights=t, minlength=items) for t in _terms(model)]
    systems = np.stack(sums).astype(np.float64)
    per_item = len(model.ratings) / items
    systems[0] += INTERCEPT_PENALTY * per_item
    systems[2] += FACTOR_PENALTY * per_item
    return systems


def _intercepts(systems: Floats) -> Floats:
    count, f, ff, residual, residual_f = systems
    solved: Floats = (ff * residual - f * residual_f) / (count * ff - f * f)
    return solved
