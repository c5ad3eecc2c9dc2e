from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from civics.errors import InputError
from folkmoot.account.ledger import actions, files
from folkmoot.account.ledger.backups import Unusable, restore
from folkmoot.account.ledger.signer import Halted
from folkmoot.foundation.people.queries import brands


class Command(BaseCommand):
    help = "Bring a backup back, recover the log from what was published, erase again"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder that `folkmoot backup` named")
        parser.add_argument(
            "--without-salts", action="store_true", help="when the key of its month is destroyed"
        )

    def handle(self, *args: Any, folder: Path, without_salts: bool, **options: Any) -> None:
        try:
            with files.only_writer():
                restore(folder, without_salts=without_salts)
                call_command("migrate", verbosity=0)
                for brand in brands():
                    done = actions.recover(brand, now=timezone.now())
                    self.stdout.write(
                        f"{brand.slug}: {done.replayed:,} entries replayed, "
                        f"{done.restored:,} facts brought back without their words, "
                        f"{done.erased:,} texts erased again"
                    )
                actions.sweep(now=timezone.now(), always=True)
        except files.AlreadyRunning as error:
            raise CommandError("Folkmoot is running: stop it first") from error
        except (Unusable, Halted, InputError, OSError) as error:
            raise CommandError(str(error)) from error
