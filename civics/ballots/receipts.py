"""The receipt of a paper: signed by whoever took it, and silent about what was chosen."""

from __future__ import annotations

from dataclasses import dataclass

from civics.errors import InputError
from civics.transparency import ProofError, SigningKey, VerifierKey, open_note, sign_note

__all__ = ["Receipt", "open_receipt", "sign_receipt"]

HEADING = "folkmoot ballot receipt/1"
DASH = "— "


@dataclass(frozen=True)
class Receipt:
    """A paper with this tracker and this lock lies in the box of this ballot.

    Parameters
    ----------
    ballot
        As `ballot.json` calls it: `lumen ballot:3`.
    tracker, lock
        In hexadecimal. The lock is that of `lock_of`.

    >>> Receipt("lumen ballot:3", "0" * 20, "1" * 64).text.splitlines()[1:3]
    ['lumen ballot:3', 'tracker 00000000000000000000']
    """

    ballot: str
    tracker: str
    lock: str

    @property
    def text(self) -> str:
        """What is signed. A receipt that said what was chosen could be sold."""
        return f"{HEADING}\n{self.ballot}\ntracker {self.tracker}\nlock {self.lock}\n"


def sign_receipt(receipt: Receipt, key: SigningKey) -> str:
    """The receipt as a signed note (C2SP signed-note, Ed25519).

    >>> key = SigningKey("example.com/ballots", 1, bytes(32))
    >>> signed = sign_receipt(Receipt("lumen ballot:3", "0" * 20, "1" * 64), key)
    >>> open_receipt(signed, key.verifier).tracker
    '00000000000000000000'
    """
    return sign_note(receipt.text, [key]).decode()


def open_receipt(text: str, key: VerifierKey) -> Receipt:
    """Read a receipt and verify its signature.

    Line ends of Windows, and whatever follows the signature, do not matter: a saved receipt has
    the voter's own numbers there.

    Parameters
    ----------
    text
        The receipt, from its first line to its signature at least.
    key
        The public key that stands in the definition of the ballot.

    Raises
    ------
    InputError
        `papers.receipt` if it is no receipt, or its key did not sign it as it stands.

    Notes
    -----
    Cost: one Ed25519 verification.

    >>> key = SigningKey("example.com/ballots", 1, bytes(32))
    >>> signed = sign_receipt(Receipt("lumen ballot:3", "0" * 20, "1" * 64), key)
    >>> open_receipt(signed.replace("tracker 0", "tracker 1"), key.verifier)
    Traceback (most recent call last):
    civics.errors.InputError: papers.receipt()
    """
    lines = text.replace("\r\n", "\n").strip().split("\n")
    signed = [row for row, line in enumerate(lines) if line.startswith(DASH)]
    note = "\n".join(lines[: signed[-1] + 1]) + "\n" if signed else ""
    try:
        opened = open_note(note.encode(), [key]).text
    except (InputError, ProofError, UnicodeEncodeError):
        raise InputError("papers.receipt") from None
    told = opened.splitlines()
    if len(told) == 4:
        receipt = Receipt(told[1], told[2].removeprefix("tracker "), told[3].removeprefix("lock "))
        if receipt.text == opened:
            return receipt
    raise InputError("papers.receipt")
