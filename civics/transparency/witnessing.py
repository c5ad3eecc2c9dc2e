"""What a log asks a witness, and the answer: C2SP tlog-witness, without the network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from civics.transparency.checkpoints import Checkpoint, open_checkpoint
from civics.transparency.encoding import decimal, from_base64, to_base64
from civics.transparency.errors import InputError, ProofError
from civics.transparency.keys import COSIGNATURE, Signature, VerifierKey
from civics.transparency.notes import parse_signature_lines, split_note
from civics.transparency.proofs import verify_consistency
from civics.transparency.tree import HASH_BYTES, of_hash_length

__all__ = ["AddCheckpoint", "Judgement", "judge", "read_cosignatures"]

MOST_HASHES = 63


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """The body of `POST <prefix>/add-checkpoint`. C2SP tlog-witness, "add-checkpoint".

    >>> request = AddCheckpoint(0, (), b"example.com/log\\n")
    >>> request.to_bytes()[:6]
    b'old 0\\n'
    >>> AddCheckpoint.parse(request.to_bytes()) == request
    True
    """

    old: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def __post_init__(self) -> None:
        of_hash_length(self.proof)

    @classmethod
    def parse(cls, raw: bytes) -> AddCheckpoint:
        """Raises `witness.format`, `witness.old` or `witness.hash`."""
        head, blank, checkpoint = raw.partition(b"\n\n")
        try:
            lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError:
            raise InputError("witness.format") from None
        if not blank or not checkpoint or not lines[0].startswith("old "):
            raise InputError("witness.format")
        old = decimal(lines[0].removeprefix("old "), "witness.old")
        proof = tuple(from_base64(line, "witness.hash") for line in lines[1:])
        if len(proof) > MOST_HASHES or any(len(each) != HASH_BYTES for each in proof):
            raise InputError("witness.hash", value=len(proof))
        return cls(old, proof, checkpoint)

    def to_bytes(self) -> bytes:
        lines = [f"old {self.old}", *(to_base64(each) for each in self.proof)]
        return ("\n".join(lines) + "\n\n").encode() + self.checkpoint


@dataclass(frozen=True, slots=True)
class Judgement:
    """The status to answer with, and the checkpoint that it is about where one could be read.

    200: store the checkpoint and cosign it. 409: tell `size`, the size held. The rest: refuse.
    """

    status: int
    checkpoint: Checkpoint | None = None
    size: int | None = None


def judge(
    body: bytes, held: Mapping[str, Checkpoint], logs: Mapping[str, Sequence[VerifierKey]]
) -> Judgement:
    """What a witness answers, in the order of C2SP tlog-witness, "add-checkpoint".

    Parameters
    ----------
    body
        The request as it came.
    held
        By origin, the latest checkpoint that this witness cosigned.
    logs
        By origin, the keys of the logs that it serves.

    Reading `held`, judging and storing have to be one atomic step of the caller: two requests
    judged against the same checkpoint could otherwise roll the log back.
    """
    try:
        request = AddCheckpoint.parse(body)
        text, _ = split_note(request.checkpoint)
        origin = Checkpoint.parse(text).origin
    except InputError:
        return Judgement(400)
    if origin not in logs:
        return Judgement(404)
    try:
        checkpoint = open_checkpoint(request.checkpoint, logs[origin]).checkpoint
    except InputError:  # a line that is no signature proves no more than a bad one
        return Judgement(403)
    if request.old > checkpoint.size:
        return Judgement(400, checkpoint)
    before = held.get(origin)
    size = before.size if before else 0
    if request.old != size:
        return Judgement(409, checkpoint, size)
    if before is None or size == 0:  # nothing to be consistent with
        return Judgement(422 if request.proof else 200, checkpoint)
    if size == checkpoint.size and before.root != checkpoint.root:
        return Judgement(409, checkpoint, size)
    try:
        verify_consistency(size, checkpoint.size, request.proof, before.root, checkpoint.root)
    except ProofError:
        return Judgement(422, checkpoint)
    return Judgement(200, checkpoint)


def read_cosignatures(
    response: bytes, body: str, witnesses: Iterable[VerifierKey]
) -> tuple[Signature, ...]:
    """The good cosignatures in a witness's answer. C2SP tlog-witness, "add-checkpoint".

    Parameters
    ----------
    response
        The body of the answer with status 200.
    body
        The text of the checkpoint that was sent.
    witnesses
        The keys of the witness that was asked. Lines of other keys are ignored.

    Raises `note.*` for what is no signature lines, and `note.bad_signature` if a known key's
    cosignature does not verify.
    """
    known = {(key.name, key.key_id): key for key in witnesses if key.kind == COSIGNATURE}
    try:
        lines = parse_signature_lines(response.decode("utf-8"))
    except UnicodeDecodeError:
        raise InputError("note.encoding") from None
    good = []
    for signature in lines:
        key = known.get((signature.name, signature.key_id))
        if key is None:
            continue
        if not key.verifies(body, signature.signature):
            raise ProofError("note.bad_signature", name=signature.name)
        good.append(signature)
    return tuple(good)
