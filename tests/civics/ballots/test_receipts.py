"""Receipts: what is signed is read back, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.ballots import Receipt, open_receipt, sign_receipt
from civics.errors import InputError
from civics.transparency import ED25519, SigningKey, sign_note

KEY = SigningKey("example.com/ballots", ED25519, bytes(range(32)))
OTHER = SigningKey("example.com/ballots", ED25519, bytes(32))
RECEIPT = Receipt("lumen ballot:3", "0123456789abcdef0123", "f" * 64)
SIGNED = sign_receipt(RECEIPT, KEY)


@pytest.mark.parametrize(
    "text",
    [
        SIGNED,
        SIGNED.replace("\n", "\r\n"),
        f"\n  {SIGNED}",
        f"{SIGNED}\nkey {'0' * 32}\nnonce {'1' * 32}\nsalt {'2' * 32}\n",
        SIGNED.rstrip(),
    ],
    ids=["as it is", "windows", "indented", "saved", "cut line feed"],
)
def test_a_receipt_is_read_however_it_was_copied(text: str) -> None:
    assert open_receipt(text, KEY.verifier) == RECEIPT


@given(st.integers(0, len(SIGNED) - 2), st.characters())
def test_one_character_changed_is_no_receipt(at: int, character: str) -> None:
    changed = SIGNED[:at] + character + SIGNED[at + 1 :]
    if changed.replace("\r\n", "\n").strip() != SIGNED.strip():
        with pytest.raises(InputError, match=r"papers\.receipt"):
            open_receipt(changed, KEY.verifier)


@given(st.text() | st.text().map(lambda text: f"{text}\n\n— {text}"))
def test_no_text_is_taken_for_a_receipt(text: str) -> None:
    with pytest.raises(InputError, match=r"papers\.receipt"):
        open_receipt(text, KEY.verifier)


@pytest.mark.parametrize("text", ["Hello.\n", f"{RECEIPT.text}more\n", RECEIPT.text[9:]])
def test_what_the_key_signed_otherwise_is_no_receipt(text: str) -> None:
    with pytest.raises(InputError, match=r"papers\.receipt"):
        open_receipt(sign_note(text, [KEY]).decode(), KEY.verifier)


def test_another_key_of_the_same_name_is_another_key() -> None:
    with pytest.raises(InputError, match=r"papers\.receipt"):
        open_receipt(sign_receipt(RECEIPT, OTHER), KEY.verifier)
