"""Open data: the votes that the published map counted, and all that is needed to draw it again.

Pseudonyms are random and mean nothing elsewhere; there is no time and no cohort. What is here was
counted by the map: statements that ten people answered, people who answered one of them.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext_lazy as _

from civics.opinion import Votes
from folkmoot.deliberate.conversations import rules
from folkmoot.deliberate.conversations.models import Conversation, Map, Statement
from folkmoot.deliberate.conversations.queries.ballots import latest_map, unpacked
from folkmoot.deliberate.moderation import queries as moderation
from folkmoot.foundation.refusal import Refusal

ROWS_AT_ONCE = 2_000
# A cell that begins like this is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LICENCE = "CC-BY-4.0"
AGAIN = "python -m civics opinion VOTES.csv --json"


@dataclass(frozen=True)
class OpenData:
    conversation: Conversation
    map: Map
    votes: Votes
    shielded: frozenset[str] = frozenset()
    before: Map | None = None

    @property
    def name(self) -> str:
        """What the files are called: the conversation, and the start of the digest."""
        brand, number = self.conversation.brand.slug, self.conversation.number
        return f"{brand}-{number}-{self.map.input_digest[:8]}"

    def votes_csv(self) -> Iterator[str]:
        """One vote a row, in no order of time, as `civics.opinion.read_votes` reads it."""
        rows = (
            (voter, statement, choice)
            for voter, ballot in self._ballots()
            for statement, choice in ballot.items()
        )
        return _csv(["voter-id", "comment-id", "vote"], rows)

    def statements_csv(self) -> Iterator[str]:
        columns = ["comment-id", "agrees", "disagrees", "passes", "moderated", "comment-body"]
        rows = (
            (
                row["number"],
                *(row["tally"] or {"agree": "", "disagree": "", "pass": ""}).values(),
                {"accepted": 1, "rejected": -1}.get(row["standing"], 0),
                plain_cell(row["text"] or ""),
            )
            for row in self.statements()
        )
        return _csv(columns, rows)

    def json(self) -> Iterator[str]:
        """The same in one document, with what the map says."""
        yield '{"about": ' + _dumped(self.about()) + ', "statements": ['
        yield from _joined(_dumped(row) for row in self.statements())
        yield '], "map": ' + _dumped(self.map.result) + ', "ballots": ['
        yield from _joined(
            _dumped({"voter": voter, "votes": ballot}) for voter, ballot in self._ballots()
        )
        yield "]}\n"

    def about(self) -> dict[str, Any]:
        """What somebody needs who wants to compute the map again, and what was left out."""
        rule, drawn = self.conversation.rule, self.map
        return {
            "question": self.conversation.question.text,
            "brand": self.conversation.brand.slug,
            "conversation": self.conversation.number,
            "rule": {"topic": rule.topic.slug, "version": rule.number, "rung": rule.rung},
            "method": drawn.method,
            "version": drawn.version,
            "seed": drawn.seed,
            "input_digest": drawn.input_digest,
            "drawn_at": drawn.at.isoformat(timespec="minutes"),
            "record": drawn.fact.number,
            "votes": drawn.votes,
            "voters": drawn.voters,
            "smallest_cell": rules.SMALLEST_CELL,
            "choices": {"1": "agree", "0": "pass", "-1": "disagree"},
            "again": AGAIN,
            "licence": LICENCE,
        }

    def predecessor(self) -> dict[str, Any] | None:
        """The map before, with which groups keep their names, as far as this one leans on it.

        Of people it says in which group those were who are counted here.
        """
        if self.before is None or self.before.people is None:
            return None
        people, counted = self.before.people, set(self.votes.participants)
        groups = zip(people["participants"], people["group_of"], strict=True)
        kept = {name: group for name, group in groups if name in counted}
        return {
            **self.before.result,
            "participants": list(kept),
            "group_of": list(kept.values()),
        }

    def _ballots(self) -> Iterator[tuple[str, dict[str, int]]]:
        votes, names = self.votes, self.votes.statements
        for place, voter in enumerate(votes.participants):
            span = slice(votes.indptr[place], votes.indptr[place + 1])
            chosen = zip(votes.indices[span].tolist(), votes.values[span].tolist(), strict=True)
            yield voter, {names[j]: choice for j, choice in chosen}

    def statements(self) -> Iterator[dict[str, Any]]:
        """Every statement that was let in, with its words and, from ten answers on, its tally.

        Statements that name somebody who is protected come without it.
        """
        tallies = _tallies(self.votes)
        accepted = self.conversation.statements.filter(standing=Statement.Standing.ACCEPTED)
        for statement in accepted.select_related("words").order_by("number"):
            shielded = moderation.shielded(str(statement.words), self.shielded)
            yield {
                "number": statement.number,
                "text": statement.words.text,
                "standing": statement.standing,
                "tally": None if shielded else tallies.get(str(statement.number)),
            }


def open_data_of(conversation: Conversation, *, now: datetime) -> OpenData:
    latest = latest_map(conversation, whole=True)
    if latest is None or latest.ballots is None or rules.shown(latest.voters) is None:
        raise Refusal(
            "no-open-data",
            _("Open data appears with the first map: it takes ten people. Every vote is kept."),
            status=HTTPStatus.CONFLICT,
        )
    names = moderation.names_shielded(conversation.brand, now)
    follows = latest.result["follows"]
    maps = Map.objects.filter(conversation=conversation, pk__lt=latest.pk)
    before = maps.order_by("-pk").first() if follows else None
    return OpenData(conversation, latest, unpacked(bytes(latest.ballots)), names, before)


def plain_cell(text: str) -> str:
    """Words that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _tallies(votes: Votes) -> dict[str, dict[str, int]]:
    width = len(votes.statements)
    cells = [0] * (3 * width)
    for column, choice in zip(votes.indices.tolist(), votes.values.tolist(), strict=True):
        cells[3 * column + choice + 1] += 1
    figures = ((cells[3 * j + 2], cells[3 * j], cells[3 * j + 1]) for j in range(width))
    return {
        name: dict(zip(("agree", "disagree", "pass"), counts, strict=True))
        for name, counts in zip(votes.statements, figures, strict=True)
        if rules.shown(sum(counts)) is not None
    }


class _Line:
    """A file whose write hands the line back, so that nothing is kept."""

    def write(self, line: str) -> str:
        return line


def _csv(columns: list[str], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    lines = [writer.writerow(columns)]
    for row in rows:
        lines.append(writer.writerow(row))
        if len(lines) == ROWS_AT_ONCE:
            yield "".join(lines)
            lines = []
    yield "".join(lines)


def _joined(parts: Iterator[str]) -> Iterator[str]:
    for place, part in enumerate(parts):
        yield part if place == 0 else f",\n{part}"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
