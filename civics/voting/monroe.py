"""Greedy Monroe: every seat speaks for one district of voters, all districts equally large.

Source: Skowron, Faliszewski and Slinko, "Achieving fully proportional representation" (2015);
for approvals Lackner and Skowron (2023), section 2.4.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from civics.voting.ballots import Approvals
from civics.voting.outcome import Count
from civics.voting.tiebreak import TieBreak, digest


@dataclass(frozen=True, eq=False)
class Monroe:
    """A count in which `waiting[i]` says that voter i has no representative yet.

    `place` says in which order voters enter a district that is too small for all of them.
    """

    approvals: Approvals
    seats: int
    place: NDArray[np.int64]
    waiting: NDArray[np.bool_]
    committee: tuple[int, ...] = ()
    code: str = "greedy_monroe.elected"

    def leaders(self) -> tuple[int, ...]:
        """The candidates whom most of those waiting approve."""
        taken = set(self.committee)
        still = [c for c in range(self.approvals.candidates) if c not in taken]
        most = max((self._support[c] for c in still), default=0)
        return tuple(c for c in still if self._support[c] == most)

    def figures(self, candidate: int) -> dict[str, Count]:
        """Supporters waiting, the size of the district, and how many of them fit in."""
        support = int(self._support[candidate])
        return {
            "waiting": support,
            "district": self.district,
            "represented": min(support, self.district),
        }

    @property
    def district(self) -> int:
        """Size of the next district: sizes differ by one at most, larger ones first."""
        small, larger = divmod(self.approvals.voters, self.seats)
        return small + (len(self.committee) < larger)

    def elect(self, candidate: int) -> Monroe:
        """Elect, and fill the district with supporters."""
        supporters = self.approvals.supporters(candidate)
        supporters = supporters[self.waiting[supporters]]
        first = supporters[np.argsort(self.place[supporters], kind="stable")][: self.district]
        waiting = self.waiting.copy()
        waiting[first] = False
        return replace(self, waiting=waiting, committee=(*self.committee, candidate))

    def key(self) -> Hashable:
        """The elected and those who wait."""
        return frozenset(self.committee), self.waiting.tobytes()

    @cached_property
    def _support(self) -> NDArray[np.int64]:
        waiting = self.waiting[self.approvals.voter_of]
        return np.bincount(self.approvals.choices[waiting], minlength=self.approvals.candidates)


def monroe_count(approvals: Approvals, seats: int, tie_break: TieBreak) -> Monroe:
    """Nobody is represented yet."""
    waiting = np.ones(approvals.voters, dtype=np.bool_)
    return Monroe(approvals, seats, _places(approvals, tie_break), waiting)


def _places(approvals: Approvals, tie_break: TieBreak) -> NDArray[np.int64]:
    """Listed order; with a seed the order of the hashed ballots, which no list can influence."""
    if tie_break.seed is None:
        return np.arange(approvals.voters, dtype=np.int64)
    names = approvals.names
    keys = [
        digest(tie_break.seed, "\x1f".join(sorted(names[c] for c in approvals.ballot(i))))
        for i in range(approvals.voters)
    ]
    order = sorted(range(approvals.voters), key=lambda i: keys[i])
    place = np.empty(approvals.voters, dtype=np.int64)
    place[order] = np.arange(approvals.voters)
    return place
