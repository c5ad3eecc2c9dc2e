import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from folkmoot.account.ledger.recomputing.command import add_arguments, run


class Command(BaseCommand):
    """It opens no database: `python -m folkmoot.account.ledger.recomputing` is the same."""

    help = "Compute every published number again from an export, and compare"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_arguments(parser)

    def handle(self, *args: Any, export: Path, vkey: list[str], json: bool, **options: Any) -> None:
        status = run(export, vkeys=vkey, as_json=json, out=self.stdout)
        if status:
            sys.exit(status)
