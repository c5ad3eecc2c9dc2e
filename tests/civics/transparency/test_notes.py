"""Signed notes and keys, on the cases of Go's `sumdb/note` and of the specification."""

from pathlib import Path

import pytest

from civics.errors import InputError
from civics.transparency import (
    COSIGNATURE,
    ED25519,
    Note,
    ProofError,
    SigningKey,
    VerifierKey,
    open_note,
    parse_signature_lines,
    sign_note,
)
from civics.transparency.encoding import from_base64
from tests.civics.transparency.vectors import load, refused

KEY = SigningKey("example.com/log", ED25519, b"\1" * 32)
OTHER = SigningKey("example.com/other", ED25519, b"\2" * 32)
TEXT = "One.\n\nTwo.\n"


def test_the_notes_of_go(shared_data: Path) -> None:
    for case in load(shared_data, "note-go.json")["notes"]:
        keys = [VerifierKey.parse(vkey) for vkey in case["vkeys"]]
        raw = bytes.fromhex(case["note_hex"])
        if case["ok"]:
            opened = open_note(raw, keys)
            assert [key.name for key, _ in opened.verified] == case["verified"], case["desc"]
            assert [each.name for each in opened.unknown] == case["unverified"], case["desc"]
            assert Note.parse(raw).to_bytes() == raw
        else:
            assert refused(open_note, raw, keys), case["desc"]


def test_the_keys_of_go(shared_data: Path) -> None:
    for case in load(shared_data, "note-go.json")["vkeys"]:
        if "vkey" not in case:
            continue
        assert refused(VerifierKey.parse, case["vkey"]) != case["ok"], case
        if case["ok"]:
            vkey = case["vkey"]
            assert VerifierKey.parse(vkey).vkey == vkey
            for at in range(len(vkey)):
                assert refused(VerifierKey.parse, vkey[:at])
                assert refused(VerifierKey.parse, vkey[at + 1 :])
                changed = f"{vkey[:at]}{chr(ord(vkey[at]) + 1)}{vkey[at + 1 :]}"
                assert refused(VerifierKey.parse, changed), changed


def test_the_examples_of_the_specification(shared_data: Path) -> None:
    for name in ("c2sp-examples.json", "sumdb-checkpoint.json"):
        told = load(shared_data, name)
        told = told.get("note_example", told)
        assert open_note(told["note"].encode(), [VerifierKey.parse(told["vkey"])]).verified


def test_ed25519_as_wycheproof_wants_it(shared_data: Path) -> None:
    """151 cases: the library under the keys refuses what it should."""
    cases = 0
    for group in load(shared_data, "ed25519-wycheproof.json")["testGroups"]:
        key = VerifierKey("w", ED25519, bytes.fromhex(group["publicKey"]["pk"]))
        for case in group["tests"]:
            cases += 1
            message, signature = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
            good = key.signed(message, signature)
            assert good == (case["result"] == "valid"), case
    assert cases == 151


def test_signing_and_opening() -> None:
    opened = open_note(sign_note(TEXT, [KEY, OTHER]), [KEY.verifier])
    assert opened.text == TEXT  # up to the last blank line
    assert [key.name for key, _ in opened.verified] == [KEY.name]
    assert opened.signature_of(KEY.verifier) is not None
    assert opened.signature_of(OTHER.verifier) is None


def test_a_key_as_text() -> None:
    assert SigningKey.parse(KEY.skey) == KEY
    assert VerifierKey.parse(KEY.verifier.vkey) == KEY.verifier
    assert "seed" not in repr(KEY)
    wrong = KEY.skey.replace(KEY.verifier.key_id.hex(), "00000000")
    for skey in (KEY.verifier.vkey, wrong, KEY.skey[:-4], "PRIVATE+KEY+a"):
        with pytest.raises(InputError, match=r"key\."):
            SigningKey.parse(skey)
    with pytest.raises(InputError, match=r"key\.format"):
        VerifierKey.parse("name+00000000+")


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u3000b", "a\nb", "a\x00b", "\ud800"])
def test_names_that_cannot_be(name: str) -> None:
    with pytest.raises(InputError, match=r"key\.name"):
        SigningKey(name, ED25519, bytes(32))


def test_each_kind_of_key_signs_its_own() -> None:
    witness = SigningKey("w", COSIGNATURE, bytes(32))
    with pytest.raises(InputError, match=r"key\.kind"):
        witness.sign(TEXT)
    with pytest.raises(InputError, match=r"key\.kind"):
        KEY.cosign(TEXT, 1)
    with pytest.raises(InputError, match=r"key\.length"):
        SigningKey("w", COSIGNATURE, bytes(31))
    assert not witness.verifier.verifies(TEXT, b"short")


def test_a_bad_signature_of_a_known_key_rejects_the_note() -> None:
    raw = sign_note(TEXT, [KEY, OTHER])
    forged = Note.parse(sign_note("Another.\n", [OTHER])).signatures
    note = Note(TEXT, (Note.parse(raw).signatures[0], *forged))
    assert open_note(note.to_bytes(), [KEY.verifier]).unknown == forged
    with pytest.raises(ProofError, match=r"note\.bad_signature"):
        open_note(note.to_bytes(), [KEY.verifier, OTHER.verifier])
    with pytest.raises(ProofError, match=r"note\.unsigned"):
        open_note(raw, [])


def test_what_is_no_note() -> None:
    raw = sign_note(TEXT, [KEY])
    line = raw.decode().split("\n\n")[-1]
    cases = {
        "note.size": b"x" * 1_000_001,
        "note.encoding": b"\xff" + raw,
        "note.control": b"\t" + raw,
        "note.format": raw[:-1],
        "note.signatures": raw + (line * 100).encode(),
        "note.signature": raw + b"-- no dash\n",
        "key.name": raw + "— a+b AAAAAAA=\n".encode(),
    }
    for code, wrong in cases.items():
        with pytest.raises(InputError) as refusal:
            open_note(wrong, [KEY.verifier])
        assert refusal.value.code == code
    for tail in ("— name\n", "— name AAAAAA==\n", "— name AAAAAAB=\n", "— name A!\n"):
        with pytest.raises(InputError, match=r"note\.signature"):
            parse_signature_lines(tail)
    with pytest.raises(InputError, match=r"note\.format"):
        sign_note("no newline", [KEY])


def test_base64_has_one_spelling() -> None:
    assert from_base64("AAA=", "x") == b"\0\0"
    for wrong in ("AAB=", "AAA", "AAA=\n", "AA-_", "é"):
        with pytest.raises(InputError):
            from_base64(wrong, "x")
