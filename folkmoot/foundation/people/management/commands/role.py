"""`folkmoot role grant BRAND EMAIL ROLE`, for the first executive and for emergencies."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from folkmoot.foundation.people import actions, queries
from folkmoot.foundation.people.accounts.actions import welcome
from folkmoot.foundation.people.models import Role


class Command(BaseCommand):
    help = "Give a person a role in a brand; they join it if they have not"

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        grant = verbs.add_parser("grant", help="give a role")
        grant.add_argument("brand", help="the brand's part of the address")
        grant.add_argument("email")
        grant.add_argument("role", choices=Role.values)
        grant.add_argument("--title", default="", help="printed under every official word")

    def handle(
        self, *args: Any, brand: str, email: str, role: str, title: str, **options: Any
    ) -> None:
        found = queries.brand_by_slug(brand)
        if found is None:
            raise CommandError(f"There is no brand at /{brand}/; `folkmoot brand found` opens one")
        person = welcome(email)
        if person is None:
            raise CommandError(f"The account of {email} is closed")
        now = timezone.now()
        member = actions.join(found, person, now=now)
        actions.grant_role(member, Role(role), title=title, actor=None, now=now)
        self.stdout.write(f"{email} is {role} of {found.name}; a second factor is asked for first")
