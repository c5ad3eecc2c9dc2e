"""A list of partners from a file: who, what kind, and one word to each question of the gate.

It knows nothing of the database.
"""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from folkmoot.decide.partnerships.models import Degree, Kind
from folkmoot.decide.partnerships.rules import (
    BARS,
    CAUTIONS,
    NO,
    PARTNER_LENGTH,
    PURPOSE_LENGTH,
    UNKNOWN,
    YES,
    Answers,
)

MOST_ROWS = 500
MOST_BYTES = 1_000_000
NEEDED = ("partner", "kind", "reach", "harm")

SAID: Mapping[str, str] = {
    **dict.fromkeys(("yes", "是", "有"), YES),
    **dict.fromkeys(("no", "否", "无"), NO),
    **dict.fromkeys(("", "unknown", "不知道", "未知"), UNKNOWN),
}
KINDS: Mapping[str, Kind] = {
    **{kind.value: kind for kind in Kind},
    "代言": Kind.ENDORSEMENT,
    "联名": Kind.CO_BRANDING,
    "创作者": Kind.CREATOR,
}
DEGREES: Mapping[str, Degree] = {
    **dict.fromkeys(("1", "low", "低"), Degree.LOW),
    **dict.fromkeys(("2", "middle", "中"), Degree.MIDDLE),
    **dict.fromkeys(("3", "high", "高"), Degree.HIGH),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where; `row` counts from 1, the line of the headings."""

    row: int
    column: str
    sentence: Any


@dataclass(frozen=True)
class Candidate:
    """One line of the file. Without a purpose it can be judged, but not registered."""

    row: int
    partner: str
    kind: Kind
    purpose: str
    answers: Answers


def columns(lines: Collection[int]) -> list[str]:
    """All that a file may have. What is left out or empty counts as not known."""
    asked = [*(f"bar-{code}" for code in BARS), *(f"line-{number}" for number in lines)]
    return [*NEEDED, "purpose", *asked, *(f"caution-{code}" for code in CAUTIONS)]


def read_candidates(data: bytes, lines: Collection[int]) -> tuple[list[Candidate], list[Fault]]:
    """Every row that can be read, and every fault; the caller shows both."""
    text = decoded(data)
    if text is None:
        return [], [Fault(1, "", _("Save the file as UTF-8 or GB18030 and send it again."))]
    try:
        rows = list(csv.reader(io.StringIO(text.replace("\0", ""), newline=None)))
    except csv.Error:
        return [], [Fault(1, "", _("This is no table of commas. Save it as CSV."))]
    head = [name.strip().lower() for name in rows[0]] if rows else []
    faults = _faults_of_head(head, columns(lines))
    if len(rows) > MOST_ROWS + 1:
        faults.append(Fault(MOST_ROWS + 2, "", _("At most 500 partners at a time.")))
    if faults:
        return [], faults
    found: list[Candidate] = []
    for number, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            cells = dict(zip(head, (cell.strip() for cell in row), strict=False))
            wrong = _faults_of_row(number, cells)
            faults += wrong
            if not wrong:
                found.append(_candidate(number, cells, lines))
    return found, faults


def decoded(data: bytes) -> str | None:
    """As text, in one of the two encodings of spreadsheets; None if it is neither."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _faults_of_head(head: list[str], known: list[str]) -> list[Fault]:
    missing = [Fault(1, name, _("This column is missing.")) for name in NEEDED if name not in head]
    strange = [
        Fault(1, name, _("There is no such column. Take the headings of the example file."))
        for name in head
        if name and name not in known
    ]
    twice = [
        Fault(1, name, _("This column is there twice."))
        for name in dict.fromkeys(head)
        if name and head.count(name) > 1
    ]
    return missing + strange + twice


def _faults_of_row(number: int, cells: Mapping[str, str]) -> list[Fault]:
    faults = []
    if not 0 < len(cells.get("partner", "")) <= PARTNER_LENGTH:
        faults.append(Fault(number, "partner", _("Write a name of 1 to 120 characters.")))
    if len(cells.get("purpose", "")) > PURPOSE_LENGTH:
        faults.append(Fault(number, "purpose", _("Write at most 600 characters.")))
    if cells.get("kind", "").lower() not in KINDS:
        faults.append(Fault(number, "kind", _("Write endorsement, co-branding or creator.")))
    for name in ("reach", "harm"):
        if cells.get(name, "").lower() not in DEGREES:
            faults.append(Fault(number, name, _("Write low, middle or high.")))
    for name, cell in cells.items():
        if name.startswith(("bar-", "line-", "caution-")) and cell.lower() not in SAID:
            faults.append(Fault(number, name, _("Write yes, no or unknown, or leave it empty.")))
    return faults


def _candidate(row: int, cells: Mapping[str, str], lines: Collection[int]) -> Candidate:
    def said(name: str) -> str:
        return SAID[cells.get(name, "").lower()]

    return Candidate(
        row,
        cells["partner"],
        KINDS[cells["kind"].lower()],
        cells.get("purpose", ""),
        Answers(
            bars={code: said(f"bar-{code}") for code in BARS},
            lines={number: said(f"line-{number}") for number in lines},
            cautions={code: said(f"caution-{code}") for code in CAUTIONS},
            reach=DEGREES[cells["reach"].lower()],
            harm=DEGREES[cells["harm"].lower()],
        ),
    )
