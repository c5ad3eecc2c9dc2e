"""Reading both of the vote files that Polis exports."""

import csv
import io
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import BinaryIO

import numpy as np

from civics.errors import InputError
from civics.opinion.votes import Votes

# The columns of the history (`votes.csv`) that are needed, and what marks the matrix
# (`participants-votes.csv`), whose other columns differ between exports (`xid`).
PARTICIPANT, STATEMENT, VOTE, TIMESTAMP = "voter-id", "comment-id", "vote", "timestamp"
MATRIX_PARTICIPANT = "participant"
ABOUT_PARTICIPANT = {
    MATRIX_PARTICIPANT,
    "xid",
    "group-id",
    "n-comments",
    "n-votes",
    "n-agree",
    "n-disagree",
}

VOTES = {"1": 1, "0": 0, "-1": -1}

Table = Iterator[tuple[int, list[str]]]


def read_votes(source: str | PathLike[str] | BinaryIO, *, name: str | None = None) -> Votes:
    """Read `votes.csv` (a history) or `participants-votes.csv` (a matrix), whichever it is.

    Parameters
    ----------
    source
        A path, or an open binary file. UTF-8, with or without a byte-order mark.
    name
        What errors call the file; its own name if not given.

    In a history the vote with the latest `timestamp` counts, of equally late ones the last row;
    without that column the last row.

    Raises
    ------
    InputError
        Each with `file`, and `row` (the header is row 1) and `column` where there is one:
        `votes.unreadable`, `votes.empty`, `votes.encoding`, `votes.not_csv`, `votes.header`,
        `votes.row_length` (a file that was cut short), `votes.value`, `votes.timestamp`,
        `votes.blank_id`, `votes.duplicate_statement`, `votes.duplicate_participant`.

    >>> text = "timestamp,datetime,comment-id,voter-id,vote\\n1,,7,ann,1\\n2,,7,ann,-1\\n"
    >>> read_votes(io.BytesIO(text.encode())).of_participant("ann")
    {'7': -1}

    Cost: about 2 s a million rows.
    """
    if isinstance(source, (str, PathLike)):
        file = name or Path(source).name
        try:
            raw = Path(source).read_bytes()
        except OSError as error:
            raise InputError("votes.unreadable", file=file, why=error.strerror) from error
    else:
        file = name or Path(str(getattr(source, "name", "votes.csv"))).name
        raw = source.read()
    table = _rows(_decoded(raw, file), file)
    first = next(table, None)
    if first is None:
        raise InputError("votes.empty", file=file)
    header = [cell.strip() for cell in first[1]]
    if {PARTICIPANT, STATEMENT, VOTE} <= set(header):
        return _history(header, table, file)
    if MATRIX_PARTICIPANT in header:
        return _matrix(header, table, file)
    missing = [column for column in (PARTICIPANT, STATEMENT, VOTE) if column not in header]
    raise InputError("votes.header", file=file, row=1, missing=", ".join(missing))


def _decoded(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        found = _other_encoding(raw)
        raise InputError("votes.encoding", file=file, row=row, looks_like=found) from error


def _other_encoding(raw: bytes) -> str:
    """What a file that is not UTF-8 may be, so that its owner knows what to save it from."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "unknown"
    return "GBK"


def _rows(text: str, file: str) -> Table:
    """Line number and cells of each row that is not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise InputError(
                "votes.not_csv", file=file, row=reader.line_num, why=str(error)
            ) from error
        if cells is None:
            return
        if cells:
            yield reader.line_num, cells


def _history(header: list[str], table: Table, file: str) -> Votes:
    person_at, statement_at, vote_at = (header.index(c) for c in (PARTICIPANT, STATEMENT, VOTE))
    time_at = header.index(TIMESTAMP) if TIMESTAMP in header else None
    people: dict[str, int] = {}
    statements: dict[str, int] = {}
    rows, columns, votes, times = [], [], [], []
    for line, cells in table:
        _check_length(cells, header, line, file)
        person, statement = cells[person_at].strip(), cells[statement_at].strip()
        if not person or not statement:
            column = STATEMENT if person else PARTICIPANT
            raise InputError("votes.blank_id", file=file, row=line, column=column)
        rows.append(people.setdefault(person, len(people)))
        columns.append(statements.setdefault(statement, len(statements)))
        votes.append(_vote(cells[vote_at], file, line, VOTE))
        if time_at is not None:
            times.append(_time(cells[time_at], file, line))
    order = np.argsort(np.array(times), kind="stable") if times else np.arange(len(rows))
    return Votes.of(
        np.array(rows, dtype=np.int64)[order],
        np.array(columns, dtype=np.int64)[order],
        np.array(votes, dtype=np.int64)[order],
        participants=tuple(people),
        statements=tuple(statements),
    )


def _matrix(header: list[str], table: Table, file: str) -> Votes:
    person_at = header.index(MATRIX_PARTICIPANT)
    columns = [(at, name) for at, name in enumerate(header) if name not in ABOUT_PARTICIPANT]
    _check_statements([name for _, name in columns], file)
    people: dict[str, int] = {}
    rows, places, votes = [], [], []
    for line, cells in table:
        _check_length(cells, header, line, file)
        person = cells[person_at].strip()
        if not person:
            raise InputError("votes.blank_id", file=file, row=line, column=MATRIX_PARTICIPANT)
        if person in people:
            raise InputError("votes.duplicate_participant", file=file, row=line, participant=person)
        people[person] = len(people)
        for place, (at, name) in enumerate(columns):
            if cells[at]:
                rows.append(people[person])
                places.append(place)
                votes.append(_vote(cells[at], file, line, name))
    return Votes.of(
        rows, places, votes, participants=tuple(people), statements=[name for _, name in columns]
    )


def _check_length(cells: list[str], header: list[str], line: int, file: str) -> None:
    if len(cells) != len(header):
        raise InputError(
            "votes.row_length", file=file, row=line, expected=len(header), found=len(cells)
        )


def _check_statements(names: list[str], file: str) -> None:
    seen: set[str] = set()
    for name in names:
        if not name:
            raise InputError("votes.blank_id", file=file, row=1, column="")
        if name in seen:
            raise InputError("votes.duplicate_statement", file=file, row=1, column=name)
        seen.add(name)


def _vote(cell: str, file: str, line: int, column: str) -> int:
    try:
        return VOTES[cell.strip()]
    except KeyError:
        raise InputError(
            "votes.value", file=file, row=line, column=column, value=cell[:40]
        ) from None


def _time(cell: str, file: str, line: int) -> float:
    try:
        return float(cell)
    except ValueError:
        raise InputError(
            "votes.timestamp", file=file, row=line, column=TIMESTAMP, value=cell[:40]
        ) from None
