"""What lies in a box, as bytes: papers of equal length, so that a sealed box tells only how many.

A box is `n` papers of 42 bytes and one for each choice, then the replaced ones of 58 bytes. It
knows nothing of the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from civics.ballots import NONCE_BYTES, TRACKER_BYTES, Definition

LOCK_BYTES = 32
COUNT_BYTES = 4


@dataclass(frozen=True, order=True)
class Slip:
    """A paper in the box: its tracker, the lock only its voter can open, and the choice."""

    tracker: str
    lock: str
    choice: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Replaced:
    """A paper that its voter took out again, with the key that shows it."""

    tracker: str
    lock: str
    key: str


@dataclass(frozen=True)
class Contents:
    slips: tuple[Slip, ...] = field(default=())
    replaced: tuple[Replaced, ...] = field(default=())


def pack(contents: Contents, definition: Definition) -> bytes:
    """Sorted by tracker, so that nothing in the box says what was put in last."""
    count = len(contents.slips).to_bytes(COUNT_BYTES, "big")
    slips = (_packed(slip, definition) for slip in sorted(contents.slips))
    gone = sorted(contents.replaced)
    replaced = (bytes.fromhex(each.tracker + each.lock + each.key) for each in gone)
    return b"".join((count, *slips, *replaced))


def unpack(packed: bytes, definition: Definition) -> Contents:
    count = int.from_bytes(packed[:COUNT_BYTES], "big")
    width = TRACKER_BYTES + LOCK_BYTES + len(definition.choices)
    end = COUNT_BYTES + count * width
    slips = [_slip(each, definition) for each in _cut(packed[COUNT_BYTES:end], width)]
    replaced = _cut(packed[end:], TRACKER_BYTES + LOCK_BYTES + NONCE_BYTES)
    return Contents(tuple(slips), tuple(_replaced(each) for each in replaced))


def _packed(slip: Slip, definition: Definition) -> bytes:
    places = [_place(key, slip.choice) for key in definition.choices]
    return bytes.fromhex(slip.tracker + slip.lock) + bytes(places)


def _place(key: str, choice: Sequence[str]) -> int:
    """The place of a key on the paper, from 1; 0 if it is not on it."""
    return choice.index(key) + 1 if key in choice else 0


def _slip(packed: bytes, definition: Definition) -> Slip:
    tracker, lock, places = _heads(packed)
    named = sorted(
        (place, key) for place, key in zip(places, definition.choices, strict=True) if place
    )
    return Slip(tracker, lock, tuple(key for _place, key in named))


def _replaced(packed: bytes) -> Replaced:
    tracker, lock, key = _heads(packed)
    return Replaced(tracker, lock, key.hex())


def _heads(packed: bytes) -> tuple[str, str, bytes]:
    end = TRACKER_BYTES + LOCK_BYTES
    return packed[:TRACKER_BYTES].hex(), packed[TRACKER_BYTES:end].hex(), packed[end:]


def _cut(packed: bytes, width: int) -> Iterator[bytes]:
    return (packed[at : at + width] for at in range(0, len(packed), width))
