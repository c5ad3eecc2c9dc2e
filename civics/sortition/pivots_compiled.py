"""The pivots of `simplex.py` in numba: the same steps, one loop each over the nonzeros.

Imported only where a problem is large enough to repay numba's own start.
"""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

OPTIMAL, NOTHING, REFRESH, DRIFTED = 0, 1, 2, 3


@numba.njit(cache=True)
def pivots(
    starts: Integers,
    places: Integers,
    entries: Floats,
    inverse: Floats,
    basis: Integers,
    nonbasic: NDArray[np.bool_],
    reduced: Floats,
    low: Floats,
    high: Floats,
    cost: Floats,
    values: Floats,
    goal: float,
    limit: int,
) -> int:
    """Pivot in place until an end is reached or `limit` pivots are done; the code says which."""
    rows, width = len(basis), len(low)
    total = np.empty(rows)
    alpha = np.empty(width)
    ratio = np.empty(width)
    able = np.empty(width, dtype=np.int64)
    direction = np.empty(rows)
    for _ in range(limit):
        total[:] = 0.0
        reached = 0.0
        for j in range(width):
            if nonbasic[j]:
                value = high[j] if reduced[j] > 0.0 else low[j]
                values[j] = value
                if value != 0.0:
                    reached += cost[j] * value
                    for k in range(starts[j], starts[j + 1]):
                        total[places[k]] += entries[k] * value
        row, steepest, worst, sign = -1, 0.0, 0.0, 0.0
        for i in range(rows):
            inside, length = 0.0, 0.0
            for k in range(rows):
                inside -= inverse[i, k] * total[k]
                length += inverse[i, k] * inverse[i, k]
            j = basis[i]
            values[j] = inside
            reached += cost[j] * inside
            broken = max(low[j] - inside, inside - high[j])
            if broken > 1e-9 and broken * broken > steepest * length:
                row, steepest, worst = i, broken * broken / length, broken
                sign = 1.0 if low[j] > inside else -1.0
        if reached < goal:
            return NOTHING
        if row < 0:
            return OPTIMAL
        found = 0
        for j in range(width):
            slope = 0.0
            for k in range(starts[j], starts[j + 1]):
                slope += inverse[row, places[k]] * entries[k]
            alpha[j] = slope
            slope *= sign
            if not nonbasic[j] or high[j] <= low[j]:
                continue
            if (reduced[j] > 0.0 and slope > 1e-9) or (reduced[j] <= 0.0 and slope < -1e-9):
                able[found] = j
                ratio[found] = reduced[j] / slope
                found += 1
        column = _passed(able, ratio, found, alpha, low, high, worst - 1e-9)
        if column < 0:
            return NOTHING
        step = reduced[column] / alpha[column]
        for j in range(width):
            reduced[j] -= step * alpha[j]
        for i in range(rows):
            moved = 0.0
            for k in range(starts[column], starts[column + 1]):
                moved += inverse[i, places[k]] * entries[k]
            direction[i] = moved
        if abs(direction[row] - alpha[column]) > 1e-6 * (1.0 + abs(alpha[column])):
            return DRIFTED
        leaving = basis[row]
        basis[row] = column
        nonbasic[column], nonbasic[leaving] = False, True
        reduced[column], reduced[leaving] = 0.0, -step
        for k in range(rows):
            inverse[row, k] /= direction[row]
        for i in range(rows):
            if i != row and direction[i] != 0.0:
                for k in range(rows):
                    inverse[i, k] -= direction[i] * inverse[row, k]
    return REFRESH


@numba.njit(cache=True)
def _passed(
    able: Integers,
    ratio: Floats,
    found: int,
    alpha: Floats,
    low: Floats,
    high: Floats,
    infeasible: float,
) -> int:
    """The column that enters: in order of ratio, the first whose passing mends the rest."""
    left = infeasible
    for done in range(found):
        least = done
        for place in range(done + 1, found):
            if ratio[place] < ratio[least]:
                least = place
        column = int(able[least])
        able[least], ratio[least] = able[done], ratio[done]
        left -= abs(alpha[column]) * (high[column] - low[column])
        if left <= 0.0:
            return column
    return -1
