"""The public ledger: what it costs to audit, to grow and to prove. Each row is one core's work."""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import cost_of
from civics.__main__ import main
from civics.transparency import (
    COSIGNATURE,
    ED25519,
    Checkpoint,
    Frontier,
    Note,
    ProofFile,
    RightEdge,
    SigningKey,
    TileReader,
    bundles_of,
    leaf_hash,
    make_inclusion_proof,
    sign_checkpoint,
    verify_inclusion,
    write_bundle,
)
from civics.transparency.places import in_folder

ENTRIES = 1_000_000
BATCH = 10_000
PROOFS = 10_000
KEY = SigningKey("fans.example.org/ledger/brand", ED25519, b"\1" * 32)
WITNESSES = [SigningKey(f"witness{n}.example.org", COSIGNATURE, bytes([n]) * 32) for n in (2, 3)]


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as name:
        folder = Path(name)
        root = write_log(folder)
        audited = cost_of(audit, name, repeat=1)
        grown = cost_of(grow, repeat=1)
        proved = cost_of(prove, name, root, repeat=1)
        return [
            _row(f"audit {ENTRIES:,} entries (civics verify FOLDER)", ENTRIES, audited.cpu_s, 30),
            _row(f"append {ENTRIES:,} leaves, root in two ways", ENTRIES, grown.cpu_s),
            _row(f"make and verify {PROOFS:,} inclusion proofs", PROOFS, proved.cpu_s),
            *in_the_browser(folder),
            {
                "work": f"a .tlog-proof with {len(WITNESSES)} witnesses, in bytes",
                "result": proof_bytes(folder, root),
                "at most": 2_000,
            },
        ]


def audit(folder: str) -> None:
    words = ["verify", folder, "--vkey", KEY.verifier.vkey, "--state", f"{folder}/state"]
    with contextlib.redirect_stdout(io.StringIO()) as told:
        status = main(words)
    if status != 0:
        raise RuntimeError(told.getvalue())


def grow() -> None:
    """As a sequencer does: leaves in batches, the frontier and the tiles beside each other."""
    frontier, edge = Frontier(), RightEdge()
    for first in range(0, ENTRIES, BATCH):
        leaves = [leaf_hash(entry(n)) for n in range(first, first + BATCH)]
        frontier, (edge, _) = frontier.extend(leaves), edge.extend(leaves)
        if frontier.root() != edge.root():
            raise RuntimeError("the roots differ")


def prove(folder: str, root: bytes) -> None:
    reader = TileReader(ENTRIES, in_folder(Path(folder)))
    for index in range(0, ENTRIES, ENTRIES // PROOFS):
        proof = make_inclusion_proof(index, ENTRIES, reader)
        verify_inclusion(index, ENTRIES, leaf_hash(entry(index)), proof, root)


def proof_bytes(folder: Path, root: bytes) -> int:
    note = Note.parse(sign_checkpoint(Checkpoint(KEY.name, ENTRIES, root), KEY))
    seen = note.with_signatures(key.cosign(note.text, 1_700_000_000) for key in WITNESSES)
    path = make_inclusion_proof(421, ENTRIES, TileReader(ENTRIES, in_folder(folder)))
    return len(ProofFile(421, path, seen.to_bytes()).to_bytes())


def in_the_browser(folder: Path) -> list[dict[str, Any]]:
    """One entry checked by the pages' modules, in Node, whose WebCrypto is the browsers'."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "bin"))
    house = importlib.import_module("house")
    node, built = str(house.node(Path(sys.executable))), folder / "proof.mjs"
    esbuild = [node, str(house.NPM_PACKAGES / "esbuild" / "bin" / "esbuild")]
    words = ["--bundle", "--format=esm", "--platform=node", f"--outfile={built}"]
    source = str(Path(__file__).with_name("proof.js"))
    subprocess.run([*esbuild, source, *words, "--log-level=error"], check=True)
    policy = f"log {KEY.verifier.vkey}\nquorum none\n"
    index = 421_421
    given = [str(folder), str(index), policy, entry(index).decode()]
    done = subprocess.run([node, str(built), *given], check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    return [
        {
            "work": f"check one of {ENTRIES:,} in the browser, in ms",
            "result": round(told["milliseconds"]),
            "at most": 200,
        },
        {
            "work": "what the browser reads for it, in bytes",
            "result": told["bytes"],
            "at most": 60_000,
        },
    ]


def entry(number: int) -> bytes:
    """As long as the entry of an answer is."""
    head = b'{"at":"2026-11-22T08:00Z","com":{},"id":"%032x","title":"%s",' % (number, b"A" * 44)
    return head + b'"log":"brand","pub":{"rung":"L1"},"ref":[],"type":"answer.published","v":1}'


def write_log(folder: Path) -> bytes:
    """A copied log of a million entries; its root."""
    entries = [entry(n) for n in range(ENTRIES)]
    edge, tiles = RightEdge().extend([leaf_hash(each) for each in entries])
    for tile, raw in tiles.items():
        _write(folder / tile.path, raw)
    for bundle in bundles_of(ENTRIES):
        first = bundle.index * 256
        _write(folder / bundle.path, write_bundle(entries[first : first + bundle.width]))
    _write(folder / "checkpoint", sign_checkpoint(Checkpoint(KEY.name, ENTRIES, edge.root()), KEY))
    return edge.root()


def _write(file: Path, raw: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)


def _row(work: str, times: int, seconds: float, most: int | None = None) -> dict[str, Any]:
    return {
        "work": work,
        "CPU s": round(seconds, 1),
        "per second": round(times / seconds),
        "at most": most,
    }
