from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from folkmoot.account.ledger.exporting import Unusable, export
from folkmoot.account.ledger.recomputing.command import SAME, run
from folkmoot.foundation.people.queries import brand_by_slug


class Command(BaseCommand):
    help = "Write a brand's public record as open data, and compute its figures from it once"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("brand")
        parser.add_argument("folder", type=Path, help="new or empty")

    def handle(self, *args: Any, brand: str, folder: Path, **options: Any) -> None:
        found = brand_by_slug(brand)
        if found is None:
            raise CommandError(f"There is no brand {brand!r} here.")
        try:
            export(found, folder, now=timezone.now())
        except (Unusable, OSError) as error:
            raise CommandError(str(error)) from error
        if run(folder, out=self.stdout) != SAME:
            raise CommandError(
                f"{folder} does not lead to the published figures. If somebody acted while it was "
                "written, export once more; otherwise the lines above say where to look."
            )
