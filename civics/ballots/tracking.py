"""The tracker of a paper, made by two who do not trust each other."""

from __future__ import annotations

import hashlib

from civics.errors import InputError

__all__ = ["NONCE_BYTES", "TRACKER_BYTES", "hash_of", "lock_of", "tracker_of"]

NONCE_BYTES = 16
"""Of the voter's number, of the server's, and of the key to a paper."""

TRACKER_BYTES = 10
"""Eighty bits: among a million papers two meet by chance with a probability below 1e-12."""


def tracker_of(nonce: bytes, salt: bytes) -> str:
    """The first ten bytes of SHA-256 over the voter's number and the server's, in hexadecimal.

    The server gives `salt` when it has seen only `hash_of(nonce)`. So it cannot steer two voters
    to one tracker (both would look at one paper and believe it theirs: a *clash*), and a voter
    cannot steer to a tracker either.

    Parameters
    ----------
    nonce, salt
        Sixteen bytes each.

    Raises
    ------
    InputError
        `papers.number_length`.

    Notes
    -----
    One hash. Küsters, Truderung and Vogt, "Clash attacks on the verifiability of e-voting
    systems" (IEEE S&P 2012) describe the attack.

    >>> tracker_of(bytes(16), bytes(range(16)))
    '1d586c9adb38fbf91095'
    """
    return hashlib.sha256(_whole(nonce) + _whole(salt)).digest()[:TRACKER_BYTES].hex()


def hash_of(nonce: bytes) -> str:
    """What the voter shows of their number before they see the server's: SHA-256, in hexadecimal.

    Raises
    ------
    InputError
        `papers.number_length`.

    >>> hash_of(bytes(16))[:16]
    '374708fff7719dd5'
    """
    return hashlib.sha256(_whole(nonce)).hexdigest()


def lock_of(key: bytes) -> str:
    """What lies in the box beside a paper: SHA-256 of the key that only its voter has.

    Whoever replaces a paper shows its key. When the ballot closes, the keys of replaced papers are
    published, so that nobody can say of a paper that it was replaced when its voter kept the key.

    Raises
    ------
    InputError
        `papers.number_length`.

    >>> lock_of(bytes(16)) == hash_of(bytes(16))
    True
    """
    return hash_of(key)


def _whole(number: bytes) -> bytes:
    if len(number) != NONCE_BYTES:
        raise InputError("papers.number_length", length=len(number))
    return number
