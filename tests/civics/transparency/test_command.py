"""`python -m civics verify`, with its exit status: 0 verified, 1 not, 2 unreadable."""

import gzip
import json
import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from civics.__main__ import main
from civics.transparency import ProofFile, TileReader, make_inclusion_proof, write_bundle
from civics.transparency.memory import default_folder
from civics.transparency.messages import MESSAGES
from tests.civics.transparency.logs import KEY, WITNESS, Log, log_of

Verify = Callable[..., tuple[int, str]]
VKEY = ("--vkey", KEY.verifier.vkey)


@pytest.fixture
def verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Verify:
    def run(*words: object, state: str = "state") -> tuple[int, str]:
        status = main(["verify", *map(str, words), "--state", str(tmp_path / state)])
        told = capsys.readouterr()
        return status, told.out + told.err

    return run


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    folder = tmp_path / "served"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_folder(tmp_path: Path, verify: Verify) -> None:
    folder = log_of(600, seen_at=1700000000).write(tmp_path / "log")
    status, told = verify(folder, *VKEY, "--vkey", WITNESS.verifier.vkey)
    assert status == 0
    assert "600 entries" in told
    assert "1 of 1 witnesses; it existed before 2023-11-14 22:13:20 UTC" in told
    assert "Never seen before" in told
    log_of(700).write(folder)
    status, told = verify(folder, *VKEY)
    assert status == 0
    assert "It continues the 600 entries" in told


def test_json(tmp_path: Path, verify: Verify) -> None:
    folder = log_of(600).write(tmp_path / "log")
    status, told = verify(folder, *VKEY, "--json")
    assert status == 0
    found = json.loads(told)
    assert found["verified"]
    assert (found["size"], found["entries"], found["tiles"]) == (600, 600, 4)


def test_a_folder_without_entries(tmp_path: Path, verify: Verify) -> None:
    log = log_of(600)
    log.files = {path: raw for path, raw in log.files.items() if "entries" not in path}
    status, told = verify(log.write(tmp_path / "log"), *VKEY)
    assert status == 0
    assert "No entries were read" in told


def test_an_edit_is_named(tmp_path: Path, verify: Verify) -> None:
    log = log_of(600)
    log.files["tile/entries/001"] = write_bundle([b"edited", *log.entries[257:512]])
    folder = log.write(tmp_path / "log")
    status, told = verify(folder, *VKEY)
    assert status == 1
    assert told.startswith("NOT VERIFIED at entry 256: ")
    status, told = verify(folder, *VKEY, "--json")
    assert (status, json.loads(told)["index"], json.loads(told)["code"]) == (1, 256, "log.entry")
    assert verify(folder, *VKEY, "--hashes-only")[0] == 0


def test_by_url(served: tuple[str, Path], verify: Verify) -> None:
    url, folder = served
    log_of(600).write(folder)
    status, told = verify(url, *VKEY)
    assert status == 0, told
    assert "600 entries, 4 tiles" in told
    (folder / "tile/entries/001").unlink()
    status, told = verify(url + "/", *VKEY)
    assert status == 1
    assert "tile/entries/001 is missing" in told


def test_a_url_where_nothing_is(served: tuple[str, Path], verify: Verify) -> None:
    url, _ = served
    status, told = verify(url, *VKEY)
    assert status == 2
    assert "no checkpoint" in told
    status, told = verify("http://127.0.0.1:1/", *VKEY)
    assert status == 2
    assert "cannot be read" in told


class Odd(Quiet):
    """Answers what a server should not."""

    def do_GET(self) -> None:
        if self.path.startswith("/busy"):
            self.send_error(503)
        elif self.path.startswith("/long"):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(bytes(17_000_001))
        else:
            self.send_response(200)
            self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(b"not gzip")


def test_odd_servers(
    served: tuple[str, Path], verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, _ = served
    monkeypatch.setattr(Quiet, "do_GET", Odd.do_GET)
    for path, why in (("busy", "503"), ("long", "17000000"), ("zip", "header")):
        status, told = verify(f"{url}/{path}", *VKEY)
        assert status == 2
        assert why in told


def test_a_gzipped_answer(
    served: tuple[str, Path], verify: Verify, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = log_of(3)

    def get(self: Quiet) -> None:
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(gzip.compress(log.files[self.path[1:]]))

    monkeypatch.setattr(Quiet, "do_GET", get)
    assert verify(served[0], *VKEY)[0] == 0


def test_a_fork_is_kept_as_evidence(tmp_path: Path, verify: Verify) -> None:
    verify(log_of(600).write(tmp_path / "before"), *VKEY)
    forked = Log().append(b"another", *log_of(700).entries[1:])
    status, told = verify(forked.write(tmp_path / "after"), *VKEY)
    assert status == 1
    assert "are not the same" in told
    (evidence,) = (tmp_path / "state").glob("*.evidence.json")
    assert str(evidence) in told
    status, told = verify(evidence, *VKEY)
    assert status == 1
    assert "two histories" in told
    status, told = verify(tmp_path / "after", *VKEY, "--json")
    assert (status, json.loads(told)["evidence"]) == (1, str(evidence))
    assert verify(tmp_path / "before", *VKEY)[0] == 0  # what was remembered stays


def test_an_older_log_than_before(tmp_path: Path, verify: Verify) -> None:
    verify(log_of(600).write(tmp_path / "now"), *VKEY)
    status, told = verify(log_of(500).write(tmp_path / "then"), *VKEY)
    assert status == 1
    assert "had 600 entries when it was last seen, and now shows 500" in told
    (evidence,) = (tmp_path / "state").glob("*.evidence.json")
    assert verify(evidence, *VKEY)[0] == 0  # no contradiction by itself


def test_keys_that_the_log_states(tmp_path: Path, verify: Verify) -> None:
    folder = log_of(3).write(tmp_path / "log")
    status, told = verify(folder)
    assert (status, "no key" in told) == (2, True)
    (folder / "log.vkey").write_text(KEY.verifier.vkey + "\n")
    status, told = verify(folder)
    assert status == 0
    assert "compare them elsewhere" in told
    policy = f"log {KEY.verifier.vkey}\nwitness w {WITNESS.verifier.vkey}\nquorum w\n"
    (folder / "policy").write_text(policy)
    status, told = verify(folder)
    assert status == 1
    assert "0 of 1 witnesses cosigned" in told
    log_of(3, seen_at=1700000000).write(folder)
    assert verify(folder, "--policy", folder / "policy")[0] == 0
    assert verify(folder, "--vkey", folder / "log.vkey")[0] == 0
    assert verify(folder, "--vkey", folder / "nothing")[0] == 2


def test_a_proof_file(tmp_path: Path, verify: Verify) -> None:
    log = log_of(600)
    path = make_inclusion_proof(421, 600, TileReader(600, log.files.get))
    proof = ProofFile(421, path, log.files["checkpoint"])
    file, entry = tmp_path / "421.tlog-proof", tmp_path / "entry"
    file.write_bytes(proof.to_bytes())
    entry.write_bytes(log.entries[421])
    status, told = verify(file, *VKEY, "--entry", entry)
    assert status == 0
    assert "Entry 421 is in it" in told
    assert verify(file, *VKEY)[0] == 2  # no entry
    assert verify(file, "--entry", entry)[0] == 2  # no key
    entry.write_bytes(b"another")
    status, told = verify(file, *VKEY, "--entry", entry)
    assert status == 1
    assert told.startswith("NOT VERIFIED at entry 421")
    whole = ProofFile(421, path, log.files["checkpoint"], log.entries[421])
    file.write_bytes(whole.to_bytes())
    assert verify(file, *VKEY)[0] == 0


def test_evidence_needs_a_key(tmp_path: Path, verify: Verify) -> None:
    file = tmp_path / "evidence.json"
    file.write_text(
        '{"format": "civics two-checkpoints 1", "first": "", "second": "", "hashes": []}'
    )
    assert verify(file)[0] == 2


def test_what_cannot_be_read(tmp_path: Path, verify: Verify) -> None:
    assert verify(tmp_path / "nothing", *VKEY)[0] == 2
    (tmp_path / "empty").mkdir()
    assert verify(tmp_path / "empty", *VKEY)[0] == 2
    (tmp_path / "text").write_text("hello")
    assert verify(tmp_path / "text", *VKEY)[0] == 2


def test_a_state_folder_that_is_none(tmp_path: Path, verify: Verify) -> None:
    folder = log_of(3).write(tmp_path / "log")
    (tmp_path / "state").write_text("a file")
    status, told = verify(folder, *VKEY)
    assert status == 2
    assert "cannot be" in told
    verify(folder, *VKEY, state="good")
    (checkpoint,) = (tmp_path / "good").iterdir()
    checkpoint.unlink()
    (tmp_path / "good" / f"{checkpoint.name}.{os.getpid()}.new").mkdir()
    assert "cannot be written" in verify(folder, *VKEY, state="good")[1]
    checkpoint.mkdir()
    assert "cannot be read" in verify(folder, *VKEY, state="good")[1]
    looping = tmp_path / "loop"
    looping.symlink_to(looping)
    (folder / "checkpoint").unlink()
    (folder / "checkpoint").symlink_to(looping)
    assert verify(folder, *VKEY, state="other")[0] == 2


def test_a_time_out_of_any_calendar(tmp_path: Path, verify: Verify) -> None:
    folder = log_of(3, seen_at=2**62).write(tmp_path / "log")
    status, told = verify(folder, *VKEY, "--vkey", WITNESS.verifier.vkey)
    assert status == 0
    assert f"second {2**62}" in told


def test_the_default_state_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "civics" / "logs"
    monkeypatch.delenv("XDG_STATE_HOME")
    assert default_folder().parts[-4:] == (".local", "state", "civics", "logs")


def test_every_code_has_a_sentence() -> None:
    folder = Path(__file__).resolve().parents[3] / "civics" / "transparency"
    source = "".join(file.read_text(encoding="utf-8") for file in folder.glob("[!m]*.py"))
    families = "|".join({code.split(".")[0] for code in MESSAGES})
    raised = set(re.findall(rf'"((?:{families})\.[a-z_]+)"', source)) - {"log.vkey"}
    raised |= {"state.unreadable", "state.unwritable"}  # in memory.py
    assert raised == set(MESSAGES)
