# ruff: noqa: N999 - the command is called import
"""`folkmoot import conversation FOLDER --brand SLUG --topic SLUG`: bring in a Polis export."""

from argparse import ArgumentParser
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from folkmoot.deliberate.conversations import actions
from folkmoot.deliberate.conversations.imports import Export, read_archive, read_folder
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Role


class Command(BaseCommand):
    help = (
        "Bring in a conversation that began elsewhere, from a folder or a .zip of a Polis export."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["conversation"])
        parser.add_argument("folder", type=Path, help="the folder or .zip with the CSV files")
        parser.add_argument("--brand", required=True, help="the brand's slug")
        parser.add_argument("--topic", required=True, help="the slug of its topic in the charter")
        parser.add_argument("--question", default="", help="instead of the one in summary.csv")
        parser.add_argument("--days", type=int, default=14, help="how long it stays open to votes")
        parser.add_argument("--by", default="", help="e-mail of the operator who brings it in")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            conversation = actions.import_conversation(
                _read(options["folder"]),
                topic=options["topic"],
                question=options["question"],
                closes_at=now + timedelta(days=options["days"]),
                actor=_operator(options["brand"], options["by"]),
                now=now,
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"/{options['brand']}/conversations/{conversation.number}/ "
            f"{conversation.origin.statements} statements, {conversation.origin.votes} votes "
            f"of {conversation.origin.voters} people"
        )


def _read(path: Path) -> Export:
    if path.is_dir():
        return read_folder(path)
    if not path.is_file():
        raise CommandError(f"There is no folder or file {path}")
    with path.open("rb") as file:
        return read_archive(file)


def _operator(slug: str, email: str) -> Any:
    brand = people.brand_by_slug(slug)
    if brand is None:
        raise CommandError(f"There is no brand called {slug}")
    operators = people.members_with_role(brand, cast("Role", "operator")).order_by("joined_at")
    operator = (operators.filter(person__email__iexact=email) if email else operators).first()
    if operator is None:
        raise CommandError(f"{email or 'Nobody'} is an operator of {slug}; grant the role first")
    return operator
