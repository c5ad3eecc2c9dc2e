import secrets
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from folkmoot.demo import report, story, words


class Command(BaseCommand):
    help = "Live through one whole loop with invented brands, print what happened, and serve it"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop after the report")
        parser.add_argument("--votes", type=Path, help="a Polis export to import as well")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, once: bool, votes: Path | None, port: int, **options: Any) -> None:
        begun = time.monotonic()
        self._start_afresh()
        now = timezone.now()
        with transaction.atomic():  # each act commits for itself elsewhere; here one commit will do
            stories = [story.live(text, now=now, seed=7) for text in (words.LUMEN, words.FATHOM)]
        for told in stories:
            self.stdout.write("\n".join(report.lines(told, now=now)) + "\n\n")
        if votes:
            call_command("import", "conversation", str(votes), brand="fathom", topic="sound")
        found = [problem for told in stories for problem in report.problems(told)]
        self.stdout.write(f"Lived through in {time.monotonic() - begun:.1f} s.")
        if found:
            raise CommandError("; ".join(found))
        if once:
            return
        for told in stories:
            self._let_in(told.cast)
        call_command("serve", port=port)

    def _start_afresh(self) -> None:
        """Begin with an empty database, but never empty one that the demo did not make."""
        if connection.vendor != "sqlite":
            raise CommandError("The demo uses a database of its own. Unset DATABASE_URL.")
        marker = settings.HOME / "demo"
        file = Path(connection.settings_dict["NAME"])
        if file.exists() and not marker.exists():
            raise CommandError(
                f"{file} was not made by the demo. "
                "Unset FOLKMOOT_HOME, or set it to an empty folder."
            )
        connection.close()
        for leftover in file.parent.glob(f"{file.name}*"):
            leftover.unlink()
        marker.touch()
        call_command("migrate", verbosity=0)

    def _let_in(self, cast: story.Cast) -> None:
        """Give the cast passwords, and those with power a second factor; print both once."""
        for member in (cast.lin, cast.mei, cast.chen):
            person, password = member.person, secrets.token_urlsafe(9)
            person.set_password(password)
            person.save(update_fields=["password"])
            line = f"  {person.email:24} password {password}"
            if member is not cast.lin:
                TOTP.activate(person, generate_totp_secret())
                codes = RecoveryCodes.activate(person).get_unused_codes()
                line += f"   one-time codes {' '.join(codes[:3])}"
            self.stdout.write(line)
