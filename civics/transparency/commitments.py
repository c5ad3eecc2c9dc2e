"""Salted commitments: a public record can vouch for a text that may later be erased."""

import hashlib
import hmac
import unicodedata

SALT_BYTES = 32


def commitment(kind: str, field: str, text: str, salt: bytes) -> bytes:
    """Commit to a text without revealing it.

    The salt is the key of the HMAC, so a short or guessable text stays hidden for as long as the
    salt does. Deleting text and salt erases both, and the record that holds the commitment keeps
    its hash.

    Parameters
    ----------
    kind, field : str
        The kind of the fact and the name of the field, bound into the commitment so that it
        cannot be presented as another one's.
    text : str
        Any Unicode text; it is normalised to NFC first.
    salt : bytes
        Exactly 32 random bytes, used for this field of this fact alone.

    Returns
    -------
    bytes
        32 bytes.

    Raises
    ------
    ValueError
        If the salt is not 32 bytes long.

    Examples
    --------
    >>> a = commitment("answer.published", "text", "We were wrong.", b"\\x01" * 32)
    >>> b = commitment("answer.published", "text", "We were wrong.", b"\\x02" * 32)
    >>> len(a), a == b
    (32, False)

    Notes
    -----
    Linear in the length of the text. HMAC as a commitment: RFC 2104 with a fresh random key.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"the salt has {len(salt)} bytes, not {SALT_BYTES}")
    content = unicodedata.normalize("NFC", text).encode()
    context = f"fanledger/v1\0{kind}\0{field}\0".encode()
    message = context + len(content).to_bytes(8, "big") + content
    return hmac.new(salt, message, hashlib.sha256).digest()
