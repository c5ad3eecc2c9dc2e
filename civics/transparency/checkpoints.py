"""Checkpoints: what a log promises about all its entries, in three lines. C2SP tlog-checkpoint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from civics.transparency.encoding import decimal, from_base64, to_base64
from civics.transparency.errors import InputError, ProofError
from civics.transparency.keys import COSIGNATURE, ED25519, Signature, SigningKey, VerifierKey
from civics.transparency.notes import open_note, sign_note
from civics.transparency.tree import EMPTY_ROOT, HASH_BYTES

__all__ = ["Checkpoint", "OpenedCheckpoint", "open_checkpoint", "sign_checkpoint"]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The log with this origin had this size and this root. C2SP tlog-checkpoint, "Note text".

    >>> text = Checkpoint("example.com/log", 0, EMPTY_ROOT).text
    >>> text.splitlines()[:2]
    ['example.com/log', '0']
    >>> Checkpoint.parse(text).size
    0
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.origin or "\n" in self.origin:
            raise InputError("checkpoint.origin", origin=self.origin)
        if self.size < 0:
            raise InputError("checkpoint.size", value=self.size)
        if len(self.root) != HASH_BYTES or (self.size == 0 and self.root != EMPTY_ROOT):
            raise InputError("checkpoint.root", size=self.size, length=len(self.root))
        if any(not line or "\n" in line for line in self.extensions):
            raise InputError("checkpoint.extension")

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read the text of a note; `checkpoint.format`, `.origin`, `.size`, `.root`,
        `.extension`.
        """
        lines = text.split("\n")
        if len(lines) < 4 or lines[-1]:
            raise InputError("checkpoint.format")
        size = decimal(lines[1], "checkpoint.size")
        root = from_base64(lines[2], "checkpoint.root")
        return cls(lines[0], size, root, tuple(lines[3:-1]))

    @property
    def text(self) -> str:
        lines = [self.origin, str(self.size), to_base64(self.root), *self.extensions]
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class OpenedCheckpoint:
    """A checkpoint that its log signed, and the witnesses who saw it."""

    checkpoint: Checkpoint
    raw: bytes
    log: VerifierKey
    cosignatures: tuple[tuple[VerifierKey, Signature], ...]

    @property
    def seen_at(self) -> int | None:
        """The earliest time at which a trusted witness saw it, in seconds since 1970.

        Whatever the checkpoint contains existed before that, if one trusts that witness's clock.
        """
        return min((signature.time for _, signature in self.cosignatures), default=None)


def sign_checkpoint(checkpoint: Checkpoint, key: SigningKey) -> bytes:
    """The note that a log publishes. C2SP tlog-checkpoint, "Signatures".

    Raises `checkpoint.origin` if the key has another name than the log.
    """
    if key.name != checkpoint.origin:
        raise InputError("checkpoint.origin", origin=checkpoint.origin)
    return sign_note(checkpoint.text, [key])


def open_checkpoint(
    raw: bytes, logs: Iterable[VerifierKey], witnesses: Iterable[VerifierKey] = ()
) -> OpenedCheckpoint:
    """Verify a checkpoint by the keys of logs one trusts. C2SP tlog-checkpoint, "Signatures".

    The log whose name is the origin has to have signed; cosignatures of known witnesses are
    verified, those of unknown ones ignored.

    Raises
    ------
    ProofError
        `checkpoint.unsigned` if no such log signed, or as `open_note`.
    InputError
        As `open_note` and `Checkpoint.parse`.
    """
    log_keys = [key for key in logs if key.kind == ED25519]
    witness_keys = [key for key in witnesses if key.kind == COSIGNATURE]
    note = open_note(raw, [*log_keys, *witness_keys])
    checkpoint = Checkpoint.parse(note.text)
    signed = [key for key, _ in note.verified if key in log_keys and key.name == checkpoint.origin]
    if not signed:
        raise ProofError("checkpoint.unsigned", origin=checkpoint.origin)
    cosigned = tuple(pair for pair in note.verified if pair[0].kind == COSIGNATURE)
    return OpenedCheckpoint(checkpoint, raw, signed[0], cosigned)
