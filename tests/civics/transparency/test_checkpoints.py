"""Checkpoints and cosignatures."""

from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest

from civics.errors import InputError
from civics.transparency import (
    COSIGNATURE,
    ED25519,
    EMPTY_ROOT,
    Checkpoint,
    Note,
    ProofError,
    SigningKey,
    VerifierKey,
    cosigned_message,
    open_checkpoint,
    open_note,
    sign_checkpoint,
    sign_note,
    split_cosignature,
)
from civics.transparency.encoding import to_base64
from tests.civics.transparency.vectors import load, refused

LOG = SigningKey("example.com/log", ED25519, b"\1" * 32)
WITNESS = SigningKey("example.com/witness", COSIGNATURE, b"\2" * 32)
SECOND = SigningKey("example.com/second", COSIGNATURE, b"\3" * 32)
CHECKPOINT = Checkpoint("example.com/log", 5, b"\7" * 32)


def cosigned(*witnesses: tuple[SigningKey, int]) -> bytes:
    note = Note.parse(sign_checkpoint(CHECKPOINT, LOG))
    more = [key.cosign(CHECKPOINT.text, time) for key, time in witnesses]
    return note.with_signatures(more).to_bytes()


def test_the_formats_of_upstream(shared_data: Path) -> None:
    """Upstream's good cases carry hashes of other lengths, which we refuse; the rest agrees."""
    told = load(shared_data, "checkpoint-formats.json")
    for case in told["good"]:
        if len(b64decode(case["hash_b64"])) != 32:
            assert refused(Checkpoint.parse, case["text"])
        root = b"\5" * 32
        text = case["text"].replace(case["hash_b64"], to_base64(root))
        checkpoint = Checkpoint.parse(text)
        assert (checkpoint.origin, checkpoint.size) == (case["origin"], case["size"])
        assert "".join(f"{line}\n" for line in checkpoint.extensions) == case["ext"]
        assert (checkpoint.root, checkpoint.text) == (root, text)
    for case in told["bad"]:
        assert refused(Checkpoint.parse, case["text"]), case["desc"]


@pytest.mark.parametrize("size", ["05", "+5", " 5", "5 ", "٥", "9223372036854775808", ""])
def test_a_size_has_one_spelling(size: str) -> None:
    text = CHECKPOINT.text.replace("\n5\n", f"\n{size}\n")
    with pytest.raises(InputError, match=r"checkpoint\.size"):
        Checkpoint.parse(text)


def test_what_is_no_checkpoint() -> None:
    with pytest.raises(InputError, match=r"checkpoint\.root"):
        Checkpoint("a", 0, b"\7" * 32)
    with pytest.raises(InputError, match=r"checkpoint\.size"):
        Checkpoint("a", -1, EMPTY_ROOT)
    with pytest.raises(InputError, match=r"checkpoint\.extension"):
        Checkpoint.parse(CHECKPOINT.text + "\n")
    with pytest.raises(InputError, match=r"checkpoint\.origin"):
        Checkpoint("", 0, EMPTY_ROOT)


def test_the_log_itself_has_to_sign() -> None:
    opened = open_checkpoint(cosigned((WITNESS, 9)), [LOG.verifier])
    assert (opened.checkpoint, opened.log, opened.seen_at) == (CHECKPOINT, LOG.verifier, None)
    stranger = SigningKey("example.com/stranger", ED25519, b"\4" * 32)
    with pytest.raises(InputError, match=r"checkpoint\.origin"):
        sign_checkpoint(CHECKPOINT, stranger)
    raw = sign_note(CHECKPOINT.text, [stranger])
    with pytest.raises(ProofError, match=r"checkpoint\.unsigned"):
        open_checkpoint(raw, [LOG.verifier, stranger.verifier])


def test_the_earliest_witness_dates_it() -> None:
    keys = [WITNESS.verifier, SECOND.verifier]
    raw = cosigned((WITNESS, 1700000009), (SECOND, 1700000007))
    opened = open_checkpoint(raw, [LOG.verifier], keys)
    assert [key.name for key, _ in opened.cosignatures] == [WITNESS.name, SECOND.name]
    assert opened.seen_at == 1700000007


def test_a_cosignature_covers_its_time() -> None:
    note = Note.parse(cosigned((WITNESS, 1700000000)))
    time, signed = split_cosignature(note.signatures[1].signature)
    assert time == 1700000000
    later = (time + 1).to_bytes(8, "big") + signed
    bent = Note(note.text, (note.signatures[0], replace(note.signatures[1], signature=later)))
    with pytest.raises(ProofError, match=r"note\.bad_signature"):
        open_checkpoint(bent.to_bytes(), [LOG.verifier], [WITNESS.verifier])


def test_the_cosignatures_of_upstream(shared_data: Path) -> None:
    told = load(shared_data, "cosignature-formats.json")
    for vkey in told["vkeys"]:
        assert VerifierKey.parse(vkey).vkey == vkey
    for case in told["timestamps"]:
        signature = b64decode(case["sig_b64"])[4:]
        if case.get("ok", True):
            assert split_cosignature(signature)[0] == case["unix"]
        else:
            assert refused(split_cosignature, signature)
    example = load(shared_data, "c2sp-examples.json")["cosign_message"]
    message = cosigned_message(example["checkpoint"], example["timestamp"])
    assert message.decode() == example["message"]


def test_a_time_is_a_signed_number() -> None:
    with pytest.raises(InputError, match=r"cosignature\.time"):
        cosigned_message("", -1)
    with pytest.raises(InputError, match=r"cosignature\.time"):
        split_cosignature(b"\xff" * 72)


def test_witnesses_of_sunlight(shared_data: Path) -> None:
    """One cosigned a checkpoint whose log signs in a way (0x05) that counts as unknown."""
    folder = shared_data / "tlog/sunlight-mirror300"
    for name, config in (("rfc6962-log", "witness"), ("witness2-milan", "witness2")):
        file = next(folder.glob(f"checkpoint.*{name}"))
        (vkey,) = load(shared_data, f"sunlight-mirror300/{config}.v0.json")["verifier_keys"]
        opened = open_note(file.read_bytes(), [VerifierKey.parse(vkey)])
        assert [key.vkey for key, _ in opened.verified] == [vkey]
        assert Checkpoint.parse(opened.text).size > 0
