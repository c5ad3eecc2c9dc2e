"""How sure an intercept is: the model refitted without one group of raters after the other.

The raters are taken as a sample from a larger population that rates at the same rates. The interval
is for the intercept that the same method would publish for that population, shrinkage and all. It
is not an interval for a "true" quality behind the ratings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from civics.bridging.blocks import best_sums, sides
from civics.bridging.descent import Point, Problem, descend
from civics.bridging.factor import FactorModel
from civics.errors import InputError

Floats = NDArray[np.float64]

GROUPS = 25


@dataclass(frozen=True, eq=False)
class Intervals:
    """Confidence limits of the item intercepts; NaN where an item is lost with one group."""

    low: Floats
    high: Floats
    error: Floats
    groups: int


def jackknife(
    model: FactorModel, *, groups: int = GROUPS, confidence: float = 0.95, seed: int = 0
) -> Intervals:
    """Return delete-a-group jackknife intervals for the item intercepts.

    Raters are dealt at random into `groups`; the model is refitted without each group, starting
    from the full fit, and the spread of the refits gives the standard error.

    Parameters
    ----------
    groups : more groups cost more and give a steadier error; never more than there are raters.
    seed : of the deal.

    Raises
    ------
    InputError
        "bridging.groups": fewer than two.

    Cost: `groups` refits of some ten sweeps each. In simulation 95 % intervals cover 94 to 96 %.
    Source: Kott, "The delete-a-group jackknife", J. Official Statistics 17 (2001).
    """
    ratings = model.ratings
    groups = min(groups, len(ratings.raters))
    if groups < 2:
        raise InputError("bridging.groups", value=groups)
    rng = np.random.default_rng(seed)
    dealt = rng.permutation(np.arange(len(ratings.raters)) % groups)
    refits = np.stack([_without(model, dealt == group) for group in range(groups)])
    error = np.sqrt((groups - 1) / groups * ((refits - refits.mean(axis=0)) ** 2).sum(axis=0))
    reach = stdtrit(groups - 1, (1 + confidence) / 2) * error
    return Intervals(model.item_intercept - reach, model.item_intercept + reach, error, groups)


def _without(model: FactorModel, gone: NDArray[np.bool_]) -> Floats:
    ratings = model.ratings
    rest = ratings.without(np.flatnonzero(gone))
    place = {name: i for i, name in enumerate(ratings.items)}
    items = np.array([place[name] for name in rest.items], dtype=np.int64)
    start = Point.of(model.mean, model.item_intercept[items], model.item_factor[items])
    problem = Problem.of(*sides(rest), best_sums(len(ratings)))
    intercepts = np.full(len(ratings.items), np.nan)
    intercepts[items] = descend(problem, start, 1e-5).point.intercept
    return intercepts
