"""Open data: every suggestion with what became of it, and who stands behind it, without names.

A supporter's pseudonym is made for this export alone and leads nowhere else. Supporters are listed
only where ten or more stand behind a suggestion, cohorts only from ten people on.
"""

import csv
import hashlib
import hmac
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings

from folkmoot.deliberate.conversations.queries.open_data import plain_cell
from folkmoot.deliberate.suggestions import rules
from folkmoot.deliberate.suggestions.models import Decision, Suggestion, Support
from folkmoot.deliberate.suggestions.queries.cohorts import STRATA, cohort_of_each, suppressed
from folkmoot.deliberate.suggestions.queries.lists import visible
from folkmoot.deliberate.suggestions.queries.ranking import METHOD, VERSION, ranking_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

ROWS_AT_ONCE = 2_000
LICENCE = "CC-BY-4.0"
COLUMNS = (
    *("number", "title", "text", "topic", "rule", "rung", "made_at", "status", "merged_into"),
    *("supports", *(f"supports_{stratum}" for stratum in STRATA), "wanted_across_groups"),
    *("reply_due", "decided_at", "reason_code", "reason", "owner_title", "due", "record"),
)


@dataclass(frozen=True)
class OpenData:
    brand: "Brand"
    now: datetime
    cohorts: dict[int, str]

    def suggestions_csv(self) -> Iterator[str]:
        return _csv(COLUMNS, (tuple(map(_cell, row.values())) for row in self.suggestions()))

    def supports_csv(self) -> Iterator[str]:
        return _csv(("supporter", "suggestion"), self._supports())

    def json(self) -> Iterator[str]:
        yield '{"about": ' + _dumped(self.about()) + ', "suggestions": ['
        yield from _joined(_dumped(row) for row in self.suggestions())
        yield '], "supports": ['
        yield from _joined(
            _dumped({"supporter": who, "suggestion": what}) for who, what in self._supports()
        )
        yield "]}\n"

    def about(self) -> dict[str, Any]:
        ranking = ranking_of(self.brand)
        return {
            "brand": self.brand.slug,
            "taken_at": self.now.isoformat(timespec="minutes"),
            "smallest_cell": rules.SMALLEST_CELL,
            "wanted_across_groups": {
                "method": METHOD,
                "version": VERSION,
                "voices": ranking.voices if ranking else {},
                "input_digest": ranking.input_digest if ranking else None,
                "computed_at": ranking.at.isoformat(timespec="minutes") if ranking else None,
            },
            "licence": LICENCE,
        }

    def suggestions(self) -> Iterator[dict[str, Any]]:
        """One dictionary a suggestion, its keys in the order of `COLUMNS`."""
        behind = self._behind()
        decisions = {
            decision.step.suggestion_id: decision
            for decision in Decision.objects.filter(
                step__suggestion__brand=self.brand
            ).select_related("step__words", "step__fact")
        }
        found = visible(self.brand).select_related("merged_into").order_by("number")
        for suggestion in found.iterator(ROWS_AT_ONCE):
            cohorts = suppressed({s: behind[suggestion.pk][s] for s in STRATA})
            yield _row(suggestion, cohorts, decisions.get(suggestion.pk))

    def _behind(self) -> "defaultdict[int, Counter[str]]":
        behind: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for suggestion, member in self._live().values_list("suggestion", "member").iterator():
            behind[suggestion][self.cohorts.get(member, "")] += 1
        return behind

    def _supports(self) -> Iterator[tuple[str, int]]:
        """In the order of the pseudonyms, which is none: no time can be read from it."""
        many = self._live().filter(suggestion__supports__gte=rules.SMALLEST_CELL)
        rows = many.values_list("member__pseudonym", "suggestion__number")
        yield from sorted((self._pseudonym(member), number) for member, number in rows)

    def _live(self) -> Any:
        open_ones = visible(self.brand).values("pk")
        return Support.objects.filter(suggestion__in=open_ones, withdrawn_at=None)

    def _pseudonym(self, member: str) -> str:
        said = f"suggestions\0{self.brand.slug}\0{member}".encode()
        return hmac.new(settings.PEPPER, said, hashlib.sha256).hexdigest()[:12]


def open_data_of(brand: "Brand", now: datetime) -> OpenData:
    return OpenData(brand, now, cohort_of_each(brand, now))


def _row(
    suggestion: Suggestion, cohorts: dict[str, int | None], decision: Decision | None
) -> dict[str, Any]:
    step = decision.step if decision else None
    values = (
        suggestion.number,
        suggestion.title.text,
        suggestion.text.text,
        suggestion.rule.topic.slug,
        suggestion.rule.number,
        suggestion.rule.rung,
        suggestion.at.isoformat(timespec="minutes"),
        suggestion.status,
        suggestion.merged_into.number if suggestion.merged_into else None,
        suggestion.supports,
        *(cohorts[stratum] for stratum in STRATA),
        suggestion.across,
        suggestion.due_at.isoformat(timespec="minutes"),
        step.at.isoformat(timespec="minutes") if step else None,
        step.reason if step else None,
        step.words.text if step else None,
        decision.owner_title if decision else None,
        decision.due.isoformat() if decision and decision.due else None,
        step.fact.number if step else None,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _cell(value: object) -> object:
    return plain_cell(value) if isinstance(value, str) else "" if value is None else value


class _Line:
    """A file whose write hands the line back, so that nothing is kept."""

    def write(self, line: str) -> str:
        return line


def _csv(columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(list(columns))
    for row in rows:
        yield writer.writerow(row)


def _joined(parts: Iterator[str]) -> Iterator[str]:
    for place, part in enumerate(parts):
        yield part if place == 0 else f",\n{part}"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
