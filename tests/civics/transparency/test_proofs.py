"""Inclusion and consistency, on the proofs of other implementations."""

import json
from base64 import b64decode
from functools import lru_cache
from pathlib import Path

import pytest

from civics.transparency import (
    EMPTY_ROOT,
    Frontier,
    ProofError,
    leaf_hash,
    make_consistency_proof,
    make_inclusion_proof,
    node_hash,
    root_of,
    tree_root,
    verify_consistency,
    verify_inclusion,
)
from civics.transparency.errors import InputError
from tests.civics.transparency.go_tree import leaves_of_go
from tests.civics.transparency.vectors import hashes, load, refused


@lru_cache
def leaves(size: int) -> tuple[bytes, ...]:
    return tuple(leaf_hash(b"%d" % n) for n in range(size))


def read(level: int, index: int) -> bytes:
    return root_of(leaves(80)[index << level : (index + 1) << level])


def test_upstream_inclusion(shared_data: Path) -> None:
    """98 cases of transparency-dev/merkle, hostile ones among them."""
    files = sorted((shared_data / "tlog/merkle-proofs/inclusion").rglob("*.json"))
    assert len(files) == 98
    for file in files:
        case = json.loads(file.read_text())
        leaf, root = hashes([case["leafHash"], case["root"]])
        said = (case["leafIdx"], case["treeSize"], leaf, hashes(case["proof"]), root)
        assert refused(verify_inclusion, *said) == case["wantErr"], file


def test_upstream_consistency(shared_data: Path) -> None:
    files = sorted((shared_data / "tlog/merkle-proofs/consistency").rglob("*.json"))
    assert len(files) == 98
    for file in files:
        case = json.loads(file.read_text())
        root1, root2 = hashes([case["root1"], case["root2"]])
        said = (case["size1"], case["size2"], hashes(case["proof"]), root1, root2)
        assert refused(verify_consistency, *said) == case["wantErr"], file


def test_the_go_made_set(shared_data: Path) -> None:
    """800 proofs over 70,000 leaves, a quarter of them hostile."""
    told = load(shared_data, "go-oracle/tree-dev.json")
    for case in told["inclusion"]:
        leaf, root = hashes([case["leaf_hash"], case["root"]])
        said = (case["index"], case["size"], leaf, hashes(case["proof"]), root)
        assert refused(verify_inclusion, *said) != case["ok"], case
    for case in told["consistency"]:
        root1, root2 = hashes([case["root1"], case["root2"]])
        said = (case["size1"], case["size2"], hashes(case["proof"]), root1, root2)
        assert refused(verify_consistency, *said) != case["ok"], case
    assert len(told["inclusion"]) + len(told["consistency"]) == 800


def test_our_proofs_are_those_of_go(shared_data: Path) -> None:
    told = load(shared_data, "go-oracle/tree-dev.json")
    all_leaves = leaves_of_go(told["seed"], 70_000)
    cache: dict[tuple[int, int], bytes] = {}

    def read_go(level: int, index: int) -> bytes:
        if level == 0:
            return all_leaves[index]
        if (level, index) not in cache:
            left, right = read_go(level - 1, 2 * index), read_go(level - 1, 2 * index + 1)
            cache[level, index] = node_hash(left, right)
        return cache[level, index]

    good = [case for case in told["inclusion"] if case["ok"]]
    assert len(good) > 200
    for case in good:
        ours = make_inclusion_proof(case["index"], case["size"], read_go)
        assert ours == hashes(case["proof"])
    for case in (case for case in told["consistency"] if case["ok"]):
        ours = make_consistency_proof(case["size1"], case["size2"], read_go)
        assert ours == hashes(case["proof"])
    for case in told["roots"]:
        root = b64decode(case["root"])
        assert Frontier().extend(all_leaves[: case["size"]]).root() == root
        assert root_of(all_leaves[: case["size"]]) == root
        assert case["size"] == 0 or tree_root(case["size"], read_go) == root


def test_the_reference_tree(shared_data: Path) -> None:
    told = load(shared_data, "rfc6962-hasher.json")
    assert bytes.fromhex(told["empty_root"]) == EMPTY_ROOT == Frontier().root() == root_of([])
    for case in told["leaf"]:
        assert leaf_hash(bytes.fromhex(case["data_hex"])).hex() == case["hash"]
    for case in told["node"]:
        left, right = bytes.fromhex(case["left_hex"]), bytes.fromhex(case["right_hex"])
        assert node_hash(left, right).hex() == case["hash"]
    entries = [leaf_hash(bytes.fromhex(each)) for each in told["ref_leaves_hex"]]
    for size, root in enumerate(told["ref_roots_by_size"]):
        assert root_of(entries[:size]).hex() == root


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 63, 64, 65, 80])
def test_every_proof_of_a_small_tree_verifies(size: int) -> None:
    root = root_of(leaves(80)[:size])
    for index in range(size):
        proof = make_inclusion_proof(index, size, read)
        verify_inclusion(index, size, leaves(80)[index], proof, root)
        old = index + 1
        proof = make_consistency_proof(old, size, read)
        verify_consistency(old, size, proof, root_of(leaves(80)[:old]), root)


def test_a_proof_from_nothing_is_refused() -> None:
    with pytest.raises(ProofError) as refusal:
        verify_consistency(0, 3, [], EMPTY_ROOT, root_of(leaves(3)))
    assert refusal.value.code == "proof.sizes"
    with pytest.raises(InputError):
        make_consistency_proof(0, 3, read)
    with pytest.raises(InputError):
        tree_root(0, read)


def test_an_entry_beyond_the_tree_has_no_proof() -> None:
    with pytest.raises(InputError):
        make_inclusion_proof(3, 3, read)
    with pytest.raises(ProofError):
        verify_inclusion(3, 3, leaves(1)[0], [], root_of(leaves(3)))


def test_the_reason_is_told() -> None:
    root3, root5 = root_of(leaves(3)), root_of(leaves(5))
    proof = make_consistency_proof(3, 5, read)
    cases = {
        "proof.old_root": (3, 5, proof, root5, root5),
        "proof.root": (3, 5, proof, root3, root3),
        "proof.length": (3, 5, proof[:-1], root3, root5),
    }
    for code, said in cases.items():
        with pytest.raises(ProofError) as refusal:
            verify_consistency(*said)
        assert refusal.value.code == code
    for said in [(3, 5, (*proof, root3), root3, root5), (3, 5, (), root3, root5)]:
        with pytest.raises(ProofError, match=r"proof\.length"):
            verify_consistency(*said)
    with pytest.raises(ProofError, match=r"proof\.length"):
        verify_consistency(3, 3, [root3], root3, root3)
    with pytest.raises(ProofError, match=r"proof\.root"):
        verify_consistency(3, 3, [], root3, root5)


def test_a_short_hash_is_no_hash() -> None:
    with pytest.raises(InputError, match=r"tree\.hash_length"):
        verify_inclusion(0, 1, b"", [], b"")


def test_a_frontier_has_as_many_hashes_as_its_size_has_ones() -> None:
    with pytest.raises(InputError, match=r"tree\.frontier"):
        Frontier(3, (b"\0" * 32,))
