"""An open-data export: a copied log, the words behind its commitments, and files made from them.

The folder is a log of its own (`checkpoint`, `vkey`, `tile/`). `manifest.json` names every file by
its SHA-256; `record.jsonl` holds a line for each entry, with the words and the salts that open its
commitments, as far as the words are public and were not erased.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from civics.transparency.commitments import SALT_BYTES, commitment
from civics.transparency.errors import InputError, ProofError
from civics.transparency.reading import Fetch, fetch_entries
from civics.transparency.tiles import bundles_of
from civics.transparency.tree import leaf_hash

__all__ = [
    "FORMAT",
    "MANIFEST",
    "RECORD",
    "Line",
    "changed_files",
    "manifest_of",
    "read_json",
    "record_of",
    "told_apart",
    "wrong_lines",
]

MANIFEST, RECORD = "manifest.json", "record.jsonl"
FORMAT = "folkmoot-export/1"
ERASURE = "passage.erased"
# Why words are not there: erased on a legal basis, not open to everybody, lost in a restore.
CLOSED = ("erased", "withheld", "lost")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of `record.jsonl`. `said` is the entry, read; `openings` its words by field."""

    row: int
    index: int
    leaf: str
    entry: str
    said: Mapping[str, Any]
    openings: Mapping[str, Mapping[str, str]]


def manifest_of(folder: Path) -> dict[str, Any]:
    """The manifest, read; `export.json`, or `export.format` if it is none."""
    found = read_json(folder / MANIFEST, MANIFEST)
    files = found.get("files") if isinstance(found, dict) else None
    if (
        not isinstance(files, dict)
        or not all(isinstance(each, str) for each in files.values())
        or found.get("format") != FORMAT
    ):
        raise InputError("export.format", file=MANIFEST, expected=FORMAT)
    for name in files:
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise InputError("export.name", file=name)
    return dict(found)


def read_json(path: Path, name: str) -> Any:
    """A JSON file of an export; refusals name file, row and column."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError("file.unreadable", file=name, why=error.strerror) from None
    except UnicodeDecodeError as error:
        raise InputError("export.json", file=name, row=1, column=error.start + 1) from None
    except json.JSONDecodeError as error:
        raise InputError("export.json", file=name, row=error.lineno, column=error.colno) from None


def changed_files(folder: Path, manifest: Mapping[str, Any]) -> Iterator[ProofError]:
    """Files that are not what the manifest says: changed, missing, or not named in it."""
    listed: Mapping[str, str] = manifest["files"]
    for name, stated in listed.items():
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            yield ProofError("export.missing", file=name)
        else:
            if found != stated:
                yield ProofError("export.changed", file=name)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(there - set(listed) - {MANIFEST}):
        yield ProofError("export.unlisted", file=name)


def record_of(folder: Path) -> list[Line]:
    """All lines of the record; `export.json` or `export.line` with file and row."""
    try:
        text = (folder / RECORD).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError("file.unreadable", file=RECORD, why=error.strerror) from None
    except UnicodeDecodeError as error:
        raise InputError("export.json", file=RECORD, row=1, column=error.start + 1) from None
    return [_line(row, line) for row, line in enumerate(text.split("\n"), start=1) if line]


def _line(row: int, text: str) -> Line:
    try:
        held = json.loads(text)
        said, openings = json.loads(held["entry"]), held["openings"]
        line = Line(row, int(held["index"]), held["leaf"], held["entry"], said, openings)
        tables = (said["com"], said["pub"], openings, *openings.values())
        if not (all(isinstance(each, dict) for each in tables) and isinstance(said["n"], int)):
            raise TypeError
    except json.JSONDecodeError as error:
        raise InputError("export.json", file=RECORD, row=row, column=error.colno) from None
    except (AttributeError, KeyError, TypeError, ValueError):
        raise InputError("export.line", file=RECORD, row=row, column=1) from None
    return line


def told_apart(lines: Iterable[Line], size: int, fetch: Fetch) -> Iterator[ProofError]:
    """Where the record is not the log: entries that are missing, changed, or too many.

    The log's own hashes and root are for `audit` to check.
    """
    held: dict[int, Line] = {}
    for line in lines:
        if line.index in held or not 0 <= line.index < size:
            yield ProofError("export.extra", index=line.index, row=line.row)
        held.setdefault(line.index, line)
    index = 0
    for bundle in bundles_of(size):
        for entry in fetch_entries(bundle, fetch):
            found = held.get(index)
            if found is None:
                yield ProofError("export.entry_missing", index=index)
            elif found.entry.encode() != entry or found.leaf != leaf_hash(entry).hex():
                yield ProofError("export.entry_changed", index=index, row=found.row)
            index += 1


def wrong_lines(lines: Iterable[Line]) -> Iterator[ProofError]:
    """Words that are not those committed to, or that are gone without an entry that says so."""
    lines = list(lines)
    erased = {
        (line.said["pub"].get("target"), line.said["pub"].get("passage"))
        for line in lines
        if line.said.get("type") == ERASURE
    }
    for line in lines:
        for field, committed in line.said["com"].items():
            opening = line.openings.get(field, {})
            state = opening.get("state")
            if state not in CLOSED and not _opens(line, field, opening, committed):
                yield ProofError("export.words", index=line.index, row=line.row, field=field)
            if state == "erased" and (line.said["n"], field) not in erased:
                yield ProofError("export.erased", index=line.index, row=line.row, field=field)


def _opens(line: Line, field: str, opening: Mapping[str, str], committed: str) -> bool:
    try:
        salt = base64.b64decode(opening["salt"], validate=True)
        if len(salt) != SALT_BYTES:
            return False
        made = commitment(line.said["type"], field, opening["text"], salt)
    except (KeyError, ValueError, TypeError):
        return False
    return base64.b64encode(made).decode() == committed
