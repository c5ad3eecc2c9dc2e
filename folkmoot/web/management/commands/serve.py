"""One command for one machine: pages, streams, worker and log, started and stopped together."""

import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Serve pages (WSGI) and streams (ASGI, the next port), run the worker, write the log"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=urlsplit(settings.URL).port or 8000)
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)

    def handle(self, *args: Any, host: str, port: int, workers: int, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("ledger", "check")  # on a database set back, nothing may be written either
        signal.signal(signal.SIGTERM, _interrupt)
        url = os.environ.get("FOLKMOOT_URL", f"http://localhost:{port}")
        processes = [
            subprocess.Popen(
                [sys.executable, "-m", *command], env=os.environ | {"FOLKMOOT_URL": url}
            )
            for command in (
                granian("wsgi", host, port, workers),
                granian("asginl", host, port + 1, 1),
                ["folkmoot", "worker"],
                ["folkmoot", "ledger", "run"],
            )
        ]
        self.stdout.write(f"Folkmoot is at {url} (Ctrl+C stops it)")
        try:
            while all(process.poll() is None for process in processes):
                time.sleep(0.5)
        except KeyboardInterrupt:
            return
        finally:
            stop(processes)
        raise CommandError("one of the four processes ended; its last lines are above")


def granian(interface: str, host: str, port: int, workers: int) -> list[str]:
    """The server's command. With the embedded database each process answers one page at a time:
    it has one writer, and threads that wait for it would only keep each other waiting."""
    module = "asgi" if interface.startswith("asgi") else "wsgi"
    embedded = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    listen = ["--host", host, "--port", str(port), "--workers", str(workers)]
    limits = ["--no-ws", "--backpressure", "256", "--log-level", "warning"]
    if module == "wsgi":
        limits += ["--blocking-threads", "1" if embedded else "8"]
    return ["granian", f"folkmoot.{module}:application", "--interface", interface, *listen, *limits]


def stop(processes: "list[subprocess.Popen[bytes]]") -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
