from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from folkmoot.account.ledger.backups import Unusable, back_up


class Command(BaseCommand):
    help = "Copy database, log, erasure journal and media into a folder, while all is running"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            made = back_up(folder, now=timezone.now())
        except (Unusable, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made}\nThe keys are not in it: keep a copy of keys/ apart.")
