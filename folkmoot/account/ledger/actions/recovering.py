"""After a restore: what was published is brought back into the database, never the other way."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from civics.transparency import (
    Checkpoint,
    Fetch,
    Frontier,
    RightEdge,
    bundles_of,
    fetch_entries,
    fetch_tile,
    leaf_hash,
    open_checkpoint,
    tiles_of,
    write_bundle,
    write_tile,
)
from folkmoot.account.ledger import files, queries
from folkmoot.account.ledger.actions.checking import promises, root_at
from folkmoot.account.ledger.actions.opening import open_log
from folkmoot.account.ledger.actions.rotating import finish_rotation
from folkmoot.account.ledger.actions.sequencing import swap, write_entries
from folkmoot.account.ledger.facts import LogRecovered
from folkmoot.account.ledger.models import Entry, Log
from folkmoot.account.ledger.rules import Logged, read_entry
from folkmoot.account.ledger.signer import Halted, Signer
from folkmoot.foundation.record.actions import append, replay_erasures, restore_fact
from folkmoot.foundation.record.queries import fact_by_entry

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand
    from folkmoot.foundation.record.models import Fact

AT_ONCE = 1024


@dataclass(frozen=True)
class Recovered:
    """How many entries were replayed, how many facts had been lost, what was erased again."""

    replayed: int
    restored: int
    erased: int


def recover(brand: "Brand", *, now: datetime, source: Path | None = None) -> Recovered:
    """Bring the database up to what was promised, and the tiles up to the database.

    `source` is a copy of the log's folder, for when the folder itself was set back too.
    """
    log = open_log(brand)
    finish_rotation(log)
    signer = _signer(brand.slug)
    if source is not None:
        _copy(brand.slug, source)
    promised = max((p for _, p in promises(brand.slug, signer)), key=lambda p: p.size, default=None)
    replayed = restored = 0
    if promised is not None and promised.size > log.size:
        replayed = promised.size - log.size
        restored = _replay(log, promised, now)
    if root_at(brand.slug, log.size) != bytes(log.root):
        _rewrite(log)
    _adopt(log)
    return Recovered(replayed, restored, replay_erasures(brand, now=now))


def _signer(brand: str) -> Signer | None:
    """Recovering needs no key, if there is something published to go by."""
    try:
        return Signer.of(brand)
    except Halted:
        if queries.published_checkpoint(brand) is None:
            raise
        return None


def _replay(log: Log, promised: Checkpoint, now: datetime) -> int:
    """Bring entries from the tiles into the database; how many facts it did not have."""
    fetch = queries.fetch_from(files.folder(log.brand.slug))
    first = log.size
    entries = queries.entries_between(fetch, first, promised.size, size=promised.size)
    leaves = [leaf_hash(entry) for entry in entries]
    grown = queries.frontier_of(log).extend(leaves)
    if grown.root() != promised.root:
        raise Halted(
            f"the entries {first:,} to {promised.size - 1:,} on disk do not lead to what was "
            "signed: bring a copy of the log's folder and use --from FOLDER"
        )
    with transaction.atomic():
        numbers = dict(log.entries.values_list("index", "number"))
        restored, rows = 0, []
        for index, (entry, leaf) in enumerate(zip(entries, leaves, strict=True), start=first):
            said = read_entry(entry)
            numbers[index] = said.number
            fact = fact_by_entry(said.id)
            if fact is None:
                fact = _restore(log, said, numbers)
                restored += 1
            rows.append(Entry(log=log, index=index, fact=fact, number=said.number, leaf=leaf))
        # Whoever wrote onto the older database stands among what came back, so `settled` stays.
        swap(log, grown, settled=log.settled)
        Entry.objects.bulk_create(rows)
        if restored:
            body = LogRecovered(
                subject=f"brand:{log.brand.slug}",
                first=first,
                last=promised.size - 1,
                restored=restored,
            )
            append(log.brand, body, actor=None, now=now)
    log.refresh_from_db()
    return restored


def _restore(log: Log, said: Logged, numbers: dict[int, int]) -> "Fact":
    meant = [numbers[index] for index in said.refs if index in numbers]
    target = said.published.get("target") if said.kind == "passage.erased" else None
    return restore_fact(
        log.brand,
        number=said.number,
        kind=said.kind,
        subject=said.subject,
        entry=said.id,
        at=said.at,
        published=said.published,
        commitments=said.commitments,
        refs=[number for number in meant if number != target],
    )


def _rewrite(log: Log) -> None:
    """Write all tiles anew from the database; they must lead to the root that it holds."""
    size, root = log.size, bytes(log.root)
    blank = Log(brand=log.brand, size=0)
    rows = log.entries.select_related("fact").order_by("index")
    for first in range(0, size, AT_ONCE):
        part = list(rows.filter(index__gte=first, index__lt=first + AT_ONCE))
        entries = [queries.remade(log, row) for row in part]
        grown, _leaves = write_entries(blank, entries)
        blank.size, blank.frontier = grown.size, [each.hex() for each in grown.hashes]
    if queries.frontier_of(blank).root() != root:
        raise Halted(
            f"the facts in the database do not lead to the root of its {size:,} entries: "
            f"`folkmoot ledger audit {log.brand.slug}` names those that were changed"
        )


def _adopt(log: Log) -> None:
    """Let the database say what the public folder says: origin, and what is published."""
    here = files.folder(log.brand.slug)
    published, closed = queries.published_checkpoint(log.brand.slug), here / "closed"
    log.origin = queries.own_key(log.brand.slug).name
    log.generation = 1 + (len(list(closed.iterdir())) if closed.is_dir() else 0)
    log.published = published.size if published and published.origin == log.origin else 0
    log.halted = ""
    log.save(update_fields=["origin", "generation", "published", "halted"])


def _copy(brand: str, source: Path) -> None:
    """Take a log over from a copy of its folder, as far as our own key vouches for it."""
    fetch: Fetch = queries.fetch_from(source)
    raw = files.read(source / "checkpoint")
    if raw is None:
        raise Halted(f"{source} holds no checkpoint")
    checkpoint = open_checkpoint(raw, [queries.own_key(brand)]).checkpoint
    frontier, contents = Frontier(), {}
    for bundle in bundles_of(checkpoint.size):
        entries = fetch_entries(bundle, fetch)
        frontier = frontier.extend(leaf_hash(entry) for entry in entries)
        contents[bundle.path] = write_bundle(entries)
    if frontier.root() != checkpoint.root:
        raise Halted(f"the entries in {source} do not lead to its own checkpoint")
    for tile in tiles_of(checkpoint.size):
        contents[tile.path] = write_tile(fetch_tile(tile, fetch))
    here = files.folder(brand)
    files.keep_all({here / path: content for path, content in contents.items()})
    if RightEdge.read(checkpoint.size, queries.fetch_from(here)).root() != checkpoint.root:
        raise Halted(f"the tiles in {source} do not lead to its own checkpoint")
    known = queries.published_checkpoint(brand)
    if known is None or known.size <= checkpoint.size:
        files.keep(here / "checkpoint", raw)
