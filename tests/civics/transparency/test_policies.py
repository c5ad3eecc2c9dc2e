"""Policies: which keys, and how many witnesses of which groups."""

import pytest

from civics.errors import InputError
from civics.transparency import (
    COSIGNATURE,
    ED25519,
    Checkpoint,
    Group,
    Note,
    Policy,
    ProofError,
    SigningKey,
    sign_checkpoint,
)

LOG = SigningKey("example.com/log", ED25519, b"\1" * 32)
WITNESSES = [SigningKey(f"w{n}.example", COSIGNATURE, bytes([n]) * 32) for n in range(2, 8)]
X1, X2, X3, Y1, Y2, Y3 = (key.verifier for key in WITNESSES)
CHECKPOINT = Checkpoint("example.com/log", 5, b"\7" * 32)

TWO_LEVELS = f"""
# the example of the specification
log {LOG.verifier.vkey} https://log.example/

witness X1 {X1.vkey}
witness X2 {X2.vkey} https://x2.example/
witness\tX3 \t {X3.vkey}
group X-witnesses 2 X1 X2 X3
  witness Y1 {Y1.vkey}
witness Y2 {Y2.vkey}
witness Y3 {Y3.vkey}
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


def test_two_levels_of_groups() -> None:
    policy = Policy.parse(TWO_LEVELS.encode())
    assert policy.groups["X-witnesses"] == Group(2, ("X1", "X2", "X3"))
    assert policy.satisfied_by([X1, X3, Y2])
    for few in ([], [X1, X2, X3], [X1, Y1], [Y1, Y2, Y3]):
        assert not policy.satisfied_by(few)
    assert policy.urls == {
        LOG.verifier.vkey: "https://log.example/",
        X2.vkey: "https://x2.example/",
    }


def test_one_witness_or_none() -> None:
    alone = Policy.parse(f"witness a {X1.vkey}\nquorum a\n".encode())
    assert alone.satisfied_by([X1])
    assert not alone.satisfied_by([X2])
    assert Policy.parse(b"quorum none\n").satisfied_by([])


def test_opening_a_checkpoint() -> None:
    policy = Policy.parse(TWO_LEVELS.encode())
    note = Note.parse(sign_checkpoint(CHECKPOINT, LOG))
    enough = [WITNESSES[n].cosign(CHECKPOINT.text, 9) for n in (0, 1, 3)]
    opened = policy.open(note.with_signatures(enough).to_bytes())
    assert len(opened.cosignatures) == 3
    with pytest.raises(ProofError, match=r"policy\.quorum"):
        policy.open(note.with_signatures(enough[:2]).to_bytes())


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("policy.quorum_line", ""),
        ("policy.quorum_line", "quorum none\nquorum none\n"),
        ("policy.line", "quorum\n"),
        ("policy.line", "log\n"),
        ("policy.line", f"log {LOG.verifier.vkey} a b\nquorum none\n"),
        ("policy.line", f"witness a {X1.vkey} u u\nquorum none\n"),
        ("policy.line", "Quorum none\n"),
        ("policy.line", f"witness a {X1.vkey}\ngroup g all\nquorum g\n"),
        ("policy.name", "quorum a\n"),
        ("policy.name", f"witness none {X1.vkey}\nquorum none\n"),
        ("policy.name", f"witness a {X1.vkey}\nwitness a {X2.vkey}\nquorum a\n"),
        ("policy.name", f"witness a {X1.vkey}\ngroup a any a\nquorum a\n"),
        ("policy.name", f"witness a {X1.vkey}\ngroup g any a a\nquorum g\n"),
        ("policy.name", f"witness a {X1.vkey}\ngroup g any a\ngroup h any a\nquorum g\n"),
        ("policy.name", "group g any none\nquorum g\n"),
        ("policy.key", f"witness a {X1.vkey}\nwitness b {X1.vkey}\nquorum a\n"),
        ("policy.key", f"witness a {LOG.verifier.vkey}\nquorum a\n"),
        ("policy.key", f"log {X1.vkey}\nquorum none\n"),
        ("policy.threshold", f"witness a {X1.vkey}\ngroup g 2 a\nquorum g\n"),
        ("policy.threshold", f"witness a {X1.vkey}\ngroup g 0 a\nquorum g\n"),
        ("policy.threshold", f"witness a {X1.vkey}\ngroup g some a\nquorum g\n"),
        ("policy.control", "quorum none\r\n"),
    ],
)
def test_what_is_no_policy(code: str, text: str) -> None:
    with pytest.raises(InputError) as refusal:
        Policy.parse(text.encode())
    assert refusal.value.code == code


def test_names_are_bytes() -> None:
    """C2SP tlog-policy, "Character set": no Unicode awareness."""
    raw = b"witness \xe2\x84\xaa " + X1.vkey.encode() + b"\nwitness K " + X2.vkey.encode()
    raw += b"\nwitness \xff " + X3.vkey.encode() + b"\nquorum K"
    assert len(Policy.parse(raw).witnesses) == 3
    with pytest.raises(InputError, match=r"key\."):
        Policy.parse(b"witness a \xff+00000000+" + b"A" * 44 + b"\nquorum a")
