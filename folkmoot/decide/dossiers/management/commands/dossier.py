"""`folkmoot dossier scan FILE --community NAME,NAME`: propose excerpts for people to judge."""

import json
import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from folkmoot.decide.dossiers.scanning import Proposal, Scan, Unreadable, read_posts, scan


class Command(BaseCommand):
    help = (
        "Read an export of public posts (CSV or JSON lines with url, date, text, author) and "
        "propose excerpts that are hostile to a community. Files nothing and opens no database."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["scan"])
        parser.add_argument("file", type=Path, help="a .csv, .jsonl, .ndjson or .json file")
        parser.add_argument("--community", required=True, help="what its people are called: a,b,c")
        parser.add_argument("--brand", default="", help="what the brand is called: a,b")
        parser.add_argument("--author", default="", help="only posts by this author")
        parser.add_argument("--most", type=int, default=500, help="the newest so many excerpts")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        community = _names(options["community"])
        if not community or options["most"] < 1:
            raise CommandError("Give --community at least one name, and --most at least 1.")
        if not options["file"].is_file():
            raise CommandError(f"There is no file {options['file']}")
        try:
            found = scan(
                read_posts(options["file"], zone=timezone.get_current_timezone()),
                community=community,
                brand=_names(options["brand"]),
                author=options["author"],
                most=options["most"],
            )
        except Unreadable as broken:
            raise CommandError(str(broken)) from broken
        for proposal in found.proposals:
            self.stdout.write(_as_json(proposal) if options["json"] else _as_text(proposal))
        self.stderr.write(_summary(found))
        for problem in found.problems:
            self.stderr.write(problem)
        if found.problems:
            raise CommandError("Some rows could not be read; they are named above.")


def _names(given: str) -> list[str]:
    return [name.strip() for name in re.split(r"[,，、]", given) if name.strip()]


def _as_json(proposal: Proposal) -> str:
    return json.dumps(proposal.plain(), ensure_ascii=False)


def _as_text(proposal: Proposal) -> str:
    found, post = proposal.excerpt, proposal.post
    passage = f"{proposal.before}【{proposal.passage}】{proposal.after}"
    about = found.target if found.named else f"{found.target} (not by name)"
    against = ", ".join(found.against) or "nothing that the rules know"
    return (
        f"{post.date:%Y-%m-%d %H:%M}  {found.kind:<12}  {post.url}\n"
        f"  {_printable(passage)}\n"
        f"  for: {'、'.join(map(_printable, found.words))} → {_printable(about)}\n"
        f"  against: {against}\n"
    )


def _printable(text: str) -> str:
    """On one line, and without what would drive a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _summary(found: Scan) -> str:
    standing = sum(each.excerpt.stands for each in found.proposals)
    left = f" {found.left_out} older ones are left out (--most)." if found.left_out else ""
    return (
        f"{found.posts} posts, {len(found.proposals)} excerpts to look at; nothing speaks against "
        f"{standing} of them.{left} Nothing has been filed."
    )
