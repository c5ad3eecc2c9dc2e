"""Inclusion and consistency: making the proofs, and verifying them without trusting the maker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from civics.transparency.errors import InputError, ProofError
from civics.transparency.tree import node_hash, of_hash_length

__all__ = [
    "ReadHash",
    "make_consistency_proof",
    "make_inclusion_proof",
    "make_prefix_proof",
    "prefix_roots",
    "tree_root",
    "verify_consistency",
    "verify_inclusion",
]

ReadHash = Callable[[int, int], bytes]
"""From `(level, index)` to the root of the perfect subtree over the leaves
`[index * 2**level, (index + 1) * 2**level)`; `(0, n)` is the hash of leaf n."""


def make_inclusion_proof(index: int, size: int, read: ReadHash) -> tuple[bytes, ...]:
    """The hashes beside the way from leaf `index` up to the root of the first `size` leaves.

    RFC 9162, section 2.1.3.1. Raises `proof.index` if there is no such leaf.

    >>> from civics.transparency.tree import leaf_hash, root_of
    >>> leaves = [leaf_hash(bytes([n])) for n in range(5)]
    >>> read = lambda level, i: root_of(leaves[i << level : (i + 1) << level])
    >>> proof = make_inclusion_proof(4, 5, read)
    >>> proof == (root_of(leaves[:4]),)
    True

    Cost: at most 64 hashes in the proof; log2(size)^2 reads.
    """
    if not 0 <= index < size:
        raise InputError("proof.index", index=index, size=size)
    begin, end, path = 0, size, []
    while end - begin > 1:
        middle = begin + _largest_power_below(end - begin)
        if index < middle:
            path.append(_range_hash(middle, end, read))
            end = middle
        else:
            path.append(_range_hash(begin, middle, read))
            begin = middle
    return tuple(reversed(path))


def make_consistency_proof(size1: int, size2: int, read: ReadHash) -> tuple[bytes, ...]:
    """The hashes that show that the first `size1` of `size2` leaves are what they were.

    RFC 9162, section 2.1.4.1. Empty for equal sizes. Raises `proof.sizes` unless
    0 < size1 <= size2: every tree continues the empty one, which proves nothing.
    """
    if not 0 < size1 <= size2:
        raise InputError("proof.sizes", size1=size1, size2=size2)
    begin, end, path = 0, size2, []
    while end != size1:
        middle = begin + _largest_power_below(end - begin)
        if size1 <= middle:
            path.append(_range_hash(middle, end, read))
            end = middle
        else:
            path.append(_range_hash(begin, middle, read))
            begin = middle
    if begin:  # otherwise it is the old root, which the verifier has
        path.append(_range_hash(begin, end, read))
    return tuple(reversed(path))


def tree_root(size: int, read: ReadHash) -> bytes:
    """The root of the first `size` leaves (at least one), from the subtrees that make them up."""
    if size < 1:
        raise InputError("proof.sizes", size1=size, size2=size)
    return _range_hash(0, size, read)


def verify_inclusion(
    index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that `leaf`, a leaf's hash, is number `index` of the tree with this size and root.

    RFC 9162, section 2.1.3.2.

    Raises
    ------
    ProofError
        `proof.index` for a leaf beyond the tree, `proof.length` for a proof that is too long or
        too short, `proof.root` if it leads to another root.
    InputError
        `tree.hash_length` for a hash that is not 32 bytes long.
    """
    of_hash_length([leaf, root, *proof])
    if not 0 <= index < size:
        raise ProofError("proof.index", index=index, size=size)
    position, last, computed = index, size - 1, leaf
    for each in proof:
        if last == 0:
            raise ProofError("proof.length", length=len(proof))
        if position & 1 or position == last:
            computed = node_hash(each, computed)
            position, last = _up_to_a_right_child(position, last)
        else:
            computed = node_hash(computed, each)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise ProofError("proof.length", length=len(proof))
    if computed != root:
        raise ProofError("proof.root", index=index, size=size)


def verify_consistency(
    size1: int, size2: int, proof: Sequence[bytes], root1: bytes, root2: bytes
) -> None:
    """Check that the tree (size2, root2) begins with all of the tree (size1, root1).

    RFC 9162, section 2.1.4.2. A proof from size 0 is refused, because it would accept any second
    tree; whoever meets an old size of 0, as a witness does, has nothing to compare.

    Raises
    ------
    ProofError
        `proof.sizes` unless 0 < size1 <= size2, `proof.length`, and `proof.old_root` or
        `proof.root` for the tree that the proof contradicts.
    InputError
        `tree.hash_length`.
    """
    if not 0 < size1 <= size2:
        raise ProofError("proof.sizes", size1=size1, size2=size2)
    if size1 == size2:
        if proof:
            raise ProofError("proof.length", length=len(proof))
        if root1 != root2:
            raise ProofError("proof.root", index=size1, size=size2)
        return  # nothing was hashed
    # A perfect tree is its own first subtree, and the proof leaves it out.
    first = [root1] if size1 & (size1 - 1) == 0 else []
    of_hash_length([root1, root2])
    old, new = prefix_roots(size1, size2, [*first, *proof])
    if old != root1:
        raise ProofError("proof.old_root", size1=size1, size2=size2)
    if new != root2:
        raise ProofError("proof.root", index=size1, size=size2)


def make_prefix_proof(size1: int, size2: int, read: ReadHash) -> tuple[bytes, ...]:
    """A consistency proof that always begins with its first subtree.

    With it `prefix_roots` needs no old root, so it can show that two trees contradict each other.
    """
    proof = make_consistency_proof(size1, size2, read)
    if size1 & (size1 - 1) == 0 and size1 != size2:
        return (tree_root(size1, read), *proof)
    return proof


def prefix_roots(size1: int, size2: int, hashes: Sequence[bytes]) -> tuple[bytes, bytes]:
    """The roots of both trees that these hashes stand for: of the first size1 leaves, and of all.

    Whoever knows the second root by a signature knows by these hashes the only first root that
    goes with it. RFC 9162, section 2.1.4.2, steps 3 to 6. Raises `proof.length`,
    `tree.hash_length`.
    """
    of_hash_length(hashes)
    if not hashes:
        raise ProofError("proof.length", length=0)
    position, last = size1 - 1, size2 - 1
    while position & 1:
        position, last = position >> 1, last >> 1
    old = new = hashes[0]
    for each in hashes[1:]:
        if last == 0:
            raise ProofError("proof.length", length=len(hashes))
        if position & 1 or position == last:
            old, new = node_hash(each, old), node_hash(each, new)
            position, last = _up_to_a_right_child(position, last)
        else:
            new = node_hash(new, each)
        position, last = position >> 1, last >> 1
    if last != 0:
        raise ProofError("proof.length", length=len(hashes))
    return old, new


def _up_to_a_right_child(position: int, last: int) -> tuple[int, int]:
    """Skip the levels on which the last node has no sibling and moves up as it is."""
    while position and not position & 1:
        position, last = position >> 1, last >> 1
    return position, last


def _largest_power_below(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


def _range_hash(begin: int, end: int, read: ReadHash) -> bytes:
    """The root over leaves [begin, end), where begin is a multiple of a power of two >= end-begin.

    That holds for every range that a proof meets. It is joined from perfect subtrees.
    """
    found = []
    while begin < end:
        level = (end - begin).bit_length() - 1
        found.append(read(level, begin >> level))
        begin += 1 << level
    root = found.pop()
    while found:
        root = node_hash(found.pop(), root)
    return root
