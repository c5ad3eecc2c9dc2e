"""One entry's proof as a file that can be checked without the network. C2SP tlog-proof."""

from __future__ import annotations

from dataclasses import dataclass

from civics.transparency.checkpoints import OpenedCheckpoint
from civics.transparency.encoding import decimal, from_base64, to_base64
from civics.transparency.errors import InputError
from civics.transparency.policies import Policy
from civics.transparency.proofs import verify_inclusion
from civics.transparency.tree import HASH_BYTES, of_hash_length

__all__ = ["ProofFile"]

HEADER = b"c2sp.org/tlog-proof@v1"
MOST_HASHES = 63


@dataclass(frozen=True, slots=True)
class ProofFile:
    """Index, inclusion proof and signed checkpoint; `extra` is nobody's word and never believed.

    >>> proof = ProofFile(0, (), b"checkpoint\\n")
    >>> ProofFile.parse(proof.to_bytes()) == proof
    True
    """

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    extra: bytes | None = None

    def __post_init__(self) -> None:
        of_hash_length(self.hashes)

    @classmethod
    def parse(cls, raw: bytes) -> ProofFile:
        """C2SP tlog-proof, "Format". The checkpoint's bytes are kept as they are.

        Raises `proof_file.header`, `proof_file.extra`, `proof_file.index`, `proof_file.hash`,
        `proof_file.format`.
        """
        head, blank, checkpoint = raw.partition(b"\n\n")
        try:
            lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError:
            raise InputError("proof_file.header") from None
        if lines.pop(0) != HEADER.decode():
            raise InputError("proof_file.header")
        if not blank or not checkpoint or not lines:
            raise InputError("proof_file.format")
        extra = None
        if lines[0].startswith("extra "):
            extra = from_base64(lines.pop(0).removeprefix("extra "), "proof_file.extra")
        if not lines or not lines[0].startswith("index "):
            raise InputError("proof_file.index", value=lines[0][:80] if lines else "")
        index = decimal(lines.pop(0).removeprefix("index "), "proof_file.index")
        hashes = tuple(from_base64(line, "proof_file.hash") for line in lines)
        if len(hashes) > MOST_HASHES or any(len(each) != HASH_BYTES for each in hashes):
            raise InputError("proof_file.hash", value=len(hashes))
        return cls(index, hashes, checkpoint, extra)

    def to_bytes(self) -> bytes:
        lines = [HEADER.decode()]
        if self.extra is not None:
            lines.append(f"extra {to_base64(self.extra)}")
        lines.append(f"index {self.index}")
        lines += [to_base64(each) for each in self.hashes]
        return ("\n".join(lines) + "\n\n").encode() + self.checkpoint

    def verify(self, leaf: bytes, policy: Policy) -> OpenedCheckpoint:
        """Check signatures, quorum and inclusion of the entry with this leaf hash.

        Raises as `Policy.open` and `verify_inclusion`.
        """
        opened = policy.open(self.checkpoint)
        checkpoint = opened.checkpoint
        verify_inclusion(self.index, checkpoint.size, leaf, self.hashes, checkpoint.root)
        return opened
