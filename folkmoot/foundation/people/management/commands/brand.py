"""`folkmoot brand found SLUG NAME`"""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from folkmoot.foundation.people import actions


class Command(BaseCommand):
    help = "Open the moot of a brand"

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        found = verbs.add_parser("found", help="open the moot of a new brand")
        found.add_argument("slug", help="its part of the address: a-z, 0-9 and hyphens")
        found.add_argument("name")
        found.add_argument("--about", default="", help="one or two sentences for the front page")

    def handle(self, *args: Any, slug: str, name: str, about: str, **options: Any) -> None:
        try:
            actions.found_brand(slug=slug, name=name, about=about, now=timezone.now())
        except ValidationError as error:
            reasons = [f"{field}: {' '.join(said)}" for field, said in error.message_dict.items()]
            raise CommandError("\n".join(reasons)) from error
        self.stdout.write(f"The moot of {name} is open at /{slug}/")
