"""Matters, one or many: what they are about, under which rule, and what can stop them."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.text import Truncator

from folkmoot.charter.rules import Rung
from folkmoot.decide.decisions import rules
from folkmoot.decide.decisions.models import Decision, Matter
from folkmoot.decide.decisions.rules import State

if TYPE_CHECKING:
    from folkmoot.charter.models import TopicVersion
    from folkmoot.foundation.people.models import Brand, Member
    from folkmoot.foundation.record.models import Passage

PAGE = 20
HEADLINE = 90
SENTENCE = re.compile(r".+?(?:[。!?！？]|[.](?=\s|$))")


@dataclass(frozen=True)
class Row:
    """One matter as a list shows it."""

    matter: Matter
    state: State
    headline: str
    rule: "TopicVersion"


@dataclass(frozen=True)
class MatterPage:
    rows: list[Row]
    before: int | None


def matters(brand: "Brand") -> QuerySet[Matter]:
    """With everything that says where a matter stands."""
    return Matter.objects.filter(brand=brand).select_related(
        "brand",
        "topic",
        "intention__words",
        "intention__name",
        "intention__rule__topic__brand",
        "intention__fact__brand",
        "decision__words",
        "decision__reasons",
        "decision__name",
        "decision__rule__topic__brand",
        "decision__fact__brand",
        "decision__poll__words",
        "decision__poll__conversation",
        "decision__reversal__reasons",
        "decision__reversal__told",
        "decision__reversal__name",
        "decision__reversal__fact__brand",
        "decision__reversal__poll__conversation",
        "suspension__fact__brand",
        "suspension__outcome__words",
        "suspension__outcome__reasons",
        "suspension__outcome__name",
        "suspension__outcome__fact__brand",
        "suspension__override__reasons",
        "suspension__override__name",
        "suspension__override__fact__brand",
        "suspension__override__done_fact__brand",
    )


def matter_by_number(brand: "Brand", number: int) -> Matter | None:
    return matters(brand).filter(number=number).first()


def matter_page(
    brand: "Brand", *, before: int | None = None, now: datetime, size: int = PAGE
) -> MatterPage:
    chosen = matters(brand).order_by("-number")
    if before is not None:
        chosen = chosen.filter(number__lt=before)
    found = list(chosen[: size + 1])
    rows = [Row(m, rules.state(m, now), headline(words_of(m)), rule_of(m)) for m in found[:size]]
    return MatterPage(rows, found[size - 1].number if len(found) > size else None)


def words_of(matter: Matter) -> "Passage":
    """What it is about: the decision's words, or before it the intention's."""
    decision: Decision | None = getattr(matter, "decision", None)
    return decision.words if decision else matter.intention.words


def title_of(brand: "Brand", number: int) -> str:
    """What a matter is called where only its number is known."""
    matter = matter_by_number(brand, number)
    return headline(words_of(matter)) if matter else ""


def headline(words: "Passage") -> str:
    """The first sentence, which stands for the whole in a list and above the page."""
    line = str(words).strip().partition("\n")[0]
    sentence = SENTENCE.match(line)
    return Truncator(sentence[0] if sentence else line).chars(HEADLINE)


def rule_of(matter: Matter) -> "TopicVersion":
    """The rule in force on the day of the decision, or before it on that of the intention."""
    decision: Decision | None = getattr(matter, "decision", None)
    return decision.rule if decision else matter.intention.rule


def decider_of(matter: Matter) -> "Member":
    """Whose word it is that a petition can stop."""
    decision: Decision | None = getattr(matter, "decision", None)
    return decision.by if decision else matter.intention.by


def can_be_petitioned(matter: Matter) -> bool:
    """From L1 on, until it is reversed, and if no petition has stopped it before."""
    decision: Decision | None = getattr(matter, "decision", None)
    gone = bool(decision and hasattr(decision, "reversal"))
    return rule_of(matter).rung >= Rung.ADVISE and not gone and not hasattr(matter, "suspension")


def can_be_suspended(matter: Matter) -> bool:
    """Whether a petition that reaches its thresholds now stops the matter."""
    free = can_be_petitioned(matter)
    return free and rules.can_be_suspended(matter, rule_of(matter).rung)
