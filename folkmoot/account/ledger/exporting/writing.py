"""Writing an export: the log as it was published, then what every room publishes, then the list."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Prefetch

from civics.transparency import (
    Checkpoint,
    Fetch,
    Note,
    bundles_of,
    fetch_entries,
    fetch_tile,
    leaf_hash,
    tiles_of,
    write_bundle,
    write_tile,
)
from civics.transparency.exports import FORMAT, MANIFEST, RECORD
from folkmoot.account.ledger import files, queries
from folkmoot.account.ledger.exporting.cells import Sheet
from folkmoot.account.ledger.exporting.readme import README
from folkmoot.account.ledger.exporting.tables import sheets
from folkmoot.foundation.people.rules import SMALLEST_CELL
from folkmoot.foundation.record.queries import facts_after, passages

if TYPE_CHECKING:
    from folkmoot.account.ledger.models import Entry, Log
    from folkmoot.foundation.people.models import Brand

AT_ONCE = 500
LICENCE = "CC-BY-4.0"
# What lies beside the tiles, as far as it is there.
BESIDE = ("vkey", "policy")


class Unusable(Exception):
    """There is no log to export, or the folder has something in it."""


def export(brand: "Brand", folder: Path, *, now: datetime) -> dict[str, Any]:
    """Write everything that is public about a brand; returns the manifest.

    The log is copied as far as its published checkpoint. Figures are those of the minute `now`.
    """
    log = queries.log_of(brand)
    source = files.folder(brand.slug)
    raw = files.read(source / "checkpoint")
    if log is None or raw is None:
        raise Unusable(f"{brand.slug} has no published log yet; `folkmoot ledger run` writes it")
    if folder.exists() and any(folder.iterdir()):
        raise Unusable(f"{folder} has something in it already")
    now = now.replace(second=0, microsecond=0)
    checkpoint = Checkpoint.parse(Note.parse(raw).text)
    sink = _Sink(folder)
    sink.raw("checkpoint", raw)
    _copy_log(source, checkpoint.size, sink)
    sink.lines(RECORD, _record(log, queries.fetch_from(source), checkpoint.size))
    figures: list[dict[str, Any]] = []
    for sheet in sheets(brand, indexes=_indexes(log, checkpoint.size), now=now):
        _write(sheet, sink)
        figures += [figure.told() for figure in sheet.figures]
    sink.lines("figures.json", [json.dumps(figures, ensure_ascii=False, indent=1), "\n"])
    sink.lines("README.txt", [README.format(brand=brand.slug, at=now.isoformat())])
    manifest = {
        "format": FORMAT,
        "brand": brand.slug,
        "generated_at": now.isoformat(),
        "time_zone": settings.TIME_ZONE,
        "smallest_cell": SMALLEST_CELL,
        "licence": LICENCE,
        "log": {
            "origin": checkpoint.origin,
            "size": checkpoint.size,
            "root": checkpoint.root.hex(),
        },
        "waiting": facts_after(brand, 0).count() - checkpoint.size,
        "files": dict(sorted(sink.digests.items())),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(f"{text}\n", encoding="utf-8")
    return manifest


class _Sink:
    """Files below a folder, and the SHA-256 of each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.digests: dict[str, str] = {}

    def raw(self, name: str, content: bytes) -> None:
        self._write(name, [content])

    def lines(self, name: str, parts: Iterable[str]) -> None:
        self._write(name, (part.encode() for part in parts))

    def _write(self, name: str, parts: Iterable[bytes]) -> None:
        path, digest = self.folder / name, hashlib.sha256()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for part in parts:
                digest.update(part)
                file.write(part)
        self.digests[name] = digest.hexdigest()


def _write(sheet: Sheet, sink: _Sink) -> None:
    for name, parts in sheet.files.items():
        sink.lines(name, parts)


def _copy_log(source: Path, size: int, sink: _Sink) -> None:
    """Tiles and entries exactly as far as the checkpoint goes, though the log grows meanwhile."""
    fetch = queries.fetch_from(source)
    for tile in tiles_of(size):
        sink.raw(tile.path, write_tile(fetch_tile(tile, fetch)))
    for bundle in bundles_of(size):
        sink.raw(bundle.path, write_bundle(fetch_entries(bundle, fetch)))
    closed = sorted(path for path in (source / "closed").rglob("*") if path.is_file())
    for path in [*(source / name for name in BESIDE), *closed]:
        if path.is_file():
            sink.raw(path.relative_to(source).as_posix(), path.read_bytes())


def _indexes(log: "Log", size: int) -> dict[int, int]:
    """The index of each fact in the log, by the fact's key."""
    return dict(log.entries.filter(index__lt=size).values_list("fact", "index"))


def _record(log: "Log", fetch: Fetch, size: int) -> Iterator[str]:
    """One line of JSON for each entry, with the words that everybody may read."""
    for first in range(0, size, AT_ONCE):
        last = min(first + AT_ONCE, size)
        rows = log.entries.filter(index__gte=first, index__lt=last).select_related("fact")
        with_words = list(rows.prefetch_related(Prefetch("fact__passages", queryset=passages())))
        found = {row.index: row for row in with_words}
        open_ones = queries.open_words([row.fact for row in with_words])
        entries = queries.entries_between(fetch, first, last, size=size)
        for index, entry in enumerate(entries, start=first):
            row = found.get(index)
            if row is None:
                raise Unusable(
                    f"entry {index} has lost its fact: `folkmoot ledger audit` says more"
                )
            line = {
                "index": index,
                "leaf": leaf_hash(entry).hex(),
                "entry": entry.decode(),
                "openings": _openings(row, open_ones),
            }
            yield json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n"


def _openings(row: "Entry", open_ones: set[int]) -> dict[str, dict[str, str]]:
    """Words and salts, field by field; where there are none, why."""
    held = {passage.field: passage for passage in row.fact.passages.all()}
    found: dict[str, dict[str, str]] = {}
    for field in row.fact.commitments:
        passage = held.get(field)
        if passage is None:
            found[field] = {"state": "lost"}
        elif passage.text is None or passage.salt is None:
            found[field] = {"state": "erased"}
        elif passage.pk not in open_ones:
            found[field] = {"state": "withheld"}
        else:
            salt = base64.b64encode(bytes(passage.salt)).decode()
            found[field] = {"text": passage.text, "salt": salt}
    return found
