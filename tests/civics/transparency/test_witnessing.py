"""The witness's side of `add-checkpoint`, on the transcript of a real one."""

from pathlib import Path

import pytest

from civics.errors import InputError
from civics.transparency import (
    COSIGNATURE,
    ED25519,
    EMPTY_ROOT,
    AddCheckpoint,
    Checkpoint,
    ProofError,
    SigningKey,
    VerifierKey,
    judge,
    leaf_hash,
    make_consistency_proof,
    read_cosignatures,
    root_of,
    sign_checkpoint,
)
from tests.civics.transparency.vectors import load

LOG = SigningKey("example.com/log", ED25519, b"\1" * 32)
WITNESS = SigningKey("example.com/witness", COSIGNATURE, b"\2" * 32)
LEAVES = [leaf_hash(b"%d" % n) for n in range(11)]
LOGS = {LOG.name: [LOG.verifier]}


def checkpoint(size: int) -> Checkpoint:
    return Checkpoint(LOG.name, size, root_of(LEAVES[:size]))


def body(old: int, new: Checkpoint, proof: tuple[bytes, ...] = ()) -> bytes:
    return AddCheckpoint(old, proof, sign_checkpoint(new, LOG)).to_bytes()


def consistency(old: int, new: int) -> tuple[bytes, ...]:
    return make_consistency_proof(
        old, new, lambda level, i: root_of(LEAVES[i << level : (i + 1) << level])
    )


def test_the_transcript(shared_data: Path) -> None:
    told = load(shared_data, "witness-transcript.json")
    origin = told["origin"]
    logs = {origin: [VerifierKey(origin, ED25519, bytes.fromhex(told["log_ed25519_pub_hex"]))]}
    held: dict[str, Checkpoint] = {}
    for step in told["steps"]:
        judged = judge(step["body"].encode(), held, logs)
        assert str(judged.status) in str(step["status"]), step["why"]
        if judged.status == 200:
            assert judged.checkpoint
            held[origin] = judged.checkpoint
        if judged.status == 409:
            assert f"{judged.size}\n" == step["response"]
    assert held[origin].size == 5


def test_growing() -> None:
    held = {LOG.name: checkpoint(3)}
    assert judge(body(3, checkpoint(8), consistency(3, 8)), held, LOGS).status == 200
    assert judge(body(3, checkpoint(3)), held, LOGS).status == 200
    assert judge(body(3, checkpoint(8), consistency(4, 8)), held, LOGS).status == 422


def test_another_root_for_the_same_size_is_a_conflict() -> None:
    forked = Checkpoint(LOG.name, 3, b"\7" * 32)
    judged = judge(body(3, forked), {LOG.name: checkpoint(3)}, LOGS)
    assert (judged.status, judged.size) == (409, 3)


def test_the_first_time_there_is_nothing_to_prove() -> None:
    assert judge(body(0, checkpoint(8)), {}, LOGS).status == 200
    assert judge(body(0, checkpoint(8), (b"\1" * 32,)), {}, LOGS).status == 422
    empty = Checkpoint(LOG.name, 0, EMPTY_ROOT)
    assert judge(body(0, checkpoint(8)), {LOG.name: empty}, LOGS).status == 200


def test_going_back_is_refused() -> None:
    assert judge(body(8, checkpoint(3)), {LOG.name: checkpoint(8)}, LOGS).status == 400


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"old 1\n",
        b"new 1\n\nx\n",
        b"old 01\n\nx\n",
        b"old 1\nAAAA\n\nx\n",
        b"\xff\n\nx\n",
        b"old 0\n\nx\n",
    ],
)
def test_what_is_no_request(raw: bytes) -> None:
    assert judge(raw, {}, LOGS).status == 400


def test_reading_the_answer() -> None:
    text = checkpoint(8).text
    stranger = SigningKey("example.com/stranger", COSIGNATURE, b"\3" * 32)
    good, other = WITNESS.cosign(text, 1700000000), stranger.cosign(text, 1700000000)
    answer = (good.line() + other.line()).encode()
    assert read_cosignatures(answer, text, [WITNESS.verifier]) == (good,)
    with pytest.raises(ProofError, match=r"note\.bad_signature"):
        read_cosignatures(answer, checkpoint(7).text, [WITNESS.verifier])
    with pytest.raises(InputError, match=r"note\.encoding"):
        read_cosignatures(b"\xff", text, [WITNESS.verifier])
