"""The right edge of a log's tiles: what a sequencer needs to append, and what it then writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from civics.transparency.errors import InputError
from civics.transparency.frontier import Frontier
from civics.transparency.reading import Fetch, fetch_tile
from civics.transparency.tiles import TILE_LEVELS, TILE_WIDTH, Tile, write_tile
from civics.transparency.tree import of_hash_length, root_of

__all__ = ["RightEdge"]


@dataclass(frozen=True, slots=True)
class RightEdge:
    """The hashes in the partial tile of each level, the leaves' level first.

    It is the second way to a root: a `Frontier` merges pairs, this one fills tiles. A log that
    signs only when both agree does not sign a flipped bit.

    >>> from civics.transparency.tree import leaf_hash
    >>> leaves = [leaf_hash(b"%d" % n) for n in range(300)]
    >>> edge, written = RightEdge().extend(leaves)
    >>> [tile.path for tile in written]
    ['tile/0/000', 'tile/0/001.p/44', 'tile/1/000.p/1']
    >>> edge.root() == Frontier().extend(leaves).root()
    True
    """

    size: int = 0
    rows: tuple[tuple[bytes, ...], ...] = ()

    def __post_init__(self) -> None:
        if tuple(len(row) for row in self.rows) != _widths(self.size):
            raise InputError("tile.edge", size=self.size)
        for row in self.rows:
            of_hash_length(row)

    @classmethod
    def read(cls, size: int, fetch: Fetch) -> RightEdge:
        """The edge of a tree of this size, from the partial tiles that lie there."""
        rows = []
        for level, width in enumerate(_widths(size)):
            tile = Tile(level, size >> TILE_LEVELS * (level + 1), width) if width else None
            rows.append(fetch_tile(tile, fetch) if tile else ())
        return cls(size, tuple(rows))

    def extend(self, leaf_hashes: Sequence[bytes]) -> tuple[RightEdge, dict[Tile, bytes]]:
        """The edge after more leaves, and every tile that is new, the lowest level first.

        C2SP tlog-tiles, "Merkle Tree": the root of each tile that filled up becomes a hash of the
        level above.
        """
        written: dict[Tile, bytes] = {}
        rows = []
        new, level = list(leaf_hashes), 0
        size = self.size + len(new)
        for level in range(len(_widths(size))):
            row = [*(self.rows[level] if level < len(self.rows) else ()), *new]
            first = self.size >> TILE_LEVELS * (level + 1)
            full = [row[at : at + TILE_WIDTH] for at in range(0, len(row), TILE_WIDTH)]
            rest = full.pop() if full and len(full[-1]) < TILE_WIDTH else []
            for step, hashes in enumerate(full):
                written[Tile(level, first + step)] = write_tile(hashes)
            if new and rest:
                written[Tile(level, first + len(full), len(rest))] = write_tile(rest)
            rows.append(tuple(rest))
            new = [root_of(hashes) for hashes in full]
        return RightEdge(size, tuple(rows)), written

    def frontier(self) -> Frontier:
        """The roots of the perfect subtrees, computed from the tiles' hashes anew."""
        hashes = []
        for row in reversed(self.rows):
            at = 0
            for step in (1 << power for power in range(TILE_LEVELS - 1, -1, -1)):
                if len(row) & step:
                    hashes.append(root_of(row[at : at + step]))
                    at += step
        return Frontier(self.size, tuple(hashes))

    def root(self) -> bytes:
        return self.frontier().root()


def _widths(size: int) -> tuple[int, ...]:
    """How many hashes stand in the partial tile of each level: the digits of size to base 256."""
    return tuple(size.to_bytes((size.bit_length() + 7) // 8, "little"))
