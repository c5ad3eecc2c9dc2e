"""A tree as static files, and the entries beside it: C2SP tlog-tiles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from civics.transparency.errors import InputError
from civics.transparency.tree import HASH_BYTES

__all__ = [
    "ENTRY_BYTES",
    "TILE_WIDTH",
    "Bundle",
    "Tile",
    "bundles_of",
    "parse_tile_path",
    "read_bundle",
    "read_tile",
    "tiles_of",
    "write_bundle",
    "write_tile",
]

TILE_WIDTH = 256
TILE_LEVELS = 8
"""Levels of the tree in one level of tiles: 256 is 2 to the 8th."""

ENTRY_BYTES = 65_535
"""The longest entry: its length is written in two bytes."""

PATH = re.compile(r"tile/(entries|[0-9]{1,2})/((?:x[0-9]{3}/)*[0-9]{3})(?:\.p/([0-9]{1,3}))?")


@dataclass(frozen=True, order=True, slots=True)
class Tile:
    """Up to 256 neighbouring hashes of one level. C2SP tlog-tiles, "Merkle Tree".

    The hashes of level L stand each for 256^L leaves; those of level 0 are leaf hashes. A partial
    tile, the last one of its level, has a width below 256 and a path of its own, so that no path
    ever changes what it holds.

    >>> Tile(0, 1234067).path
    'tile/0/x001/x234/067'
    >>> Tile(1, 1, 17).path
    'tile/1/001.p/17'
    """

    level: int
    index: int
    width: int = TILE_WIDTH

    def __post_init__(self) -> None:
        if not (0 <= self.level <= 63 and self.index >= 0 and 1 <= self.width <= TILE_WIDTH):
            raise InputError("tile.path", path=f"{self.level}/{self.index}.p/{self.width}")

    @property
    def path(self) -> str:
        return f"tile/{self.level}/{_number(self.index)}{_partial(self.width)}"

    @property
    def full(self) -> Tile:
        """The same place when it has filled up."""
        return Tile(self.level, self.index)

    @classmethod
    def holding(cls, level: int, index: int, size: int) -> Tile:
        """The tile from which a tree of `size` leaves gives the perfect subtree (level, index).

        Only the tiles that a verified size implies exist for a client; any other one raises
        `tile.beyond`.
        """
        tile_level, rest = divmod(level, TILE_LEVELS)
        first = index << rest
        at = first // TILE_WIDTH
        width = min((size >> TILE_LEVELS * tile_level) - at * TILE_WIDTH, TILE_WIDTH)
        if first < 0 or first % TILE_WIDTH + (1 << rest) > width:
            raise InputError("tile.beyond", level=level, index=index, size=size)
        return cls(tile_level, at, width)


@dataclass(frozen=True, order=True, slots=True)
class Bundle:
    """Up to 256 neighbouring entries. C2SP tlog-tiles, "Log Entries".

    >>> Bundle(273, 112).path
    'tile/entries/273.p/112'
    """

    index: int
    width: int = TILE_WIDTH

    def __post_init__(self) -> None:
        if not (self.index >= 0 and 1 <= self.width <= TILE_WIDTH):
            raise InputError("tile.path", path=f"entries/{self.index}.p/{self.width}")

    @property
    def path(self) -> str:
        return f"tile/entries/{_number(self.index)}{_partial(self.width)}"

    @property
    def full(self) -> Bundle:
        return Bundle(self.index)


def parse_tile_path(path: str) -> Tile | Bundle:
    """The tile or bundle at a path; `tile.path` for what is not spelled in the one right way.

    >>> parse_tile_path("tile/entries/x001/x234/067")
    Bundle(index=1234067, width=256)
    """
    found = PATH.fullmatch(path)
    if not found:
        raise InputError("tile.path", path=path)
    level, number, width = found.groups()
    index = int(number.replace("x", "").replace("/", ""))
    whole = TILE_WIDTH if width is None else int(width)
    tile = Bundle(index, whole) if level == "entries" else Tile(int(level), index, whole)
    if tile.path != path:
        raise InputError("tile.path", path=path)
    return tile


def tiles_of(size: int) -> Iterator[Tile]:
    """Every tile that a tree of this size has, level by level: full ones, then the partial one.

    C2SP tlog-tiles, "Merkle Tree": a level ends with a partial tile unless it would be empty, and
    partial tiles are never hashed into the level above.

    >>> [tile.path for tile in tiles_of(70_000)][-4:]
    ['tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1']
    """
    level, hashes = 0, size
    while hashes:
        full, rest = divmod(hashes, TILE_WIDTH)
        for index in range(full):
            yield Tile(level, index)
        if rest:
            yield Tile(level, full, rest)
        level, hashes = level + 1, full


def bundles_of(size: int) -> Iterator[Bundle]:
    """Every bundle of entries of a log of this size, in order."""
    full, rest = divmod(size, TILE_WIDTH)
    for index in range(full):
        yield Bundle(index)
    if rest:
        yield Bundle(full, rest)


def write_tile(hashes: Sequence[bytes]) -> bytes:
    """A tile from its hashes: they stand side by side."""
    return b"".join(hashes)


def read_tile(raw: bytes, tile: Tile) -> tuple[bytes, ...]:
    """The hashes in a tile; `tile.length` if it does not hold exactly `width` of them."""
    if len(raw) != tile.width * HASH_BYTES:
        raise InputError("tile.length", path=tile.path, length=len(raw))
    return tuple(raw[at : at + HASH_BYTES] for at in range(0, len(raw), HASH_BYTES))


def write_bundle(entries: Sequence[bytes]) -> bytes:
    """A bundle from its entries: each after its length in two bytes, big end first.

    C2SP tlog-tiles, "Log Entries". Raises `entry.length` for one of more than 65,535 bytes.

    >>> write_bundle([b"one", b""])
    b'\\x00\\x03one\\x00\\x00'
    """
    for entry in entries:
        if len(entry) > ENTRY_BYTES:
            raise InputError("entry.length", length=len(entry))
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def read_bundle(raw: bytes, bundle: Bundle) -> tuple[bytes, ...]:
    """The entries of a bundle; `tile.entries` unless it holds exactly `width` whole ones."""
    entries: list[bytes] = []
    at = 0
    while at + 2 <= len(raw):
        end = at + 2 + (raw[at] << 8 | raw[at + 1])
        entries.append(raw[at + 2 : end])
        at = end
    if at != len(raw) or len(entries) != bundle.width:
        raise InputError("tile.entries", path=bundle.path, found=len(entries))
    return tuple(entries)


def _number(index: int) -> str:
    """In groups of three digits, all but the last with an x in front."""
    digits = str(index)
    groups = [f"{digits[max(end - 3, 0) : end]:0>3}" for end in range(len(digits), 0, -3)]
    return "/".join([f"x{group}" for group in groups[:0:-1]] + groups[:1])


def _partial(width: int) -> str:
    return "" if width == TILE_WIDTH else f".p/{width}"
