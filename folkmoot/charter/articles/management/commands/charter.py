"""`folkmoot charter lint FILE` and `folkmoot charter pattern T3`"""

import json
import sys
import tomllib
from argparse import ArgumentParser
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from folkmoot.charter.articles.rules import lint
from folkmoot.charter.articles.rules.patterns import patterns

BAD_INPUT = 2
LARGEST_FILE = 2_000_000


class Command(BaseCommand):
    help = "Check the file of a charter, or print one of the patterns to start from"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser(
            "lint", help="say what is missing or contradicts itself, and where"
        )
        check.add_argument("file", type=Path, help="a charter as TOML or JSON")
        show = verbs.add_parser("pattern", help="print one of the twelve patterns as TOML")
        show.add_argument("key", choices=list(patterns()))

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        if verb == "pattern":
            self._show(options["key"])
        else:
            self._lint(options["file"])

    def _show(self, key: str) -> None:
        folder = files("folkmoot.charter.articles") / "patterns"
        text = (folder / f"T{int(key[1:]):02}.toml").read_text(encoding="utf-8")
        self.stdout.write(text, ending="")

    def _lint(self, file: Path) -> None:
        charter = _read(file)
        # A single pattern is checked as a charter of that one article.
        found = lint({"articles": [charter]} if "key" in charter else charter)
        for finding in found:
            self.stdout.write(f"{finding.place}: {finding} [{finding.code}]")
        if found:
            sys.exit(1)
        self.stdout.write("Nothing is missing, and nothing contradicts itself.")


def _read(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise CommandError(f"{file} is too large for a charter.", returncode=BAD_INPUT)
        text = file.read_text(encoding="utf-8")
        read = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise CommandError(f"{file} cannot be read: {error}", returncode=BAD_INPUT) from error
    if not isinstance(read, dict):
        raise CommandError(f"{file} is no charter: write tables.", returncode=BAD_INPUT)
    return read
