"""Leximin over fractional panels: raise the smallest chance, then the next, …

The programme of one level is: maximise t with x_s >= n_s t for the types not settled yet and
x_s >= n_s p_s for those that are. Written with x_s = n_s t + r_s it has as many rows as there are
quotas, not as there are types. A type with a positive dual is at t in every optimum, so it is
settled; some type always is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.sortition.polytope import Polytope
from civics.sortition.proof import Level, Proof
from civics.sortition.solver import INFINITY, Optimum, Programme

Floats = NDArray[np.float64]

_POSITIVE = 1e-9  # a dual above it is no rounding: duals of a level sum to 1 over its people
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Expected people of each type, and why nothing is better."""

    expected: Floats
    proof: Proof


class _Levels:
    """The programme above, with one more column for t, which the levels change in place."""

    def __init__(self, space: Polytope, counts: Floats) -> None:
        self.space, self.counts = space, counts
        self.width = len(counts)
        self.free = np.ones(self.width, dtype=bool)
        self.chance = np.zeros(self.width)
        matrix = np.hstack([space.matrix, (space.matrix @ counts)[:, None]])
        self.programme = Programme(
            matrix,
            (space.lower, space.upper),
            (np.zeros(self.width + 1), np.append(space.caps, 1.0)),
            np.append(np.zeros(self.width), 1.0),
        )
        self.full: dict[int, int] = {}  # type -> its row x_s <= caps_s

    def optimum(self) -> Optimum | None:
        """Solve, adding the rows x_s <= caps_s that are broken: nearly none ever is."""
        while True:
            if not self.programme.solved():
                return None
            found = self.programme.optimum()
            broken = np.flatnonzero(self.expected(found) > self.space.caps + _TOLERANCE)
            fresh = [int(s) for s in broken if int(s) not in self.full]
            if not fresh:
                return found
            for s in fresh:
                self._add_cap(s)

    def expected(self, found: Optimum) -> Floats:
        """x = n t + r for free types, r for settled ones."""
        t = found.columns[self.width]
        return np.asarray(found.columns[: self.width] + np.where(self.free, self.counts * t, 0.0))

    def _add_cap(self, s: int) -> None:
        highs = self.programme.highs
        self.full[s] = highs.getNumRow()
        pair = np.array([s, self.width], dtype=np.int32)
        values = np.array([1.0, self.counts[s]])
        highs.addRow(-INFINITY, float(self.space.caps[s]), 2, pair, values)

    def settle(self, settled: NDArray[np.int64], t: float) -> None:
        """These types keep at least the chance t from now on."""
        highs = self.programme.highs
        for s in map(int, settled):
            self.free[s] = False
            self.chance[s] = t
            floor = min(float(self.counts[s]) * t, float(self.space.caps[s]))
            self.programme.bound(s, floor, float(self.space.caps[s]))
            if s in self.full:
                highs.changeRowBounds(self.full[s], -INFINITY, INFINITY)
        for row, total in enumerate(self.space.matrix @ (self.counts * self.free)):
            highs.changeCoeff(row, self.width, float(total))


def leximin(space: Polytope, counts: Floats) -> Target | None:
    """The leximin expected panel over a polytope, with a proof; None if the polytope is empty.

    Cost: one small linear programme a level, 22 for 1,727 people with seven categories, 0.1 s.

    Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
    assemblies", Nature 596 (2021), for the objective; the programme on types is our own.
    """
    state = _Levels(space, counts)
    levels: list[Level] = []
    while state.free.any():
        found = state.optimum()
        if found is None:
            if levels:
                raise ArithmeticError("a level of leximin was lost")
            return None
        level = _level(state, found)
        levels.append(level)
        state.settle(np.array(level.settled), level.chance)
    expected = np.minimum(state.chance * counts, space.caps)
    return Target(expected, Proof("leximin", tuple(levels)))


def _level(state: _Levels, found: Optimum) -> Level:
    """Which types this optimum settles, and the weights and multipliers that prove it."""
    t = float(np.clip(found.columns[state.width], 0.0, 1.0))
    reduced = np.maximum(0.0, -found.reduced[: state.width])
    at_floor = state.free & (found.columns[: state.width] <= 1e-7)
    settled = np.flatnonzero(at_floor & (reduced * state.counts > _POSITIVE))
    if t >= 1.0 - _TOLERANCE:
        everybody = np.flatnonzero(state.free).tolist()
        # That nobody is drawn twice (x <= caps) is all the proof there is to give.
        return Level(t, tuple(everybody), state.free * 1.0, np.zeros(len(state.space.lower)))
    if not len(settled):
        raise ArithmeticError("a level of leximin settled nobody")
    # What is too small to settle a type must not count in its weight either.
    unsettled = state.free.copy()
    unsettled[settled] = False
    weights = np.where(unsettled, 0.0, reduced)
    return Level(t, tuple(settled.tolist()), weights, found.duals[: len(state.space.lower)].copy())


def first_level(space: Polytope, counts: Floats) -> Level | None:
    """The largest smallest chance and its proof; None if the polytope is empty."""
    state = _Levels(space, counts)
    found = state.optimum()
    return None if found is None else _level(state, found)
