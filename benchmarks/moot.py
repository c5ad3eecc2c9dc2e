"""A moot in a folder of its own, its servers, and browsers that are signed in to it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SERVERS = 2


@contextlib.contextmanager
def home() -> Iterator[Path]:
    """A new, empty installation; Django is set up in this process to fill it."""
    with tempfile.TemporaryDirectory(prefix="folkmoot-bench-") as folder:
        os.environ["FOLKMOOT_HOME"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield Path(folder)


@dataclass(frozen=True)
class Server:
    port: int
    group: int

    def processor_seconds(self) -> float:
        """What the server's processes have used so far; it counts less noise than a clock."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # it ended just now
                columns = stat.read_text().rpartition(")")[2].split()
                if int(columns[2]) == self.group:
                    ticks += int(columns[11]) + int(columns[12])
        return ticks / os.sysconf("SC_CLK_TCK")


@contextlib.contextmanager
def served() -> Iterator[Server]:
    """The pages as `folkmoot serve` serves them, by two processes on a free loopback port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    from folkmoot.web.management.commands.serve import granian

    command = granian("wsgi", "127.0.0.1", port, SERVERS)
    server = subprocess.Popen([sys.executable, "-m", *command], start_new_session=True)
    try:
        _wait_for(port)
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not start within 30 s")


@dataclass(frozen=True)
class Browser:
    """What a signed-in browser sends with each request."""

    cookie: str
    csrf: str


def sign_in(person: Any) -> Browser:
    """The session that signing in makes, without the pages in between."""
    from django.conf import settings
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    client = Client()
    client.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    csrf = _get_new_csrf_string()
    names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    return Browser(cookie=f"{names[0]}={session}; {names[1]}={csrf}", csrf=csrf)


def quantile(seconds: list[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(len(seconds) * share))]
