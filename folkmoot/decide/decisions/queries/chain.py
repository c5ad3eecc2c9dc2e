"""Everything about one matter, from the question to the promise."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.decide.decisions import rules
from folkmoot.decide.decisions.models import Decision, Matter
from folkmoot.decide.decisions.queries.advice import Advice, advice_of
from folkmoot.decide.decisions.queries.reading import headline, words_of
from folkmoot.decide.decisions.rules import State
from folkmoot.foundation.record.queries import about

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact


@dataclass(frozen=True)
class Chain:
    """Everything about a matter, from the question to the promise."""

    matter: Matter
    state: State
    headline: str
    advice: list[Advice] = field(default_factory=list)
    petitions: "list[Fact]" = field(default_factory=list)
    promises: "list[Fact]" = field(default_factory=list)


def chain_of(matter: Matter, now: datetime) -> Chain:
    decision: Decision | None = getattr(matter, "decision", None)
    return Chain(
        matter=matter,
        state=rules.state(matter, now),
        headline=headline(words_of(matter)),
        advice=advice_of(decision) if decision else [],
        # Later rooms are read about in the record, where each names what it is about.
        petitions=list(about(matter.brand, matter.subject, kinds=["petition.started"])),
        promises=list(about(matter.brand, matter.subject, kinds=["promise.made"], field="source")),
    )
