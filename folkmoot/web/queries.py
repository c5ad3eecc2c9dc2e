"""The public record as its pages show it, and what it says of how a brand answers."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from folkmoot.account.ledger import queries as ledger
from folkmoot.account.promises import queries as promises
from folkmoot.act.contests import queries as contests
from folkmoot.decide.decisions import queries as decisions
from folkmoot.decide.petitions import queries as petitions
from folkmoot.deliberate.ballots import queries as ballots
from folkmoot.deliberate.conversations import queries as conversations
from folkmoot.deliberate.panels import queries as panels
from folkmoot.deliberate.suggestions import queries as suggestions
from folkmoot.foundation.clocks import queries as clocks
from folkmoot.foundation.record.facts import KINDS
from folkmoot.foundation.record.queries import facts_after

if TYPE_CHECKING:
    from folkmoot.account.ledger.models import Cosignature, Log
    from folkmoot.account.ledger.queries import Place
    from folkmoot.foundation.clocks.models import Clock
    from folkmoot.foundation.people.models import Brand
    from folkmoot.foundation.record.models import Fact, Passage

PAGE = 30
# How many debts a moot's home names; the most urgent come first.
OWED_SHOWN = 8


# What the subject of a clock is called: the first part of its name → the room that knows.
TITLES: "dict[str, Callable[[Brand, int], object]]" = {
    "ballot-appeal": ballots.appeal_by_number,
    "conversation": conversations.conversation_by_number,
    "decision": decisions.title_of,
    "draft": promises.draft_by_number,
    "panel": panels.panel_by_number,
    "contest": contests.contest_by_number,
    "contest-entry": contests.entry_by_number,
    "petition": petitions.title_of,
    "promise": promises.promise_by_number,
    "suggestion": suggestions.suggestion_by_number,
}


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
class Proof:
    """A fact's place in the log, and the first witness who signed a log that held it."""

    place: "Place"
    first_seen: "Cosignature | None"


@dataclass(frozen=True)
class Summary:
    """A brand's log, and how many of how many witnesses have signed what it now is."""

    log: "Log"
    signed: int
    witnesses: int


@dataclass(frozen=True)
class Debt:
    """A clock that runs on the brand, and the name of what it is about."""

    clock: "Clock"
    title: str


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


def proof_of(fact: "Fact") -> Proof:
    """Where a fact stands in the log, and who else has seen it there."""
    place, log = ledger.entry_of(fact), ledger.log_of(fact.brand)
    if log is None or place.index is None:
        return Proof(place, None)
    return Proof(place, ledger.existed_before(log, place.index))


def summary_of(brand: "Brand") -> Summary | None:
    """The log in one line; nothing before its first entry is published."""
    log = ledger.log_of(brand)
    if log is None or not log.published:
        return None
    signed, witnesses = ledger.witness_counts(log)
    return Summary(log, signed, witnesses)


def opening(brand: "Brand", index: int) -> dict[str, Any] | None:
    """What a verifier needs to open the commitments of a log's entry, field by field.

    Each is open (text and salt), erased or lost (by which entry), withheld (not, or not yet, let
    in by its room's rule), or missing, which nothing explains.
    """
    log = ledger.log_of(brand)
    row = ledger.entry_at(log, index) if log else None
    shown = entry(brand, row.fact.number) if row else None
    if log is None or row is None or shown is None:
        return None
    words = {each.field: each for each in shown.words}
    salts = {passage.field: passage.salt for passage in shown.fact.passages.all()}
    fields: dict[str, dict[str, Any]] = {}
    for field in shown.fact.commitments:
        if field not in words:
            by = ledger.lost_by(log, index)
            fields[field] = {"state": "missing"} if by is None else {"state": "lost", "by": by}
        elif words[field].standing == "erased":
            erasure = ledger.indexes_of(log, [words[field].erased_by or 0])
            fields[field] = {"state": "erased", "by": next(iter(erasure.values()), None)}
        elif words[field].standing == "shown":
            salt = base64.b64encode(bytes(salts[field] or b"")).decode()
            fields[field] = {"state": "open", "text": words[field].text, "salt": salt}
        else:
            fields[field] = {"state": words[field].standing}
    return {"index": index, "id": shown.fact.entry, "type": shown.fact.kind, "fields": fields}


def _with_words(brand: "Brand", chosen: QuerySet["Fact"]) -> list[Entry]:
    facts = list(chosen.select_related("brand").prefetch_related("passages__erased_by"))
    open_ones = ledger.open_words(facts)
    return [Entry(fact, [_words(p, open_ones) for p in fact.passages.all()]) for fact in facts]


def _words(passage: "Passage", open_ones: set[int]) -> Words:
    if passage.text is None:
        erasure = passage.erased_by.number if passage.erased_by else None
        return Words(passage.field, "", "erased", erasure)
    if passage.pk in open_ones:
        return Words(passage.field, passage.text, "shown")
    return Words(passage.field, "", "withheld")


def owed(brand: "Brand") -> list[Debt]:
    """What the brand owes, the most urgent first."""
    return [Debt(clock, _title(brand, clock)) for clock in clocks.open_clocks(brand)[:OWED_SHOWN]]


def _title(brand: "Brand", clock: "Clock") -> str:
    room, _colon, number = clock.subject.partition(":")
    if room not in TITLES:
        return ""
    return str(TITLES[room](brand, int(number)) or "")
