"""Tiles: their paths, what a size implies, and reading and writing them."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from civics.transparency import (
    Bundle,
    Checkpoint,
    Frontier,
    RightEdge,
    Tile,
    TileReader,
    VerifierKey,
    bundles_of,
    fetch_entries,
    fetch_tile,
    leaf_hash,
    make_inclusion_proof,
    open_checkpoint,
    open_note,
    parse_tile_path,
    read_bundle,
    root_of,
    tiles_of,
    tree_root,
    verify_inclusion,
    write_bundle,
    write_tile,
)
from civics.transparency.errors import InputError
from tests.civics.transparency.go_tree import leaves_of_go
from tests.civics.transparency.vectors import load


def test_paths_of_the_specification(shared_data: Path) -> None:
    for case in load(shared_data, "c2sp-examples.json")["tile_paths"]:
        index, width = case["index"], case["width"]
        level = case["level"]
        tile = Bundle(index, width) if level == "entries" else Tile(level, index, width)
        assert tile.path == case["path"]
        assert parse_tile_path(case["path"]) == tile


def test_layout_of_the_specification(shared_data: Path) -> None:
    for case in load(shared_data, "c2sp-examples.json")["tile_layout"]:
        tiles = list(tiles_of(case["size"]))
        full = Counter(str(tile.level) for tile in tiles if tile.width == 256)
        assert full == {level: count for level, count in case["full"].items() if count}
        partial = {str(tile.level): tile.width for tile in tiles if tile.width < 256}
        assert partial == case["partial"]


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/1",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/07",
        "tile/00/000",
        "tile/64/000",
        "tile/0/x000/001",
        "tile/0/001/002",
        "tile/entries/000/",
        "tile/0/٠٠٠",
        "/tile/0/000",
        "tile/-1/000",
        "",
    ],
)
def test_other_spellings_are_no_paths(path: str) -> None:
    with pytest.raises(InputError, match=r"tile\.path"):
        parse_tile_path(path)


def test_a_tile_has_a_width() -> None:
    for wrong in (0, 257):
        with pytest.raises(InputError):
            Tile(0, 0, wrong)
        with pytest.raises(InputError):
            Bundle(0, wrong)


def test_the_tiles_of_go(shared_data: Path) -> None:
    told = load(shared_data, "go-oracle/tree-dev.json")
    leaves = leaves_of_go(told["seed"], 70_000)
    for case in told["tiles"]:
        _, written = RightEdge().extend(leaves[: case["tree_size"]])
        raw = {tile.path: raw for tile, raw in written.items()}[case["path"]]
        assert hashlib.sha256(raw).hexdigest() == case["sha256"]
        assert len(raw) == case["bytes"]


@pytest.mark.parametrize("steps", [(1, 255), (300, 1, 400), (65_000, 535, 1, 600)])
def test_growing_in_steps_writes_what_growing_at_once_does(steps: tuple[int, ...]) -> None:
    leaves = [leaf_hash(b"%d" % n) for n in range(sum(steps))]
    edge, frontier, files, at = RightEdge(), Frontier(), {}, 0
    for step in steps:
        edge, written = edge.extend(leaves[at : at + step])
        frontier = frontier.extend(leaves[at : at + step])
        at += step
        files |= {tile.path: raw for tile, raw in written.items()}
        assert edge.root() == frontier.root() == edge.frontier().root()
        assert edge == RightEdge.read(at, files.get)
    at_once, _ = RightEdge().extend(leaves)
    assert at_once == edge
    assert {tile.path for tile in tiles_of(at)} <= set(files)
    assert tree_root(at, TileReader(at, files.get)) == edge.root()
    assert edge.extend([]) == (edge, {})


def test_an_edge_fits_its_size() -> None:
    with pytest.raises(InputError, match=r"tile\.edge"):
        RightEdge(2, ((b"\0" * 32,),))


def test_the_full_tile_stands_in_for_a_partial_one() -> None:
    leaves = [leaf_hash(b"%d" % n) for n in range(256)]
    entries = [b"%d" % n for n in range(256)]
    files = {"tile/0/000": write_tile(leaves), "tile/entries/000": write_bundle(entries)}
    assert fetch_tile(Tile(0, 0, 3), files.get) == tuple(leaves[:3])
    assert fetch_entries(Bundle(0, 3), files.get) == tuple(entries[:3])
    proof = make_inclusion_proof(2, 5, TileReader(5, files.get))
    verify_inclusion(2, 5, leaves[2], proof, root_of(leaves[:5]))


def test_what_is_missing_is_named() -> None:
    for fetch, what in ((fetch_tile, Tile(0, 0, 3)), (fetch_tile, Tile(0, 0))):
        with pytest.raises(InputError, match=r"log\.missing.*tile/0/000"):
            fetch(what, {}.get)
    for bundle in (Bundle(0, 3), Bundle(0)):
        with pytest.raises(InputError, match=r"log\.missing.*entries"):
            fetch_entries(bundle, {}.get)


def test_no_tile_is_asked_for_beyond_the_size() -> None:
    for level, index in ((0, 300), (8, 1), (2, 74), (0, -1), (9, 0)):
        if (index + 1) << level <= 300 and index >= 0:
            continue
        with pytest.raises(InputError, match=r"tile\.beyond"):
            Tile.holding(level, index, 300)
    with pytest.raises(InputError, match=r"tile\.length"):
        fetch_tile(Tile(0, 0, 2), {"tile/0/000.p/2": b"short"}.get)


def test_bundles_round_trip() -> None:
    entries = (b"", b"one", b"x" * 65_535)
    raw = write_bundle(entries)
    assert read_bundle(raw, Bundle(0, 3)) == entries
    with pytest.raises(InputError, match=r"entry\.length"):
        write_bundle([b"x" * 65_536])
    for wrong in (raw[:-1], raw + b"\0", raw + b"\0\0", b""):
        with pytest.raises(InputError, match=r"tile\.entries"):
            read_bundle(wrong, Bundle(0, 3))
    assert [bundle.width for bundle in bundles_of(515)] == [256, 256, 3]
    assert [bundle.width for bundle in bundles_of(256)] == [256]


def test_a_log_of_tessera(shared_data: Path) -> None:
    """Every size from 0 to 15: the checkpoint's root is that of the entries and of the tiles."""
    folder = shared_data / "tlog/tessera-log15"
    key = VerifierKey.parse((folder / "log.vkey").read_text())
    for size in range(16):
        raw = (folder / f"checkpoint.{size}").read_bytes()
        checkpoint = open_checkpoint(raw, [key]).checkpoint
        assert checkpoint.size == size
        if size:
            bundle = (folder / Bundle(0, size).path).read_bytes()
            leaves = [leaf_hash(entry) for entry in read_bundle(bundle, Bundle(0, size))]
            assert root_of(leaves) == checkpoint.root
            tile = (folder / Tile(0, 0, size).path).read_bytes()
            assert tile == write_tile(leaves)
        assert Checkpoint.parse(checkpoint.text) == checkpoint


def test_a_log_of_sunlight(shared_data: Path) -> None:
    """300 leaves that a mirror cosigned; the log's own signature is not in the note."""
    folder = shared_data / "tlog/sunlight-mirror300"
    (vkey,) = load(folder.parents[1], "sunlight-mirror300/mirror.v0.json")["verifier_keys"]
    opened = open_note((folder / "checkpoint").read_bytes(), [VerifierKey.parse(vkey)])
    checkpoint = Checkpoint.parse(opened.text)

    def fetch(path: str) -> bytes | None:
        file = folder / path
        return file.read_bytes() if file.exists() else None

    assert tree_root(300, TileReader(300, fetch)) == checkpoint.root
    assert RightEdge.read(300, fetch).root() == checkpoint.root
