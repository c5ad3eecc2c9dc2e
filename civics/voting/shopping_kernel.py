"""The rounds of equal shares as compiled loops; equal in outcome to `shopping.py`'s numpy path.

Imported only when it pays: importing numba takes half a second. Nothing here decides a near tie:
`shop` stops and leaves it to exact fractions.
"""

import numba
import numpy as np
from numpy.typing import NDArray

from civics.voting.shopping_codes import (
    ENDED,
    FREE,
    FULL,
    MARGIN,
    NEAR_TIE,
    OVERSPENT,
    PERHAPS_EMPTY,
)

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_jit = numba.njit(cache=True, nogil=True)


def _water_level(
    voters: Ints, points: Floats, balance: Floats, cost: float, price: float
) -> tuple[float, float, float, int]:
    unit = len(points) == 0
    total = 0.0
    for voter in voters:
        total += balance[voter]
    if total < cost * (1.0 - MARGIN):
        return price, 0.0, 0.0, -1
    if total < cost * (1.0 + MARGIN):
        return price, 0.0, 0.0, 0
    while True:
        spare, capped, edge = 0.0, 0.0, 0
        for place in range(len(voters)):
            weight = 1.0 if unit else points[place]
            held = balance[voters[place]]
            if held == 0.0:
                continue  # surely empty, see `pay`
            if held < price * weight:
                capped += held
                edge += 1
            else:
                spare += weight
                edge += held < price * weight * (1.0 + MARGIN)
        if spare == 0.0:
            return price, 0.0, 0.0, 0
        better = (cost - capped) / spare
        if better <= price * (1.0 + 1e-13):
            return better, MARGIN * cost / spare, spare, FREE if edge == 0 else FREE - 1
        price = better


water_level = _jit(_water_level)


def _pay(voters: Ints, points: Floats, balance: Floats, price: float) -> None:
    for place in range(len(voters)):
        due = price * (1.0 if len(points) == 0 else points[place])
        held = balance[voters[place]]
        if held > due:
            balance[voters[place]] = held - due
        else:
            balance[voters[place]] = 0.0 if held < due * (1.0 - MARGIN) else PERHAPS_EMPTY


pay = _jit(_pay)


def _look(
    offsets: Ints,
    voters: Ints,
    points: Floats,
    costs: Floats,
    worth: Floats,
    balance: Floats,
    price: Floats,
    spare: Floats,
    low: Floats,
    state: Ints,
    order: Ints,
    still: int,
) -> tuple[float, int, int]:
    best, kept, position = np.inf, 0, 0
    while position < still:
        c = order[position]
        if low[c] > best:
            break
        position += 1
        here = slice(offsets[c], offsets[c + 1])
        price[c], slack, spare[c], state[c] = water_level(
            voters[here], points[here], balance, costs[c], price[c]
        )
        if state[c] < 0:
            continue
        low[c] = (price[c] - slack) / worth[c]
        if state[c] > 0:
            best = min(best, (price[c] + slack) / worth[c])
        order[kept] = c
        kept += 1
    seen = kept
    while position < still:
        order[kept] = order[position]
        kept += 1
        position += 1
    return best, seen, kept


look = _jit(_look)


def _sort_again(order: Ints, low: Floats, still: int) -> None:
    # Insertion sort: few bounds rise in a round, so the list is nearly in order.
    for position in range(1, still):
        c = order[position]
        gap = position
        while gap > 0 and low[order[gap - 1]] > low[c]:
            order[gap] = order[gap - 1]
            gap -= 1
        order[gap] = c


sort_again = _jit(_sort_again)


def _shop(
    offsets: Ints,
    voters: Ints,
    points: Floats,
    costs: Floats,
    worth: Floats,
    score: Floats,
    free_rank: Ints,
    tie_rank: Ints,
    balance: Floats,
    price: Floats,
    spare: Floats,
    low: Floats,
    state: Ints,
    order: Ints,
    bought: Ints,
    near: NDArray[np.bool_],
    progress: Ints,
    seats: int,
    limit: int,
) -> int:
    while progress[0] < seats:
        best, seen, still = look(
            offsets,
            voters,
            points,
            costs,
            worth,
            balance,
            price,
            spare,
            low,
            state,
            order,
            progress[2],
        )
        progress[2] = still
        if seen == 0:
            return ENDED
        row = near[progress[0]]
        winner, many, simple = -1, 0, True
        for c in order[:seen]:
            if low[c] <= best:
                row[c] = True
                many += 1
                simple = simple and state[c] == FREE and spare[c] == score[c]
                if (
                    winner < 0
                    or free_rank[c] < free_rank[winner]
                    or (free_rank[c] == free_rank[winner] and tie_rank[c] < tie_rank[winner])
                ):
                    winner = c
        if (many > 1 and not simple) or state[winner] == 0:
            sort_again(order, low, still)
            return NEAR_TIE
        for c in order[:seen]:
            row[c] = row[c] and free_rank[c] == free_rank[winner]
        here = slice(offsets[winner], offsets[winner + 1])
        pay(voters[here], points[here], balance, price[winner])
        bought[progress[0]] = winner
        progress[0] += 1
        progress[1] += np.int64(costs[winner])
        low[winner] = np.inf
        sort_again(order, low, still)
        progress[2] = still - 1
        if progress[1] > limit:
            return OVERSPENT
    return FULL


shop = _jit(_shop)
