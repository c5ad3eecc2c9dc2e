"""Telling those whom a decision concerns, and keeping the index."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from folkmoot.decide.decisions import queries, rules
from folkmoot.decide.decisions.models import Matter
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.people.queries import fans, members_with_role
from folkmoot.foundation.people.rules import Role
from folkmoot.foundation.record.jobs import reader
from folkmoot.foundation.search import actions as search

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Fact

# What became of a decision goes to everybody whose advice it named.
AFTERWARDS = (
    "decision.suspended",
    "decision.upheld",
    "decision.changed",
    "decision.reversed",
    "override.announced",
    "decision.overridden",
)


@reader("decisions: notices")
def tell_members(fact: "Fact") -> None:
    """An intention goes to all fans; a decision to those whose advice it weighed."""
    matter = _matter_of(fact)
    if matter is None:
        return
    told: Iterable[Member] = ()
    if fact.kind == "intention.announced":
        told = fans(fact.brand)
    elif fact.kind == "advice.weighed":
        found = rules.source_of(fact.brand, fact.published["about"])
        told = found[0].people(fact.brand, found[1]) if found else ()
    elif fact.kind in AFTERWARDS:
        told = queries.told_of(matter)
        if fact.kind == "decision.suspended":
            told = {*told, *members_with_role(fact.brand, Role.EXECUTIVE)}
    tell(told, fact, path=_path(matter), quote=queries.words_of(matter))


@reader("decisions: search")
def keep_index(fact: "Fact") -> None:
    """The brand's words can be found: what it intends, what it decided, and why."""
    matter = _matter_of(fact)
    if matter is None:
        return
    for passage in fact.passages.exclude(field__in=("name", "told")):
        search.put(fact.brand, passage, path=_path(matter))


def _matter_of(fact: "Fact") -> Matter | None:
    kind, _colon, number = fact.subject.partition(":")
    if kind != "decision":
        return None
    return queries.matter_by_number(fact.brand, int(number))


def _path(matter: Matter) -> str:
    return f"/{matter.brand.slug}/decisions/{matter.number}/"
