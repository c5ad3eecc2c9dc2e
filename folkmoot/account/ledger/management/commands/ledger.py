from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from civics.errors import InputError
from folkmoot.account.ledger import actions, files, queries
from folkmoot.account.ledger.jobs import Sequencer
from folkmoot.account.ledger.models import Log
from folkmoot.account.ledger.signer import Halted
from folkmoot.foundation.people.queries import brand_by_slug, brands


class Command(BaseCommand):
    help = "Write the public log, look at it, bring it back, or give it a new key"

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("run", help="bring facts into the logs until stopped")
        verbs.add_parser("status", help="how far the logs are, and who has signed along")
        verbs.add_parser("check", help="exit 1 unless every log may be signed")
        audit = verbs.add_parser("audit", help="compare every fact with its entry")
        audit.add_argument("brand", nargs="?")
        recover = verbs.add_parser("recover", help="bring back what a restore has lost")
        recover.add_argument("brand", nargs="?")
        recover.add_argument("--from", dest="source", type=Path, help="a copy of the log's folder")
        rotate = verbs.add_parser("rotate", help="go on under a new origin with a new key")
        rotate.add_argument("brand")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        verbs: dict[str, Callable[..., None]] = {
            "run": self._run,
            "status": self._status,
            "check": self._check,
            "audit": self._audit,
            "recover": self._recover,
            "rotate": self._rotate,
        }
        try:
            verbs[verb](**options)
        except files.AlreadyRunning as error:
            raise CommandError(f"another process writes the log ({error} is held)") from error
        except (Halted, InputError) as error:
            raise CommandError(str(error)) from error

    def _run(self, **options: Any) -> None:
        with files.only_writer():
            sequencer = Sequencer()
            sequencer.start()
            sequencer.run()

    def _check(self, **options: Any) -> None:
        Sequencer().check()

    def _status(self, **options: Any) -> None:
        for log in queries.logs():
            signed, asked = queries.witness_counts(log)
            waiting = queries.waiting(log).count()
            self.stdout.write(
                f"{log.origin}: {log.published:,} published, {log.size - log.published:,} placed, "
                f"{waiting:,} waiting; {signed} of {asked} witnesses"
            )
            if log.halted:
                self.stdout.write(f"  stands still: {log.halted}")
            for standing in queries.standings(log):
                trouble = standing.get_trouble_display() if standing.trouble else "signs"
                self.stdout.write(f"  {standing.witness} at {standing.size:,}: {trouble}")

    def _audit(self, brand: str | None, **options: Any) -> None:
        found = [finding for log in self._logs(brand) for finding in queries.audit(log)]
        for finding in found:
            self.stdout.write(str(finding))
        if found:
            raise CommandError(f"{len(found)} differences between the record and its log")
        self.stdout.write("The record is what its log says.")

    def _recover(self, brand: str | None, source: Path | None, **options: Any) -> None:
        chosen = [self._brand(brand)] if brand else brands()
        with files.only_writer():
            for each in chosen:
                done = actions.recover(each, now=timezone.now(), source=source)
                self.stdout.write(
                    f"{each.slug}: {done.replayed:,} entries replayed, {done.restored:,} facts "
                    f"brought back without their words, {done.erased:,} texts erased again"
                )

    def _rotate(self, brand: str, **options: Any) -> None:
        with files.only_writer():
            vkey = actions.rotate(actions.open_log(self._brand(brand)), now=timezone.now())
        self.stdout.write(f"Tell everyone who verifies: {vkey}")

    def _logs(self, brand: str | None) -> list[Log]:
        return [log for log in queries.logs() if brand in (None, log.brand.slug)]

    def _brand(self, slug: str) -> Any:
        brand = brand_by_slug(slug)
        if brand is None:
            raise CommandError(f"there is no brand {slug}")
        return brand
