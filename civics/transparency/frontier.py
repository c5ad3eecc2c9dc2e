"""A tree that grows without being kept: its right edge is enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from civics.transparency.errors import InputError
from civics.transparency.tree import EMPTY_ROOT, node_hash, of_hash_length

__all__ = ["Frontier"]


@dataclass(frozen=True, slots=True)
class Frontier:
    """The roots of the perfect subtrees that a tree consists of, the largest first.

    A tree of 13 leaves is one of 8, one of 4 and one of 1, as 13 is 1101 in binary, so a tree of
    size n is known by as many hashes as n has ones. RFC 9162, section 2.1.2 describes the same
    merging of equal subtrees. Other programs call it a compact range.

    >>> from civics.transparency.tree import leaf_hash, root_of
    >>> leaves = [leaf_hash(bytes([n])) for n in range(13)]
    >>> frontier = Frontier().extend(leaves)
    >>> len(frontier.hashes), frontier.root() == root_of(leaves)
    (3, True)

    Raises `tree.frontier` if the number of hashes does not fit the size.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise InputError("tree.frontier", size=self.size, hashes=len(self.hashes))
        of_hash_length(self.hashes)

    def extend(self, leaf_hashes: Iterable[bytes]) -> Frontier:
        """The frontier after more leaves; two hashes a leaf on average, log2(size) at most."""
        size, stack = self.size, list(self.hashes)
        for each in leaf_hashes:
            carried = each
            pairs = size
            while pairs & 1:
                carried = node_hash(stack.pop(), carried)
                pairs >>= 1
            stack.append(carried)
            size += 1
        return Frontier(size, tuple(stack))

    def root(self) -> bytes:
        """The root of the tree: the perfect subtrees joined from the right."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for larger in reversed(self.hashes[:-1]):
            root = node_hash(larger, root)
        return root
