"""Sequential Phragmén: a seat weighs one, its supporters carry it together, evenly.

Source: Phragmén (1894) in the reading of Janson (arXiv:1611.08826) and of Brill, Freeman, Janson
and Lackner, "Phragmén's voting methods and justified representation" (2017).
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from civics.voting.ballots import Approvals
from civics.voting.outcome import Count
from civics.voting.process import exactly_largest


@dataclass(frozen=True, eq=False)
class Phragmen:
    """A count in which voter i carries the load `loads[level[i]]`.

    After an election all supporters of the elected carry the same load, so there are never more
    different loads than seats (plus those at the start), and sums stay short and exact. Start
    loads may be negative: money left over from equal shares.
    """

    approvals: Approvals
    level: NDArray[np.int64]
    loads: tuple[Fraction, ...] = (Fraction(0),)
    committee: tuple[int, ...] = ()
    code: str = field(default="seqphragmen.elected")

    def leaders(self) -> tuple[int, ...]:
        """The candidates whose supporters would carry the least."""
        taken = set(self.committee)
        still = [c for c in range(self.approvals.candidates) if c not in taken]
        wanted = [c for c in still if self.approvals.counts[c] > 0]
        if not wanted:
            return tuple(still)
        many = np.maximum(self.approvals.counts, 1)
        carried = self._histogram @ np.array([float(load) for load in self.loads])
        return exactly_largest(-(1.0 + carried) / many, lambda c: -self.load_after(c), wanted)

    def figures(self, candidate: int) -> dict[str, Count]:
        """Load of each supporter afterwards (exact), and how many carry it."""
        carriers = int(self.approvals.counts[candidate])
        if not carriers:
            return {"approvals": 0}
        return {"load": self.load_after(candidate), "approvals": carriers}

    def load_after(self, candidate: int) -> Fraction:
        """What every supporter would carry if this candidate were elected next."""
        row = self._histogram[candidate].tolist()
        parts = (many * load for many, load in zip(row, self.loads, strict=True) if many)
        return (1 + sum(parts, Fraction(0))) / int(self.approvals.counts[candidate])

    def elect(self, candidate: int) -> Phragmen:
        """Elect, and level the load of the supporters."""
        committee = (*self.committee, candidate)
        if not self.approvals.counts[candidate]:
            return replace(self, committee=committee)
        level = self.level.copy()
        level[self.approvals.supporters(candidate)] = len(self.loads)
        loads = (*self.loads, self.load_after(candidate))
        return replace(self, level=level, loads=loads, committee=committee)

    def key(self) -> Hashable:
        """The elected and everybody's load; the order in which it came about does not matter."""
        carried = tuple(self.loads[level] for level in self.level.tolist())
        return frozenset(self.committee), carried

    @cached_property
    def _histogram(self) -> NDArray[np.int64]:
        width = len(self.loads)
        cell = self.approvals.choices * width + self.level[self.approvals.voter_of]
        counts = np.bincount(cell, minlength=self.approvals.candidates * width)
        return counts.reshape(self.approvals.candidates, width)


def phragmen_count(approvals: Approvals) -> Phragmen:
    """Nobody carries anything yet."""
    return Phragmen(approvals, np.zeros(approvals.voters, dtype=np.int64))
