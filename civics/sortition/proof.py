"""Why no lottery can be better: inequalities that every panel keeps, checked by multiplication.

For weights y on types and any multipliers u on the rows of the problem, every x with
lower <= matrix @ x <= upper and 0 <= x <= caps satisfies

    y @ x  <=  sum_r max(u_r lower_r, u_r upper_r)  +  sum_t caps_t max(0, y_t - (u @ matrix)_t)

(weak duality of linear programming). The multipliers come from HiGHS, but whoever checks the
inequality need not trust it: any u gives a true bound, and a good one gives a tight bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.sortition.types import Types

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """weights @ panel <= limit for every whole panel, found by a search over whole numbers.

    Needed only where fractional panels promise more than whole ones can keep. `limit` rests on
    HiGHS' search being complete; it is the one thing here that multiplication cannot check.
    """

    weights: Floats
    limit: float


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """No lottery gives weights @ expected more than `weights @ x`, where x is the one proposed.

    Attributes
    ----------
    chance : the smallest chance among people not yet settled (leximin, maximin); nan for Nash.
    settled : the types whose chance this level settles.
    weights : shape (types,), y above; never negative.
    multipliers : shape (rows + cuts,), u above.
    """

    chance: float
    settled: tuple[int, ...]
    weights: Floats
    multipliers: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """Everything needed to check optimality again.

    `kind` says what the levels prove: `leximin` (each level in turn), `maximin` (the first), or
    `nash` (the gradient at the optimum). `unreachable` are types no panel can contain.
    """

    kind: str
    levels: tuple[Level, ...]
    cuts: tuple[Cut, ...] = ()
    unreachable: tuple[int, ...] = ()


def bound(types: Types, cuts: tuple[Cut, ...], weights: Floats, multipliers: Floats) -> float:
    """The most that weights @ x can be, by weak duality; see the module's own words."""
    matrix = np.vstack([types.matrix, *(cut.weights for cut in cuts)])
    upper = np.append(types.upper, [cut.limit for cut in cuts])
    # A cut has no lower side: only a multiplier >= 0 may use it.
    used = np.where((np.arange(len(upper)) >= len(types.rows)) & (multipliers < 0), 0, multipliers)
    lower = np.append(types.lower, np.zeros(len(cuts)))
    rows = np.where(used >= 0, used * upper, used * lower).sum()
    return float(rows + types.caps @ np.maximum(0.0, weights - used @ matrix))


def gaps(types: Types, proof: Proof, expected: Floats) -> Floats:
    """How far each level is from proved: bound minus what the lottery attains, in chances.

    Parameters
    ----------
    expected : shape (types,), expected people of each type, of the lottery to be judged.

    Returns
    -------
    Floats
        Shape (levels,). For leximin and maximin: how much higher the level's smallest chance
        could at most be with nobody below losing. For Nash: the relative amount by which the
        geometric mean could at most be higher. About 1e-9 is rounding.
    """
    found = []
    settled = np.zeros(len(expected), dtype=bool)
    settled[list(proof.unreachable)] = True
    for level in proof.levels:
        most = bound(types, proof.cuts, level.weights, level.multipliers)
        if proof.kind == "nash":
            mean = float(level.weights @ expected)
            found.append(most / mean - 1.0)
            continue
        # Whoever is settled keeps at least what he has; the rest of the bound is for the others.
        for_others = most - float(level.weights[settled] @ expected[settled])
        scale = float(level.weights[~settled] @ types.counts[~settled])
        least = float((expected / types.counts)[~settled].min())
        found.append(for_others / scale - least if scale > 0 else np.inf)
        settled[list(level.settled)] = True
    return np.array(found)
