"""Ranked ballots: who is preferred to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from civics.errors import InputError


@dataclass(frozen=True, eq=False)
class Rankings:
    """Ranked ballots, one row each.

    Parameters
    ----------
    names
        Candidates, distinct, m of them.
    ranks
        int16, shape (n, m): 1 for the most preferred, larger numbers below, 0 for "not ranked".
        Equal numbers are equal preference; candidates not ranked are equal, below all ranked ones.
    counts
        int64, shape (n,): how many voters handed in this ballot. Default: one each.

    Raises
    ------
    InputError
        `voting.rankings.*`.

    >>> ballots = Rankings.from_orders([[0, 1], [1], [(0, 1), 2]], ["ash", "elm", "oak"])
    >>> ballots.ranks.tolist()
    [[1, 2, 0], [0, 1, 0], [1, 1, 2]]
    >>> ballots.pairwise().tolist()
    [[0, 1, 2], [1, 0, 3], [0, 0, 0]]
    """

    names: tuple[str, ...]
    ranks: NDArray[np.int16]
    counts: NDArray[np.int64]

    def __init__(
        self, names: Sequence[str], ranks: ArrayLike, counts: ArrayLike | None = None
    ) -> None:
        table = np.array(ranks, dtype=np.int16)
        if table.ndim != 2 or table.shape[1] != len(names):
            raise InputError("voting.rankings.shape", ranks=table.shape, names=len(names))
        many = np.ones(len(table)) if counts is None else np.asarray(counts)
        many = many.astype(np.int64)
        if len(set(names)) != len(names):
            raise InputError("voting.rankings.duplicate_name")
        if many.shape != (len(table),) or (many < 0).any() or (table < 0).any():
            raise InputError("voting.rankings.shape", ranks=table.shape, counts=many.shape)
        table.setflags(write=False)
        many.setflags(write=False)
        object.__setattr__(self, "names", tuple(names))
        object.__setattr__(self, "ranks", table)
        object.__setattr__(self, "counts", many)

    @classmethod
    def from_orders(
        cls,
        orders: Iterable[Sequence[int | Sequence[int]]],
        names: Sequence[str] | int,
        counts: ArrayLike | None = None,
    ) -> Rankings:
        """Ballots as lists of candidate indices, best first; a tuple inside means "equal"."""
        told = [str(c) for c in range(names)] if isinstance(names, int) else list(names)
        rows = list(orders)
        ranks = np.zeros((len(rows), len(told)), dtype=np.int16)
        for i, order in enumerate(rows):
            for rank, entry in enumerate(order, start=1):
                for c in (entry,) if isinstance(entry, int) else entry:
                    if not 0 <= c < len(told) or ranks[i, c]:
                        raise InputError("voting.rankings.order", ballot=i, candidate=c)
                    ranks[i, c] = rank
        return cls(told, ranks, counts)

    @property
    def candidates(self) -> int:
        """Number of candidates."""
        return len(self.names)

    @property
    def voters(self) -> int:
        """Number of voters, those with an empty ballot included."""
        return int(self.counts.sum())

    def pairwise(self) -> NDArray[np.int64]:
        """int64, shape (m, m): how many voters prefer the row to the column.

        Cost: O(n m^2), column against column.
        """
        depth = np.where(self.ranks == 0, np.int16(np.iinfo(np.int16).max), self.ranks)
        columns = np.ascontiguousarray(depth.T)  # one candidate's ranks in one piece
        simple = bool((self.counts == 1).all())
        wins = np.zeros((self.candidates, self.candidates), dtype=np.int64)
        for a in range(self.candidates):
            for b in range(self.candidates):
                above = columns[a] < columns[b]
                wins[a, b] = np.count_nonzero(above) if simple else self.counts[above].sum()
        return wins

    def margins(self) -> NDArray[np.int64]:
        """`pairwise` minus its transpose."""
        wins = self.pairwise()
        return np.asarray(wins - wins.T, dtype=np.int64)

    def require_strict(self) -> None:
        """Refuse ballots with equal preferences.

        Raises
        ------
        InputError
            `voting.rankings.equal_ranks` with the ballot's number, from 0.
        """
        ordered = np.sort(self.ranks, axis=1)
        equal = ((np.diff(ordered, axis=1) == 0) & (ordered[:, 1:] > 0)).any(axis=1)
        if equal.any():
            raise InputError("voting.rankings.equal_ranks", ballot=int(np.argmax(equal)))
