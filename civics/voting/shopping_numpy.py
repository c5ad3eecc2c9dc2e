"""The rounds of equal shares in numpy; equal in outcome to `shopping_kernel.py`."""

from __future__ import annotations

import numpy as np

from civics.voting.shopping_codes import ENDED, FREE, FULL, MARGIN, NEAR_TIE, OVERSPENT
from civics.voting.trip import Trip


def shop(trip: Trip) -> int:
    market = trip.market
    while trip.progress[0] < trip.seats:
        best, seen = _look(trip)
        if not seen:
            return ENDED
        near = [c for c in seen if trip.low[c] <= best]
        row = trip.near[trip.progress[0]]
        row[near] = True
        winner = min(near, key=lambda c: (int(market.free_rank[c]), int(market.tie_rank[c])))
        simple = len(near) == 1 or all(_untouched(trip, c) for c in near)
        if not simple or trip.state[winner] == 0:
            return NEAR_TIE
        row[near] = market.free_rank[near] == market.free_rank[winner]
        trip.buy(winner, float(trip.price[winner]))
        if trip.progress[1] > trip.limit:
            return OVERSPENT
    return FULL


def _untouched(trip: Trip, c: int) -> bool:
    return bool(trip.state[c] == FREE and trip.spare[c] == trip.market.columns[5][c])


def _look(trip: Trip) -> tuple[float, list[int]]:
    best, seen = np.inf, []
    line = trip.order[: trip.progress[2]]
    for c in line[np.argsort(trip.low[line], kind="stable")].tolist():
        if trip.low[c] > best:
            break
        price, slack, trip.spare[c], state = _water_level(trip, c)
        trip.price[c], trip.state[c] = price, state
        if state < 0:
            trip.remove(c)
            continue
        worth = trip.market.worth[c]
        trip.low[c] = (price - slack) / worth
        if state > 0:
            best = min(best, (price + slack) / worth)
        seen.append(c)
    return best, seen


def _water_level(trip: Trip, c: int) -> tuple[float, float, float, int]:
    """Price per point, how far off it may be, the points that still pay, and the state."""
    payers, weight = trip.market.payers(c)
    held, cost, price = trip.balance[payers], trip.market.columns[3][c], trip.price[c]
    total = held.sum()
    if total < cost * (1 - MARGIN):
        return price, 0.0, 0.0, -1
    if total < cost * (1 + MARGIN):
        return price, 0.0, 0.0, 0
    some = held > 0
    held, weight = held[some], weight[some]
    while True:
        dry = held < price * weight
        spare = weight[~dry].sum()
        if not spare:
            return price, 0.0, 0.0, 0
        better = (cost - held[dry].sum()) / spare
        if better <= price * (1 + 1e-13):
            close = bool((held < price * weight * (1 + MARGIN)).any())
            return better, MARGIN * cost / spare, spare, FREE - close
        price = better
