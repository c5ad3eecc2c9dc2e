"""Equal shares in exact fractions: the reference, and the referee of near ties.

Every voter has an account. Voters whose accounts hold the same amount, because they paid for the
same things, are one group; so an exact sum over thousands of voters is a short one.

Source: Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with Additive
Utilities" (NeurIPS 2021, arXiv:2008.13276).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from civics.voting.ballots import Approvals
from civics.voting.outcome import Count
from civics.voting.phragmen import Phragmen


class Ledger:
    """Accounts of all voters, exact.

    `costs` are in the same unit as `share`, the amount that every voter starts with.
    """

    def __init__(self, approvals: Approvals, costs: Sequence[int], share: Fraction) -> None:
        self.approvals = approvals
        self.costs = costs
        self.group = np.zeros(approvals.voters, dtype=np.int64)
        self.held = [share]

    def copy(self) -> Ledger:
        """Another ledger with the same accounts."""
        other = Ledger(self.approvals, self.costs, Fraction(0))
        other.group, other.held = self.group.copy(), list(self.held)
        return other

    def price(self, candidate: int) -> Fraction | None:
        """Least amount per point at which the supporters can pay; None when they cannot.

        At price t a supporter with v points pays min(account, t v).
        """
        cells, many = np.unique(self._cells(candidate), return_counts=True)
        purses = sorted(
            (self.held[group] / points, points, count)
            for (group, points), count in zip(self._split(cells), many.tolist(), strict=True)
        )
        missing = Fraction(self.costs[candidate])
        weight: int = sum(points * count for _, points, count in purses)
        for full_at, points, count in purses:
            if missing <= full_at * weight:
                return missing / weight
            missing -= full_at * points * count
            weight -= points * count
        return None

    def buy(self, candidate: int, price: Fraction) -> None:
        """Let the supporters pay."""
        cells, place = np.unique(self._cells(candidate), return_inverse=True)
        fresh = np.arange(len(cells)) + len(self.held)
        for group, points in self._split(cells):
            self.held.append(self.held[group] - min(self.held[group], price * points))
        self.group[self.approvals.supporters(candidate)] = fresh[place]
        self._forget_empty_groups()

    def balances(self) -> list[Fraction]:
        """Every voter's account."""
        return [self.held[group] for group in self.group.tolist()]

    def _forget_empty_groups(self) -> None:
        used, place = np.unique(self.group, return_inverse=True)
        self.held = [self.held[group] for group in used.tolist()]
        self.group = place.astype(np.int64)

    def _cells(self, candidate: int) -> NDArray[np.int64]:
        """One number for every supporter's pair of group and points."""
        offsets, voters, points = self.approvals.by_candidate
        here = slice(offsets[candidate], offsets[candidate + 1])
        groups = self.group[voters[here]]
        return groups if points is None else groups * self._width + points[here]

    def _split(self, cells: NDArray[np.int64]) -> list[tuple[int, int]]:
        if self.approvals.points is None:
            return [(cell, 1) for cell in cells.tolist()]
        return [divmod(cell, self._width) for cell in cells.tolist()]

    @cached_property
    def _width(self) -> int:
        points = self.approvals.points
        return 1 if points is None or not len(points) else int(points.max()) + 1


@dataclass(frozen=True, eq=False)
class ExactShares:
    """Equal shares as a process, every comparison in fractions.

    `worth` divides the price: one point is worth 1 (`votes`) or the project's cost (`cost`).
    """

    ledger: Ledger
    worth: tuple[int, ...]
    committee: tuple[int, ...] = ()
    code: str = "equal_shares.elected"

    def leaders(self) -> tuple[int, ...]:
        """The affordable candidates at the least price for what they are worth."""
        prices = self._prices
        if not prices:
            return ()
        least = min(prices[c] / self.worth[c] for c in prices)
        return tuple(c for c in prices if prices[c] / self.worth[c] == least)

    def figures(self, candidate: int) -> dict[str, Count]:
        """The exact price per point, and how many support it."""
        approvals = int(self.ledger.approvals.counts[candidate])
        return {"price": self._prices[candidate], "approvals": approvals}

    def elect(self, candidate: int) -> ExactShares:
        """Elect, and let the supporters pay."""
        ledger = self.ledger.copy()
        ledger.buy(candidate, self._prices[candidate])
        return replace(self, ledger=ledger, committee=(*self.committee, candidate))

    def key(self) -> Hashable:
        """The elected and all accounts."""
        return frozenset(self.committee), tuple(self.ledger.balances())

    @cached_property
    def _prices(self) -> dict[int, Fraction]:
        taken = set(self.committee)
        still = (c for c in range(self.ledger.approvals.candidates) if c not in taken)
        priced = ((c, self.ledger.price(c)) for c in still)
        return {c: price for c, price in priced if price is not None}


def leftover_phragmen(shares: ExactShares) -> Phragmen:
    """Go on by Phragmén's rule: money left over is a load that one has not carried yet."""
    ledger = shares.ledger
    loads = tuple(-held for held in ledger.held)
    code = "equal_shares.completed_phragmen"
    return Phragmen(ledger.approvals, ledger.group.copy(), loads, shares.committee, code)
