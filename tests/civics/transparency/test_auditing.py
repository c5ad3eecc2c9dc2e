"""Auditing whole logs, and finding what was done to them."""

from pathlib import Path
from random import Random

import pytest

from civics.errors import InputError
from civics.transparency import (
    Checkpoint,
    Policy,
    ProofError,
    TileReader,
    VerifierKey,
    bundles_of,
    open_checkpoint,
    tiles_of,
    tree_root,
    write_bundle,
)
from civics.transparency.auditing import audit, check_continuation
from civics.transparency.evidence import Evidence
from civics.transparency.places import in_folder
from tests.civics.transparency.go_tree import entry_of_go
from tests.civics.transparency.logs import KEY, Log, log_of
from tests.civics.transparency.vectors import load

POLICY = Policy((KEY.verifier,))


def refusal(log: Log, checkpoint: Checkpoint | None = None) -> ProofError:
    with pytest.raises(ProofError) as refusal:
        audit(checkpoint or log.checkpoint, log.files.get)
    return refusal.value


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 1000])
def test_an_honest_log_passes(size: int) -> None:
    log = log_of(size)
    assert audit(log.checkpoint, log.files.get).entries == size
    assert audit(log.checkpoint, log.files.get, entries=False).entries == 0


def test_the_log_of_go(shared_data: Path) -> None:
    told = load(shared_data, "go-oracle/checkpoints-dev.json")
    folder = in_folder(shared_data / "tlog/go-oracle/log-dev-1337")
    raw = folder("checkpoint")
    assert raw is not None
    witnesses = [VerifierKey.parse(vkey) for vkey in told["witness_vkeys"]]
    opened = open_checkpoint(raw, [VerifierKey.parse(told["log_vkey"])], witnesses)
    assert len(opened.cosignatures) == 2
    assert audit(opened.checkpoint, folder).entries == 1337


def test_its_history_is_one(shared_data: Path) -> None:
    told = load(shared_data, "go-oracle/checkpoints-dev.json")
    folder = in_folder(shared_data / "tlog/go-oracle/log-dev-1337")
    keys = [VerifierKey.parse(told["log_vkey"])]
    steps = [open_checkpoint(each["note"].encode(), keys).checkpoint for each in told["history"]]
    assert len(steps) == 8
    for before in steps:
        check_continuation(before, steps[-1], folder)


def test_its_three_attacks_are_refused(shared_data: Path) -> None:
    """A split view, a rollback, and an entry that was deleted."""
    told = load(shared_data, "go-oracle/checkpoints-dev.json")
    folder = in_folder(shared_data / "tlog/go-oracle/log-dev-1337")
    policy = Policy((VerifierKey.parse(told["log_vkey"]),))
    raw = folder("checkpoint")
    assert raw is not None
    held = policy.open(raw).checkpoint
    split, rollback, deleted = (each["note"].encode() for each in told["attacks"])
    for attack, code in ((split, "log.forked"), (rollback, "log.rolled_back")):
        with pytest.raises(ProofError) as refused:
            check_continuation(held, policy.open(attack).checkpoint, folder)
        assert refused.value.code == code
    assert Evidence(raw, split).convicts(policy)
    assert not Evidence(raw, rollback).convicts(policy)  # old, and true
    entries = [entry_of_go("dev-seed-1", n) for n in range(1401) if n != 500]
    grown = Log().append(*entries)
    now = policy.open(deleted).checkpoint
    with pytest.raises(ProofError, match=r"log\."):  # with the tiles of before
        audit(now, folder)
    if grown.checkpoint.root != now.root:  # the set says that no consistent proof exists
        return
    with pytest.raises(ProofError, match=r"log\.forked"):
        check_continuation(held, now, grown.files.get)
    assert Evidence.of(raw, deleted, (1337, 1400), grown.files.get).convicts(policy)


def test_an_edited_entry_is_named() -> None:
    log = log_of(600)
    log.entries[421] = b"edited"
    log.files["tile/entries/001"] = write_bundle(log.entries[256:512])
    error = refusal(log)
    assert (error.code, error.params["index"]) == ("log.entry", 421)


def test_an_entry_edited_with_its_hash_is_found_above() -> None:
    log, honest = log_of(600), log_of(600).checkpoint
    bent = Log().append(*log.entries[:421], b"edited", *log.entries[422:])
    for path in ("tile/entries/001", "tile/0/001"):
        log.files[path] = bent.files[path]
    error = refusal(log)
    assert (error.code, error.params["index"], error.params["last"]) == ("log.tile", 256, 511)
    error = refusal(bent, honest)
    assert error.code == "log.root"


@pytest.mark.parametrize(
    ("path", "code", "index"),
    [
        ("tile/entries/001", "log.missing", 256),
        ("tile/0/002.p/88", "log.missing", 512),
        ("tile/1/000.p/2", "log.missing", 0),
    ],
)
def test_what_is_withheld_is_named(path: str, code: str, index: int) -> None:
    log = log_of(600)
    del log.files[path]
    error = refusal(log)
    assert (error.code, error.params["index"]) == (code, index)


def test_every_random_bit_flip_is_found() -> None:
    """400 of 400 in bundles, tiles and the signed body, and most with the entry's number."""
    rng = Random(1)
    log = log_of(3_000)
    needed = [path for path in log.files if _is_implied(path, log)]
    found = named = 0
    for _ in range(400):
        path = rng.choice(needed)
        raw = bytearray(log.files[path])
        most = len(raw) if path != "checkpoint" else len(log.checkpoint.text)
        bit = rng.randrange(8 * most)
        raw[bit // 8] ^= 1 << bit % 8
        files = log.files | {path: bytes(raw)}
        try:
            audit(POLICY.open(files["checkpoint"]).checkpoint, files.get)
        except InputError as error:
            found += 1
            named += "index" in error.params
    assert found == 400
    assert named > 350


def _is_implied(path: str, log: Log) -> bool:
    """Not the partial tiles of the sizes before."""
    size = len(log.entries)
    implied = {tile.path for tile in (*tiles_of(size), *bundles_of(size))}
    return path in implied or path == "checkpoint"


def test_network_trouble_is_not_the_logs_fault() -> None:
    def down(path: str) -> bytes | None:
        raise InputError("log.unreachable", url=path, why="timeout")

    with pytest.raises(InputError) as refused:
        audit(log_of(3).checkpoint, down)
    assert not isinstance(refused.value, ProofError)


def test_a_fork_is_proved_by_the_logs_own_hashes() -> None:
    for size in (1, 256, 300, 421, 512):  # also perfect trees, whose proofs leave the root out
        before = log_of(size)
        forked = Log().append(b"another", *log_of(700).entries[1:])
        with pytest.raises(ProofError, match=r"log\.forked"):
            check_continuation(before.checkpoint, forked.checkpoint, forked.files.get)
        first, second = before.files["checkpoint"], forked.files["checkpoint"]
        evidence = Evidence.of(first, second, (size, 700), forked.files.get)
        assert Evidence.parse(evidence.to_bytes()) == evidence
        assert evidence.convicts(POLICY)


def test_an_honest_log_cannot_be_convicted() -> None:
    log = log_of(300)
    first = log.files["checkpoint"]
    log.append(b"more")
    second = log.files["checkpoint"]
    honest = Evidence.of(first, second, (300, 301), log.files.get)
    other = log_of(700)
    foreign = Evidence.of(first, second, (300, 301), other.files.get)
    none = Evidence.of(first, second, (300, 301), {}.get)
    assert not any(each.convicts(POLICY) for each in (honest, foreign, none))
    assert not Evidence(first, first).convicts(POLICY)
    stranger = Log(key=type(KEY)("example.com/other", 1, b"\3" * 32)).append(b"x")
    both = Policy((KEY.verifier, stranger.key.verifier))
    assert not Evidence(first, stranger.files["checkpoint"]).convicts(both)


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"[]", b'{"format": 1}', b'{"format": "civics two-checkpoints 1"}', b"\xff"]
)
def test_what_is_no_evidence(raw: bytes) -> None:
    with pytest.raises(InputError, match=r"evidence\.format"):
        Evidence.parse(raw)


def test_the_empty_log_is_continued_by_any() -> None:
    check_continuation(log_of(0).checkpoint, log_of(3).checkpoint, {}.get)


def test_reading_a_prefix_of_a_larger_log() -> None:
    log = log_of(700)
    for size in (1, 255, 256, 300, 699):
        assert tree_root(size, TileReader(700, log.files.get)) == log_of(size).checkpoint.root
