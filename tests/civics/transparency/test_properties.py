"""What holds of any tree, and that our roots are pymerkle's."""

from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from civics.transparency import (
    Bundle,
    Frontier,
    RightEdge,
    TileReader,
    leaf_hash,
    make_consistency_proof,
    make_inclusion_proof,
    read_bundle,
    root_of,
    verify_consistency,
    verify_inclusion,
    write_bundle,
)
from tests.civics.transparency.vectors import refused

LEAVES = [leaf_hash(b"%d" % n) for n in range(2_000)]
FILES = {tile.path: raw for tile, raw in RightEdge().extend(LEAVES)[1].items()}
READ = TileReader(2_000, FILES.get)

sizes = st.integers(1, 2_000)


def flipped(hashes: tuple[bytes, ...], bit: int) -> tuple[bytes, ...]:
    """The same hashes with one bit turned."""
    raw = bytearray(b"".join(hashes))
    bit %= 8 * len(raw)
    raw[bit // 8] ^= 1 << bit % 8
    return tuple(bytes(raw[at : at + 32]) for at in range(0, len(raw), 32))


@given(st.data(), sizes, st.integers(0, 10**6))
def test_inclusion(data: st.DataObject, size: int, bit: int) -> None:
    """The proof verifies; with one bit turned, or for another entry, it does not."""
    index = data.draw(st.integers(0, size - 1))
    root = root_of(LEAVES[:size])
    proof = make_inclusion_proof(index, size, READ)
    verify_inclusion(index, size, LEAVES[index], proof, root)
    everything = (LEAVES[index], root, *proof)
    leaf, bent, *path = flipped(everything, bit)
    assert refused(verify_inclusion, index, size, leaf, path, bent)
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index or size == 1))
    assert size == 1 or refused(verify_inclusion, other, size, LEAVES[index], proof, root)
    assert refused(verify_inclusion, index, size, LEAVES[index], (*proof, root), root)


@given(st.data(), st.integers(2, 2_000), st.integers(0, 10**6))
def test_consistency(data: st.DataObject, size2: int, bit: int) -> None:
    size1 = data.draw(st.integers(1, size2 - 1))
    root1, root2 = root_of(LEAVES[:size1]), root_of(LEAVES[:size2])
    proof = make_consistency_proof(size1, size2, READ)
    verify_consistency(size1, size2, proof, root1, root2)
    bent1, bent2, *path = flipped((root1, root2, *proof), bit)
    assert refused(verify_consistency, size1, size2, path, bent1, bent2)
    assert refused(verify_consistency, size1, size2, proof[:-1], root1, root2)


@given(st.lists(st.integers(0, 700), max_size=6))
def test_any_way_of_growing_is_one_tree(steps: list[int]) -> None:
    frontier, edge, at = Frontier(), RightEdge(), 0
    for step in steps:
        some = LEAVES[at : at + step]
        frontier, (edge, _), at = frontier.extend(some), edge.extend(some), at + len(some)
        assert frontier == edge.frontier()
    assert frontier.root() == edge.root() == root_of(LEAVES[:at])


@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_bundles_round_trip(entries: list[bytes]) -> None:
    assert read_bundle(write_bundle(entries), Bundle(0, len(entries))) == tuple(entries)


@settings(max_examples=20)
@given(st.lists(st.binary(max_size=40), max_size=130))
def test_roots_are_those_of_pymerkle(entries: list[bytes]) -> None:
    theirs = InmemoryTree(algorithm="sha256")
    frontier = Frontier()
    for entry in entries:
        theirs.append_entry(entry)
        frontier = frontier.extend([leaf_hash(entry)])
        assert theirs.get_root() == frontier.root()
