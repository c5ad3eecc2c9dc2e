"""The log that the sequencer wrote is read by programs that others wrote."""

import subprocess
from pathlib import Path
from types import ModuleType

from civics.transparency import TileReader, leaf_hash, make_inclusion_proof
from folkmoot.account.ledger import actions, files, queries
from folkmoot.account.ledger.models import Log
from tests.civics.transparency.test_interop import go_check, metamorphic
from tests.folkmoot.account.ledger.conftest import advance, many, read_as_stranger
from tests.folkmoot.account.ledger.witnesses import line, name_witnesses, running, witness_for
from tests.folkmoot.conftest import NOW, Cast

__all__ = ["go_check", "metamorphic"]


def written(log: Log, cast: Cast, folder: Path) -> str:
    """A log of 701 entries in three batches, the last of them cosigned; its key."""
    for count in (1, 300):
        many(cast.brand, count)
        advance(log)
    club = witness_for(folder / "club", "lumen")
    with running(club) as url:
        name_witnesses(line(club, url))
        actions.know_witnesses(now=NOW)
        many(cast.brand, 399)
        advance(log)
    return (files.folder("lumen") / "vkey").read_text().strip()


def test_go_accepts_it(log: Log, cast: Cast, go_check: Path, tmp_path: Path) -> None:
    vkey = written(log, cast, tmp_path)
    command = [str(go_check), str(files.folder("lumen")), vkey]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "ok 701\n", done.stderr


def test_rust_accepts_it(log: Log, cast: Cast, metamorphic: ModuleType, tmp_path: Path) -> None:
    vkey = written(log, cast, tmp_path)
    checkpoint, entries = read_as_stranger("lumen")
    note = (files.folder("lumen") / "checkpoint").read_text()
    head = metamorphic.checkpoint_verify(note, [vkey])
    assert (head.size, bytes(head.root)) == (701, checkpoint.root)
    read = TileReader(701, queries.fetch_from(files.folder("lumen")))
    for index in (0, 255, 256, 700):
        proof = list(make_inclusion_proof(index, 701, read))
        leaf = leaf_hash(entries[index])
        metamorphic.checkpoint_verify_inclusion(note, [vkey], index, leaf, proof)
