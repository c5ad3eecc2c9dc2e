"""Base64 and decimal numbers, as strict as the C2SP formats need them."""

import base64
import binascii
import re

from civics.transparency.errors import InputError

__all__ = ["decimal", "from_base64", "to_base64"]

MOST = 2**63 - 1
"""The largest tree size or index; other implementations hold them in a signed 64-bit integer."""


def to_base64(raw: bytes) -> str:
    """RFC 4648, section 4: the standard alphabet, with padding."""
    return base64.b64encode(raw).decode("ascii")


def from_base64(text: str, code: str) -> bytes:
    """Read base64 that has exactly one spelling; anything else raises `InputError(code)`.

    RFC 4648, section 3.5: the bits that padding leaves over have to be zero. Python accepts any
    bits there, even with `validate=True`, so two texts would stand for the same bytes; writing
    the bytes again and comparing finds that.

    >>> from_base64("AA==", "x.base64")
    b'\\x00'
    >>> from_base64("AB==", "x.base64")
    Traceback (most recent call last):
    civics.errors.InputError: x.base64(value='AB==')
    """
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise InputError(code, value=text[:80]) from None
    if to_base64(raw) != text:
        raise InputError(code, value=text[:80])
    return raw


def decimal(text: str, code: str) -> int:
    """Read an ASCII decimal without sign or leading zeros, below 2^63.

    >>> decimal("70000", "x.size")
    70000
    >>> decimal("007", "x.size")
    Traceback (most recent call last):
    civics.errors.InputError: x.size(value='007')
    """
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text, flags=re.ASCII) or int(text) > MOST:
        raise InputError(code, value=text[:80])
    return int(text)
