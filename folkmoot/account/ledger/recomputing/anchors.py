"""Where files say something that the signed log says too: both have to say the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from civics.ballots import parse_tokens
from civics.transparency.exports import Line
from folkmoot.account.ledger.recomputing.formulas import drawn_again, tallies
from folkmoot.account.ledger.recomputing.reading import Export, Row

Difference = tuple[str, str]
"""Where, and what differs."""


def differences(export: Export) -> Iterator[Difference]:
    folders = sorted(
        {name.rpartition("/")[0] for name in export.manifest["files"] if name.count("/") == 2}
    )
    for folder in folders:
        if folder.startswith("conversations/"):
            yield from _conversation(export, folder)
        elif folder.startswith("panels/"):
            yield from _panel(export, folder)
        elif folder.startswith("ballots/"):
            yield from _ballot(export, folder)
    named = export.manifest["files"]
    for file, check in TABLES.items():
        if file in named:
            for row in export.rows(file):
                for sentence in check(export, row):
                    yield f"{file}, row {row.row}", sentence


def _conversation(export: Export, folder: str) -> Iterator[Difference]:
    where = f"{folder}/result.json"
    held = export.conversation(folder)
    about = held.result["about"]
    published = ("map.published", f"conversation:{folder.rpartition('/')[2]}")
    names = ("votes", "voters", "method", "version", "seed", "input_digest")
    for sentence in _told(export, published, about, names):
        yield where, sentence
    if about["input_digest"] != held.votes.digest():
        yield f"{folder}/votes.csv", "these are not the votes whose digest is in the log"
    if unlike := first_difference(held.result["map"], drawn_again(export, folder), "map"):
        yield where, unlike
    found = tallies(export, {"folder": folder})
    for row in export.rows(f"{folder}/statements.csv"):
        told = [row.number(column) for column in ("agrees", "disagrees", "passes")]
        if told[0] is not None and told != found.get(row.text("comment-id")):
            yield f"{folder}/statements.csv, row {row.row}", "the votes give another tally"


def _panel(export: Export, folder: str) -> Iterator[Difference]:
    where, about = f"{folder}/panel.json", export.panel(folder).about
    subject = f"panel:{folder.rpartition('/')[2]}"
    names = ("lottery", "pool", "secret", "seats", "quorum", "percent")
    for sentence in _told(export, ("panel.convened", subject), about, names):
        yield where, sentence
    if about.get("seed"):
        drawn = ("seed", "ticket", "drawn")
        for sentence in _told(export, ("panel.drawn", subject), about, drawn):
            yield where, sentence


def _ballot(export: Export, folder: str) -> Iterator[Difference]:
    where = f"{folder}/ballot.json"
    about, subject = export.json(where), f"ballot:{folder.rpartition('/')[2]}"
    fixed = ("about", "method", "choices", "rule", "seats", "eligible", "eligible_root", "receipts")
    keys = {**about, "choices": [key for key, _name in about["choices"]]}
    for sentence in _told(export, ("ballot.opened", subject), keys, fixed):
        yield where, sentence
    result = {**about["result"], "about": about["about"]}
    counted = ("about", "voted", "papers", "root", "counts", "elected")
    for sentence in _told(export, ("ballot.closed", subject), result, counted):
        yield where, sentence
    if f"{folder}/voted.txt" in export.manifest["files"]:
        voted = parse_tokens(export.text(f"{folder}/voted.txt"))
        listed = parse_tokens(export.text(f"{folder}/eligible.txt"))
        if len(voted) != result["papers"] or not set(voted) <= set(listed):
            yield f"{folder}/voted.txt", "these are not as many of those listed as there are papers"


def _promise(export: Export, row: Row) -> Iterator[str]:
    subject = f"promise:{row.text('number')}"
    made = export.latest("promise.made", subject)
    if made is None:
        yield from _absent(export, "promise.made", subject)
        return
    if datetime.fromisoformat(made.said["pub"]["due"]) != row.instant("due_at"):
        yield f"due_at is not what entry {made.index} says"
    rated = export.latest("promise.rated", subject)
    outcome = rated.said["pub"]["outcome"] if rated else ""
    if outcome != row.text("outcome"):
        yield _differs("outcome", row.text("outcome"), rated, outcome)
    if rated and _minute(row.instant("rated_at")) != rated.said["at"]:
        yield _differs("rated_at", row.text("rated_at"), rated, rated.said["at"])
    verified = export.latest("promise.verified", subject)
    confirmed = verified.said["pub"]["confirmed"] if verified else None
    if bool(confirmed) != bool(row.flag("confirmed")):
        yield _differs("confirmed", row.text("confirmed"), verified, confirmed)


def _petition(export: Export, row: Row) -> Iterator[str]:
    if row.text("admitted") != "yes":
        return
    subject = f"petition:{row.text('number')}"
    said = {name: row.number(name) for name in ("eligible", "needed", "cohorts_needed")}
    shown = {name: value for name, value in said.items() if value is not None}
    yield from _told(export, ("petition.checked", subject), shown, tuple(shown))


def _reply(export: Export, row: Row) -> Iterator[str]:
    index = row.number("entry")
    if index is None:
        if row.text("met_at") and not export.manifest.get("waiting"):
            yield "a reply without an entry in the log"
        return
    lines = [line for line in export.lines if line.index == index]
    if not lines:
        yield f"there is no entry {index}"
    elif _minute(row.instant("met_at")) != lines[0].said["at"]:
        yield _differs("met_at", row.text("met_at"), lines[0], lines[0].said["at"])


def _suggestion(export: Export, row: Row) -> Iterator[str]:
    subject = f"suggestion:{row.text('number')}"
    made = export.latest("suggestion.made", subject)
    decided = export.latest("suggestion.decided", subject)
    if made is None:
        yield from _absent(export, "suggestion.made", subject)
    if decided is None and row.text("decided_at"):
        yield from _absent(export, "suggestion.decided", subject)
    elif decided is not None and _minute(row.instant("decided_at")) != decided.said["at"]:
        yield _differs("decided_at", row.text("decided_at"), decided, decided.said["at"])


def _statement(export: Export, row: Row) -> Iterator[str]:
    published = ("collective.published", f"collective:{row.text('number')}")
    about = {
        "eligible": row.number("eligible"),
        "mandate": row.number("mandate") or 0,
        "disclaimed": bool(row.flag("disclaimed")),
    }
    yield from _told(export, published, about, tuple(about))


TABLES = {
    "promises.csv": _promise,
    "petitions.csv": _petition,
    "replies.csv": _reply,
    "statements.csv": _statement,
    "suggestions.csv": _suggestion,
}


def _told(
    export: Export, of: tuple[str, str], about: Mapping[str, Any], names: tuple[str, ...]
) -> Iterator[str]:
    """Whether the newest entry of a kind about a subject says the same under these names."""
    line = export.latest(*of)
    if line is None:
        yield from _absent(export, *of)
        return
    for name in names:
        if about.get(name) != line.said["pub"].get(name):
            yield _differs(name, about.get(name), line, line.said["pub"].get(name))


def _absent(export: Export, kind: str, subject: str) -> Iterator[str]:
    """No such entry; unless the log had not come so far when the export was written."""
    if not export.manifest.get("waiting"):
        yield f"no entry of the log says so ({kind} of {subject})"


def _differs(name: str, here: Any, line: Line | None, there: Any) -> str:
    entry = f"entry {line.index}" if line else "the log"
    return f"{name} is {str(here)[:60]!r}, and {entry} says {str(there)[:60]!r}"


def _minute(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def first_difference(one: Any, other: Any, place: str = "") -> str | None:
    """Where two JSON documents differ first, and how."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = sorted({*one, *other})
        inside = (first_difference(one.get(k), other.get(k), f"{place}.{k}") for k in keys)
        return next(filter(None, inside), None)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        inside = (first_difference(left, right, f"{place}[{at}]") for at, (left, right) in pairs)
        return next(filter(None, inside), None)
    if one == other:
        return None
    return f"{place}: published {str(one)[:40]}, recomputed {str(other)[:40]}"
