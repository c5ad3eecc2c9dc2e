"""Equal shares: floats find the next purchase, fractions decide wherever it is close.

A project's price only rises while accounts empty, so projects wait in the order of their last
price and most are not looked at in a round (lazy evaluation).
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable
from fractions import Fraction

from civics.errors import InputError
from civics.voting import shopping_numpy
from civics.voting.market import Market
from civics.voting.shopping_codes import ENDED, FULL, NEAR_TIE, OVERSPENT
from civics.voting.trip import Basket, Trip

_WORTH_COMPILING = 500_000
"""Approvals times expected runs from which loading numba (half a second, once) is worth it."""
ENGINES = ("auto", "numpy", "numba", "exact")


def shop(
    market: Market,
    share: Fraction,
    *,
    limit: int,
    seats: int | None = None,
    engine: str = "auto",
    runs: int = 1,
) -> Basket:
    """Buy with `share` in every account until nothing is affordable.

    Stops early when `seats` things are bought, or when the purchases cost more than `limit`; the
    purchase that overspent is then the last one. `runs`: how often the caller will call.
    """
    trip = Trip(market, share, len(market.costs) if seats is None else seats, limit)
    loop = _loop(engine, len(market.ballots.choices) * runs)
    while (stopped := loop(trip)) == NEAR_TIE:
        trip.settle_exactly()
        if trip.progress[1] > limit:
            stopped = OVERSPENT
            break
    return trip.basket(stopped == OVERSPENT)


def _loop(engine: str, size: int) -> Callable[[Trip], int]:
    if engine not in ENGINES:
        raise InputError("voting.engine", engine=engine, known=ENGINES)
    if engine == "exact":
        return _exact_loop
    if engine == "numba" or (
        engine == "auto" and size >= _WORTH_COMPILING and importlib.util.find_spec("numba")
    ):
        return _numba_loop
    return shopping_numpy.shop


def _numba_loop(trip: Trip) -> int:
    kernel = importlib.import_module("civics.voting.shopping_kernel")  # loads numba
    market = trip.market
    stopped = kernel.shop(
        *market.columns,
        market.free_rank,
        market.tie_rank,
        trip.balance,
        trip.price,
        trip.spare,
        trip.low,
        trip.state,
        trip.order,
        trip.bought,
        trip.near,
        trip.progress,
        trip.seats,
        trip.limit,
    )
    return int(stopped)


def _exact_loop(trip: Trip) -> int:
    """Every open project is a near tie: the referee decides all."""
    if trip.progress[0] >= trip.seats:
        return FULL
    still = trip.order[: trip.progress[2]]
    if not len(still):
        return ENDED
    trip.near[trip.progress[0]][still] = True
    return NEAR_TIE
