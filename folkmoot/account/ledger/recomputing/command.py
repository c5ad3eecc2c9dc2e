"""`folkmoot recompute EXPORT`: the table of figures, published and computed again."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from civics.opinion.command import MESSAGES as OPINION
from civics.sortition.command import MESSAGES as SORTITION
from civics.transparency.errors import InputError
from civics.transparency.keys import VerifierKey
from civics.transparency.messages import MESSAGES as TRANSPARENCY
from civics.transparency.policies import Policy, policy_of
from folkmoot.account.ledger.recomputing.checking import Report, recompute

SAME, DIFFERENT, UNREADABLE = 0, 1, 2
WIDTH = 34

MESSAGES = {
    **OPINION,
    **SORTITION,
    **TRANSPARENCY,
    "export.cell": "{file}, row {row}, column {column}: {value!r} cannot be used",
    "export.column": "{file}, row {row}: there is no column {column}",
    "export.document": "{file}: not as an export writes it ({part})",
    "export.encoding": "{file}, row {row}: not UTF-8",
    "export.figure": "{file}: figure {number} lacks id, page, formula, with or value",
    "export.formula": "{file}: {id} is computed by {formula!r}, which is not known here",
    "export.not_csv": "{file}, row {row}: not CSV ({why})",
    "export.row": "{file}: no row has {value!r} in the column {column}",
    "export.row_length": "{file}, row {row}: {found} cells, the header has {expected}",
    "export.rule": "{file}, row {row}: no entry announces version {version} of {topic}",
    "export.stated": "{file}: {name!r} is missing or cannot be used",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("export", type=Path, help="a folder that `folkmoot export` wrote")
    parser.add_argument(
        "--vkey",
        action="append",
        default=[],
        help="the log's key, or a file with it, if you have it from elsewhere; may be repeated",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="recompute",
        description="Compute every published number again from an export. Exit status: 0 all are "
        "the same; 1 something differs, and is named; 2 unreadable, with file, row and column.",
    )
    add_arguments(parser)
    given = parser.parse_args(words)
    return run(given.export, vkeys=given.vkey, as_json=given.json)


def run(folder: Path, *, vkeys: Sequence[str] = (), as_json: bool = False, out: Any = None) -> int:
    """Recompute, print, and return the exit status."""
    out = out or sys.stdout
    try:
        report = recompute(folder, policy=_policy(vkeys))
    except InputError as error:
        sentence = in_english(error)
        if as_json:
            out.write(json.dumps({"same": None, "unreadable": sentence, "code": error.code}) + "\n")
        else:
            out.write(f"UNREADABLE: {sentence}\n")
        return UNREADABLE
    if as_json:
        out.write(json.dumps(told(report), ensure_ascii=False, indent=1) + "\n")
    else:
        out.writelines(f"{line}\n" for line in _lines(report, trusted=bool(vkeys)))
    return SAME if report.same else DIFFERENT


def in_english(error: InputError) -> str:
    try:
        return MESSAGES[error.code].format_map(error.params)
    except KeyError:
        return str(error)


def told(report: Report) -> dict[str, Any]:
    return {
        "same": report.same,
        "brand": report.brand,
        "log": {"origin": report.origin, "size": report.size, "waiting": report.waiting},
        "figures": [
            {
                "id": figure.id,
                "page": figure.page,
                "formula": figure.formula,
                "published": figure.published,
                "recomputed": figure.recomputed,
                "same": figure.same,
            }
            for figure in report.figures
        ],
        "problems": [{"where": each.where, "what": each.sentence} for each in report.problems],
    }


def _lines(report: Report, *, trusted: bool) -> Iterator[str]:
    yield f"{report.origin}, {report.size:,} entries"
    if report.waiting:
        yield f"{report.waiting:,} facts were not in the log yet when this was written."
    if not trusted:
        yield "The key is the one that the export states itself: compare it elsewhere (--vkey)."
    yield ""
    yield _columns("figure", "published", "recomputed", "")
    for figure in report.figures:
        verdict = "same" if figure.same else "DIFFERENT"
        yield _columns(figure.id, _short(figure.published), _short(figure.recomputed), verdict)
    yield ""
    for problem in report.problems:
        yield f"NOT TRUE: {problem.where}: {problem.sentence}"
    wrong = sum(not figure.same for figure in report.figures)
    if report.same:
        yield f"All {len(report.figures):,} figures are the same."
    else:
        yield (
            f"{wrong:,} of {len(report.figures):,} figures differ; "
            f"{len(report.problems):,} other differences."
        )


def _columns(first: str, *others: str) -> str:
    return "  ".join([f"{first:<40}", *(f"{other:<{WIDTH}}" for other in others)]).rstrip()


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= WIDTH else f"{text[: WIDTH - 1]}…"


def _policy(vkeys: Sequence[str]) -> Policy | None:
    if not vkeys:
        return None
    return policy_of([VerifierKey.parse(_vkey(each)) for each in vkeys])


def _vkey(given: str) -> str:
    if "+" in given:
        return given
    try:
        return Path(given).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError("file.unreadable", file=given, why=error.strerror) from None
