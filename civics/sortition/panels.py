"""Whole panels: one that goes far enough in a direction, or the news that none does."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from civics.sortition.polytope import Polytope
from civics.sortition.simplex import Simplex, StalledError
from civics.sortition.solver import Programme

Floats = NDArray[np.float64]
_WHOLE = 1e-6
_NODES = 400
_WORTH_COMPILING = 250_000  # rows x columns x panels; below, numpy is done sooner


@dataclass(slots=True)
class _Branch:
    """One decision of the depth-first search: a column, its bounds before, the side untried."""

    column: int
    before: tuple[float, float]
    other: tuple[float, float] | None


@dataclass(slots=True)
class Panels:
    """Finds panels of one problem; keeps its simplex basis from one question to the next."""

    space: Polytope
    quick: Simplex = field(init=False)
    exact: Programme | None = field(init=False, default=None)
    asked: tuple[Floats, Floats | None] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._restart()

    def _restart(self) -> None:
        space = self.space
        rows, columns = space.matrix.shape
        compiled = rows * columns**2 > _WORTH_COMPILING and find_spec("numba") is not None
        self.quick = Simplex(space.matrix, space.lower, space.upper, space.caps, compiled)

    def at_least(self, weights: Floats, goal: float) -> Floats | None:
        """A whole panel with weights @ panel >= goal; None is proof that there is none.

        Depth first: solve the linear programme, split on the most fractional column, nearer side
        first. A dozen small programmes do, as a rule. A search that grows wide or ends without a
        panel is left to HiGHS.
        """
        try:
            found = self._dive(weights, goal)
        except (StalledError, np.linalg.LinAlgError):
            self._restart()
            found = None
        if found is not None and self._keeps(found) and weights @ found >= goal - 1e-9:
            return found
        best = self.best(weights)
        return best if best is not None and weights @ best >= goal else None

    def _dive(self, weights: Floats, goal: float) -> Floats | None:
        self.quick.costs(weights)
        trail: list[_Branch] = []
        try:
            for _ in range(_NODES):
                found = self.quick.solve(goal)
                if found is None:
                    if not self._back(trail):
                        return None
                elif not self._split(found, trail):
                    return np.rint(found)
            return None
        finally:
            for branch in reversed(trail):
                self._bound(branch.column, branch.before)

    def _split(self, found: Floats, trail: list[_Branch]) -> bool:
        """Split on the most fractional column; False if all are whole."""
        away = np.abs(found - np.rint(found))
        column = int(away.argmax())
        if away[column] < _WHOLE:
            return False
        low, high = float(self.quick.low[column]), float(self.quick.high[column])
        floor = float(np.floor(found[column]))
        near, far = (floor + 1.0, high), (low, floor)
        if found[column] - floor < 0.5:
            near, far = far, near
        trail.append(_Branch(column, (low, high), far))
        self._bound(column, near)
        return True

    def _back(self, trail: list[_Branch]) -> bool:
        """Undo decisions up to one whose other side is untried, and take that side."""
        while trail:
            branch = trail[-1]
            if branch.other is not None:
                self._bound(branch.column, branch.other)
                branch.other = None
                return True
            self._bound(branch.column, branch.before)
            trail.pop()
        return False

    def _bound(self, column: int, bounds: tuple[float, float]) -> None:
        self.quick.low[column], self.quick.high[column] = bounds

    def best(self, weights: Floats) -> Floats | None:
        """The whole panel with the largest weights @ panel; None if there is no panel at all.

        Raises `ArithmeticError` if HiGHS returns one that breaks a row.
        """
        if self.asked is None or not np.array_equal(self.asked[0], weights):
            self.asked = weights.copy(), self._searched(weights)
        return self.asked[1]

    def _searched(self, weights: Floats) -> Floats | None:
        if self.exact is None:
            self.exact = self.space.programme(weights, whole=True)
        self.exact.costs(weights)
        if not self.exact.solved():
            return None
        found = np.rint(self.exact.columns())
        if not self._keeps(found):
            raise ArithmeticError("HiGHS returned a panel that breaks a quota")
        return found

    def _keeps(self, panel: Floats) -> bool:
        """Whether a panel keeps every row, in whole numbers."""
        sums = self.space.matrix @ panel
        rows = (sums >= self.space.lower) & (sums <= self.space.upper)
        columns = (panel >= 0) & (panel <= self.space.caps)
        return bool(rows.all() and columns.all())
