"""The files people have: quotas and people as CSV, a published lottery as JSON.

Quotas: columns `category,feature,min,max`, or `feature,value,min,max` as some tools write it,
with optional `min_flex,max_flex`, the limits within which an explanation may move the quota.
People: one row each with a column for every category, perhaps `id` and `household`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from civics.errors import InputError
from civics.sortition.lottery import Lottery
from civics.sortition.pool import Pool, Quota, pool_of
from civics.sortition.published import lottery_from

_IDS = ("id", "nationbuilder_id")
_HOUSEHOLD = "household"
Rows = Iterator[tuple[int, dict[str, str]]]


def read_quotas(path: str) -> tuple[Quota, ...]:
    """Quotas from a CSV file; `InputError` names file, row and column.

    Cost: linear in the file.
    """
    header, rows = _table(path)
    if {"category", "feature"} <= set(header):
        names = ("category", "feature")
    elif {"category", "name"} <= set(header):
        names = ("category", "name")
    elif {"feature", "value"} <= set(header):
        names = ("feature", "value")
    else:
        raise InputError("sortition.column", file=path, row=1, column="category")
    for column in ("min", "max"):
        if column not in header:
            raise InputError("sortition.column", file=path, row=1, column=column)
    found = []
    for row, cells in rows:
        minimum, maximum = (_number(path, row, column, cells[column]) for column in ("min", "max"))
        if minimum > maximum:
            raise InputError("sortition.cell", file=path, row=row, column="max", value=maximum)
        least, most = (cells.get(column, "") for column in ("min_flex", "max_flex"))
        found.append(
            Quota(
                cells[names[0]],
                cells[names[1]],
                minimum,
                maximum,
                _number(path, row, "min_flex", least) if least else 0,
                _number(path, row, "max_flex", most) if most else None,
            )
        )
    if not found:
        raise InputError("sortition.empty_file", file=path)
    return tuple(found)


def read_pool(path: str, quotas: Sequence[Quota], excluded: dict[str, str] | None = None) -> Pool:
    """A pool from a CSV file; without a column `id` people are called by their row.

    Every answer must have a quota; `InputError` names file, row and column of one that has not.

    Cost: linear in the file.
    """
    header, rows = _table(path)
    known: dict[str, set[str]] = {}
    for quota in quotas:
        known.setdefault(quota.category, set()).add(quota.feature)
    for column in known:
        if column not in header:
            raise InputError("sortition.column", file=path, row=1, column=column)
    named = next((column for column in _IDS if column in header), None)
    answers: dict[str, dict[str, str]] = {}
    households: dict[str, str] = {}
    for row, cells in rows:
        name = cells[named] if named else str(row)
        if not name or name in answers:
            raise InputError("sortition.cell", file=path, row=row, column=named, value=name)
        for column, features in known.items():
            if cells[column] not in features:
                raise InputError(
                    "sortition.cell", file=path, row=row, column=column, value=cells[column]
                )
        answers[name] = {column: cells[column] for column in known}
        if cells.get(_HOUSEHOLD):
            households[name] = cells[_HOUSEHOLD]
    if not answers:
        raise InputError("sortition.empty_file", file=path)
    return pool_of(answers, households, excluded=excluded)


def read_exclusions(path: str) -> dict[str, str]:
    """Ids and reasons from a CSV file with the columns `id` and perhaps `reason`."""
    header, rows = _table(path)
    if "id" not in header:
        raise InputError("sortition.column", file=path, row=1, column="id")
    return {cells["id"]: cells.get("reason", "") for _, cells in rows}


def read_lottery(path: str) -> Lottery:
    """A published lottery from a JSON file."""
    try:
        document = json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise InputError(
            "sortition.json", file=path, row=error.lineno, column=error.colno
        ) from error
    if not isinstance(document, dict):
        raise InputError("sortition.document", part=path)
    return lottery_from(document)


def read_names(path: str) -> list[str]:
    """One id a line; a first line `id` is a heading."""
    lines = [line.strip() for line in _text(path).splitlines()]
    found = [line.split(",")[0] for line in lines if line]
    return found[1:] if found[:1] == ["id"] else found


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError("sortition.file", file=path, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise InputError("sortition.encoding", file=path, position=error.start) from error


def _table(path: str) -> tuple[list[str], Rows]:
    reader = csv.reader(io.StringIO(_text(path), newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    if not any(header):
        raise InputError("sortition.empty_file", file=path)
    return header, _rows(path, header, reader)


def _rows(path: str, header: list[str], reader: Any) -> Rows:
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise InputError(
                "sortition.row_length",
                file=path,
                row=reader.line_num,
                cells=len(cells),
                expected=len(header),
            )
        stripped = (cell.strip() for cell in cells)
        yield reader.line_num, dict(zip(header, stripped, strict=True))


def _number(path: str, row: int, column: str, value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise InputError("sortition.cell", file=path, row=row, column=column, value=value)
    return int(value)
