"""A witness: a small server that somebody else runs, and that remembers what it has signed.

It speaks C2SP tlog-witness and keeps one SQLite file. It needs no moot and no database of one: a
fan club, a newspaper or a university runs it, each by itself.
"""

import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from civics.transparency import (
    COSIGNATURE,
    ED25519,
    Checkpoint,
    SigningKey,
    VerifierKey,
    judge,
)
from folkmoot.account.ledger.files import keep

MOST_BYTES = 65_536
TEXT = "text/plain; charset=utf-8"
SILENCE = 10  # seconds after which a caller who says nothing is hung up on

SCHEMA = """
CREATE TABLE IF NOT EXISTS held (
    origin TEXT PRIMARY KEY,
    checkpoint TEXT NOT NULL,
    time INTEGER NOT NULL
) STRICT
"""


class Witness:
    """What a witness does, without the network around it."""

    def __init__(
        self,
        folder: Path,
        name: str,
        logs: Sequence[VerifierKey],
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.key = _key(folder / "key", name)
        self.file = folder / "witness.sqlite3"
        self.clock = clock
        self.logs: dict[str, list[VerifierKey]] = {}
        for log in logs:
            if log.kind != ED25519:
                raise ValueError(f"{log.vkey} is not the key of a log")
            self.logs.setdefault(log.name, []).append(log)
        with self._database() as database:
            database.execute(SCHEMA)

    def add_checkpoint(self, body: bytes) -> tuple[HTTPStatus, bytes]:
        """Judge, remember and sign: the write lock makes it one step, in all threads and
        processes, and it is on disk before the signature leaves."""
        with self._database() as database:
            database.execute("BEGIN IMMEDIATE")
            rows = database.execute("SELECT origin, checkpoint, time FROM held").fetchall()
            held = {origin: Checkpoint.parse(text) for origin, text, _time in rows}
            judgement = judge(body, held, self.logs)
            status, checkpoint = HTTPStatus(judgement.status), judgement.checkpoint
            if status == HTTPStatus.CONFLICT:
                return status, f"{judgement.size}\n".encode()
            if status != HTTPStatus.OK or checkpoint is None:
                return status, f"{status.phrase}\n".encode()
            before = max(
                (time for origin, _, time in rows if origin == checkpoint.origin), default=0
            )
            now = max(int(self.clock()), before)  # its own clock may jump, its word may not
            database.execute(
                "INSERT OR REPLACE INTO held VALUES (?, ?, ?)",
                (checkpoint.origin, checkpoint.text, now),
            )
            database.execute("COMMIT")
        return status, self.key.cosign(checkpoint.text, now).line().encode()

    def held(self) -> dict[str, int]:
        """How far it has signed each log."""
        with self._database() as database:
            rows = database.execute("SELECT origin, checkpoint FROM held ORDER BY origin")
            return {origin: Checkpoint.parse(text).size for origin, text in rows}

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """A connection for one step. What is not committed when it closes never happened."""
        with closing(sqlite3.connect(self.file, timeout=20, isolation_level=None)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=FULL")
            yield database


def _key(path: Path, name: str) -> SigningKey:
    """The witness's key, made on the first start and readable by its owner alone."""
    if not path.exists():
        key = SigningKey(name, COSIGNATURE, secrets.token_bytes(32))
        keep(path, key.skey.encode() + b"\n", mode=0o600)
    key = SigningKey.parse(path.read_text())
    if key.name != name:
        raise ValueError(f"{path} is the key of {key.name}, not of {name}")
    return key


def server(witness: Witness, host: str, port: int) -> ThreadingHTTPServer:
    """An HTTP server for it; put a proxy with TLS in front."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = SILENCE
        server_version = "folkmoot-witness"

        def do_POST(self) -> None:
            if self.path != "/add-checkpoint":
                self._answer(HTTPStatus.NOT_FOUND, b"Not Found\n")
                return
            length = self.headers.get("Content-Length", "")
            if not (length.isdigit() and int(length) <= MOST_BYTES):
                self.close_connection = True
                self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"Too large\n")
                return
            self._answer(*witness.add_checkpoint(self.rfile.read(int(length))))

        def do_GET(self) -> None:
            if self.path != "/":
                self._answer(HTTPStatus.NOT_FOUND, b"Not Found\n")
                return
            about = {"vkey": witness.key.verifier.vkey, "held": witness.held()}
            self._answer(HTTPStatus.OK, json.dumps(about).encode(), "application/json")

        def _answer(
            self,
            status: HTTPStatus,
            content: bytes,
            content_type: str = "text/plain; charset=utf-8",
        ) -> None:
            if status == HTTPStatus.CONFLICT:
                content_type = "text/x.tlog.size"
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            """Callers' addresses are not kept."""

    made = ThreadingHTTPServer((host, port), Handler)
    made.daemon_threads = True
    return made


def serve(witness: Witness, host: str, port: int, stopped: threading.Event) -> None:
    running = server(witness, host, port)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    stopped.wait()
    running.shutdown()
    running.server_close()
