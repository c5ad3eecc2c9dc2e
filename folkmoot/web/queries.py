"""The public record as its pages show it, and what it says of how a brand answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from folkmoot.deliberate.conversations import queries as conversations
from folkmoot.deliberate.suggestions import queries as suggestions
from folkmoot.foundation.clocks import queries as clocks
from folkmoot.foundation.clocks.rules import State, state
from folkmoot.foundation.record.facts import KINDS
from folkmoot.foundation.record.queries import facts_after

if TYPE_CHECKING:
    from folkmoot.foundation.clocks.models import Clock
    from folkmoot.foundation.people.models import Brand
    from folkmoot.foundation.record.models import Fact, Passage

PAGE = 30
# How many of the latest answers the figures on a moot's home are about.
ANSWERS_COUNTED = 30
# What fans say in these is open to read from the moment it is said.
OPEN_AT_ONCE = frozenset(
    [
        "suggestion.made",
        "suggestion.changed",
        "suggestion.accepted",
        "suggestion.returned",
        "merge.proposed",
    ]
)
# The facts with which a brand answers.
ANSWERS = ("answer.published", "suggestion.decided")
# How many debts a moot's home names; the most urgent come first.
OWED_SHOWN = 8


@dataclass(frozen=True)
class Words:
    """One passage of a fact: shown, erased, or withheld until it has been accepted."""

    field: str
    text: str
    standing: str
    erased_by: int | None = None


@dataclass(frozen=True)
class Entry:
    fact: "Fact"
    words: list[Words]


@dataclass(frozen=True)
class Page:
    """A stretch of the record, newest first; the numbers lead to the stretches beside it."""

    entries: list[Entry]
    older: int | None
    newer: int | None


@dataclass(frozen=True)
class Debt:
    """A clock that runs on the brand, and the name of what it is about."""

    clock: "Clock"
    title: str


@dataclass(frozen=True)
class Conduct:
    """How the brand answers, over its latest answers and all that are overdue."""

    due: int
    in_time: int
    overdue: int
    answered: int
    median_days: int | None


def public_kinds() -> list[str]:
    return sorted(kind for kind, body in KINDS.items() if body.public)


def entries(
    brand: "Brand", *, kind: str = "", before: int | None = None, after: int | None = None
) -> Page:
    """Thirty public facts before or after a number, or the latest ones."""
    facts = facts_after(brand, 0, kinds=[kind] if kind else None)
    if after is not None:
        chosen = list(facts.filter(number__gt=after)[:PAGE])[::-1]
    elif before is not None:
        chosen = list(facts.filter(number__lt=before).order_by("-number")[:PAGE])
    else:
        chosen = list(facts.order_by("-number")[:PAGE])
    if not chosen:
        return Page([], older=None, newer=None)
    first, last = chosen[-1].number, chosen[0].number
    return Page(
        _with_words(brand, facts.filter(number__range=(first, last)).order_by("-number")),
        older=first if facts.filter(number__lt=first).exists() else None,
        newer=last if facts.filter(number__gt=last).exists() else None,
    )


def entry(brand: "Brand", number: int) -> Entry | None:
    found = _with_words(brand, facts_after(brand, 0).filter(number=number))
    return found[0] if found else None


def _with_words(brand: "Brand", chosen: QuerySet["Fact"]) -> list[Entry]:
    facts = list(chosen.select_related("brand").prefetch_related("passages__erased_by"))
    accepted = _accepted(brand, {fact.subject for fact in facts})
    return [Entry(fact, [_words(p, fact, accepted) for p in fact.passages.all()]) for fact in facts]


def _accepted(brand: "Brand", subjects: Iterable[str]) -> set[tuple[str, int]]:
    """Statements, by subject and number, whose latest ruling let them in."""
    rulings = facts_after(brand, 0, kinds=["statement.ruled"]).filter(subject__in=subjects)
    latest = {
        (fact.subject, fact.published["number"]): fact.published["outcome"] for fact in rulings
    }
    return {statement for statement, outcome in latest.items() if outcome == "accepted"}


def _words(passage: "Passage", fact: "Fact", accepted: set[tuple[str, int]]) -> Words:
    if passage.text is None:
        erasure = passage.erased_by.number if passage.erased_by else None
        return Words(passage.field, "", "erased", erasure)
    statement = (fact.subject, fact.published.get("number", 0))
    # The brand's own words; what anybody else wrote is shown once a moderator has let it in.
    official = KINDS[fact.kind].official or fact.published.get("seed") is True
    if official or statement in accepted or fact.kind in OPEN_AT_ONCE:
        return Words(passage.field, passage.text, "shown")
    return Words(passage.field, "", "withheld")


def owed(brand: "Brand") -> list[Debt]:
    """What the brand owes, the most urgent first."""
    return [Debt(clock, _title(brand, clock)) for clock in clocks.open_clocks(brand)[:OWED_SHOWN]]


def _title(brand: "Brand", clock: "Clock") -> str:
    room, _colon, number = clock.subject.partition(":")
    if room == "conversation":
        return str(conversations.conversation_by_number(brand, int(number)) or "")
    if room == "suggestion":
        return str(suggestions.suggestion_by_number(brand, int(number)) or "")
    return ""


def conduct(brand: "Brand", now: datetime) -> Conduct:
    """Answers given and owed, counted from the clocks that ran on the brand."""
    answers = facts_after(brand, 0, kinds=ANSWERS).order_by("-number")
    subjects = list(dict.fromkeys(answers.values_list("subject", flat=True)[: ANSWERS_COUNTED * 2]))
    found = (clocks.clock_of(brand, "answer", subject) for subject in subjects[:ANSWERS_COUNTED])
    met = [clock for clock in found if clock and clock.met_at]
    overdue = clocks.open_clocks(brand).filter(due_at__lt=now).count()
    waits = [_wait(clock) for clock in met]
    return Conduct(
        due=len(met) + overdue,
        in_time=sum(state(clock, now) is State.MET for clock in met),
        overdue=overdue,
        answered=len(met),
        median_days=round(median(waits) / timedelta(days=1)) if waits else None,
    )


def _wait(clock: "Clock") -> Any:
    return (clock.met_at or clock.due_at) - clock.started_at
