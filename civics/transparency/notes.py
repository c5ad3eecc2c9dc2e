"""Signed notes: a text, a blank line, and who signed it. C2SP signed-note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from civics.transparency.encoding import from_base64
from civics.transparency.errors import InputError, ProofError
from civics.transparency.keys import Signature, SigningKey, VerifierKey, check_name

__all__ = ["Note", "OpenedNote", "open_note", "parse_signature_lines", "sign_note", "split_note"]

NOTE_BYTES = 1_000_000
SIGNATURES = 100
"""The caps of Go's `sumdb/note`; the specification wants at least 16 signatures."""

DASH = "— "


@dataclass(frozen=True, slots=True)
class Note:
    """A note as it was read, which nobody has verified yet: do not believe its text."""

    text: str
    signatures: tuple[Signature, ...]

    @classmethod
    def parse(cls, raw: bytes) -> Note:
        """Take a note apart. C2SP signed-note, "Format".

        Raises as `split_note`, `note.signatures` (too many), `note.signature` (a line that is
        none) and `key.name`.
        """
        text, lines = split_note(raw)
        return cls(text, parse_signature_lines(lines))

    def to_bytes(self) -> bytes:
        return (self.text + "\n" + "".join(each.line() for each in self.signatures)).encode()

    def with_signatures(self, more: Iterable[Signature]) -> Note:
        return Note(self.text, (*self.signatures, *more))


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note whose text may be believed, as far as one trusts the keys in `verified`."""

    text: str
    verified: tuple[tuple[VerifierKey, Signature], ...]
    unknown: tuple[Signature, ...]

    def signature_of(self, key: VerifierKey) -> Signature | None:
        return next((signature for by, signature in self.verified if by == key), None)


def sign_note(text: str, keys: Iterable[SigningKey]) -> bytes:
    """A note with one Ed25519 signature of each key. C2SP signed-note, "Ed25519 signatures".

    >>> key = SigningKey("example.com/log", 1, bytes(32))
    >>> opened = open_note(sign_note("Hello.\\n", [key]), [key.verifier])
    >>> opened.text
    'Hello.\\n'
    """
    _no_control(text)
    if not text.endswith("\n"):
        raise InputError("note.format")
    return Note(text, tuple(key.sign(text) for key in keys)).to_bytes()


def open_note(raw: bytes, keys: Iterable[VerifierKey]) -> OpenedNote:
    """Verify a note. C2SP signed-note, "Signatures".

    Signatures of unknown keys are ignored: anybody may add one. A bad signature of a *known* key
    rejects the note, even beside good ones. A key's second signature is not looked at.

    Raises
    ------
    ProofError
        `note.bad_signature` with the name, `note.unsigned` if no known key signed.
    InputError
        As `Note.parse`; `note.ambiguous` if two given keys share name and id.
    """
    note = Note.parse(raw)
    known: dict[tuple[str, bytes], list[VerifierKey]] = {}
    for key in keys:
        known.setdefault((key.name, key.key_id), []).append(key)
    verified: dict[tuple[str, bytes], tuple[VerifierKey, Signature]] = {}
    unknown: dict[Signature, None] = {}
    for signature in note.signatures:
        who = signature.name, signature.key_id
        candidates = known.get(who, [])
        if not candidates:
            unknown[signature] = None
            continue
        if len(candidates) > 1:
            raise InputError("note.ambiguous", name=signature.name)
        if who in verified:
            continue
        if not candidates[0].verifies(note.text, signature.signature):
            raise ProofError("note.bad_signature", name=signature.name)
        verified[who] = candidates[0], signature
    if not verified:
        raise ProofError("note.unsigned")
    return OpenedNote(note.text, tuple(verified.values()), tuple(unknown))


def split_note(raw: bytes) -> tuple[str, str]:
    """The text and the signature lines of a note. C2SP signed-note, "Format".

    The text may have blank lines of its own, so the *last* one separates the two. Raises
    `note.format`, `note.encoding`, `note.control` and `note.size`.
    """
    if len(raw) > NOTE_BYTES:
        raise InputError("note.size", length=len(raw))
    try:
        whole = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise InputError("note.encoding") from None
    _no_control(whole)
    text, blank, lines = whole.rpartition("\n\n")
    if not blank or not lines:
        raise InputError("note.format")
    return f"{text}\n", lines


def parse_signature_lines(lines: str) -> tuple[Signature, ...]:
    """Signature lines alone, as a witness answers with. C2SP signed-note, "Format"."""
    if not lines.endswith("\n"):
        raise InputError("note.format")
    rows = lines[:-1].split("\n")
    if len(rows) > SIGNATURES:
        raise InputError("note.signatures", count=len(rows))
    return tuple(_signature(row) for row in rows)


def _signature(row: str) -> Signature:
    name, space, encoded = row.removeprefix(DASH).partition(" ")
    if not row.startswith(DASH) or not space:
        raise InputError("note.signature", line=row[:80])
    check_name(name)
    raw = from_base64(encoded, "note.signature")
    if len(raw) < 5:
        raise InputError("note.signature", line=row[:80])
    return Signature(name, raw[:4], raw[4:])


def _no_control(text: str) -> None:
    if any(each < " " and each != "\n" for each in text):
        raise InputError("note.control")
