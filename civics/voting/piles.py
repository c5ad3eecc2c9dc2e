"""Piles of paper: ranked ballots lying with the candidate they currently count for."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from civics.voting.rankings import Rankings

EXHAUSTED = -1
_BELOW_ALL = np.iinfo(np.int16).max


class Piles:
    """Ballots, the candidate each lies with, and what each is worth.

    Values are kept once for all ballots that share them, so a pile's worth is an exact short sum.
    """

    def __init__(self, rankings: Rankings) -> None:
        rankings.require_strict()
        self.counts = rankings.counts
        self.depth = np.where(rankings.ranks == 0, _BELOW_ALL, rankings.ranks)
        self.hopeful = np.ones(rankings.candidates, dtype=np.bool_)
        self.holder = self._next(np.arange(len(self.depth)))
        self.value_of = np.zeros(len(self.depth), dtype=np.int64)
        self.values = [Fraction(1)]

    def worth(self) -> list[Fraction]:
        """What lies with each candidate."""
        return [sum(parts, Fraction(0)) for parts in self._parts()]

    def move(self, candidate: int, factor: Fraction) -> Fraction:
        """Pass a pile on to the next hopeful of each ballot, at `factor` of its worth.

        Returns what found nobody.
        """
        self.hopeful[candidate] = False
        rows = np.flatnonzero(self.holder == candidate)
        if factor == 0:
            return Fraction(0)  # nothing to pass on: the ballots stay and are spent
        if factor != 1:
            old, place = np.unique(self.value_of[rows], return_inverse=True)
            self.value_of[rows] = place + len(self.values)
            self.values += [self.values[k] * factor for k in old.tolist()]
        self.holder[rows] = self._next(rows)
        lost = rows[self.holder[rows] == EXHAUSTED]
        many = np.zeros(len(self.values), dtype=np.int64)
        np.add.at(many, self.value_of[lost], self.counts[lost])
        return self._sum(many)

    def _next(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        open_ = np.where(self.hopeful, self.depth[rows], _BELOW_ALL)
        best = np.argmin(open_, axis=1)
        ranked = open_[np.arange(len(rows)), best] < _BELOW_ALL
        return np.where(ranked, best, EXHAUSTED)

    def _parts(self) -> list[list[Fraction]]:
        width = len(self.values)
        held = self.holder != EXHAUSTED
        table = np.zeros(len(self.hopeful) * width, dtype=np.int64)
        np.add.at(table, self.holder[held] * width + self.value_of[held], self.counts[held])
        rows = table.reshape(-1, width).tolist()
        return [[many * self.values[k] for k, many in enumerate(row) if many] for row in rows]

    def _sum(self, many: NDArray[np.int64]) -> Fraction:
        parts = (count * self.values[k] for k, count in enumerate(many.tolist()) if count)
        return sum(parts, Fraction(0))
