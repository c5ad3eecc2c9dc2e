"""A dual simplex method for one shape of programme: thirty rows, any number of boxed columns.

Finding a lottery asks for thousands of panels. Each question differs from the last in its costs
or in one bound, takes a handful of pivots, and a general solver spends far longer on receiving
the question than on answering it. Optima that are published, and their proofs, come from HiGHS;
here a wrong turn costs time and nothing else, for every panel is checked in whole numbers and
every "there is none" is asked again of HiGHS.
"""

from __future__ import annotations

from importlib import import_module

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]

_FEASIBLE = 1e-9
_PIVOT = 1e-9
_REFRESH = 50  # pivots after which the inverse is computed anew
_PIVOTS = 2000


class StalledError(ArithmeticError):
    """The method lost its way in rounding; ask another one."""


class Simplex:
    """Maximise cost @ x with lower <= matrix @ x <= upper and low <= x <= high, all finite.

    Every column has two bounds, so every basis is dual feasible once the other columns are at
    the bound their reduced cost prefers. That makes the last basis a start for any question.

    Cost: a pivot takes rows x columns operations, about 30 microseconds for 27 x 800.

    Source: bound flipping, Maros, "A generalized dual phase-2 simplex algorithm", 2003.
    """

    def __init__(
        self, matrix: Floats, lower: Floats, upper: Floats, caps: Floats, compiled: bool
    ) -> None:
        rows, self.width = matrix.shape
        # Slacks s = matrix @ x become columns, so that all equations read M @ (x, s) = 0.
        self.matrix = np.hstack([matrix, -np.eye(rows)])
        self.low = np.append(np.zeros(self.width), lower)
        self.high = np.append(caps, upper)
        self.basis = np.arange(self.width, self.width + rows)
        self.nonbasic = np.ones(self.width + rows, dtype=bool)
        self.nonbasic[self.basis] = False
        self.cost = np.zeros(self.width + rows)
        self.values = np.zeros(self.width + rows)
        self.packed = sparse.csc_array(self.matrix)
        self.compiled = compiled
        self._refresh()

    def costs(self, cost: Floats) -> None:
        """Ask a new question; the basis stays."""
        self.cost[: self.width] = cost
        self._refresh()

    def _refresh(self) -> None:
        self.inverse = np.linalg.inv(self.matrix[:, self.basis])
        self.reduced = self.cost - (self.cost[self.basis] @ self.inverse) @ self.matrix
        self.reduced[self.basis] = 0.0
        self.age = 0

    def solve(self, goal: float) -> Floats | None:
        """An optimal x; None if there is none, or none with cost @ x >= goal."""
        return self._solve_compiled(goal) if self.compiled else self._solve(goal)

    def _solve_compiled(self, goal: float) -> Floats | None:
        kernel = import_module("civics.sortition.pivots_compiled")  # numba takes half a second
        for _ in range(_PIVOTS // _REFRESH):
            end = kernel.pivots(
                self.packed.indptr.astype(np.int64),
                self.packed.indices.astype(np.int64),
                self.packed.data,
                self.inverse,
                self.basis,
                self.nonbasic,
                self.reduced,
                self.low,
                self.high,
                self.cost,
                self.values,
                goal,
                _REFRESH,
            )
            if end == kernel.OPTIMAL:
                return self.values[: self.width].copy()
            if end == kernel.NOTHING:
                return None
            if end == kernel.DRIFTED:
                raise StalledError("the inverse has drifted")
            self._refresh()
        raise StalledError("too many pivots")

    def _solve(self, goal: float) -> Floats | None:
        for _ in range(_PIVOTS):
            values = np.where(self.reduced > 0.0, self.high, self.low)
            values[self.basis] = 0.0
            inside = -(self.inverse @ (self.matrix @ values))
            values[self.basis] = inside
            # The dual objective only falls: once below the goal it stays there.
            if self.cost @ values < goal:
                return None
            under = self.low[self.basis] - inside
            over = inside - self.high[self.basis]
            broken = np.maximum(under, over)
            if broken.max() <= _FEASIBLE:
                return values[: self.width]
            # Steepest edge: how far the bound is in the metric of the rows, not of one column.
            lengths = np.einsum("ij,ij->i", self.inverse, self.inverse)
            row = int((np.maximum(broken, 0.0) ** 2 / lengths).argmax())
            if not self._pivot(row, float(broken[row]), 1.0 if under[row] > 0 else -1.0):
                return None
        raise StalledError("too many pivots")

    def _pivot(self, row: int, infeasible: float, sign: float) -> bool:
        """Move the basic column of `row` to its broken bound; False if nothing can."""
        alpha = self.inverse[row] @ self.matrix
        slope = sign * alpha
        able = np.where(self.reduced > 0.0, slope > _PIVOT, slope < -_PIVOT)
        able &= self.nonbasic & (self.high > self.low)
        columns = able.nonzero()[0]
        if not len(columns):
            return False
        ratio = self.reduced[columns] / slope[columns]
        columns = columns[ratio.argsort(kind="stable")]
        # Columns passed on the way flip to their other bound and mend part of the infeasibility.
        ranges = self.high[columns] - self.low[columns]
        mended = (np.abs(slope[columns]) * ranges).cumsum()
        place = int(mended.searchsorted(infeasible - _FEASIBLE))
        if place == len(columns):
            return False
        self._exchange(row, int(columns[place]), alpha)
        return True

    def _exchange(self, row: int, column: int, alpha: Floats) -> None:
        leaving = self.basis[row]
        step = self.reduced[column] / alpha[column]
        self.reduced -= step * alpha
        direction = self.inverse @ self.matrix[:, column]
        if abs(direction[row] - alpha[column]) > 1e-6 * (1.0 + abs(alpha[column])):
            raise StalledError("the inverse has drifted")
        self.basis[row] = column
        self.nonbasic[column], self.nonbasic[leaving] = False, True
        self.reduced[column], self.reduced[leaving] = 0.0, -step
        self.age += 1
        if self.age >= _REFRESH:
            self._refresh()
            return
        pivot_row = self.inverse[row] / direction[row]
        direction[row] = 0.0
        self.inverse -= direction[:, None] * pivot_row
        self.inverse[row] = pivot_row
