"""From one start to one local minimum of the factor model.

A sweep solves all raters, then all items, then the mean, and rescales the two factors (f_u·s, f_n/s
predicts the same with other penalties). Sweeps alone converge slowly along one valley; Anderson's
mixing of the last sweeps takes a third of them. A mixture that raises the loss is thrown away, so
the loss never rises and convergence is that of plain alternation.

Source of the mixing: D. G. Anderson, "Iterative procedures for nonlinear integral equations",
J. ACM 12 (1965); in the form of Walker and Ni, SIAM J. Numer. Anal. 49 (2011).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.bridging.blocks import INTERCEPT_PENALTY, Side, Solved, Sums, solve

Floats = NDArray[np.float64]

TOLERANCE = 1e-6
_MOST_SWEEPS = 1000
_MEMORY = 8
# Below this the loss is rounding, relative to a loss of order 0.1.
_NOISE = 1e-13


@dataclass(frozen=True, eq=False)
class Problem:
    """The ratings seen from both sides, with the constants of the loss."""

    raters: Side
    items: Side
    sums: Sums
    ratings: int
    total: float
    squares: float

    @staticmethod
    def of(raters: Side, items: Side, sums: Sums) -> Problem:
        values = raters.values
        return Problem(
            raters, items, sums, len(values), float(values.sum()), float(values @ values)
        )


@dataclass(frozen=True, eq=False)
class Point:
    """What a sweep goes from: mean, and the items' intercepts and factors, in one vector."""

    vector: Floats

    @staticmethod
    def of(mean: float, intercept: Floats, factor: Floats) -> Point:
        return Point(np.concatenate([[mean], intercept, factor]))

    @property
    def mean(self) -> float:
        return float(self.vector[0])

    @property
    def intercept(self) -> Floats:
        return self.vector[1 : 1 + len(self.vector) // 2]

    @property
    def factor(self) -> Floats:
        return self.vector[1 + len(self.vector) // 2 :]


@dataclass(frozen=True, eq=False)
class Minimum:
    """Where a descent ended."""

    point: Point
    raters: Solved
    loss: float
    sweeps: int
    converged: bool


def descend(problem: Problem, start: Point, tolerance: float = TOLERANCE) -> Minimum:
    """Sweep until no parameter of an item moves by more than `tolerance`."""
    point, lowest, kept = start, np.inf, start
    past: list[tuple[Floats, Floats]] = []
    sweeps = 0
    while sweeps < _MOST_SWEEPS:
        sweeps += 1
        raters, loss = _raters(problem, point)
        if loss > lowest + _NOISE and past:
            point, past = kept, []
            continue
        lowest = min(loss, lowest)
        kept = _swept(problem, point, raters)
        step = kept.vector - point.vector
        if np.abs(step).max(initial=0.0) < tolerance:
            break
        past = [*past[-_MEMORY:], (point.vector, step)]
        point = _mixed(kept, past)
    raters, loss = _raters(problem, kept)
    return Minimum(kept, raters, loss, sweeps, sweeps < _MOST_SWEEPS)


def _raters(problem: Problem, point: Point) -> tuple[Solved, float]:
    """Return the best raters for `point` and the regularised loss that they reach."""
    items = problem.items
    raters = solve(problem.raters, point.mean, point.intercept, point.factor, problem.sums)
    a, mean = point.intercept, point.mean
    at_zero = (
        problem.squares
        - 2 * mean * problem.total
        - 2 * (a @ items.totals)
        + problem.ratings * mean**2
        + 2 * mean * (items.counts @ a)
        + items.counts @ (a * a)
    )
    penalty = items.ridge[0] * (a @ a) + items.ridge[1] * (point.factor @ point.factor)
    loss = (at_zero - raters.gain + penalty) / max(problem.ratings, 1) + INTERCEPT_PENALTY * mean**2
    return raters, float(loss)


def _swept(problem: Problem, point: Point, raters: Solved) -> Point:
    items = solve(problem.items, point.mean, raters.intercept, raters.factor, problem.sums)
    explained = problem.items.counts @ items.intercept + items.factor_sums @ items.factor
    residual = float(items.residual_sums.sum() - explained)
    mean = residual / (problem.ratings * (1 + INTERCEPT_PENALTY))
    theirs = problem.raters.ridge[1] * float(raters.factor @ raters.factor)
    ours = problem.items.ridge[1] * float(items.factor @ items.factor)
    scale = (theirs / ours) ** 0.25 if theirs > 0 and ours > 0 else 1.0
    return Point.of(mean, items.intercept, items.factor * scale)


def _mixed(newest: Point, past: list[tuple[Floats, Floats]]) -> Point:
    if len(past) < 2:
        return newest
    points = np.diff(np.array([point for point, _ in past]), axis=0)
    steps = np.diff(np.array([step for _, step in past]), axis=0)
    # Normal equations of a few unknowns, with a little ridge against parallel steps.
    gram = steps @ steps.T
    gram[np.diag_indices_from(gram)] *= 1 + 1e-10
    weights = np.linalg.solve(gram + 1e-300 * np.eye(len(gram)), steps @ past[-1][1])
    return Point(newest.vector - weights @ (points + steps))
