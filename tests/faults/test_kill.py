"""Web, worker and sequencer are killed with signal 9, again and again, while people use the moot.

`FOLKMOOT_KILLS` says how often; `bin/bench faults` does it a hundred times on each database.
"""

import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from folkmoot.foundation.jobs import LEASE
from folkmoot.web.management.commands.serve import granian
from tests.conftest import missing
from tests.faults.load import Crowd, verified
from tests.postgres import Server, server_program

KILLS = int(os.environ.get("FOLKMOOT_KILLS", "3"))
REPORT = os.environ.get("FOLKMOOT_FAULTS_REPORT")
INSIDE = "import django; django.setup(); from tests.faults import inside; inside.main()"
ROOT = Path(__file__).resolve().parents[2]

pytestmark = [pytest.mark.fault, pytest.mark.timeout(7200)]


class Installation:
    """Real processes on a real database, each of which may be killed and started again."""

    def __init__(self, home: Path, database: str | None) -> None:
        self.home = home
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {
            "FOLKMOOT_HOME": str(home),
            "FOLKMOOT_URL": f"http://localhost:{self.port}",
            "DJANGO_SETTINGS_MODULE": "folkmoot.settings",
            **({"DATABASE_URL": database} if database else {}),
        }
        self.commands = {
            "web": granian("wsgi", "127.0.0.1", self.port, 1),
            "worker": ["folkmoot", "worker"],
            "sequencer": ["folkmoot", "ledger", "run"],
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}

    def do(self, *words: str) -> Any:
        done = subprocess.run(
            [sys.executable, "-c", INSIDE, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout) if done.stdout else None

    def start(self, name: str) -> None:
        with open(self.home / f"{name}.log", "ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", *self.commands[name]],
                cwd=ROOT,
                env=self.environment,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """The server's own children too: kill -9 of the group."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes[name].wait()

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


@pytest.fixture(params=["sqlite", "postgres"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    server = None
    if request.param == "postgres":
        programs = server_program()
        if programs is None:
            missing("PostgreSQL's server")
            return
        server = Server(programs)
        server.start()
    made = Installation(tmp_path, server.url if server else None)
    try:
        yield made
    finally:
        for name in made.processes:
            if made.processes[name].poll() is None:
                made.kill(name)
        if server:
            server.stop()


def wait_for(condition: Any, seconds: float, what: str) -> float:
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds, f"{what} within {seconds} s"
        time.sleep(0.2)
    return time.monotonic() - begun


def test_kill_9_under_load(installation: Installation, request: pytest.FixtureRequest) -> None:
    browsers = installation.do("prepare")
    for name in installation.commands:
        installation.start(name)
    checkpoint = installation.home / "ledger" / "bench" / "checkpoint"
    wait_for(installation.answers, 120, "pages")
    wait_for(checkpoint.exists, 120, "a checkpoint")
    rng = random.Random(7)
    order = [
        name for _ in range(-(-KILLS // 3)) for name in rng.sample(sorted(installation.commands), 3)
    ]
    seen = verified(installation.home)
    with Crowd(installation.port, browsers) as crowd:
        for n, name in enumerate(order[:KILLS]):
            installation.do("enqueue", f"job-{n}", "0.2")
            time.sleep(rng.uniform(0.2, 1.5))
            installation.kill(name)
            now = verified(installation.home)
            assert now[: len(seen)] == seen, "the log went back or changed"
            seen = now
            installation.start(name)
            if name == "web":
                wait_for(installation.answers, 120, "pages again")
        time.sleep(1)
    resumed = _kill_in_the_middle_of_a_job(installation)
    size = len(seen)
    found = wait_until_done(installation)
    told = crowd.told
    stored = {(member, number): choice for member, number, choice in found["votes"]}
    assert len(stored) == len(found["votes"]), "a vote is there twice"
    lost = [
        key
        for key, choice in told.votes.items()
        if stored.get(key) not in {choice, *told.perhaps[key]}
    ]
    assert lost == []
    said = [text for text, _index in found["said"]]
    assert len(said) == len(set(said)), "a statement is there twice"
    assert told.said <= set(said)
    indexes = [index for _text, index in found["said"]]
    assert None not in indexes
    assert len(indexes) == len(set(indexes))
    entries = verified(installation.home)
    assert len(entries) == len(set(entries)) >= size
    assert found["audit"] == []
    assert [name for (name,) in found["jobs"]] == sorted(
        [f"job-{n}" for n in range(KILLS)] + ["job-held"]
    )
    if REPORT:
        report = {
            "database": request.node.callspec.params["installation"],
            "kills": KILLS,
            "votes acknowledged": told.statuses[200],
            "statements acknowledged": len(told.said),
            "lost or twice": 0,
            "entries": len(entries),
            "5xx": sum(n for status, n in told.statuses.items() if status >= 500),
            "job again after s": round(resumed, 1),
        }
        with open(REPORT, "a") as file:
            file.write(json.dumps(report) + "\n")


def _kill_in_the_middle_of_a_job(installation: Installation) -> float:
    """The job begins again within the lease and five seconds; how long it took."""
    told = installation.home / "held"
    installation.do("hold", "job-held", "3", str(told))
    wait_for(told.exists, 120, "the job begun")
    installation.kill("worker")
    installation.start("worker")
    busy = 15  # what starting Python may take where nine others do the same
    seconds = LEASE.total_seconds() + 5 + busy
    return wait_for(lambda: told.read_text().count("begun") == 2, seconds, "the job again")


def wait_until_done(installation: Installation) -> Any:
    """Everything is in the log and published, and every job has been done."""
    deadline = time.monotonic() + 240
    while True:
        found = installation.do("found")
        published = found["published"] == found["size"] and not found["waiting"]
        if published and len(found["jobs"]) > KILLS:
            return found
        assert time.monotonic() < deadline, found
