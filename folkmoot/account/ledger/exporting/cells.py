"""What every room's sheet is made of: files, figures, and how a cell is written."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from folkmoot.deliberate.conversations.queries.open_data import plain_cell
from folkmoot.foundation.people.rules import SMALLEST_CELL

Parts = Iterable[str]


@dataclass(frozen=True)
class Figure:
    """One number that a page shows: how anyone computes it, and what the page says."""

    id: str
    page: str
    formula: str
    inputs: tuple[str, ...]
    value: Any
    given: Mapping[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "page": self.page,
            "formula": self.formula,
            "inputs": list(self.inputs),
            "with": dict(self.given),
            "value": self.value,
        }


@dataclass(frozen=True)
class Sheet:
    files: Mapping[str, Parts]
    figures: list[Figure]


def shown(count: int | None) -> int | None:
    """A count of people, from ten on."""
    return count if count is not None and count >= SMALLEST_CELL else None


def minute(at: datetime | None) -> str | None:
    return at.isoformat(timespec="minutes") if at else None


def exact(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def table(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    names, file = list(columns), io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(names)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in names])
    yield file.getvalue()


def _cell(value: object) -> object:
    """Nothing for None, yes and no, and no text that a spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain_cell(str(value)) if isinstance(value, str) else value


def document(content: Any) -> list[str]:
    return [json.dumps(content, ensure_ascii=False, indent=1), "\n"]
