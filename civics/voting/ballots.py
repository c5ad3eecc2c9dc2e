"""Approval ballots as compressed rows: who approves whom, and with how many points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from civics.errors import InputError

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Approvals:
    """Approval ballots, one row per voter.

    Parameters
    ----------
    names
        Candidates, distinct, m of them.
    offsets
        int64, shape (n + 1,); the ballot of voter i is `choices[offsets[i]:offsets[i + 1]]`.
    choices
        int64, indices into `names`, at most once per voter.
    points
        int64, parallel to `choices`, positive; `None` when an approval is an approval.

    Raises
    ------
    InputError
        `voting.ballots.*` when shapes, indices or points cannot be ballots, or when a name or an
        approval occurs twice.

    Notes
    -----
    Arrays are copied and made read-only. Memory: 16 bytes per approval, 16 per voter.

    >>> ballots = Approvals.from_sets([{0, 1}, {1}, set()], ["ash", "elm"])
    >>> ballots.voters, ballots.counts.tolist()
    (3, [1, 2])
    """

    names: tuple[str, ...]
    offsets: Ints
    choices: Ints
    points: Ints | None = None
    sizes: Ints = field(init=False, repr=False)
    """Approvals per voter, int64, shape (n,)."""
    voter_of: Ints = field(init=False, repr=False)
    """The voter of every entry of `choices`."""
    counts: Ints = field(init=False, repr=False)
    """Approvals per candidate, int64, shape (m,)."""
    scores: Ints = field(init=False, repr=False)
    """Points per candidate, int64, shape (m,); the approvals when there are no points."""
    by_candidate: tuple[Ints, Ints, Ints | None] = field(init=False, repr=False)
    """The transposed table: offsets (m + 1,), voters in ascending order, points."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(self.names))
        for column in ("offsets", "choices", "points"):
            if getattr(self, column) is not None:
                object.__setattr__(self, column, _frozen(getattr(self, column)))
        self._check()
        self._count()
        self._check_once()

    @classmethod
    def from_sets(cls, ballots: Iterable[Iterable[int]], names: Sequence[str] | int) -> Approvals:
        """Ballots as sets of candidate indices; `names` may be just the number of candidates."""
        rows = [sorted(set(ballot)) for ballot in ballots]
        offsets = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum([len(row) for row in rows], out=offsets[1:])
        flat = np.array([c for row in rows for c in row], dtype=np.int64)
        return cls(_named(names), offsets, flat)

    @classmethod
    def from_matrix(cls, matrix: ArrayLike, names: Sequence[str] | None = None) -> Approvals:
        """Ballots as an n x m table of 0 and 1."""
        table = np.asarray(matrix)
        if table.ndim != 2 or not np.isin(table, (0, 1)).all():
            raise InputError("voting.ballots.matrix", shape=table.shape)
        rows, columns = np.nonzero(table)
        offsets = np.zeros(len(table) + 1, dtype=np.int64)
        np.cumsum(np.bincount(rows, minlength=len(table)), out=offsets[1:])
        return cls(_named(table.shape[1] if names is None else names), offsets, columns)

    @property
    def voters(self) -> int:
        """Number of ballots, empty ones included."""
        return len(self.offsets) - 1

    @property
    def candidates(self) -> int:
        """Number of candidates."""
        return len(self.names)

    def ballot(self, voter: int) -> tuple[int, ...]:
        """The candidates whom one voter approves."""
        return tuple(self.choices[self.offsets[voter] : self.offsets[voter + 1]].tolist())

    def supporters(self, candidate: int) -> Ints:
        """The voters who approve a candidate, ascending."""
        offsets, voters, _ = self.by_candidate
        return voters[offsets[candidate] : offsets[candidate + 1]]

    def _check(self) -> None:
        if len(set(self.names)) != len(self.names):
            raise InputError("voting.ballots.duplicate_name")
        offsets, choices = self.offsets, self.choices
        whole = len(offsets) > 0 and offsets[0] == 0 and offsets[-1] == len(choices)
        if not whole or (np.diff(offsets) < 0).any():
            raise InputError("voting.ballots.offsets")
        if len(choices) and not (choices.min() >= 0 and choices.max() < len(self.names)):
            raise InputError("voting.ballots.candidate", candidates=len(self.names))
        if self.points is not None and (
            self.points.shape != choices.shape or (self.points < 1).any()
        ):
            raise InputError("voting.ballots.points")

    def _count(self) -> None:
        sizes = _frozen(np.diff(self.offsets))
        voter_of = _frozen(np.repeat(np.arange(len(sizes)), sizes))
        counts = _frozen(np.bincount(self.choices, minlength=self.candidates))
        narrow = np.uint16 if self.candidates < 1 << 16 else np.int64  # radix sort when narrow
        order = np.argsort(self.choices.astype(narrow), kind="stable")
        starts = _frozen(np.concatenate(([0], np.cumsum(counts))))
        points = None if self.points is None else _frozen(self.points[order])
        scores = counts if self.points is None else self._summed(self.points)
        object.__setattr__(self, "sizes", sizes)
        object.__setattr__(self, "voter_of", voter_of)
        object.__setattr__(self, "counts", counts)
        object.__setattr__(self, "scores", scores)
        object.__setattr__(self, "by_candidate", (starts, _frozen(voter_of[order]), points))

    def _summed(self, points: Ints) -> Ints:
        totals = np.zeros(self.candidates, dtype=np.int64)
        np.add.at(totals, self.choices, points)  # exact, unlike weighted bincount
        return _frozen(totals)

    def _check_once(self) -> None:
        _, voters, _ = self.by_candidate
        same = np.diff(np.repeat(np.arange(self.candidates), self.counts)) == 0
        again = (np.diff(voters) == 0) & same
        if again.any():
            raise InputError("voting.ballots.twice", voter=int(voters[:-1][again][0]))


def _named(names: Sequence[str] | int) -> tuple[str, ...]:
    return tuple(str(c) for c in range(names)) if isinstance(names, int) else tuple(names)


def _frozen(values: ArrayLike) -> Ints:
    array = np.array(values, dtype=np.int64)
    array.setflags(write=False)
    return array
