"""Rules where every voter's approval has a weight that depends on what the voter already has.

Approval voting, satisfaction approval voting, and the sequential Thiele rules (proportional
approval voting, Chamberlin–Courant) differ in nothing but that weight. Voters of one weight are
counted together, so the exact score of a candidate is a short sum of fractions.

Source: Lackner and Skowron, "Multi-Winner Voting with Approval Preferences" (2023), chapter 2.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from civics.voting.ballots import Approvals
from civics.voting.outcome import Count
from civics.voting.process import exactly_largest


@dataclass(frozen=True, eq=False)
class Weighted:
    """A count in which voter i weighs `weights[level[i]]`.

    `rising`: a voter whose candidate is elected moves up one level (and stays on the last).
    """

    approvals: Approvals
    code: str
    level: NDArray[np.int64]
    weights: tuple[Fraction, ...]
    rising: bool
    committee: tuple[int, ...] = ()

    def leaders(self) -> tuple[int, ...]:
        """The candidates with the largest score."""
        taken = set(self.committee)
        still = [c for c in range(self.approvals.candidates) if c not in taken]
        rough = self._histogram @ np.array([float(weight) for weight in self.weights])
        return exactly_largest(rough, self.score, still)

    def figures(self, candidate: int) -> dict[str, Count]:
        """Exact score and number of approvals."""
        approvals = int(self.approvals.counts[candidate])
        return {"score": self.score(candidate), "approvals": approvals}

    def score(self, candidate: int) -> Fraction:
        """Sum of the weights of those who approve the candidate."""
        row = self._histogram[candidate].tolist()
        parts = (many * weight for many, weight in zip(row, self.weights, strict=True) if many)
        return sum(parts, Fraction(0))

    def elect(self, candidate: int) -> Weighted:
        """Elect, and let the supporters rise."""
        committee = (*self.committee, candidate)
        if not self.rising:
            return replace(self, committee=committee)
        level = self.level.copy()
        supporters = self.approvals.supporters(candidate)
        level[supporters] = np.minimum(level[supporters] + 1, len(self.weights) - 1)
        return replace(self, level=level, committee=committee)

    def key(self) -> Hashable:
        """Levels follow from who is elected, in whatever order."""
        return frozenset(self.committee)

    @cached_property
    def _histogram(self) -> NDArray[np.int64]:
        """How many supporters of each candidate stand on each level, shape (m, levels)."""
        width = len(self.weights)
        cell = self.approvals.choices * width + self.level[self.approvals.voter_of]
        counts = np.bincount(cell, minlength=self.approvals.candidates * width)
        return counts.reshape(self.approvals.candidates, width)


def approval_count(approvals: Approvals, committee: tuple[int, ...] = ()) -> Weighted:
    """Every approval weighs one."""
    level = np.zeros(approvals.voters, dtype=np.int64)
    return Weighted(approvals, "approval.elected", level, (Fraction(1),), False, committee)


def satisfaction_count(approvals: Approvals) -> Weighted:
    """Every voter has one vote, split evenly over the ballot."""
    most = int(approvals.sizes.max(initial=0))
    weights = (Fraction(0), *(Fraction(1, size) for size in range(1, most + 1)))
    return Weighted(approvals, "sav.elected", approvals.sizes, weights, False)


def harmonic_count(approvals: Approvals, seats: int) -> Weighted:
    """A voter with j elected candidates weighs 1 / (j + 1)."""
    level = np.zeros(approvals.voters, dtype=np.int64)
    weights = tuple(Fraction(1, j + 1) for j in range(seats + 1))
    return Weighted(approvals, "seqpav.elected", level, weights, True)


def coverage_count(approvals: Approvals) -> Weighted:
    """A voter weighs one until somebody represents them, then nothing."""
    level = np.zeros(approvals.voters, dtype=np.int64)
    return Weighted(approvals, "greedy_cc.elected", level, (Fraction(1), Fraction(0)), True)
