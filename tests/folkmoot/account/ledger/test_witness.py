"""A witness signs what continues what it signed, and nothing else, whatever happens to it."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

from civics.errors import InputError
from civics.transparency import (
    COSIGNATURE,
    ED25519,
    AddCheckpoint,
    Checkpoint,
    SigningKey,
    VerifierKey,
    leaf_hash,
    make_consistency_proof,
    read_cosignatures,
    root_of,
    sign_checkpoint,
)
from folkmoot.account.ledger.witness import MOST_BYTES, Witness
from tests.folkmoot.account.ledger.witnesses import running

LOG = SigningKey("example.com/log", ED25519, b"\1" * 32)
LEAVES = [leaf_hash(b"%d" % n) for n in range(64)]


def checkpoint(size: int) -> Checkpoint:
    return Checkpoint(LOG.name, size, root_of(LEAVES[:size]))


def request(old: int, new: int) -> bytes:
    def read(level: int, i: int) -> bytes:
        return root_of(LEAVES[i << level : (i + 1) << level])

    proof = make_consistency_proof(old, new, read) if old else ()
    return AddCheckpoint(old, proof, sign_checkpoint(checkpoint(new), LOG)).to_bytes()


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path, "club.example", [LOG.verifier], clock=lambda: 1_700_000_000.5)


def test_the_transcript_of_a_real_one(shared_data: Path, tmp_path: Path) -> None:
    told = json.loads((shared_data / "tlog" / "witness-transcript.json").read_text())
    public = bytes.fromhex(told["log_ed25519_pub_hex"])
    known = VerifierKey(told["origin"], ED25519, public)
    witness = Witness(tmp_path, "club.example", [known])
    with running(witness) as url:
        for step in told["steps"]:
            answer = httpx.post(f"{url}/add-checkpoint", content=step["body"].encode())
            assert str(answer.status_code) in str(step["status"]), step.get("why")
            if answer.status_code == HTTPStatus.CONFLICT:
                assert answer.headers["Content-Type"] == "text/x.tlog.size"
                assert answer.text == step["response"]
    assert witness.held() == {told["origin"]: 5}


def test_it_signs_with_its_time(witness: Witness) -> None:
    status, line = witness.add_checkpoint(request(0, 5))
    assert status == HTTPStatus.OK
    signed = read_cosignatures(line, checkpoint(5).text, [witness.key.verifier])
    assert [each.time for each in signed] == [1_700_000_000]


def test_what_it_has_signed_survives_a_restart(witness: Witness, tmp_path: Path) -> None:
    witness.add_checkpoint(request(0, 5))
    again = Witness(tmp_path, "club.example", [LOG.verifier])
    assert again.add_checkpoint(request(0, 7)) == (HTTPStatus.CONFLICT, b"5\n")
    assert again.add_checkpoint(request(5, 7))[0] == HTTPStatus.OK
    assert again.key == witness.key


def test_its_clock_may_jump_but_not_its_word(tmp_path: Path) -> None:
    times = iter([2_000.0, 1_000.0])
    witness = Witness(tmp_path, "club.example", [LOG.verifier], clock=lambda: next(times))
    witness.add_checkpoint(request(0, 5))
    _status, line = witness.add_checkpoint(request(5, 6))
    signed = read_cosignatures(line, checkpoint(6).text, [witness.key.verifier])
    assert [each.time for each in signed] == [2_000]


def test_of_many_at_once_it_signs_one_history(witness: Witness) -> None:
    """Sixteen callers, each with another size, all from nothing."""
    statuses: list[HTTPStatus] = []
    start = threading.Barrier(16)

    def call(size: int) -> None:
        start.wait()
        statuses.append(witness.add_checkpoint(request(0, size))[0])

    threads = [threading.Thread(target=call, args=(size,)) for size in range(1, 17)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [HTTPStatus.OK] + [HTTPStatus.CONFLICT] * 15


def test_only_what_it_should_answer(witness: Witness) -> None:
    with running(witness) as url:
        assert httpx.get(url).json() == {"vkey": witness.key.verifier.vkey, "held": {}}
        assert httpx.get(f"{url}/held").status_code == HTTPStatus.NOT_FOUND
        assert httpx.post(url, content=b"").status_code == HTTPStatus.NOT_FOUND
        long = httpx.post(f"{url}/add-checkpoint", content=b"x" * (MOST_BYTES + 1))
        assert long.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_its_key_is_its_own(witness: Witness, tmp_path: Path) -> None:
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    with pytest.raises(ValueError, match=r"is the key of club\.example"):
        Witness(tmp_path, "press.example", [LOG.verifier])
    with pytest.raises(ValueError, match="not the key of a log"):
        Witness(tmp_path, "club.example", [witness.key.verifier])
    assert witness.key.kind == COSIGNATURE


def test_kill_9_loses_nothing_it_has_signed(tmp_path: Path) -> None:
    """A real process, killed four times between its answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    signed = 0
    for round_ in range(4):
        process = _start(tmp_path, port)
        try:
            for size in range(signed + 1, signed + 4):
                answer = httpx.post(
                    f"http://127.0.0.1:{port}/add-checkpoint", content=request(signed, size)
                )
                assert answer.status_code == HTTPStatus.OK, (round_, size, answer.text)
                signed = size
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
    witness = Witness(tmp_path / "w", "club.example", [LOG.verifier])
    assert witness.held() == {LOG.name: signed}


def _start(home: Path, port: int) -> "subprocess.Popen[bytes]":
    code = (
        "import sys, threading\n"
        "from pathlib import Path\n"
        "from civics.transparency import VerifierKey\n"
        "from folkmoot.account.ledger.witness import Witness, serve\n"
        "folder, vkey, port = sys.argv[1:]\n"
        "w = Witness(Path(folder), 'club.example', [VerifierKey.parse(vkey)])\n"
        "serve(w, '127.0.0.1', int(port), threading.Event())\n"
    )
    command = [sys.executable, "-c", code, str(home / "w"), LOG.verifier.vkey, str(port)]
    process = subprocess.Popen(command, env=dict(os.environ))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process
        time.sleep(0.02)
    raise InputError("witness.format")
