"""The real server in a home of its own: pages, streams and the worker, three processes."""

import email
import email.policy
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"\b\d{4}-\d{4}\b")
PATIENCE = 90  # seconds, on a machine that does other things as well


@dataclass
class Server:
    home: Path
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None
    conversations: dict[str, dict[str, int]] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self, shared: Path | None, *, crowd: int | None = None) -> None:
        told = self._run("tests.browser.story", str(shared or ""), str(crowd or ""))
        places = json.loads(told.stdout)
        self.conversations, self.sessions = places["conversations"], places["sessions"]
        self.port = two_free_ports()
        serve = ["serve", "--port", str(self.port), "--workers", "1"]
        with (self.home / "server.log").open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "folkmoot", *serve],
                cwd=ROOT,
                env=self._environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_for(f"http://127.0.0.1:{self.port}/about/refusals", 200)
        self._wait_for(f"http://127.0.0.1:{self.port + 1}/live/nobody", 404)

    def stop(self) -> None:
        """The command stops its three processes; should it not, the group is killed."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def run(self, *command: str) -> str:
        """A command of the platform beside the running server."""
        return self._run("folkmoot", *command).stdout

    def code_for(self, address: str) -> str:
        """The code in the latest letter to an address."""
        for file in sorted((self.home / "mail").iterdir(), key=_age):
            letter = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
            body = letter.get_body()
            found = CODE.search(body.get_content()) if body and letter["To"] == address else None
            if found:
                return found[0]
        raise AssertionError(f"no letter with a code came to {address}")

    def log(self) -> str:
        return (self.home / "server.log").read_text(errors="replace")

    def _run(self, module: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=ROOT,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done

    def _environment(self) -> dict[str, str]:
        outer = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
        outer = {k: v for k, v in outer.items() if not k.startswith("FOLKMOOT_")}
        own: dict[str, Any] = {
            "FOLKMOOT_HOME": self.home,
            "DJANGO_SETTINGS_MODULE": "folkmoot.settings",
        }
        return outer | {name: str(value) for name, value in own.items()}

    def _wait_for(self, address: str, status: int) -> None:
        deadline = time.monotonic() + PATIENCE
        while _status(address) != status:
            assert self.process is not None
            assert self.process.poll() is None, f"the server ended:\n{self.log()}"
            assert time.monotonic() < deadline, f"the server never answered:\n{self.log()}"
            time.sleep(0.1)


def two_free_ports() -> int:
    """A port that is free with the next one, where the streams are."""
    for _attempt in range(50):
        with socket.socket() as pages, socket.socket() as streams:
            pages.bind(("127.0.0.1", 0))
            port = int(pages.getsockname()[1])
            try:
                streams.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
    raise AssertionError("no two ports beside each other are free")


def _status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=5) as response:  # noqa: S310
            return int(response.status)
    except urllib.error.HTTPError as refusal:
        refusal.close()
        return int(refusal.code)
    except OSError:
        return 0


def _age(file: Path) -> float:
    return -file.stat().st_mtime
