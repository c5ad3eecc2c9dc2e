"""Pabulib files (.pb): participatory budgets as cities publish them. Reading.

Three sections separated by headings, fields by semicolons: META (key;value), PROJECTS, VOTES.
Source of the format: Stolicki, Szufa and Talmon, arXiv:2012.06539, and pabulib.org/format.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from civics.errors import InputError
from civics.voting.ballots import Approvals
from civics.voting.projects import Projects
from civics.voting.rankings import Rankings

_SECTIONS = ("META", "PROJECTS", "VOTES")
_VOTE_TYPES = ("approval", "choose-1", "ordinal", "cumulative", "scoring")
Columns = dict[str, tuple[str, ...]]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Pabulib:
    """A parsed file; nothing of it is lost.

    Attributes
    ----------
    projects
        Ballots, costs and budget. Ordinal ballots carry points as the file's scores do: the first
        of a ballot of at most k (`max_length`) gets k, the next one less.
    meta
        Keys and values as they stand.
    project_columns, vote_columns
        All columns as text, in the order of the file.
    notices
        What was repaired while reading, as (code, row, what).
    """

    projects: Projects
    meta: dict[str, str]
    project_columns: Columns
    vote_columns: Columns
    notices: tuple[tuple[str, int, str], ...] = field(default=())

    @property
    def rule(self) -> str:
        """The official rule as the file names it, or nothing."""
        return self.meta.get("rule", "")

    @property
    def official(self) -> tuple[int, ...] | None:
        """The projects that were really funded, or None when the file does not tell.

        `selected` is 1 for funded; 2 and 3 mark projects funded later or from other money.
        """
        marks = self.project_columns.get("selected", ())
        if "1" not in marks:
            return None
        return tuple(c for c, mark in enumerate(marks) if mark == "1")


def parse_pabulib(text: str, file: str = "") -> Pabulib:
    """Read the text of a .pb file.

    Parameters
    ----------
    text
        The whole file. Line ends and a byte order mark do not matter.
    file
        Its name, for the errors.

    Raises
    ------
    InputError
        `pabulib.*` with `file`, `row` (1 is the first line) and `column`.

    Notes
    -----
    Approvals that occur twice in one ballot, and votes for projects that are not in the file, are
    dropped and noted. Cost: linear; 0.1 s for 50,000 ballots.

    >>> parse_pabulib('''META
    ... key;value
    ... budget;100
    ... vote_type;approval
    ... PROJECTS
    ... project_id;cost
    ... oak;60
    ... elm;50
    ... VOTES
    ... voter_id;vote
    ... v1;oak,elm
    ... v2;elm
    ... ''').projects.ballots.counts.tolist()
    [1, 2]
    """
    lines = text.removeprefix("\ufeff").splitlines()
    starts = _section_starts(lines, file)
    pairs = _pairs(lines, starts[0] + 1, starts[1], file)
    meta = {key: value for key, (_, value) in pairs.items()}
    project_columns = _table(lines, starts[1] + 1, starts[2], file, ("project_id", "cost"))
    vote_columns = _table(lines, starts[2] + 1, len(lines), file, ("vote",))
    names = project_columns["project_id"]
    _check_distinct(names, _Place(file, starts[1] + 3))
    first = starts[2] + 3  # the row of the first ballot, counted from 1
    row, kind = pairs.get("vote_type", (starts[0] + 1, "approval"))
    if kind not in _VOTE_TYPES:
        raise _Place(file, row).error("pabulib.vote_type", "vote_type", value=kind)
    ballots, notices = _ballots(names, vote_columns, meta, _Place(file, first))
    costs = [
        amount(cost, _Place(file, starts[1] + 3 + k), "cost")
        for k, cost in enumerate(project_columns["cost"])
    ]
    if "budget" not in meta:
        raise _Place(file, starts[0] + 1).error("pabulib.no_budget", "key")
    row, stated = pairs["budget"]
    budget = amount(stated, _Place(file, row), "budget")
    return Pabulib(
        Projects(ballots, costs, budget), meta, project_columns, vote_columns, tuple(notices)
    )


def amount(text: str, place: _Place, column: str) -> Fraction:
    """Money as an exact number; a comma may stand for the decimal point."""
    try:
        value = Fraction(Decimal(text.strip().replace(" ", "").replace(",", ".")))
    except (InvalidOperation, ValueError, OverflowError):
        raise place.error("pabulib.amount", column, value=text) from None
    if value < 0:
        raise place.error("pabulib.amount", column, value=text)
    return value


def rankings_of(parsed: Pabulib) -> Rankings:
    """The ballots of an ordinal file as rankings.

    Raises
    ------
    InputError
        `pabulib.not_ranked` when the file's ballots have no order.
    """
    if parsed.meta.get("vote_type") != "ordinal":
        raise InputError("pabulib.not_ranked", vote_type=parsed.meta.get("vote_type", "approval"))
    ballots = parsed.projects.ballots
    ranks = np.zeros((ballots.voters, ballots.candidates), dtype=np.int16)
    place = np.arange(len(ballots.choices)) - np.repeat(ballots.offsets[:-1], ballots.sizes)
    ranks[ballots.voter_of, ballots.choices] = place + 1
    return Rankings(ballots.names, ranks)


@dataclass(frozen=True)
class _Place:
    """Where in which file."""

    file: str
    row: int

    def error(self, code: str, column: str, **params: object) -> InputError:
        return InputError(code, file=self.file, row=self.row, column=column, **params)

    def below(self, rows: int) -> _Place:
        return _Place(self.file, self.row + rows)


def _section_starts(lines: list[str], file: str) -> list[int]:
    found = [k for k, line in enumerate(lines) if line.strip().upper() in _SECTIONS]
    names = tuple(lines[k].strip().upper() for k in found)
    if names != _SECTIONS:
        row = found[0] + 1 if found else 1
        raise InputError("pabulib.sections", file=file, row=row, column="", found=names)
    return found


def _pairs(lines: list[str], start: int, stop: int, file: str) -> dict[str, tuple[int, str]]:
    """Keys with their rows and values; the first line may be the heading `key;value`."""
    pairs = {}
    for row in range(start, stop):
        line = lines[row].strip()
        if not line or (row == start and line == "key;value"):
            continue
        key, separator, value = line.partition(";")
        if not separator:
            raise InputError("pabulib.meta", file=file, row=row + 1, column="value")
        if value.startswith('"'):
            value = next(csv.reader([value], delimiter=";"))[0]
        pairs[key.strip()] = (row + 1, value.strip())
    return pairs


def _table(lines: list[str], start: int, stop: int, file: str, needed: Sequence[str]) -> Columns:
    while stop > start and not lines[stop - 1].strip():
        stop -= 1
    if start >= stop:
        raise InputError("pabulib.header", file=file, row=start + 1, column=needed[0])
    header = [name.strip() for name in lines[start].split(";")]
    for name in needed:
        if name not in header:
            raise InputError("pabulib.header", file=file, row=start + 1, column=name)
    body = lines[start + 1 : stop]
    quoted = any('"' in line for line in body)
    rows = list(csv.reader(body, delimiter=";")) if quoted else [line.split(";") for line in body]
    for k, row in enumerate(rows):
        if len(row) != len(header):
            _check_width(row, len(header), _Place(file, start + 2 + k))
            rows[k] = (row + [""] * len(header))[: len(header)]
    if not rows:
        return dict.fromkeys(header, ())
    return dict(zip(header, map(tuple, zip(*rows, strict=True)), strict=True))


def _check_distinct(names: tuple[str, ...], place: _Place) -> None:
    seen: set[str] = set()
    for k, name in enumerate(names):
        if name in seen:
            raise place.below(k).error("pabulib.duplicate", "project_id", value=name)
        seen.add(name)


def _check_width(row: list[str], width: int, place: _Place) -> None:
    # Cities leave trailing columns out; too many filled ones cannot be understood.
    if any(cell.strip() for cell in row[width:]) or len(row) < 2:
        raise place.error("pabulib.width", "", found=len(row), expected=width)


def _ballots(
    names: tuple[str, ...], columns: Columns, meta: dict[str, str], place: _Place
) -> tuple[Approvals, list[tuple[str, int, str]]]:
    votes = columns["vote"]
    sizes = np.array([vote.count(",") + 1 if vote else 0 for vote in votes], dtype=np.int64)
    flat = ",".join(vote for vote in votes if vote).split(",") if sizes.any() else []
    index = {name: c for c, name in enumerate(names)}
    choices = np.array([index.get(name, -1) for name in flat], dtype=np.int64)
    voter = np.repeat(np.arange(len(votes)), sizes)
    points = _points(columns, meta, sizes, voter, place)
    keep, notices = _keep(names, choices, voter, flat, place, points)
    if not keep.all():
        choices, voter = choices[keep], voter[keep]
        points = None if points is None else points[keep]
        sizes = np.bincount(voter, minlength=len(votes))
    offsets = np.concatenate(([0], np.cumsum(sizes)))
    return Approvals(names, offsets, choices, points), notices


def _keep(
    names: tuple[str, ...],
    choices: Ints,
    voter: Ints,
    flat: list[str],
    place: _Place,
    points: Ints | None,
) -> tuple[NDArray[np.bool_], list[tuple[str, int, str]]]:
    """Which entries stay: of known projects, the first time, with points above zero."""
    notices = []
    keep = choices >= 0
    cell = voter * (len(names) + 1) + choices
    order = np.argsort(cell, kind="stable")
    again = np.zeros(len(cell), dtype=np.bool_)
    again[order[1:]] = np.diff(cell[order]) == 0
    for code, wrong in (("pabulib.unknown_project", ~keep), ("pabulib.twice", again & keep)):
        for k in np.flatnonzero(wrong).tolist():
            notices.append((code, place.row + int(voter[k]), flat[k]))
    keep &= ~again
    return keep if points is None else keep & (points > 0), notices


def _points(
    columns: Columns,
    meta: dict[str, str],
    sizes: Ints,
    voter: Ints,
    place: _Place,
) -> Ints | None:
    kind = meta.get("vote_type", "approval")
    if kind in ("approval", "choose-1"):
        return None
    if kind == "ordinal":
        longest = int(meta.get("max_length", 0)) or int(sizes.max(initial=0))
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        rank = np.arange(len(voter)) - np.repeat(starts, sizes)
        return np.asarray(np.maximum(longest - rank, 1), dtype=np.int64)
    return _given_points(columns, sizes, place)


def _given_points(columns: Columns, sizes: Ints, place: _Place) -> Ints:
    if "points" not in columns:
        raise InputError("pabulib.header", file=place.file, row=place.row - 1, column="points")
    numbers: list[int] = []
    for k, (text, size) in enumerate(zip(columns["points"], sizes.tolist(), strict=True)):
        given = text.split(",") if text else []
        if len(given) != size or not all(mark.strip().isdecimal() for mark in given):
            raise place.below(k).error("pabulib.points", "points", value=text)
        numbers.extend(map(int, given))
    return np.array(numbers, dtype=np.int64)
