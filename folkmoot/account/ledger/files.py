"""The ledger's own folder. What is kept here is on disk before anyone is told of it."""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


def folder(brand: str) -> Path:
    """What the world may read of a brand's log."""
    return Path(settings.HOME) / "ledger" / brand


def key_file(brand: str) -> Path:
    """The signing key; what it last signed lies beside it, apart from database and backups."""
    return Path(settings.HOME) / "keys" / "ledger" / brand


def witness_file() -> Path:
    return Path(settings.WITNESSES)


def keep(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write one file whole or not at all, and let it survive a power cut."""
    keep_all({path: content}, mode=mode)


def keep_all(contents: Mapping[Path, bytes], *, mode: int = 0o644) -> None:
    """The same for many files; each folder is brought to disk once, after its files."""
    for path, content in contents.items():
        make_folder(path.parent)
        part = path.with_name(f".{path.name}.part")
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    for parent in {path.parent for path in contents}:
        sync_folder(parent)


def move(old: Path, new: Path) -> None:
    """Rename a file for good; both are in one folder."""
    os.replace(old, new)
    sync_folder(new.parent)


def make_folder(path: Path) -> None:
    if not path.is_dir():
        make_folder(path.parent)
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


class AlreadyRunning(Exception):
    """Another process of this installation writes the log."""


@contextmanager
def only_writer() -> Iterator[None]:
    """Let one process write. The system frees the lock when that process dies, however it dies."""
    path = Path(settings.HOME) / "ledger" / ".lock"
    make_folder(path.parent)
    with open(path, "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(str(path)) from error
        yield
