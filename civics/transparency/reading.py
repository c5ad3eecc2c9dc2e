"""Reading hashes out of a log's tiles, wherever they lie."""

from collections.abc import Callable

from civics.transparency.errors import InputError
from civics.transparency.tiles import (
    TILE_LEVELS,
    TILE_WIDTH,
    Bundle,
    Tile,
    read_bundle,
    read_tile,
)
from civics.transparency.tree import HASH_BYTES, root_of

__all__ = ["Fetch", "TileReader", "fetch_entries", "fetch_tile"]

Fetch = Callable[[str], bytes | None]
"""From a path below the log's prefix to its bytes, or None if the log does not have it."""


class TileReader:
    """A `ReadHash` over the tiles of a tree whose size is known from a verified checkpoint.

    >>> from civics.transparency.proofs import make_inclusion_proof, verify_inclusion
    >>> from civics.transparency.edge import RightEdge
    >>> from civics.transparency.tree import leaf_hash, root_of
    >>> leaves = [leaf_hash(b"%d" % n) for n in range(300)]
    >>> _, tiles = RightEdge().extend(leaves)
    >>> files = {tile.path: raw for tile, raw in tiles.items()}
    >>> proof = make_inclusion_proof(7, 300, TileReader(300, files.get))
    >>> verify_inclusion(7, 300, leaves[7], proof, root_of(leaves))

    What it reads is the log's word and no more: only a proof made from it, checked against a root
    that somebody signed, shows anything. Each tile is fetched once.
    """

    def __init__(self, size: int, fetch: Fetch) -> None:
        self.size = size
        self._fetch = fetch
        self._tiles: dict[Tile, tuple[bytes, ...]] = {}

    def __call__(self, level: int, index: int) -> bytes:
        tile = Tile.holding(level, index, self.size)
        if tile not in self._tiles:
            self._tiles[tile] = fetch_tile(tile, self._fetch)
        rest = level % TILE_LEVELS
        first = (index << rest) % TILE_WIDTH
        return root_of(self._tiles[tile][first : first + (1 << rest)])


def fetch_tile(tile: Tile, fetch: Fetch) -> tuple[bytes, ...]:
    """The hashes of a tile; `log.missing` if the log does not have it.

    C2SP tlog-tiles, "Partial Tiles": a log may drop a partial tile once the full one is there, so
    the beginning of the full one stands in for it.
    """
    raw = fetch(tile.path)
    if raw is None and tile.width < TILE_WIDTH:
        whole = fetch(tile.full.path)
        raw = None if whole is None else whole[: tile.width * HASH_BYTES]
    if raw is None:
        raise InputError("log.missing", path=tile.path)
    return read_tile(raw, tile)


def fetch_entries(bundle: Bundle, fetch: Fetch) -> tuple[bytes, ...]:
    """The entries of a bundle, in the same way."""
    raw = fetch(bundle.path)
    if raw is not None:
        return read_bundle(raw, bundle)
    whole = fetch(bundle.full.path) if bundle.width < TILE_WIDTH else None
    if whole is None:
        raise InputError("log.missing", path=bundle.path)
    return read_bundle(whole, bundle.full)[: bundle.width]
