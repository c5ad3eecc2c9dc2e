"""The hashes of the Merkle tree: RFC 9162, section 2.1.1 (the same as RFC 6962, section 2.1)."""

import hashlib
from collections.abc import Sequence

from civics.transparency.errors import InputError

__all__ = ["EMPTY_ROOT", "HASH_BYTES", "leaf_hash", "node_hash", "of_hash_length", "root_of"]

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """SHA-256 of 0x00 and the entry.

    The byte in front keeps leaves and nodes apart: without it an inner node could be presented as
    an entry (a second preimage).

    >>> leaf_hash(b"").hex()[:8]
    '6e340b9c'
    """
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256 of 0x01 and both children. RFC 9162, section 2.1.1."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """The root of a whole tree, from the hashes of its leaves.

    Pairs are hashed level by level, and one that is left over moves up as it is. That gives the
    tree of the RFC, which splits at the largest power of two below the size.

    >>> root_of([]) == EMPTY_ROOT
    True
    >>> a, b, c = (leaf_hash(entry) for entry in (b"a", b"b", b"c"))
    >>> root_of([a, b, c]) == node_hash(node_hash(a, b), c)
    True

    Cost: n - 1 hashes, about a microsecond each.
    """
    if not leaf_hashes:
        return EMPTY_ROOT
    row = list(leaf_hashes)
    while len(row) > 1:
        above = [node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        if len(row) % 2:
            above.append(row[-1])
        row = above
    return row[0]


def of_hash_length(hashes: Sequence[bytes]) -> None:
    """Refuse hashes that are not exactly 32 bytes long, with `tree.hash_length`.

    A verifier that concatenates without looking accepts an empty root as the proof of an empty
    leaf, and two short hashes in the place of one long one.
    """
    for each in hashes:
        if len(each) != HASH_BYTES:
            raise InputError("tree.hash_length", length=len(each))
