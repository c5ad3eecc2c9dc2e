"""Column generation: optimal lotteries where fractional panels promise what whole ones cannot keep.

The master programme mixes the panels known so far; its duals are a direction in which a better
panel would lie; the search either finds one or proves that there is none. The second is the
inequality that ends a level and is kept as its proof.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from civics.sortition.mixture import Mixture, least_squares
from civics.sortition.nash import Barrier, maximised
from civics.sortition.panels import Panels
from civics.sortition.proof import Cut, Level, Proof
from civics.sortition.solver import INFINITY, Programme
from civics.sortition.types import Types

Floats = NDArray[np.float64]

_BETTER = 1e-8
_POSITIVE = 1e-8
_ROUNDS = 20_000


def generated(
    types: Types, algorithm: str, finder: Panels, known: list[Floats]
) -> tuple[Mixture, Proof]:
    """The optimal lottery over whole panels, with a proof that rests on complete searches.

    Cost: a linear programme of types x panels and a search for each panel; fit for the small
    problems that need it.

    Source: Flanigan et al., Nature 596 (2021), supplementary information; Gilmore, Gomory (1961).
    """
    if algorithm == "nash":
        return _nash(types, finder, known)
    master = _Master(types, finder, known)
    levels: list[tuple[Level, int]] = []
    cuts: list[Cut] = []
    while master.free.any():
        level, cut = master.level(len(cuts))
        levels.append(level)
        cuts.append(cut)
        if algorithm == "maximin":
            break
    proof = Proof(algorithm, tuple(_widened(types, levels, len(cuts))), tuple(cuts))
    return master.mixture(), proof


def _widened(types: Types, levels: list[tuple[Level, int]], cuts: int) -> list[Level]:
    """Each level's multipliers: 1 on its own cut."""
    found = []
    for level, place in levels:
        multipliers = np.zeros(len(types.rows) + cuts)
        multipliers[len(types.rows) + place] = 1.0
        found.append(Level(level.chance, level.settled, level.weights, multipliers))
    return found


class _Master:
    """Maximise t: expected_s >= n_s t for free types, >= n_s p_s for settled ones."""

    def __init__(self, types: Types, finder: Panels, known: list[Floats]) -> None:
        self.types, self.finder, self.known = types, finder, known
        self.counts, width = types.counts, len(types.counts)
        self.free, self.chance = np.ones(width, dtype=bool), np.zeros(width)
        self.mix = np.zeros(0)
        matrix = np.vstack([-self.counts[:, None], np.zeros((1, 1))])
        rows = (np.append(np.zeros(width), 1.0), np.append(np.full(width, INFINITY), 1.0))
        self.programme = Programme(matrix, rows, (np.zeros(1), np.ones(1)), np.ones(1))
        for panel in known:
            self._add(panel)

    def _add(self, panel: Floats) -> None:
        rows = np.append(np.flatnonzero(panel), len(panel)).astype(np.int32)
        values = np.append(panel[panel > 0], 1.0)
        self.programme.highs.addCol(0.0, 0.0, INFINITY, len(rows), rows, values)

    def level(self, place: int) -> tuple[tuple[Level, int], Cut]:
        """Settle the next types."""
        for _ in range(_ROUNDS):
            if not self.programme.solved():
                raise ArithmeticError("a level of column generation was lost")
            found = self.programme.optimum()
            duals = np.maximum(0.0, -found.duals[:-1])
            # The smallest chance could rise only with a panel worth more than the mixture.
            limit = float(found.duals[-1])
            panel = self.finder.at_least(duals, limit + _BETTER)
            if panel is None:
                return self._settle(found.columns, duals, place)
            self.known.append(panel)
            self._add(panel)
        raise ArithmeticError("column generation did not end")

    def _settle(self, columns: Floats, duals: Floats, place: int) -> tuple[tuple[Level, int], Cut]:
        t, self.mix = float(np.clip(columns[0], 0.0, 1.0)), columns[1:]
        settled = self.free & (duals * self.counts > _POSITIVE)
        if t >= 1.0 - _BETTER:
            settled = self.free.copy()
        if not settled.any():
            raise ArithmeticError("a level of column generation settled nobody")
        weights = np.where(self.free & ~settled, 0.0, duals)
        if t >= 1.0 - _BETTER:
            weights = self.free * 1.0
        best = self.finder.best(weights)
        if best is None:
            raise ArithmeticError("the panels were lost")
        for s in map(int, np.flatnonzero(settled)):
            self.free[s], self.chance[s] = False, t
            # A hair below, so that rounding does not make the next level empty.
            floor = max(0.0, float(self.counts[s]) * (t - 1e-9))
            self.programme.highs.changeRowBounds(s, floor, INFINITY)
            self.programme.highs.changeCoeff(s, 0, 0.0)
        level = Level(t, tuple(np.flatnonzero(settled).tolist()), weights, np.zeros(0))
        return (level, place), Cut(weights, float(weights @ best))

    def mixture(self) -> Mixture:
        """The lottery of the last level."""
        mix = np.maximum(self.mix, 0.0)
        used = mix > 0
        panels = np.array(self.known)[: len(mix)]
        return Mixture(panels[used].astype(np.int64), mix[used] / mix[used].sum())


def _nash(types: Types, finder: Panels, known: list[Floats]) -> tuple[Mixture, Proof]:
    """Maximise the product over known panels, then ask the gradient for another one."""
    reached = np.array([_reachable(finder, known, s) for s in range(len(types.counts))])
    counts = types.counts[reached]
    for _ in range(_ROUNDS):
        panels = np.unique(np.array(known), axis=0)
        x = maximised(_mixed(panels[:, reached]), counts)
        weights = np.zeros(len(reached))
        weights[reached] = counts / x
        panel = finder.at_least(weights, float(counts.sum()) * (1.0 + _BETTER))
        if panel is None:
            break
        known.append(panel)
    else:
        raise ArithmeticError("column generation did not end")
    expected = np.zeros(len(reached))
    expected[reached] = x
    mix, _ = least_squares(panels, expected)
    best = finder.best(weights)
    limit = float(weights @ best) if best is not None else np.inf
    multipliers = np.append(np.zeros(len(types.rows)), 1.0)
    out = tuple(np.flatnonzero(~reached).tolist())
    level = Level(np.nan, (), weights, multipliers)
    used = mix > 0
    lottery = Mixture(panels[used].astype(np.int64), mix[used] / mix[used].sum())
    return lottery, Proof("nash", (level,), (Cut(weights, limit),), out)


def _reachable(finder: Panels, known: list[Floats], one: int) -> bool:
    if any(panel[one] > 0 for panel in known):
        return True
    unit = np.zeros(len(finder.space.caps))
    unit[one] = 1.0
    panel = finder.at_least(unit, 0.5)
    if panel is not None:
        known.append(panel)
    return panel is not None


def _mixed(panels: Floats) -> Barrier:
    """Expected = mixture of these panels, as equations with the weights as slacks."""
    many, width = panels.shape
    equal = np.zeros((width + 1, width + many))
    equal[:width, :width] = np.eye(width)
    equal[:width, width:] = -panels.T
    equal[width, width:] = 1.0
    return Barrier(
        equal,
        np.append(np.zeros(width), 1.0),
        np.append(np.full(width, -np.inf), np.zeros(many)),
        np.full(width + many, np.inf),
    )
