"""Everything about an equal-shares election that stays the same however much voters are given."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civics.voting.ballots import Approvals


@dataclass(frozen=True, eq=False)
class Market:
    """Costs, supporters and the price of every project while all accounts are full.

    `costs` are whole amounts; `worth` is what one point of a project counts for; `tie_rank` says
    who goes first at equal prices; `free_rank` is the exact order of the prices while nobody runs
    dry; `floor` is that price per point; `line` lists the projects that somebody wants, cheapest
    first; `columns` are the arrays that a compiled loop reads.
    """

    ballots: Approvals
    costs: tuple[int, ...]
    worth: tuple[int, ...]
    tie_rank: NDArray[np.int64]
    free_rank: NDArray[np.int64]
    columns: tuple[Any, ...]
    floor: NDArray[np.float64]
    line: NDArray[np.int64]

    @classmethod
    def open(
        cls,
        ballots: Approvals,
        costs: tuple[int, ...],
        worth: tuple[int, ...],
        tie_rank: NDArray[np.int64],
    ) -> Market:
        """Arrange the arrays. Projects that nobody wants never enter the market."""
        scores = ballots.scores.tolist()
        wanted = [c for c, score in enumerate(scores) if score]
        exact = {c: Fraction(costs[c], scores[c] * worth[c]) for c in wanted}
        place = {price: rank for rank, price in enumerate(sorted(set(exact.values())))}
        free_rank = np.full(len(scores), len(scores), dtype=np.int64)
        floor = np.full(len(scores), np.inf)
        for c in wanted:
            free_rank[c] = place[exact[c]]
            floor[c] = costs[c] / scores[c]
        line = np.array(sorted(wanted, key=lambda c: exact[c]), dtype=np.int64)
        return cls(
            ballots, costs, worth, tie_rank, free_rank, _columns(ballots, costs, worth), floor, line
        )

    def payers(self, c: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The supporters of a project and their points."""
        offsets, voters, points = self.columns[:3]
        here = slice(offsets[c], offsets[c + 1])
        return voters[here], points[here] if len(points) else np.ones(len(voters[here]))


def _columns(
    ballots: Approvals, costs: tuple[int, ...], worth: tuple[int, ...]
) -> tuple[NDArray[Any], ...]:
    offsets, voters, points = ballots.by_candidate
    return (
        offsets,
        voters,
        np.empty(0) if points is None else points.astype(np.float64),
        np.array(costs, dtype=np.float64),
        np.array(worth, dtype=np.float64),
        ballots.scores.astype(np.float64),
    )
