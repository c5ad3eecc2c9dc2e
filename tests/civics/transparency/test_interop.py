"""A log that this code wrote is read by programs that others wrote."""

import importlib
import os
import shutil
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from civics.transparency import (
    TileReader,
    leaf_hash,
    make_consistency_proof,
    make_inclusion_proof,
)
from tests.civics.transparency.logs import KEY, Log, log_of
from tests.conftest import missing

GOPATH = Path("/usr/share/gocode")
PROGRAM = Path(__file__).parent / "go"
SIZES = (1, 255, 256, 300, 700)


@pytest.fixture(scope="module")
def go_check(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our small program around Debian's `golang-golang-x-mod-dev`, compiled without a network."""
    if not shutil.which("go"):
        missing("Go (Debian's golang-go)")
    if not (GOPATH / "src/golang.org/x/mod/sumdb/tlog").is_dir():
        missing("golang.org/x/mod (Debian's golang-golang-x-mod-dev)")
    folder = tmp_path_factory.mktemp("go")
    environment = os.environ | {
        "GO111MODULE": "off",
        "GOPATH": str(GOPATH),
        "GOCACHE": str(folder / "cache"),
        "GOFLAGS": "",
        "GOPROXY": "off",
    }
    built = folder / "check"
    command = ["go", "build", "-o", str(built), str(PROGRAM / "main.go")]
    subprocess.run(command, env=environment, check=True, timeout=240)
    return built


def checked_by_go(program: Path, folder: Path, log: Log) -> subprocess.CompletedProcess[str]:
    command = [str(program), str(folder), log.key.verifier.vkey]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("size", SIZES)
def test_go_accepts_our_log(go_check: Path, tmp_path: Path, size: int) -> None:
    """Its signature, every tile, every entry's inclusion, and consistency from earlier sizes."""
    log = log_of(size, seen_at=1700000000)
    done = checked_by_go(go_check, log.write(tmp_path), log)
    assert done.stdout == f"ok {size}\n", done.stderr


def test_go_refuses_it_when_a_bit_was_turned(go_check: Path, tmp_path: Path) -> None:
    log = log_of(300)
    for path in ("tile/0/000", "tile/entries/001.p/44", "checkpoint"):
        raw = bytearray(log.files[path])
        raw[-5] ^= 1
        bent = Log(log.entries, log.files | {path: bytes(raw)}, log.edge)
        assert checked_by_go(go_check, bent.write(tmp_path / path), log).returncode == 1


@pytest.fixture(scope="module")
def metamorphic() -> ModuleType:
    """The Rust verifier's Python package; it has wheels for some platforms alone."""
    try:
        return importlib.import_module("metamorphic_log")
    except (ImportError, OSError):
        missing("metamorphic-log")
        raise


@pytest.mark.parametrize("size", SIZES)
def test_rust_accepts_our_log(metamorphic: ModuleType, size: int) -> None:
    """Its signature, an inclusion proof of some entries, and consistency with a larger log."""
    log, vkeys = log_of(size, seen_at=1700000000), [KEY.verifier.vkey]
    note = log.files["checkpoint"].decode()
    head = metamorphic.checkpoint_verify(note, vkeys)
    found = (head.origin, head.size, bytes(head.root))
    assert found == (log.checkpoint.origin, size, log.checkpoint.root)
    assert metamorphic.verify_signed_note(note, vkeys) == 1  # it reads no witness's keys (0x04)
    read = TileReader(size, log.files.get)
    for index in {0, size // 2, size - 1}:
        proof = list(make_inclusion_proof(index, size, read))
        leaf, other = leaf_hash(log.entries[index]), leaf_hash(b"another")
        metamorphic.checkpoint_verify_inclusion(note, vkeys, index, leaf, proof)
        with pytest.raises(metamorphic.VerifyError):
            metamorphic.checkpoint_verify_inclusion(note, vkeys, index, other, proof)
    larger = log_of(900)
    proof = list(make_consistency_proof(size, 900, TileReader(900, larger.files.get)))
    newer = larger.files["checkpoint"].decode()
    metamorphic.checkpoint_verify_consistency(note, newer, vkeys, proof)
