"""Giving waiting facts their place in the log: durably first, then by compare and swap.

The order of steps is what makes a crash harmless. Tiles of a size that nobody signed may be
written again; the row `Log` decides which root a size has; only what it says is ever signed.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from civics.transparency import (
    TILE_WIDTH,
    Bundle,
    Frontier,
    RightEdge,
    fetch_entries,
    leaf_hash,
    write_bundle,
)
from folkmoot.account.ledger import files, queries
from folkmoot.account.ledger.models import Entry, Log
from folkmoot.account.ledger.rules import entry_bytes
from folkmoot.account.ledger.signer import Halted

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact

BATCH = 1024


class Overtaken(Halted):
    """Somebody else has moved the log. Whoever sees this stops."""


def sequence(log: Log, *, batch: int = BATCH) -> int:
    """Bring up to `batch` waiting facts into the log; how many it were."""
    facts = list(queries.waiting(log)[:batch])
    if not facts:
        return 0
    refs = _refs(log, facts)
    entries = [
        entry_bytes(fact, brand=log.brand.slug, refs=refs.get(fact.number, ())) for fact in facts
    ]
    grown, leaves = write_entries(log, entries)
    with transaction.atomic():
        swap(log, grown, settled=facts[-1].number)
        Entry.objects.bulk_create(
            Entry(log=log, index=log.size + step, fact=fact, number=fact.number, leaf=leaf)
            for step, (fact, leaf) in enumerate(zip(facts, leaves, strict=True))
        )
    log.refresh_from_db()
    return len(facts)


def write_entries(log: Log, entries: Sequence[bytes]) -> tuple[Frontier, list[bytes]]:
    """Put entries and tiles on disk, read them back, and compute the root in two ways.

    Returns the frontier after them and their leaf hashes, as computed from what is on disk.
    """
    here = files.folder(log.brand.slug)
    fetch = queries.fetch_from(here)
    edge, tiles = RightEdge.read(log.size, fetch).extend([leaf_hash(entry) for entry in entries])
    contents = {**_bundles(log, entries), **{tile.path: raw for tile, raw in tiles.items()}}
    files.keep_all({here / path: raw for path, raw in contents.items()})
    for path, raw in contents.items():
        if fetch(path) != raw:
            raise Halted(f"{here / path} does not hold what was written to it: check the disk")
    durable = queries.entries_between(fetch, log.size, edge.size, size=edge.size)
    leaves = [leaf_hash(entry) for entry in durable]
    grown = queries.frontier_of(log).extend(leaves)
    if RightEdge.read(edge.size, fetch).root() != grown.root():
        raise Halted(
            f"the tiles in {here} and the database disagree about the root at {edge.size:,}: "
            "nothing was signed; run `folkmoot ledger check` and then `folkmoot ledger recover`"
        )
    return grown, leaves


def swap(log: Log, grown: Frontier, *, settled: int) -> None:
    """Let the log go on to this frontier, if nobody else has moved it since it was read."""
    moved = Log.objects.filter(pk=log.pk, size=log.size, root=bytes(log.root)).update(
        size=grown.size,
        root=grown.root(),
        frontier=[each.hex() for each in grown.hashes],
        settled=settled,
    )
    if not moved:
        raise Overtaken(f"{log.origin} was moved on from {log.size:,} by another process")


def _bundles(log: Log, entries: Sequence[bytes]) -> dict[str, bytes]:
    """The bundles that these entries fill, the last of them perhaps in part."""
    first, held = divmod(log.size, TILE_WIDTH)
    fetch = queries.fetch_from(files.folder(log.brand.slug))
    begun = fetch_entries(Bundle(first, held), fetch) if held else ()
    whole = [*begun, *entries]
    parts = [whole[at : at + TILE_WIDTH] for at in range(0, len(whole), TILE_WIDTH)]
    return {
        Bundle(first + step, len(part)).path: write_bundle(part) for step, part in enumerate(parts)
    }


def _refs(log: Log, facts: "Sequence[Fact]") -> dict[int, list[int]]:
    """For each fact the indexes of the older entries that it is about, by its number."""
    about = {fact.number: queries.numbers_meant(fact) for fact in facts}
    meant = {number for numbers in about.values() for number in numbers}
    if not meant:
        return {}
    index = queries.indexes_of(log, meant)
    index |= {fact.number: log.size + step for step, fact in enumerate(facts)}
    return {
        number: sorted(index[each] for each in numbers if each in index and each < number)
        for number, numbers in about.items()
    }
