"""The erasure journal: what was erased, kept outside of the database and its backups.

A line is on disk before the database forgets. So neither a crash in between nor a backup from
before can bring words back: the journal is replayed after both. It names entries, not people.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Erased:
    """The passage `field` of the fact whose entry is `entry`, on what basis, at what time."""

    entry: str
    field: str
    basis: str
    at: str


def path() -> Path:
    return Path(settings.HOME) / "erasures.jsonl"


def write(erased: Erased) -> None:
    """Add a line and wait until it is on disk."""
    new = not path().exists()
    line = json.dumps(asdict(erased), sort_keys=True).encode() + b"\n"
    with open(path(), "ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if _torn(path()):  # a line that a crash cut off was never acknowledged
            line = b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    if new:
        handle = os.open(path().parent, os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(handle)
        os.close(handle)


def _torn(file: Path) -> bool:
    content = file.read_bytes()[-1:]
    return content not in (b"", b"\n")


def lines(file: Path | None = None) -> Iterator[Erased]:
    """All erasures, oldest first. A line that a crash cut off is passed over."""
    file = file or path()
    for line in file.read_bytes().splitlines() if file.exists() else ():
        try:
            yield Erased(**json.loads(line))
        except (ValueError, TypeError):
            continue
