"""One run of equal shares: the accounts, what is bought, and the exact referee."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from civics.voting.ledger import Ledger
from civics.voting.market import Market
from civics.voting.shopping_codes import FREE, MARGIN, PERHAPS_EMPTY


@dataclass(frozen=True)
class Basket:
    """What was bought, in order; `tied[r]` names who tied exactly in round r."""

    share: Fraction
    bought: tuple[int, ...]
    tied: dict[int, tuple[int, ...]]
    spent: int
    overspent: bool


class Trip:
    """The arrays that change during one run."""

    def __init__(self, market: Market, share: Fraction, seats: int, limit: int) -> None:
        m = len(market.costs)
        self.market, self.share, self.seats, self.limit = market, share, min(seats, m), limit
        self.balance = np.full(market.ballots.voters, float(share))
        self.price = market.floor.copy()
        self.low = market.floor * (1 - MARGIN) / market.columns[4]
        self.spare = np.zeros(m)
        self.state = np.zeros(m, dtype=np.int64)
        self.order = market.line.copy()
        self.bought = np.zeros(m, dtype=np.int64)
        self.near = np.zeros((m, m), dtype=np.bool_)
        self.progress = np.array([0, 0, len(self.order)])
        self.ledger: Ledger | None = None
        self.entered = 0

    def basket(self, overspent: bool) -> Basket:
        count = int(self.progress[0])
        tied = {r: tuple(np.flatnonzero(self.near[r]).tolist()) for r in range(count)}
        return Basket(
            self.share,
            tuple(self.bought[:count].tolist()),
            {r: who for r, who in tied.items() if len(who) > 1},
            int(self.progress[1]),
            overspent,
        )

    def settle_exactly(self) -> None:
        """Compare the near ones as fractions; buy, or strike those that cannot be paid."""
        row = self.near[self.progress[0]]
        near = np.flatnonzero(row).tolist()
        row[:] = False
        prices = self._exact_prices(near)
        if len(prices) < len(near):
            for c in set(near) - set(prices):
                self.remove(c)
            return
        value = {c: price / self.market.worth[c] for c, price in prices.items()}
        least = min(value.values())
        leaders = [c for c in near if value[c] == least]
        row[leaders] = True
        winner = min(leaders, key=lambda c: int(self.market.tie_rank[c]))
        self.buy(winner, float(prices[winner]))
        if self.ledger is not None and self.entered == self.progress[0] - 1:
            self._enter(winner, prices[winner])

    def buy(self, winner: int, price: float) -> None:
        payers, weight = self.market.payers(winner)
        due, held = price * weight, self.balance[payers]
        empty = np.where(held < due * (1 - MARGIN), 0.0, PERHAPS_EMPTY)
        self.balance[payers] = np.where(held > due, held - due, empty)
        self.bought[self.progress[0]] = winner
        self.progress[:2] += (1, self.market.costs[winner])
        self.remove(winner)

    def remove(self, c: int) -> None:
        still = self.order[: self.progress[2]]
        rest = still[still != c]
        self.order[: len(rest)] = rest
        self.progress[2] = len(rest)

    def _exact_prices(self, near: list[int]) -> dict[int, Fraction]:
        if all(self.state[c] == FREE for c in near):
            return {c: Fraction(self.market.costs[c], int(self.spare[c])) for c in near}
        if self.ledger is None:
            self.ledger = Ledger(self.market.ballots, self.market.costs, self.share)
        for c in self.bought[self.entered : self.progress[0]].tolist():
            self._enter(c, self.ledger.price(c))
        prices = ((c, self.ledger.price(c)) for c in near)
        return {c: price for c, price in prices if price is not None}

    def _enter(self, c: int, price: Fraction | None) -> None:
        """Repeat a purchase in the ledger, and take its accounts over, rounded once."""
        if self.ledger is None or price is None:  # floats would have to be off by MARGIN
            raise ArithmeticError("bought what cannot be paid")
        self.ledger.buy(c, price)
        self.entered += 1
        if self.entered == self.progress[0]:
            held = np.array([float(amount) for amount in self.ledger.held])
            self.balance[:] = held[self.ledger.group]
