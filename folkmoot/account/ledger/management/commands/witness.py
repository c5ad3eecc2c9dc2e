import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from civics.errors import InputError
from civics.transparency import VerifierKey
from folkmoot.account.ledger.witness import Witness, serve


class Command(BaseCommand):
    help = "Witness somebody else's log: sign what continues what was signed before"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="for example witness.fanclub.example")
        parser.add_argument("--log", action="append", required=True, metavar="VKEY")
        parser.add_argument("--listen", default="127.0.0.1:8100", metavar="HOST:PORT")
        parser.add_argument("--folder", type=Path, default=Path(settings.HOME) / "witness")

    def handle(
        self, *args: Any, name: str, log: list[str], listen: str, folder: Path, **options: Any
    ) -> None:
        host, _colon, port = listen.rpartition(":")
        try:
            witness = Witness(folder, name, [VerifierKey.parse(vkey) for vkey in log])
        except (InputError, ValueError) as error:
            raise CommandError(str(error)) from error
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        vkey = witness.key.verifier.vkey
        self.stdout.write(f"Give this line to the log's operator:\nwitness {name} {vkey} URL")
        self.stdout.flush()
        serve(witness, host, int(port), stopped)
