"""The advice that decisions name: what can be named, what became of it, whom to tell."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.decide.decisions import rules
from folkmoot.decide.decisions.models import Decision, Matter, Weighing
from folkmoot.decide.decisions.rules import Source

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member
    from folkmoot.foundation.record.models import Passage


@dataclass(frozen=True)
class Advice:
    """Advice that a decision named: what it was, what became of it, why."""

    weighing: Weighing
    source: Source
    words: "Passage | None"


def advice_of(decision: Decision) -> list[Advice]:
    rows = decision.weighings.select_related("why", "fact__brand")
    brand, found = decision.matter.brand, []
    for row in rows:
        known = rules.source_of(brand, row.source)
        if known:
            source, number = known
            found.append(Advice(row, source, source.words(brand, number)))
    return found


def citable(brand: "Brand", topic: str, now: datetime) -> "list[tuple[str, Passage]]":
    """Advice on a topic that a decision could name now, newest first."""
    return [
        (f"{kind}:{number}", words)
        for kind, source in rules.SOURCES.items()
        for number in source.on_topic(brand, topic)
        if not source.is_open(brand, number, now) and (words := source.words(brand, number))
    ]


def told_of(matter: Matter) -> "set[Member]":
    """Whom it concerns: everybody who took part in the advice that the decision named."""
    decision: Decision | None = getattr(matter, "decision", None)
    people: set[Member] = set()
    for weighing in decision.weighings.all() if decision else ():
        found = rules.source_of(matter.brand, weighing.source)
        if found:
            people.update(found[0].people(matter.brand, found[1]))
    return people


def source_title(subject: str) -> str:
    """A piece of advice as readers call it: Conversation 12."""
    kind, _colon, number = subject.partition(":")
    source = rules.SOURCES.get(kind)
    return f"{source.title} {number}" if source else subject
