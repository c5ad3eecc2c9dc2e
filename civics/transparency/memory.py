"""What this machine saw of each log: the last checkpoint, and evidence where one contradicts it."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from civics.transparency.errors import InputError
from civics.transparency.evidence import Evidence

__all__ = ["Memory", "default_folder"]


def default_folder() -> Path:
    """`$XDG_STATE_HOME/civics/logs`, by default below `~/.local/state`."""
    base = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(base) / "civics" / "logs"


class Memory:
    """Files in a folder, named after the origins. Two verifiers that compare theirs gossip."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def last(self, origin: str) -> bytes | None:
        try:
            return self._file(origin, "checkpoint").read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise InputError(
                "state.unreadable", file=str(self.folder), why=error.strerror
            ) from None

    def remember(self, origin: str, checkpoint: bytes) -> None:
        """Replace the last checkpoint as a whole: a reader never sees half of one."""
        self._write(self._file(origin, "checkpoint"), checkpoint)

    def keep(self, origin: str, evidence: Evidence) -> Path:
        """Keep evidence beside the checkpoint; the same evidence has the same name."""
        raw = evidence.to_bytes()
        file = self._file(origin, f"{_short(raw)}.evidence.json")
        self._write(file, raw)
        return file

    def _write(self, file: Path, raw: bytes) -> None:
        new = file.with_name(f"{file.name}.{os.getpid()}.new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            new.write_bytes(raw)
            new.replace(file)
        except OSError as error:
            raise InputError("state.unwritable", file=str(file), why=error.strerror) from None

    def _file(self, origin: str, ending: str) -> Path:
        readable = re.sub("[^A-Za-z0-9.-]", "_", origin)[:80]
        return self.folder / f"{readable}.{_short(origin.encode())}.{ending}"


def _short(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()[:8]
