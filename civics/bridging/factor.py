"""Community Notes' factor model, fitted exactly and from several starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.bridging.blocks import best_sums, sides
from civics.bridging.descent import Minimum, Point, Problem, descend
from civics.bridging.ratings import Ratings
from civics.errors import InputError

Floats = NDArray[np.float64]

STARTS = 10
# Starts are scouted on about this many ratings; every distinct end then goes on with all of them.
_SCOUTED = 100_000
# Scouts stop early, and ends this close to each other go on as one.
_SCOUT_TOLERANCE, _SAME_END = 1e-5, 1e-3
_START_WIDTH = 0.5


@dataclass(frozen=True, eq=False)
class FactorModel:
    """A fitted model: y ≈ mean + rater intercept + item intercept + rater factor · item factor.

    Attributes
    ----------
    ratings : what was fitted; arrays of raters and items are in its order.
    item_intercept : (items,) how much an item is liked beyond what the camps explain; the score.
    item_factor, rater_factor : where they stand between two latent camps. The sign is fixed so that
        most raters are positive.
    loss : the regularised loss of the best start; `losses` has all of them, in order of start.
    spread : (items,) greatest minus least intercept over the ends of all starts. Where it is not
        small the data do not decide, whatever the interval says.
    """

    ratings: Ratings
    mean: float
    rater_intercept: Floats
    rater_factor: Floats
    item_intercept: Floats
    item_factor: Floats
    loss: float
    losses: tuple[float, ...]
    spread: Floats
    sweeps: int


def factor_model(ratings: Ratings, *, starts: int = STARTS, seed: int = 0) -> FactorModel:
    """Fit the factor model of Community Notes and keep the best of several starts.

    The intercept of an item is high when people on *both* ends of the latent factor rate it well;
    agreement inside one camp is explained by the factor and does not count.

    Parameters
    ----------
    ratings : filter them first with `ratings.core()`; sparse ratings have many local minima.
    starts : random starting factors; at least one.
    seed : of the starts. The same ratings and seed give the same bytes.

    Raises
    ------
    InputError
        "bridging.no_ratings", "bridging.starts", "bridging.no_convergence".

    Example
    -------
    Two camps of four rate three items: one each, and one that both like.

    >>> values = [[1, 0, 1]] * 4 + [[0, 1, 1]] * 4
    >>> rater, item = np.divmod(np.arange(24), 3)
    >>> ratings = Ratings.of(rater, item, np.ravel(values), raters="abcdefgh", items="xyz")
    >>> model = factor_model(ratings)
    >>> model.ratings.items[int(model.item_intercept.argmax())]
    'z'

    Cost: O(ratings) for a sweep, some ten to fifty sweeps a start; two million ratings of 97,600
    raters and 5,000 items take 1 s with numba. Source: Wojcik et al., "Birdwatch", 2022
    (arXiv 2210.15723).
    """
    if starts < 1:
        raise InputError("bridging.starts", value=starts)
    if not len(ratings):
        raise InputError("bridging.no_ratings")
    problem = Problem.of(*sides(ratings), best_sums(len(ratings)))
    ends = _ends(ratings, problem, starts, seed)
    best = min(ends, key=lambda end: end.loss)
    intercepts = np.array([end.point.intercept for end in ends])
    sign = _majority_sign(best.raters.factor)
    return FactorModel(
        ratings,
        best.point.mean,
        best.raters.intercept,
        sign * best.raters.factor,
        best.point.intercept.copy(),
        sign * best.point.factor,
        best.loss,
        tuple(end.loss for end in ends),
        np.ptp(intercepts, axis=0),
        sum(end.sweeps for end in ends),
    )


def _ends(ratings: Ratings, problem: Problem, starts: int, seed: int) -> list[Minimum]:
    """Return the minimum each start leads to."""
    rng = np.random.default_rng(seed)
    items = len(ratings.items)
    zeros = np.zeros(items)
    first = [Point.of(0.0, zeros, rng.normal(0, _START_WIDTH, items)) for _ in range(starts)]
    scouts = _scouting_problem(ratings, problem, rng)
    if scouts is not None:
        first = [descend(scouts, point, _SCOUT_TOLERANCE).point for point in first]
    ends: list[Minimum] = []
    for number, point in enumerate(first):
        twin = next((i for i in range(number) if _same(first[i], point)), None)
        ends.append(ends[twin] if twin is not None else descend(problem, point))
    _check_converged(ends)
    return ends


def _scouting_problem(
    ratings: Ratings, problem: Problem, rng: np.random.Generator
) -> Problem | None:
    """Return the problem of a random part of the raters, or None if all are few enough."""
    share = _SCOUTED / len(ratings)
    if share > 0.5:
        return None
    chosen = rng.random(len(ratings.raters)) < share
    keep = chosen[ratings.rater]
    _, rater = np.unique(ratings.rater[keep], return_inverse=True)
    part = Ratings(
        tuple(str(i) for i in range(int(chosen.sum()))),
        ratings.items,
        rater.astype(np.int64),
        ratings.item[keep],
        ratings.value[keep],
    )
    return Problem.of(*sides(part), problem.sums)


def _same(one: Point, other: Point) -> bool:
    """Say whether two ends are the same up to the sign of the factor."""
    if np.abs(one.intercept - other.intercept).max() > _SAME_END:
        return False
    sign = np.sign(one.factor @ other.factor)
    return bool(np.abs(one.factor - sign * other.factor).max() <= _SAME_END)


def _check_converged(ends: list[Minimum]) -> None:
    if not all(end.converged for end in ends):
        raise InputError("bridging.no_convergence", sweeps=max(end.sweeps for end in ends))


def _majority_sign(factor: Floats) -> float:
    balance = np.sum(np.sign(factor)) or np.sum(factor)
    return -1.0 if balance < 0 else 1.0
