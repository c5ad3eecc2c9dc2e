"""Writing an expected panel as a lottery over whole panels.

Panels are added in the direction of what the even mixture of those found so far still lacks.
After about as many panels as there are types the expected panel lies inside their hull, and
non-negative least squares gives the weights. If a direction has no panel that reaches the target,
that direction is an inequality which every panel keeps and the target breaks: the target lies
`Outside` their hull.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from civics.sortition.panels import Panels
from civics.sortition.solver import ripple

Floats = NDArray[np.float64]

_EXACT = 1e-10  # people expected of a type
_SLACK = 1e-9
_NARROW = 1e-8  # a target this little outside is rounding
_FIRST = 1.2  # panels a type in the first round; measured: 1.0 is often too few
_ROUNDS = 60
_PATIENT, _CLOSE = 3, 1e-7  # after so many rounds what lacks is the target's own rounding


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """weights @ panels is the expected panel; weights sum to 1, shape (panels,)."""

    panels: NDArray[np.int64]
    weights: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Outside:
    """Every panel has weights @ panel <= limit, and the expected panel has more."""

    weights: Floats
    limit: float


def mixture(finder: Panels, expected: Floats, known: list[Floats]) -> Mixture | Outside:
    """A lottery over whole panels with this expectation, or the news that there is none.

    `known` are panels found earlier; those found here are appended, so that a next target
    starts from them.

    Cost: about 1.2 small searches a type, and one non-negative least squares of types x panels.
    """
    sought = _Sought(finder, expected, known)
    open_types = int((np.abs(expected - np.rint(expected)) > _EXACT).sum())
    outside = sought.herd(int(_FIRST * open_types) + 2 - len(known))
    for turn in range(_ROUNDS):
        if outside is not None:
            return outside
        panels = np.unique(np.array(known), axis=0)
        weights, lacking = least_squares(panels, expected)
        if np.abs(lacking).max() <= (_EXACT if turn < _PATIENT else _CLOSE):
            used = weights > 0
            return Mixture(panels[used].astype(np.int64), weights[used] / weights[used].sum())
        outside = sought.towards(lacking) or sought.herd(open_types // 8 + 2)
    raise ArithmeticError("no lottery was found for the expected panel")


class _Sought:
    def __init__(self, finder: Panels, expected: Floats, known: list[Floats]) -> None:
        self.finder, self.expected, self.known = finder, expected, known
        # Equally good panels are told apart by a fixed ripple, not by the solver's version.
        self.ripple = 1e-7 * (ripple(len(expected)) - 0.5)

    def herd(self, rounds: int) -> Outside | None:
        """Add panels against what the even mixture lacks; `Outside` if one direction has none."""
        total = np.sum(self.known, axis=0) if self.known else np.zeros_like(self.expected)
        for _ in range(rounds):
            lacking = self.expected - total / max(1, len(self.known))
            outside = self.towards(lacking)
            if outside is not None:
                return outside
            total = total + self.known[-1]
        return None

    def towards(self, direction: Floats) -> Outside | None:
        """Add a panel at least as far in this direction as the target, or say there is none."""
        scale = np.abs(direction).max()
        weights = self.ripple + (direction / scale if scale > 0 else 0.0)
        goal = float(weights @ self.expected)
        panel = self.finder.at_least(weights, goal - _SLACK)
        if panel is None:
            panel = self.finder.best(weights)
            if panel is None:
                raise ArithmeticError("the panels were lost")
            if weights @ panel < goal - _NARROW:
                return Outside(weights, float(weights @ panel))
        self.known.append(panel)
        return None


def least_squares(panels: Floats, expected: Floats) -> tuple[Floats, Floats]:
    """The best non-negative weights and what they still lack."""
    matrix = np.vstack([panels.T, np.ones(len(panels))])
    weights, _ = nnls(matrix, np.append(expected, 1.0), maxiter=30 * len(panels))
    return weights, expected - panels.T @ weights
