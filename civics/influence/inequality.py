"""How unequally activity is spread over voters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from civics.errors import InputError

Floats = NDArray[np.float64]

TOP = 0.01


@dataclass(frozen=True, slots=True)
class Concentration:
    """Figures of one distribution.

    Attributes
    ----------
    voters : how many, those with nothing included if they were given.
    gini : 0 when all have the same, towards 1 when one has everything.
    hhi : Herfindahl–Hirschman index, the sum of squared shares; 1 / voters when all are equal.
    effective : 1 / hhi, the number of equally active voters with the same index.
    top_share : what the most active part `top` of the voters has.
    """

    voters: int
    total: float
    gini: float
    hhi: float
    effective: float
    top: float
    top_share: float


def concentration(values: ArrayLike, *, top: float = TOP) -> Concentration:
    """Return how concentrated `values` (votes, posts, followers: one number a voter) are.

    Raises
    ------
    InputError
        "influence.no_values", "influence.value" (negative or not a number, with its index),
        "influence.nothing" (all are zero), "influence.top" (not between 0 and 1).

    Example
    -------
    >>> equal, unequal = concentration([3, 3, 3, 3]), concentration([0, 0, 0, 12], top=0.25)
    >>> equal.gini, equal.effective
    (0.0, 4.0)
    >>> unequal.gini, unequal.effective, unequal.top_share
    (0.75, 1.0, 1.0)

    Cost: one sort.
    """
    if not 0 < top <= 1:
        raise InputError("influence.top", value=top)
    sorted_values = checked(values)
    n = len(sorted_values)
    weights = np.ones((1, n))
    second = float(np.sum(sorted_values**2)) / float(sorted_values.sum()) ** 2
    return Concentration(
        n,
        float(sorted_values.sum()),
        float(weighted_gini(sorted_values, weights)[0]),
        second,
        1 / second,
        top,
        float(weighted_top_share(sorted_values, weights, top)[0]),
    )


def lorenz(values: ArrayLike) -> tuple[Floats, Floats]:
    """Return the Lorenz curve: (share of voters, share of the total), least active first.

    A point (0.9, 0.4) says that the nine tenths who are least active have four tenths of all. The
    Gini coefficient is twice the area between the curve and the diagonal. Refuses what
    `concentration` refuses.

    >>> voters, total = lorenz([1, 1, 2])
    >>> total.tolist()
    [0.0, 0.25, 0.5, 1.0]

    Cost: one sort.
    """
    x = checked(values)
    curve = np.concatenate(([0.0], np.cumsum(x)))
    return np.arange(len(x) + 1) / len(x), curve / curve[-1]


def checked(values: ArrayLike) -> Floats:
    """Return the values in ascending order, or refuse."""
    x = np.asarray(values, dtype=np.float64).ravel()
    if not x.size:
        raise InputError("influence.no_values")
    wrong = np.flatnonzero(~(np.isfinite(x) & (x >= 0)))
    if wrong.size:
        raise InputError("influence.value", index=int(wrong[0]), value=float(x[wrong[0]]))
    if not x.any():
        raise InputError("influence.nothing", voters=x.size)
    return np.sort(x)


def weighted_gini(x: Floats, weights: Floats) -> Floats:
    """Return the Gini coefficient of ascending `x` under each row of weights."""
    held = weights * x
    below = np.cumsum(held, axis=1)
    twice_area = (weights * (2 * below - held)).sum(axis=1)
    gini: Floats = 1 - twice_area / (weights.sum(axis=1) * below[:, -1])
    return np.maximum(gini, 0.0)


def weighted_top_share(x: Floats, weights: Floats, top: float) -> Floats:
    """Return what the upper part `top` of all weight holds; a voter on the border counts in part.

    The border makes the share continuous in `top`: it is 1 - L(1 - top) on the Lorenz curve.
    """
    _, above = border(x, weights, top)
    share: Floats = above / (weights @ x)
    return share


def border(x: Floats, weights: Floats, top: float) -> tuple[Floats, Floats]:
    """Return the value at the border of the upper part, and the sum above it."""
    wanted = top * weights.sum(axis=1)
    from_top = np.cumsum(weights[:, ::-1], axis=1)
    place = np.minimum((from_top < wanted[:, None] * (1 - 1e-12)).sum(axis=1), len(x) - 1)
    rows = np.arange(len(weights))
    descending = x[::-1]
    held = np.cumsum(weights[:, ::-1] * descending, axis=1)
    beyond = from_top[rows, place] - wanted
    return descending[place], held[rows, place] - beyond * descending[place]
