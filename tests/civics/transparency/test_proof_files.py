"""`.tlog-proof` files."""

from base64 import b64decode
from pathlib import Path

import pytest

from civics.errors import InputError
from civics.transparency import (
    COSIGNATURE,
    ED25519,
    Checkpoint,
    Note,
    Policy,
    ProofError,
    ProofFile,
    SigningKey,
    leaf_hash,
    make_inclusion_proof,
    root_of,
    sign_checkpoint,
)
from tests.civics.transparency.vectors import hashes, load, refused

LOG = SigningKey("example.com/log", ED25519, b"\1" * 32)
WITNESS = SigningKey("example.com/witness", COSIGNATURE, b"\2" * 32)
LEAVES = [leaf_hash(b"%d" % n) for n in range(11)]


def test_the_formats_of_upstream(shared_data: Path) -> None:
    told = load(shared_data, "tlog-proof-formats.json")
    for case in told["good"]:
        proof = ProofFile.parse(case["text"].encode())
        extra = None if case["extra"] is None else b64decode(case["extra"])
        assert (proof.index, proof.extra) == (case["index"], extra)
        assert proof.hashes == hashes(case["hashes"])
        assert proof.checkpoint == case["checkpoint"].encode()
        assert proof.to_bytes() == case["text"].encode()
    for case in told["bad"]:
        assert refused(ProofFile.parse, case["text"].encode()), case["desc"]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\n\ncheckpoint\n",
        b"c2sp.org/tlog-proof@v1\n\ncheckpoint\n",
        b"c2sp.org/tlog-proof@v1\nindex 0\n\n",
        b"c2sp.org/tlog-proof@v1\nextra AA==\n\ncheckpoint\n",
        b"c2sp.org/tlog-proof@v1\nindex 0\n" + (b"A" * 43 + b"=\n") * 64 + b"\ncheckpoint\n",
    ],
)
def test_what_is_no_proof(raw: bytes) -> None:
    with pytest.raises(InputError, match=r"proof_file\."):
        ProofFile.parse(raw)


def test_a_proof_holds_by_a_policy() -> None:
    checkpoint = Checkpoint("example.com/log", 11, root_of(LEAVES))
    note = Note.parse(sign_checkpoint(checkpoint, LOG))
    seen = note.with_signatures([WITNESS.cosign(checkpoint.text, 1700000000)])
    path = make_inclusion_proof(
        4, 11, lambda level, i: root_of(LEAVES[i << level : (i + 1) << level])
    )
    proof = ProofFile(4, path, seen.to_bytes())
    policy = Policy((LOG.verifier,), {"w": WITNESS.verifier}, quorum="w")
    opened = ProofFile.parse(proof.to_bytes()).verify(LEAVES[4], policy)
    assert opened.seen_at == 1700000000
    with pytest.raises(ProofError, match=r"proof\.root"):
        proof.verify(LEAVES[5], policy)
    with pytest.raises(ProofError, match=r"policy\.quorum"):
        ProofFile(4, path, note.to_bytes()).verify(LEAVES[4], policy)


def test_a_proof_in_a_log_of_a_million_is_small() -> None:
    size = 1_000_000
    checkpoint = Checkpoint("fans.example.org/ledger/brand", size, b"\7" * 32)
    key = SigningKey(checkpoint.origin, ED25519, bytes(32))
    note = Note.parse(sign_checkpoint(checkpoint, key))
    seen = note.with_signatures([WITNESS.cosign(checkpoint.text, 1700000000)] * 2)
    path = make_inclusion_proof(999, size, lambda level, index: b"\5" * 32)
    assert len(ProofFile(999, path, seen.to_bytes()).to_bytes()) <= 2_000
