"""Who voted what: a sparse matrix of people and statements."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from civics.errors import InputError


@dataclass(frozen=True, eq=False)
class Votes:
    """Participants × statements, mostly missing: agree 1, disagree −1, pass 0.

    Compressed rows, sorted: the votes of person `i` are `values[indptr[i]:indptr[i + 1]]` on the
    statements `indices[indptr[i]:indptr[i + 1]]`. Build it with `Votes.of` or `read_votes`; the
    constructor trusts its arguments.

    Ids are kept in order of length, then text (so "9" comes before "10"), which makes the arrays
    and their digest the same in whatever order the votes arrived.
    """

    participants: tuple[str, ...]
    statements: tuple[str, ...]
    indptr: NDArray[np.int64]
    """(n + 1,)"""
    indices: NDArray[np.int32]
    """(votes,)"""
    values: NDArray[np.int8]
    """(votes,)"""

    def __post_init__(self) -> None:
        for array in (self.indptr, self.indices, self.values):
            array.flags.writeable = False

    @staticmethod
    def of(
        participant: ArrayLike,
        statement: ArrayLike,
        vote: ArrayLike,
        *,
        participants: Sequence[str],
        statements: Sequence[str],
    ) -> "Votes":
        """Votes from three parallel integer arrays, in the order in which they were cast.

        Parameters
        ----------
        participant, statement
            Places in `participants` and `statements`, counted from 0.
        vote
            1, −1 or 0. Of several votes of one person on one statement the last one counts.
        participants, statements
            Ids, each once. Somebody without a vote may be among them.

        Raises
        ------
        InputError
            `votes.length`, `votes.place`, `votes.value`, `votes.duplicate_participant`,
            `votes.duplicate_statement`.

        >>> votes = Votes.of([0, 0, 1, 0], [0, 1, 1, 0], [1, -1, 1, 0],
        ...                  participants=["ann", "bo"], statements=["s1", "s2"])
        >>> votes.participants, votes.values.tolist()  # Ann changed her first vote to a pass
        (('bo', 'ann'), [1, 0, -1])

        Cost: one stable sort of the votes; none if they come sorted.
        """
        rows, columns, values = _checked(participant, statement, vote, participants, statements)
        return _sorted(rows, columns, values, tuple(participants), tuple(statements))

    @property
    def shape(self) -> tuple[int, int]:
        """People, statements."""
        return len(self.participants), len(self.statements)

    @cached_property
    def place_of_participant(self) -> dict[str, int]:
        """Where each person's row is."""
        return {name: place for place, name in enumerate(self.participants)}

    @cached_property
    def place_of_statement(self) -> dict[str, int]:
        """Which column each statement is."""
        return {name: place for place, name in enumerate(self.statements)}

    @property
    def per_participant(self) -> NDArray[np.int64]:
        """(n,) number of votes of each person."""
        return np.diff(self.indptr)

    @property
    def rows(self) -> NDArray[np.int32]:
        """(votes,) place of the person who cast each vote."""
        people = np.arange(len(self.participants), dtype=np.int32)
        return np.repeat(people, self.per_participant)

    def of_participant(self, participant: str) -> dict[str, int]:
        """The votes of one person, by statement id."""
        place = self.place_of_participant.get(participant)
        if place is None:
            raise InputError("votes.unknown_participant", participant=participant)
        span = slice(self.indptr[place], self.indptr[place + 1])
        names = (self.statements[j] for j in self.indices[span])
        return dict(zip(names, self.values[span].tolist(), strict=True))

    def without(
        self, *, participants: Iterable[str] = (), statements: Iterable[str] = ()
    ) -> "Votes":
        """The same votes without these people and statements, as if they had never been there.

        A banned account or a statement that was moderated out then counts nowhere, not even as
        something that was "answered".
        """
        banned, hidden = set(participants), set(statements)
        stays = np.array([name not in banned for name in self.participants], dtype=bool)
        shown = np.array([name not in hidden for name in self.statements], dtype=bool)
        kept = stays[self.rows] & shown[self.indices]
        rows = (np.cumsum(stays) - 1)[self.rows[kept]]
        columns = (np.cumsum(shown) - 1)[self.indices[kept]]
        people = tuple(name for name in self.participants if name not in banned)
        items = tuple(name for name in self.statements if name not in hidden)
        starts = _starts(rows, len(people))
        return Votes(people, items, starts, columns.astype(np.int32), self.values[kept])

    def taken(self, places: NDArray[np.integer]) -> "Votes":
        """The rows of some people, in the order asked for."""
        lengths = self.per_participant[places]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        # Each row's own beginning, moved back by how many votes came before it.
        shift = np.repeat(self.indptr[places] - starts[:-1], lengths)
        picked = np.arange(starts[-1]) + shift
        people = tuple(self.participants[place] for place in places)
        return Votes(people, self.statements, starts, self.indices[picked], self.values[picked])

    def with_votes(
        self, participants: Sequence[str], statements: Sequence[str], values: Sequence[int]
    ) -> "Votes":
        """These votes and some later ones, given by id; people and statements may be new.

        Cost: a copy of the votes, and a new order of ids only if an id is new.
        """
        people = _with_new(self.place_of_participant, participants)
        items = _with_new(self.place_of_statement, statements)
        rows, columns, votes = _checked(
            [people[name] for name in participants],
            [items[name] for name in statements],
            values,
            tuple(people),
            tuple(items),
        )
        if len(people) == len(self.participants) and len(items) == len(self.statements):
            return self._merged(*_latest(rows, columns, votes, len(items)))
        rows = np.concatenate([self.rows, rows])
        columns = np.concatenate([self.indices, columns])
        votes = np.concatenate([self.values, votes])
        return _sorted(rows, columns, votes, tuple(people), tuple(items))

    def _merged(
        self, rows: NDArray[np.integer], columns: NDArray[np.integer], votes: NDArray[np.int8]
    ) -> "Votes":
        """With sorted votes of known people on known statements, written over or put between."""
        spots = np.empty(len(rows), dtype=np.int64)
        for at, (row, column) in enumerate(zip(rows, columns, strict=True)):
            start, end = self.indptr[row], self.indptr[row + 1]
            spots[at] = start + np.searchsorted(self.indices[start:end], column)
        inside = spots < self.indptr[rows + 1]
        again = inside & (self.indices[np.minimum(spots, len(self.indices) - 1)] == columns)
        values = self.values.copy()
        values[spots[again]] = votes[again]
        fresh = ~again
        added = np.bincount(rows[fresh], minlength=len(self.participants))
        merged = Votes(
            self.participants,
            self.statements,
            self.indptr + np.concatenate([[0], np.cumsum(added)]),
            np.insert(self.indices, spots[fresh], columns[fresh]),
            np.insert(values, spots[fresh], votes[fresh]),
        )
        # The same people and statements: what is known about their places need not be found again.
        merged.__dict__["place_of_participant"] = self.place_of_participant
        merged.__dict__["place_of_statement"] = self.place_of_statement
        return merged

    def digest(self) -> str:
        """SHA-256 that names exactly these votes of exactly these people.

        Over the ids (UTF-8, one a line, people then statements, an empty line after each), then
        `indptr` as little-endian 64-bit, `indices` as 32-bit and `values` as 8-bit integers.
        """
        return self._digest

    @cached_property
    def _digest(self) -> str:
        code = hashlib.sha256()
        for names in (self.participants, self.statements):
            code.update("".join(f"{name}\n" for name in (*names, "")).encode())
        code.update(self.indptr.astype("<i8", copy=False).tobytes())
        code.update(self.indices.astype("<i4", copy=False).tobytes())
        code.update(self.values.tobytes())
        return code.hexdigest()


def _checked(
    participant: ArrayLike,
    statement: ArrayLike,
    vote: ArrayLike,
    participants: Sequence[str],
    statements: Sequence[str],
) -> tuple[NDArray[np.integer], NDArray[np.integer], NDArray[np.int8]]:
    rows, columns, values = (_integers(array) for array in (participant, statement, vote))
    if not len(rows) == len(columns) == len(values):
        raise InputError(
            "votes.length", participant=len(rows), statement=len(columns), vote=len(values)
        )
    for array, limit, what in (
        (rows, len(participants), "participant"),
        (columns, len(statements), "statement"),
    ):
        if len(array) and (array.min() < 0 or array.max() >= limit):
            at = int(np.argmax((array < 0) | (array >= limit)))
            raise InputError("votes.place", column=what, index=at, value=int(array[at]))
    if len(values) and (values.min() < -1 or values.max() > 1):
        at = int(np.argmax(np.abs(values.astype(np.int64)) > 1))
        raise InputError("votes.value", column="vote", index=at, value=str(values[at]))
    return rows, columns, values.astype(np.int8)


def _integers(array: ArrayLike) -> NDArray[np.integer]:
    numbers = np.asarray(array)
    if numbers.size == 0:
        return np.zeros(0, dtype=np.int64)
    if numbers.ndim != 1 or not np.issubdtype(numbers.dtype, np.integer):
        raise InputError("votes.not_integers", dtype=str(numbers.dtype), dimensions=numbers.ndim)
    return numbers


def _sorted(
    rows: NDArray[np.integer],
    columns: NDArray[np.integer],
    values: NDArray[np.int8],
    participants: tuple[str, ...],
    statements: tuple[str, ...],
) -> Votes:
    people, row_place = _ordered(participants, "participant")
    items, column_place = _ordered(statements, "statement")
    rows = rows if row_place is None else row_place[rows]
    columns = columns if column_place is None else column_place[columns]
    rows, columns, values = _latest(rows, columns, values, len(items))
    return Votes(people, items, _starts(rows, len(people)), columns.astype(np.int32), values)


def _ordered(names: tuple[str, ...], what: str) -> tuple[tuple[str, ...], NDArray[np.int32] | None]:
    """The ids in shortlex order, and the new place of each (None if they were in order)."""
    keys = [(len(name), name) for name in names]
    if all(before < after for before, after in pairwise(keys)):
        return names, None
    order = sorted(range(len(names)), key=keys.__getitem__)
    for before, after in pairwise(order):
        if names[before] == names[after]:
            raise InputError(f"votes.duplicate_{what}", **{what: names[before]})
    place = np.empty(len(names), dtype=np.int32)
    place[order] = np.arange(len(names), dtype=np.int32)
    return tuple(names[i] for i in order), place


def _latest(
    rows: NDArray[np.integer], columns: NDArray[np.integer], values: NDArray[np.int8], width: int
) -> tuple[NDArray[np.integer], NDArray[np.integer], NDArray[np.int8]]:
    """Sorted by person and statement; of equals the last one alone."""
    cell = rows.astype(np.int64) * width + columns
    if len(cell) and not (cell[1:] > cell[:-1]).all():
        order = np.argsort(cell, kind="stable")
        cell = cell[order]
        last = np.append(cell[1:] != cell[:-1], True)
        order = order[last]
        return rows[order], columns[order], values[order]
    return rows, columns, values.copy()


def _starts(rows: NDArray[np.integer], people: int) -> NDArray[np.int64]:
    starts = np.zeros(people + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=people), out=starts[1:])
    return starts


def _with_new(places: dict[str, int], names: Sequence[str]) -> dict[str, int]:
    """`places`, or a copy of it that goes on with the names that are new."""
    fresh = [name for name in dict.fromkeys(names) if name not in places]
    return places | {name: len(places) + i for i, name in enumerate(fresh)} if fresh else places
