"""A real PostgreSQL server for one test run, from Debian's package, in a folder of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path


def server_program() -> Path | None:
    """Debian keeps the server's programs outside of PATH, one folder a version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    on_path = shutil.which("postgres")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Server:
    """Started on a free port of the loopback; the folder is gone when it stops."""

    def __init__(self, programs: Path) -> None:
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="folkmoot-postgres-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        # The server refuses to run as root.
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            shutil.chown(self.folder, self.user)

    @property
    def url(self) -> str:
        return f"postgresql://moot@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        cluster = str(self.folder / "cluster")
        self._run("initdb", "-D", cluster, "-U", "moot", "--auth=trust", "-E", "UTF8", "--no-sync")
        # A test's rows are never committed. Autovacuum would note that the tables are empty, and a
        # join of five of them be planned as if each had one row.
        # Two processes race at the same time, each with up to sixty threads.
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c autovacuum=off -k {self.folder}"
        options += " -c max_connections=250"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", cluster, "-o", options, "-l", log, "-w", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "cluster"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *args: str) -> None:
        done = subprocess.run(
            [self.programs / program, *args],
            user=self.user if os.geteuid() == 0 else None,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} ended with {done.returncode}: {done.stdout}")
