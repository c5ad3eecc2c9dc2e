"""The files of an export, read with care: whatever cannot be used is named by file, row, column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from civics.opinion import OpinionMap, Votes, opinion_map, read_votes
from civics.opinion.result import Parameters
from civics.sortition import Lottery, Selection, draw, lottery_from
from civics.transparency.errors import InputError
from civics.transparency.exports import Line, manifest_of, read_json, record_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a CSV file; the header is row 1."""

    file: str
    row: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str:
        if column not in self.cells:
            raise InputError("export.column", file=self.file, row=1, column=column)
        return self.cells[column]

    def number(self, column: str) -> int | None:
        """A whole number, or None where the cell is empty: fewer than ten, or not there."""
        return self._read(column, int)

    def figure(self, column: str) -> int:
        """A whole number that has to be there."""
        found = self.number(column)
        if found is None:
            raise self.unusable(column)
        return found

    def time(self, column: str) -> datetime | None:
        return self._read(column, _time)

    def instant(self, column: str) -> datetime:
        found = self.time(column)
        if found is None:
            raise self.unusable(column)
        return found

    def flag(self, column: str) -> bool | None:
        return self._read(column, {"yes": True, "no": False}.__getitem__)

    def unusable(self, column: str) -> InputError:
        value = self.text(column)[:40]
        return InputError("export.cell", file=self.file, row=self.row, column=column, value=value)

    def _read(self, column: str, read: Callable[[str], T]) -> T | None:
        cell = self.text(column)
        if not cell:
            return None
        try:
            return read(cell)
        except (ValueError, KeyError):
            raise self.unusable(column) from None


def _time(cell: str) -> datetime:
    found = datetime.fromisoformat(cell)
    if found.tzinfo is None:
        raise ValueError(cell)
    return found


class Export:
    """A folder that `folkmoot export` wrote. Files are read when they are asked for, and once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = manifest_of(folder)
        self._tables: dict[str, list[Row]] = {}
        self._documents: dict[str, Any] = {}
        self._conversations: dict[str, Drawn] = {}
        self._panels: dict[str, Panel] = {}

    @cached_property
    def lines(self) -> list[Line]:
        return record_of(self.folder)

    @cached_property
    def record(self) -> dict[tuple[str, str], list[Line]]:
        """The entries of the log in order, by kind and subject."""
        found: dict[tuple[str, str], list[Line]] = {}
        for line in sorted(self.lines, key=lambda line: line.index):
            found.setdefault((str(line.said["type"]), str(line.said["subject"])), []).append(line)
        return found

    @cached_property
    def generated_at(self) -> datetime:
        return self._stated("generated_at", _time)

    @cached_property
    def zone(self) -> ZoneInfo:
        return self._stated("time_zone", ZoneInfo)

    @cached_property
    def smallest_cell(self) -> int:
        return self._stated("smallest_cell", int)

    def _stated(self, name: str, read: Callable[[str], T]) -> T:
        try:
            return read(self.manifest[name])
        except (KeyError, ValueError, TypeError):
            raise InputError("export.stated", file="manifest.json", name=name) from None

    def rows(self, file: str) -> list[Row]:
        if file not in self._tables:
            self._tables[file] = _table(self.folder / file, file)
        return self._tables[file]

    def row(self, file: str, column: str, value: object) -> Row:
        """The row that has this value in this column."""
        for row in self.rows(file):
            if row.text(column) == str(value):
                return row
        raise InputError("export.row", file=file, column=column, value=str(value))

    def json(self, file: str) -> Any:
        if file not in self._documents:
            self._documents[file] = read_json(self.folder / file, file)
        return self._documents[file]

    def text(self, file: str) -> str:
        try:
            return (self.folder / file).read_text(encoding="utf-8")
        except OSError as error:
            raise InputError("file.unreadable", file=file, why=error.strerror) from None
        except UnicodeDecodeError:
            raise InputError("export.encoding", file=file, row=1) from None

    def latest(self, kind: str, subject: str) -> Line | None:
        """The newest entry of a kind about a subject."""
        found = self.record.get((kind, subject))
        return found[-1] if found else None

    def conversation(self, folder: str) -> Drawn:
        if folder not in self._conversations:
            self._conversations[folder] = Drawn(self, folder)
        return self._conversations[folder]

    def panel(self, folder: str) -> Panel:
        if folder not in self._panels:
            self._panels[folder] = Panel(self, folder)
        return self._panels[folder]


def _table(path: Path, file: str) -> list[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError("file.unreadable", file=file, why=error.strerror) from None
    except UnicodeDecodeError as error:
        row = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise InputError("export.encoding", file=file, row=row) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = next(reader, [])
        for cells in reader:
            if len(cells) != len(header):
                raise InputError(
                    "export.row_length",
                    file=file,
                    row=reader.line_num,
                    expected=len(header),
                    found=len(cells),
                )
            rows.append(Row(file, len(rows) + 2, dict(zip(header, cells, strict=True))))
    except csv.Error as error:
        raise InputError("export.not_csv", file=file, row=reader.line_num, why=str(error)) from None
    return rows


class Drawn:
    """The map of a conversation, drawn again from its votes."""

    def __init__(self, export: Export, folder: str) -> None:
        self.file = f"{folder}/result.json"
        self.result: dict[str, Any] = export.json(self.file)
        self.votes: Votes = read_votes(
            export.folder / folder / "votes.csv", name=f"{folder}/votes.csv"
        )

    @cached_property
    def map(self) -> OpinionMap:
        try:
            published, before = self.result["map"], self.result["predecessor"]
            return opinion_map(
                self.votes,
                previous=_before(before) if before else None,
                parameters=Parameters(**published["parameters"]),
                rng_seed=published["rng_seed"],
            )
        except (KeyError, TypeError, ValueError) as error:
            if isinstance(error, InputError):
                raise
            raise InputError("export.document", file=self.file, part=str(error)) from None


def _before(published: Mapping[str, Any]) -> OpinionMap:
    """The map before, as far as the next one leans on it: axes, and who was in which group."""
    places = [[0.0, 0.0] for _ in published["participants"]]
    return OpinionMap.from_json({**published, "coordinates": places})


class Panel:
    """The draw of a panel, made again from lottery and seed."""

    def __init__(self, export: Export, folder: str) -> None:
        self.about: dict[str, Any] = export.json(f"{folder}/panel.json")
        self.lottery: Lottery = lottery_from(export.json(f"{folder}/lottery.json"))

    @cached_property
    def selection(self) -> Selection:
        return draw(self.lottery, str(self.about.get("seed", "")))
