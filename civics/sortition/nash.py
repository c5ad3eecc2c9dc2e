"""The largest product of chances over fractional panels, by an interior-point method.

Maximise sum_s n_s log x_s. Each Newton step eliminates the columns, because their Hessian is
diagonal, and solves a system of as many unknowns as there are rows: about thirty.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.sortition.leximin import Target, first_level, leximin
from civics.sortition.polytope import Polytope
from civics.sortition.proof import Level, Proof

Floats = NDArray[np.float64]

_STEPS = 200
_ENOUGH = 1e-11
_REACHABLE = 1e-9
_NARROW = 1e-18


def nash(space: Polytope, counts: Floats) -> Target | None:
    """The expected panel with the largest geometric mean of chances; None if there is no panel.

    Types that no panel can contain are left out of the mean and named in the proof. The proof is
    the gradient: no panel has sum_s (n_s / x_s) z_s above n, so by concavity none has a larger
    product.

    Cost: about thirty systems of rows x rows, 0.05 s for 239 people and seven categories.
    """
    first = leximin(space, counts)
    if first is None:
        return None
    reached = np.asarray(first.expected > _REACHABLE * counts)
    x = _product(space, counts, reached, np.zeros(len(counts)))
    weights = np.zeros(len(counts))
    weights[reached] = counts[reached] / x[reached]
    programme = space.programme(weights)
    if not programme.solved():
        raise ArithmeticError("the optimum of nash was lost")
    level = Level(np.nan, (), weights, programme.optimum().duals)
    out = tuple(np.flatnonzero(~reached).tolist())
    return Target(x, Proof("nash", (level,), unreachable=out))


def maximin(space: Polytope, counts: Floats) -> Target | None:
    """The largest smallest chance; of its many optima, the one with the largest product.

    The smallest chance is proved; the choice among the optima is a convention.

    Cost: one small linear programme and one run of the interior-point method.
    """
    level = first_level(space, counts)
    if level is None:
        return None
    # Those whose chance the proof settles are taken out; the others keep at least as much.
    floor = np.minimum(counts * level.chance, space.caps)
    settled = np.zeros(len(counts), dtype=bool)
    settled[list(level.settled)] = True
    expected = floor.copy()
    if not settled.all():
        rest = _without(space, settled, floor)
        # A hair below the optimum: at the optimum itself there is no inside to move in.
        hair = floor[~settled] * (1.0 - 1e-8)
        reached = _reached(rest, counts[~settled], level.chance)
        expected[~settled] = _product(rest, counts[~settled], reached, hair)
    return Target(expected, Proof("maximin", (level,)))


def _without(space: Polytope, fixed: NDArray[np.bool_], x: Floats) -> Polytope:
    """The polytope of the other types when these are fixed."""
    taken = space.matrix[:, fixed] @ x[fixed]
    rest = space.matrix[:, ~fixed]
    return Polytope(rest, space.lower - taken, space.upper - taken, space.caps[~fixed])


def _reached(space: Polytope, counts: Floats, least: float) -> NDArray[np.bool_]:
    """The types with any chance at all."""
    if least > _REACHABLE:
        return np.ones(len(counts), dtype=bool)
    found = leximin(space, counts)
    if found is None:
        raise ArithmeticError("the optimum of maximin was lost")
    return np.asarray(found.expected > _REACHABLE * counts)


def _product(space: Polytope, counts: Floats, reached: NDArray[np.bool_], floor: Floats) -> Floats:
    x = np.zeros(len(counts))
    barrier = Barrier.of(space, reached, floor)
    x[reached] = maximised(barrier, counts[reached])
    return np.minimum(np.maximum(x, floor), space.caps)


@dataclass(frozen=True, slots=True, eq=False)
class Barrier:
    """equal @ v = right and low <= v <= high, where v is x followed by a slack for each range."""

    equal: Floats
    right: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, space: Polytope, reached: NDArray[np.bool_], floor: Floats) -> Barrier:
        ranged = space.lower < space.upper
        slacks = -np.eye(len(space.lower))[:, ranged]
        right = np.where(ranged, 0.0, space.upper)
        # -n log x keeps x above 0 by itself; a wide bound there only adds rounding.
        low = np.append(np.where(floor > 0, floor, -np.inf)[reached], space.lower[ranged])
        high = np.append(space.caps[reached], space.upper[ranged])
        low[low < -1e20], high[high > 1e20] = -np.inf, np.inf
        return cls(np.hstack([space.matrix[:, reached], slacks]), right, low, high)


def maximised(barrier: Barrier, counts: Floats) -> Floats:
    """Primal-dual Newton steps towards the central path; x of the last one."""
    width = len(counts)
    v = _inside(barrier, counts)
    above = np.where(np.isfinite(barrier.high), 1.0, 0.0)
    below = np.where(np.isfinite(barrier.low), 1.0, 0.0)
    y = np.zeros(len(barrier.right))
    for _ in range(_STEPS):
        room, over = barrier.high - v, v - barrier.low
        if min(room.min(), over.min()) < _NARROW:
            break  # as far as floats go
        tight, firm = np.isfinite(room), np.isfinite(over)
        product = above[tight] @ room[tight] + below[firm] @ over[firm]
        mu = float(product) / max(1, tight.sum() + firm.sum())
        gradient, curve = np.zeros(len(v)), np.zeros(len(v))
        gradient[:width], curve[:width] = -counts / v[:width], counts / v[:width] ** 2
        dual = gradient + barrier.equal.T @ y + above - below
        primal = barrier.equal @ v - barrier.right
        if mu < _ENOUGH and np.abs(primal).max() < 1e-9 and np.abs(dual).max() < 1e-7:
            break
        aim = mu * 0.1
        curve = curve + above / room + below / over
        pull = dual - above + below + aim / room - aim / over
        scaled = barrier.equal / curve
        # Quotas of two categories both sum to the size: the system has redundant rows.
        dy = np.linalg.lstsq(scaled @ barrier.equal.T, primal - scaled @ pull, rcond=1e-14)[0]
        dv = -(pull + barrier.equal.T @ dy) / curve
        d_above = np.where(tight, (aim + above * dv) / room - above, 0.0)
        d_below = np.where(firm, (aim - below * dv) / over - below, 0.0)
        step = _step([(room, -dv), (over, dv), (v[:width], dv[:width])])
        dual_step = _step([(above, d_above), (below, d_below)])
        v = v + step * dv
        y, above, below = (
            y + dual_step * dy,
            above + dual_step * d_above,
            below + dual_step * d_below,
        )
    return np.asarray(v[:width])


def _inside(barrier: Barrier, counts: Floats) -> Floats:
    """A start strictly between the bounds; it need not keep the equations."""
    width = len(counts)
    v = np.zeros(len(barrier.low))
    floor = np.maximum(barrier.low[:width], 0.0)
    v[:width] = (floor + np.minimum(counts, barrier.high[:width])) / 2.0
    low, high = barrier.low[width:], barrier.high[width:]
    both = np.isfinite(low) & np.isfinite(high)
    v[width:] = np.where(
        both, (low + high) / 2.0, np.where(np.isfinite(low), low + 1.0, high - 1.0)
    )
    return v


def _step(pairs: list[tuple[Floats, Floats]]) -> float:
    """The longest step up to 1 that keeps each value positive, a hair inside."""
    longest = 1.0
    for value, change in pairs:
        falling = (change < 0) & np.isfinite(value) & (value > 0)
        if falling.any():
            longest = min(longest, 0.995 * float((-value[falling] / change[falling]).min()))
    return longest
