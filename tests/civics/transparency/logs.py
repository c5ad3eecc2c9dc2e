"""Logs to audit: small ones of our own, and the one that Go made."""

from dataclasses import dataclass, field
from pathlib import Path

from civics.transparency import (
    COSIGNATURE,
    ED25519,
    Bundle,
    Checkpoint,
    Note,
    RightEdge,
    SigningKey,
    bundles_of,
    leaf_hash,
    sign_checkpoint,
    write_bundle,
)

KEY = SigningKey("example.com/log", ED25519, b"\1" * 32)
WITNESS = SigningKey("example.com/witness", COSIGNATURE, b"\2" * 32)


@dataclass
class Log:
    """A log as files by path."""

    entries: list[bytes] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    edge: RightEdge = field(default_factory=RightEdge)
    key: SigningKey = KEY

    def append(self, *entries: bytes, seen_at: int | None = None) -> "Log":
        self.entries += entries
        self.edge, written = self.edge.extend([leaf_hash(entry) for entry in entries])
        self.files |= {tile.path: raw for tile, raw in written.items()}
        for bundle in bundles_of(len(self.entries)):
            self.files[bundle.path] = write_bundle(_of(self.entries, bundle))
        note = Note.parse(sign_checkpoint(self.checkpoint, self.key))
        if seen_at is not None:
            note = note.with_signatures([WITNESS.cosign(note.text, seen_at)])
        self.files["checkpoint"] = note.to_bytes()
        return self

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint(self.key.name, len(self.entries), self.edge.root())

    def write(self, folder: Path) -> Path:
        for path, raw in self.files.items():
            file = folder / path
            if file.is_dir():  # a folder of partial tiles has the name of none
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(raw)
        return folder


def log_of(size: int, *, seen_at: int | None = None) -> Log:
    return Log().append(*(b"entry %d" % n for n in range(size)), seen_at=seen_at)


def _of(entries: list[bytes], bundle: Bundle) -> list[bytes]:
    return entries[bundle.index * 256 : bundle.index * 256 + bundle.width]
