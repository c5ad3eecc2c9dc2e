"""The keys of logs and witnesses, as text that people can copy. C2SP signed-note."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from civics.transparency.cosignatures import cosigned_message, split_cosignature
from civics.transparency.encoding import from_base64, to_base64
from civics.transparency.errors import InputError

__all__ = ["COSIGNATURE", "ED25519", "Signature", "SigningKey", "VerifierKey", "check_name"]

ED25519, COSIGNATURE = 0x01, 0x04
"""Signature types of C2SP signed-note: of a log over the text, of a witness with its time."""

KEY_BYTES = 32
PRIVATE = "PRIVATE+KEY+"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line of a note: who, with which key, and the bytes."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        """C2SP signed-note, "Signatures"."""
        return f"— {self.name} {to_base64(self.key_id + self.signature)}\n"

    @property
    def time(self) -> int:
        """When a witness saw the checkpoint; only for cosignatures."""
        return split_cosignature(self.signature)[0]


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name of its holder. C2SP signed-note, "Verifier keys".

    The name of a log's key is the log's origin.

    >>> key = VerifierKey.parse(
    ...     "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    ... )
    >>> key.name, key.kind, key.key_id.hex()
    ('example.com/foo', 1, '530d903a')
    """

    name: str
    kind: int
    public: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if self.kind not in (ED25519, COSIGNATURE):
            raise InputError("key.kind", name=self.name, kind=self.kind)
        if len(self.public) != KEY_BYTES:
            raise InputError("key.length", name=self.name, length=len(self.public))

    @classmethod
    def parse(cls, vkey: str) -> VerifierKey:
        """Raises `key.format`, `key.kind`, `key.length`, or `key.id` if a character was changed."""
        name, key_id, raw = _parts(vkey.strip("\n"))
        key = cls(name, raw[0], raw[1:])
        if key.key_id.hex() != key_id:
            raise InputError("key.id", name=name, stated=key_id)
        return key

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of one name apart. They prove nothing: others can be made
        to collide, whose signatures then do not verify.
        """
        return _key_id(self.name, self.kind, self.public)

    @property
    def vkey(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{to_base64(bytes([self.kind]) + self.public)}"

    def verifies(self, text: str, signature: bytes) -> bool:
        """Whether this key made the signature over a note's text. RFC 8032, section 5.1.7."""
        message = text.encode()
        if self.kind == COSIGNATURE:
            try:
                time, signature = split_cosignature(signature)
            except InputError:
                return False
            message = cosigned_message(text, time)
        return self.signed(message, signature)

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether the bare Ed25519 signature over these bytes is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key with the name of its holder.

    `seed` are 32 random bytes from the caller; neither `repr` nor an error shows them. The text
    form is that of Go's `sumdb/note`: `PRIVATE+KEY+name+id+base64`.

    >>> key = SigningKey("example.com/log", ED25519, bytes(32))
    >>> key
    SigningKey(name='example.com/log', kind=1)
    >>> SigningKey.parse(key.skey) == key
    True
    """

    name: str
    kind: int
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.seed) != KEY_BYTES:
            raise InputError("key.length", name=self.name, length=len(self.seed))
        _ = self.verifier  # refuses a bad name or kind

    @classmethod
    def parse(cls, skey: str) -> SigningKey:
        text = skey.strip("\n")
        if not text.startswith(PRIVATE):
            raise InputError("key.format")
        name, key_id, raw = _parts(text.removeprefix(PRIVATE))
        key = cls(name, raw[0], raw[1:])
        if key.verifier.key_id.hex() != key_id:
            raise InputError("key.id", name=name, stated=key_id)
        return key

    @property
    def skey(self) -> str:
        secret = to_base64(bytes([self.kind]) + self.seed)
        return f"{PRIVATE}{self.name}+{self.verifier.key_id.hex()}+{secret}"

    @property
    def verifier(self) -> VerifierKey:
        return VerifierKey(self.name, self.kind, self._private().public_key().public_bytes_raw())

    def sign(self, text: str) -> Signature:
        """Sign a note's text. C2SP signed-note, "Ed25519 signatures"."""
        if self.kind != ED25519:
            raise InputError("key.kind", name=self.name, kind=self.kind)
        signed = self._private().sign(text.encode())
        return Signature(self.name, self.verifier.key_id, signed)

    def cosign(self, body: str, time: int) -> Signature:
        """Cosign a checkpoint's text at a time. C2SP tlog-cosignature, "Format"."""
        if self.kind != COSIGNATURE:
            raise InputError("key.kind", name=self.name, kind=self.kind)
        signed = self._private().sign(cosigned_message(body, time))
        return Signature(self.name, self.verifier.key_id, time.to_bytes(8, "big") + signed)

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def check_name(name: str) -> None:
    """C2SP signed-note, "Format": not empty, no Unicode space, no plus; `key.name` otherwise."""
    bad = any(each.isspace() or each == "+" or each < " " for each in name)
    unwritable = any("\ud800" <= each <= "\udfff" for each in name)  # surrogates
    if not name or bad or unwritable:
        raise InputError("key.name", name=name)


def _parts(text: str) -> tuple[str, str, bytes]:
    """Name, id and bytes; the base64 may have plus signs of its own, name and id may not."""
    parts = text.split("+", 2)
    if len(parts) != 3 or len(parts[1]) != 8:
        raise InputError("key.format")
    raw = from_base64(parts[2], "key.format")
    if not raw:
        raise InputError("key.format")
    return parts[0], parts[1], raw


def _key_id(name: str, kind: int, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]
