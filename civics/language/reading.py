"""Reading columns of a CSV file, with a place for every complaint."""

from __future__ import annotations

import csv
from pathlib import Path

from civics.errors import InputError

Row = tuple[int, list[str]]

MESSAGES = {
    "table.unreadable": "{file} cannot be read.",
    "table.encoding": "{file}, row {row}: this is not UTF-8; save the file as UTF-8.",
    "table.empty": "{file} is empty.",
    "table.column": "{file}, row {row}: there is no column {column}, only: {present}.",
    "table.short_row": "{file}, row {row}: the row ends before column {column}.",
}


def read_columns(path: str, *wanted: tuple[str, ...], optional: int = 0) -> list[Row]:
    """Return (row number, cells) of some columns, in the order asked for.

    Parameters
    ----------
    path : a CSV file in UTF-8, with or without a byte-order mark; its first line names the columns.
    wanted : for each column the names it may have, compared without regard to case.
    optional : how many of the last columns may be missing; their cells are then empty.

    Raises
    ------
    InputError
        "table.unreadable", "table.encoding", "table.empty", "table.column" (with what is there) and
        "table.short_row", each with `file` and, where there is one, `row` (the header is row 1).
    """
    rows = _rows(path)
    if not rows:
        raise InputError("table.empty", file=path)
    header = [cell.strip().casefold() for cell in rows[0][1]]
    places = []
    for number, names in enumerate(wanted):
        found = [header.index(name) for name in names if name in header]
        if not found and number < len(wanted) - optional:
            raise InputError(
                "table.column", file=path, row=1, column=names[0], present=", ".join(rows[0][1])
            )
        places.append(found[0] if found else -1)
    return [(row, _picked(path, row, cells, places, header)) for row, cells in rows[1:]]


def _picked(
    path: str, row: int, cells: list[str], places: list[int], header: list[str]
) -> list[str]:
    for place in places:
        if place >= len(cells):
            raise InputError("table.short_row", file=path, row=row, column=header[place])
    return [cells[place] if place >= 0 else "" for place in places]


def read_lines(path: str) -> list[Row]:
    """Return (row number, [line]) of a text file, empty lines left out."""
    lines = enumerate(_text(path).splitlines(), start=1)
    return [(row, [line]) for row, line in lines if line.strip()]


def _rows(path: str) -> list[Row]:
    reader = csv.reader(_text(path).splitlines(keepends=True))
    try:
        return [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise InputError("table.unreadable", file=path, row=reader.line_num) from error


def _text(path: str) -> str:
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise InputError("table.unreadable", file=path, reason=error.strerror) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        raise InputError("table.encoding", file=path, row=row) from error
