"""Panels at random, without regard to chances: the plain lottery that others are compared with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from civics.sortition.panels import Panels
from civics.sortition.polytope import Polytope
from civics.sortition.types import Types

Floats = NDArray[np.float64]


def random_panels(types: Types, rng: np.random.Generator, number: int) -> Floats:
    """For each panel everybody gets a lot in [0, 1); a panel with a high sum of lots is taken.

    Without quotas that is the panel of the `size` highest lots: simple random sampling. With
    quotas it is the first panel that a depth-first search for the highest sum meets; nothing is
    promised about chances except that the published lottery states them.

    Returns
    -------
    Floats
        Shape (number, types), people of each type.
    """
    place = np.repeat(np.arange(len(types.counts)), types.counts.astype(np.int64))
    finder = Panels(_of_people(types, place))
    panels = np.zeros((number, len(types.counts)))
    for row in range(number):
        found = finder.at_least(rng.random(len(place)), -np.inf)
        if found is None:
            raise ArithmeticError("a panel that exists was not found")
        panels[row] = np.bincount(place, found, minlength=len(types.counts))
    return panels


def _of_people(types: Types, place: NDArray[np.intp]) -> Polytope:
    """One column for each person; a row for each type that households keep below its number."""
    scarce = np.flatnonzero(types.caps < types.counts)
    rows = [types.matrix[:, place], *((place == kind)[None, :] * 1.0 for kind in scarce)]
    return Polytope(
        np.vstack(rows),
        np.append(types.lower, np.zeros(len(scarce))),
        np.append(types.upper, types.caps[scarce]),
        np.ones(len(place)),
    )
