"""Auditing a whole log: every entry, every hash, the root, and what was seen before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from civics.transparency.checkpoints import Checkpoint
from civics.transparency.edge import RightEdge
from civics.transparency.errors import InputError, ProofError
from civics.transparency.proofs import tree_root
from civics.transparency.reading import Fetch, TileReader, fetch_entries, fetch_tile
from civics.transparency.tiles import TILE_LEVELS, TILE_WIDTH, Bundle, Tile, tiles_of
from civics.transparency.tree import leaf_hash, root_of

__all__ = ["Audited", "Each", "audit", "check_continuation"]

Each = Callable[[Fetch, Iterable[str]], Iterable[bytes | None]]
"""Fetches many paths in order: `map`, or one that asks for several at a time."""

BROKEN = {"log.missing", "tile.length", "tile.entries"}


@dataclass(frozen=True, slots=True)
class Audited:
    """What was read and found in order."""

    entries: int
    tiles: int


def audit(
    checkpoint: Checkpoint, fetch: Fetch, *, entries: bool = True, each: Each = map
) -> Audited:
    """Recompute a log from its entries up to the root of its checkpoint.

    Parameters
    ----------
    checkpoint
        One whose signature was verified.
    fetch, each
        How to read a path of the log, and many of them.
    entries
        Whether the entries are there too; without them the hashes alone are checked.

    Raises
    ------
    ProofError
        With `index`, the number of the entry or of the first one concerned: `log.entry` (the
        entry is not what its hash says), `log.tile` (a hash is not that of the level below),
        `log.missing`, `tile.length`, `tile.entries` (what the checkpoint implies is not there or
        cannot be read). Without: `log.root` (all agrees, and is not what was signed).

    Cost: two hashes an entry, about 3 s a million entries and memory for one tile a level.

    >>> from civics.transparency.tiles import write_bundle
    >>> entries = [b"one", b"two", b"three"]
    >>> edge, tiles = RightEdge().extend([leaf_hash(entry) for entry in entries])
    >>> files = {tile.path: raw for tile, raw in tiles.items()}
    >>> files[Bundle(0, 3).path] = write_bundle(entries)
    >>> checkpoint = Checkpoint("example.com/log", 3, edge.root())
    >>> audit(checkpoint, files.get)
    Audited(entries=3, tiles=1)
    >>> files[Bundle(0, 3).path] = write_bundle([b"one", b"2", b"three"])
    >>> audit(checkpoint, files.get)
    Traceback (most recent call last):
    civics.transparency.errors.ProofError: log.entry(index=1, path='tile/entries/000.p/3')
    """
    levels = [list(tiles) for _, tiles in groupby(tiles_of(checkpoint.size), lambda t: t.level)]
    below = _hashes_of_entries(levels[0], fetch, each) if levels and entries else None
    rows: list[tuple[bytes, ...]] = []
    for tiles in levels:
        roots: list[bytes] = []
        rest: tuple[bytes, ...] = ()
        for tile, stated in _read(tiles, fetch, each):
            computed = next(below) if below else stated
            if computed != stated:
                raise _difference(tile, stated, computed)
            if tile.width == TILE_WIDTH:
                roots.append(root_of(stated))
            else:
                rest = stated
        rows.append(rest)
        below = _slices(roots)
    if RightEdge(checkpoint.size, tuple(rows)).root() != checkpoint.root:
        raise ProofError("log.root", size=checkpoint.size)
    return Audited(checkpoint.size if entries else 0, sum(len(tiles) for tiles in levels))


def check_continuation(held: Checkpoint, now: Checkpoint, fetch: Fetch) -> None:
    """Check that a log still begins with what it was when it was seen before.

    `now` and the tiles behind `fetch` were audited. Raises `log.forked` if both cannot be true of
    one log, and `log.rolled_back` if it shows an older state than it did.
    """
    if now.size < held.size:
        raise ProofError("log.rolled_back", size1=held.size, size2=now.size)
    if held.size == 0:
        return
    root = tree_root(held.size, TileReader(now.size, fetch)) if held.size < now.size else now.root
    if root != held.root:
        raise ProofError("log.forked", size1=held.size, size2=now.size)


def _read(
    tiles: Sequence[Tile], fetch: Fetch, each: Each
) -> Iterator[tuple[Tile, tuple[bytes, ...]]]:
    raws = each(fetch, [tile.path for tile in tiles])
    for tile, raw in zip(tiles, raws, strict=True):
        first = tile.index * TILE_WIDTH << TILE_LEVELS * tile.level
        with _Naming(first):
            hashes = fetch_tile(tile, _already(tile.path, raw, fetch))
        yield tile, hashes


def _hashes_of_entries(
    tiles: Sequence[Tile], fetch: Fetch, each: Each
) -> Iterator[tuple[bytes, ...]]:
    bundles = [Bundle(tile.index, tile.width) for tile in tiles]
    raws = each(fetch, [bundle.path for bundle in bundles])
    for bundle, raw in zip(bundles, raws, strict=True):
        with _Naming(bundle.index * TILE_WIDTH):
            entries = fetch_entries(bundle, _already(bundle.path, raw, fetch))
        yield tuple(map(leaf_hash, entries))


def _slices(hashes: list[bytes]) -> Iterator[tuple[bytes, ...]]:
    for at in range(0, len(hashes), TILE_WIDTH):
        yield tuple(hashes[at : at + TILE_WIDTH])


def _difference(tile: Tile, stated: Sequence[bytes], computed: Sequence[bytes]) -> ProofError:
    slot = next(n for n in range(tile.width) if stated[n] != computed[n])
    at = tile.index * TILE_WIDTH + slot
    if tile.level == 0:
        return ProofError("log.entry", index=at, path=Bundle(tile.index, tile.width).path)
    first = at << TILE_LEVELS * tile.level
    last = ((at + 1) << TILE_LEVELS * tile.level) - 1
    return ProofError("log.tile", index=first, last=last, path=tile.path)


def _already(path: str, raw: bytes | None, fetch: Fetch) -> Fetch:
    return lambda asked: raw if asked == path else fetch(asked)


class _Naming:
    """Says of what cannot be read with which entry it begins: there it is the log's fault."""

    def __init__(self, index: int) -> None:
        self.index = index

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, InputError) and error.code in BROKEN:
            raise ProofError(error.code, **error.params, index=self.index) from None
