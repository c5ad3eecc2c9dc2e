"""Witnesses for tests: real ones on the loopback, and ones that misbehave."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from civics.transparency import VerifierKey
from folkmoot.account.ledger import files
from folkmoot.account.ledger.witness import Witness, server

Answer = Callable[[bytes], tuple[int, bytes]]


@contextmanager
def running(witness: Witness) -> Iterator[str]:
    """A witness that listens; its URL."""
    with _serving(server(witness, "127.0.0.1", 0)) as url:
        yield url


@contextmanager
def answering(answer: Answer) -> Iterator[str]:
    """Something at a witness's address that answers as it likes."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, content = answer(body)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            pass

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as url:
        yield url


@contextmanager
def _serving(made: ThreadingHTTPServer) -> Iterator[str]:
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{made.server_address[1]}"
    finally:
        made.shutdown()
        thread.join()
        made.server_close()


def name_witnesses(*lines: str, quorum: str = "none") -> None:
    content = "".join(f"{line}\n" for line in lines) + f"quorum {quorum}\n"
    files.witness_file().write_text(content)


def witness_for(folder: Path, brand: str, name: str = "club.example") -> Witness:
    vkey = VerifierKey.parse((files.folder(brand) / "vkey").read_text())
    return Witness(folder, name, [vkey], clock=lambda: 1_772_442_000.0)


def line(witness: Witness, url: str) -> str:
    return f"witness {witness.key.name} {witness.key.verifier.vkey} {url}"
