"""Checkpoints, entries and proofs from the files, which are there while no sequencer runs."""

from pathlib import Path
from typing import TYPE_CHECKING

from civics.transparency import (
    TILE_WIDTH,
    Bundle,
    Checkpoint,
    Fetch,
    Note,
    ProofFile,
    TileReader,
    VerifierKey,
    fetch_entries,
    make_inclusion_proof,
)
from folkmoot.account.ledger import files
from folkmoot.account.ledger.signer import Halted

if TYPE_CHECKING:
    pass


def fetch_from(folder: Path) -> Fetch:
    return lambda path: files.read(folder / path)


def entries_between(fetch: Fetch, begin: int, end: int, *, size: int) -> list[bytes]:
    """The entries with these indexes, from the bundles that a log of this size has."""
    first = begin // TILE_WIDTH
    entries: list[bytes] = []
    for number in range(first, -(-end // TILE_WIDTH)):
        width = min(size - number * TILE_WIDTH, TILE_WIDTH)
        entries += fetch_entries(Bundle(number, width), fetch)
    return entries[begin - first * TILE_WIDTH : end - first * TILE_WIDTH]


def published_note(brand: str) -> Note | None:
    content = files.read(files.folder(brand) / "checkpoint")
    return None if content is None else Note.parse(content)


def published_checkpoint(brand: str) -> Checkpoint | None:
    note = published_note(brand)
    return None if note is None else Checkpoint.parse(note.text)


def own_key(brand: str) -> VerifierKey:
    """The public half of the log's key, as it lies in the folder for everyone."""
    content = files.read(files.folder(brand) / "vkey")
    if content is None:
        raise Halted(f"{files.folder(brand)} holds no vkey: bring the folder back first")
    return VerifierKey.parse(content.decode())


def proof_file(brand: str, index: int) -> bytes | None:
    """The `.tlog-proof` of an entry, or None if no published checkpoint covers it."""
    folder = files.folder(brand)
    checkpoint = files.read(folder / "checkpoint")
    size = 0 if checkpoint is None else Checkpoint.parse(Note.parse(checkpoint).text).size
    if checkpoint is None or index >= size:
        return None
    hashes = make_inclusion_proof(index, size, TileReader(size, fetch_from(folder)))
    return ProofFile(index, tuple(hashes), checkpoint).to_bytes()


def entry_file(brand: str, index: int) -> bytes | None:
    """The bytes of one published entry."""
    published = published_checkpoint(brand)
    if published is None or index >= published.size:
        return None
    number, place = divmod(index, TILE_WIDTH)
    bundle = Bundle(number, min(published.size - number * TILE_WIDTH, TILE_WIDTH))
    return fetch_entries(bundle, fetch_from(files.folder(brand)))[place]
