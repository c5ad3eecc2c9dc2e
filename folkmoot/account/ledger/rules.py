"""What an entry is: bytes that follow from a fact alone, so that anyone can make them again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import rfc8785

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact

VERSION = 1
MOST_BYTES = 8192


def entry_bytes(
    fact: "Fact", *, brand: str, refs: Iterable[int] = (), number: int | None = None
) -> bytes:
    """The log's entry for a fact: canonical JSON (RFC 8785).

    `refs` are the indexes of older entries that this one is about. The minute is all that is said
    of the time: a finer one could be matched with a sign-in.
    """
    entry = canonical(
        {
            "v": VERSION,
            "log": brand,
            "n": fact.number if number is None else number,
            "type": fact.kind,
            "subject": fact.subject,
            "id": fact.entry,
            "at": minute(fact.at),
            "pub": fact.published,
            "com": fact.commitments,
            "ref": list(refs),
        }
    )
    if len(entry) > MOST_BYTES:
        raise ValueError(f"fact {fact.number} makes an entry of {len(entry)} bytes")
    return entry


def canonical(value: Any) -> bytes:
    """RFC 8785. Where a value has only what both write alike, the faster encoder writes it: they
    differ in fractions, in very large numbers, and in the order of keys beyond ASCII."""
    if _plain(value):
        written = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return written.encode()
    return rfc8785.dumps(value)


def _plain(value: Any) -> bool:
    match value:
        case str() | None | bool():
            return True
        case int():
            return abs(value) < 2**53
        case dict():
            return all(k.isascii() for k in value) and all(map(_plain, value.values()))
        case list():
            return all(map(_plain, value))
    return False


def minute(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


@dataclass(frozen=True)
class Logged:
    """What an entry says, read back."""

    brand: str
    number: int
    kind: str
    subject: str
    id: str
    at: datetime
    published: dict[str, Any]
    commitments: dict[str, str]
    refs: list[int]


def read_entry(entry: bytes) -> Logged:
    said = json.loads(entry)
    return Logged(
        brand=said["log"],
        number=said["n"],
        kind=said["type"],
        subject=said["subject"],
        id=said["id"],
        at=datetime.strptime(said["at"], "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC),
        published=said["pub"],
        commitments=said["com"],
        refs=said["ref"],
    )
