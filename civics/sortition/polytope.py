"""The rows that every expected panel keeps."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from civics.sortition.solver import Programme
from civics.sortition.types import Types

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Polytope:
    """lower <= matrix @ x <= upper and 0 <= x <= caps."""

    matrix: Floats
    lower: Floats
    upper: Floats
    caps: Floats

    def programme(self, cost: Floats, whole: bool = False) -> Programme:
        """Maximise cost @ x over it, over whole panels alone if `whole`."""
        marks = np.ones(len(self.caps), dtype=bool) if whole else None
        rows, columns = (self.lower, self.upper), (np.zeros(len(self.caps)), self.caps)
        return Programme(sparse.csc_array(self.matrix), rows, columns, cost, marks)


def polytope(types: Types) -> Polytope:
    """The fractional panels of a problem."""
    return Polytope(types.matrix, types.lower, types.upper, types.caps)
