"""One server for all processes of a test run: the first starts it, and stops it after the last.

`--dist=loadgroup` would keep these tests in one process, but pytest-xdist 3.8 marks groups in a
way that pytest 9.2 no longer sees.
"""

import fcntl
import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.server import Server

LONGEST_WAIT = 180  # seconds for others; one that crashed never says that it is done


@contextmanager
def shared_server(room: Path, shared: Path | None) -> Iterator[Server]:
    room.mkdir(exist_ok=True)
    with _alone(room):
        known = _read(room)
        server = _found(known) if known else _started(room, shared)
        _write(room, server, users=known.get("users", 0) + 1)
    try:
        yield server
    finally:
        with _alone(room):
            _write(room, server, users=_read(room)["users"] - 1)
        if server.process is not None:
            _stop_after_the_others(room, server)


def _found(known: dict[str, Any]) -> Server:
    return Server(Path(known["home"]), known["port"], None, known["places"], known["sessions"])


def _started(room: Path, shared: Path | None) -> Server:
    server = Server(Path(tempfile.mkdtemp(prefix="home-", dir=room)))
    try:
        server.start(shared)
    except BaseException:
        server.stop()
        raise
    return server


def _stop_after_the_others(room: Path, server: Server) -> None:
    """Whoever comes later finds none and starts another."""
    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        with _alone(room):
            if _read(room)["users"] == 0 or time.monotonic() > deadline:
                (room / "server.json").unlink()
                server.stop()
                return
        time.sleep(0.2)


@contextmanager
def _alone(room: Path) -> Iterator[None]:
    with (room / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read(room: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((room / "server.json").read_text()))
    except (OSError, ValueError):
        return {}


def _write(room: Path, server: Server, *, users: int) -> None:
    known = {
        "users": users,
        "home": str(server.home),
        "port": server.port,
        "places": server.conversations,
        "sessions": server.sessions,
    }
    (room / "server.json").write_text(json.dumps(known))
