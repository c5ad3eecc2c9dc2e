"""Reading a list of intended partners, one a row: the questions of the gate are its columns.

It knows nothing of the database. What cannot be read is named with its line and its column.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.partnerships import rules
from folkmoot.decide.partnerships.models import Degree, Kind
from folkmoot.decide.partnerships.rules import NO, UNKNOWN, YES, Answers
from folkmoot.foundation.refusal import Refusal

MOST_ROWS, MOST_BYTES = 200, 256 * 1024
PLAN, AXES = ("partner", "kind", "purpose"), ("reach", "harm")
# What people write in a spreadsheet, in either language. An empty answer is "not known".
SAID = {
    **dict.fromkeys(("no", "n", "否", "没有", "无"), NO),
    **dict.fromkeys(("yes", "y", "是", "有"), YES),
    **dict.fromkeys(("", "unknown", "not known", "?", "？", "不知道", "不清楚", "未知"), UNKNOWN),
}
DEGREES = {
    **dict.fromkeys(("1", "low", "低", "少", "小"), Degree.LOW),
    **dict.fromkeys(("2", "middling", "medium", "中", "中等"), Degree.MIDDLE),
    **dict.fromkeys(("3", "high", "高", "多", "大"), Degree.HIGH),
}
KINDS = {
    **{kind.value: kind for kind in Kind},
    "代言": Kind.ENDORSEMENT,
    "联名": Kind.CO_BRANDING,
    **dict.fromkeys(("创作者", "创作者合作", "博主"), Kind.CREATOR),
}


@dataclass(frozen=True)
class Row:
    """One intended partner, answered."""

    line: int
    partner: str
    kind: Kind
    purpose: str
    answers: Answers


@dataclass(frozen=True)
class Problem:
    """A cell that cannot be read: where, and what to do."""

    line: int
    column: str
    sentence: str | Promise


@dataclass(frozen=True)
class Batch:
    rows: list[Row]
    problems: list[Problem]


def columns(lines: Sequence[int]) -> list[str]:
    """The header, as the gate asks today."""
    asked = [*rules.BARS, *(f"line-{number}" for number in lines), *rules.CAUTIONS]
    return [*PLAN, *asked, *AXES, "evidence"]


def decoded(raw: bytes) -> str:
    """UTF-8 with or without its mark, or GB18030, which spreadsheets in China write."""
    if len(raw) > MOST_BYTES:
        raise _too_large()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _unreadable("batch-encoding", _("This is neither UTF-8 nor GB18030. Save it as UTF-8."))


def read(text: str, lines: Sequence[int]) -> Batch:
    """The rows that can be read, and what is wrong with the others."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise _too_large()
    if "\0" in text:
        raise _unreadable(
            "batch-unreadable", _("This is no CSV: it has characters that no text has.")
        )
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        header = _header(next(reader, []), lines)
        rows: list[Row] = []
        problems: list[list[Problem]] = []
        begun = reader.line_num
        for cells in reader:
            line, begun = begun + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(rows) + len(problems) >= MOST_ROWS:
                raise _too_large()
            found = list(_problems(line, cells, header))
            if found:
                problems.append(found)
            else:
                rows.append(_row(line, dict(zip(header, cells, strict=True)), lines))
    except csv.Error as broken:
        raise _unreadable(
            "batch-unreadable",
            _("Line %(line)d is no CSV. Perhaps a quotation mark is not closed."),
            line=reader.line_num,
        ) from broken
    if not rows and not problems:
        raise _unreadable(
            "batch-empty", _("There is no row under the header. Write one a partner.")
        )
    return Batch(rows, [problem for found in problems for problem in found])


def _header(cells: list[str], lines: Sequence[int]) -> list[str]:
    header = [cell.strip().casefold() for cell in cells]
    known = columns(lines)
    for name in header:
        if name not in known or header.count(name) > 1:
            raise _unreadable(
                "batch-column",
                _("Line 1: no column is called “%(name)s”, or two are. There are: %(known)s."),
                name=name[:40],
                known=", ".join(known),
            )
    for name in (*PLAN, *AXES):
        if name not in header:
            raise _unreadable(
                "batch-column-missing", _("Line 1: the column “%(name)s” is missing."), name=name
            )
    return header


def _problems(line: int, cells: list[str], header: list[str]) -> Iterator[Problem]:
    if len(cells) != len(header):
        sentence = _("This row has more or fewer cells than the header. Put commas in quotes.")
        yield Problem(line, header[min(len(cells), len(header) - 1)], sentence)
        return
    longest = {"partner": rules.PARTNER_LENGTH, "purpose": rules.PURPOSE_LENGTH}
    for name, cell in zip(header, cells, strict=True):
        said = cell.strip()
        if name in longest and not 1 <= len(said) <= longest[name]:
            yield Problem(line, name, _("Write something, and not too much."))
        elif name == "evidence" and len(said) > rules.REASONS_LENGTH:
            yield Problem(line, name, _("This is too long."))
        elif name == "kind" and said.casefold() not in KINDS:
            yield Problem(line, name, _("Write endorsement, co-branding or creator."))
        elif name in AXES and said.casefold() not in DEGREES:
            yield Problem(line, name, _("Write low, middling or high."))
        elif name not in (*PLAN, *AXES, "evidence") and said.casefold() not in SAID:
            yield Problem(line, name, _("Write yes, no, or nothing if it is not known."))


def _row(line: int, cells: dict[str, str], lines: Sequence[int]) -> Row:
    said = {name: cell.strip() for name, cell in cells.items()}

    def answer(name: str) -> str:
        return SAID[said.get(name, "").casefold()]

    answers = Answers(
        bars={code: answer(code) for code in rules.BARS},
        lines={number: answer(f"line-{number}") for number in lines},
        cautions={code: answer(code) for code in rules.CAUTIONS},
        reach=DEGREES[said["reach"].casefold()],
        harm=DEGREES[said["harm"].casefold()],
        evidence=said.get("evidence", ""),
    )
    kind = KINDS[said["kind"].casefold()]
    return Row(line, said["partner"], kind, said["purpose"], answers)


def written(rows: Sequence[Sequence[object]]) -> str:
    """A table as CSV. A cell that a spreadsheet would compute gets an apostrophe before it."""
    out = io.StringIO()
    csv.writer(out).writerows([[_harmless(str(cell)) for cell in row] for row in rows])
    return "\ufeff" + out.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _too_large() -> Refusal:
    return Refusal(
        "batch-too-large",
        _("At most %(rows)d partners and %(kilobytes)d kB at once. Divide the list."),
        status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        rows=MOST_ROWS,
        kilobytes=MOST_BYTES // 1024,
    )


def _unreadable(code: str, sentence: Promise, **params: object) -> Refusal:
    return Refusal(code, sentence, status=HTTPStatus.UNPROCESSABLE_ENTITY, **params)
