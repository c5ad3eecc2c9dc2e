"""Reading matters: the room's public face."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from statistics import mean
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from folkmoot.charter import queries as charter
from folkmoot.charter.rules import Rung, is_supported, quorum_needed
from folkmoot.decide.decisions import rules
from folkmoot.decide.decisions.models import Decision, Matter, Reversal, Weighing
from folkmoot.decide.decisions.rules import Source, State
from folkmoot.deliberate.conversations import queries as conversations
from folkmoot.deliberate.conversations.rules import is_open
from folkmoot.deliberate.panels import queries as panels
from folkmoot.deliberate.panels import rules as panel_rules
from folkmoot.deliberate.suggestions import queries as suggestions
from folkmoot.foundation.record.queries import about
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.charter.models import TopicVersion
    from folkmoot.deliberate.conversations.models import Conversation, Statement
    from folkmoot.foundation.people.models import Brand, Member
    from folkmoot.foundation.record.models import Fact, Passage

PAGE = 20
HEADLINE = 90
SENTENCE = re.compile(r".+?(?:[。!?！？]|[.](?=\s|$))")


@dataclass(frozen=True)
class Majority:
    """What a closed conversation at L3 says of one statement, counted here and never typed in."""

    statement: "Statement"
    eligible: int
    quorum: int
    consulted: int
    in_favour: int
    against: int
    support_share: int


@dataclass(frozen=True)
class Advice:
    """Advice that a decision named: what it was, what became of it, why."""

    weighing: Weighing
    source: Source
    words: "Passage | None"


@dataclass(frozen=True)
class Chain:
    """Everything about a matter, from the question to the promise."""

    matter: Matter
    state: State
    headline: str
    advice: list[Advice] = field(default_factory=list)
    petitions: "list[Fact]" = field(default_factory=list)
    promises: "list[Fact]" = field(default_factory=list)


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


@dataclass(frozen=True)
class Ledger:
    """All reversals, and their mean cost in each currency."""

    reversals: list[tuple[Reversal, str]]
    decided: int
    mean_costs: dict[str, int]


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


def ledger_of_reversals(brand: "Brand") -> Ledger:
    reversals: list[Reversal] = list(
        Reversal.objects.filter(decision__matter__brand=brand)
        .select_related(
            "decision__matter", "decision__words", "reasons", "told", "name", "fact__brand"
        )
        .order_by("-at", "-pk")
    )
    currencies = sorted({reversal.currency for reversal in reversals})
    return Ledger(
        [(reversal, headline(reversal.decision.words)) for reversal in reversals],
        Decision.objects.filter(matter__brand=brand).count(),
        {code: round(mean(r.cost for r in reversals if r.currency == code)) for code in currencies},
    )


def majority(version: "TopicVersion", subject: str, *, now: datetime) -> Majority:
    """The evidence of `conversation:12/3`: refused unless it is a majority under this rule (I9)."""
    conversation, number = _poll(version, subject, now)
    tally = conversations.tallies(conversation).get(number)
    statement = conversations.statement_by_number(conversation.brand, conversation.number, number)
    eligible = charter.eligible(version, now).count()
    quorum = quorum_needed(version, eligible=eligible)
    supported = tally and is_supported(version, in_favour=tally.agree, against=tally.disagree)
    if tally is None or statement is None or not supported or tally.total < quorum:
        raise Refusal(
            "no-majority",
            _(
                "This is no evidence of a majority: it takes %(quorum)d people, and more than "
                "%(share)d per cent of those who said yes or no."
            ),
            status=HTTPStatus.CONFLICT,
            quorum=max(quorum, 10),
            share=version.support_share,
        )
    return Majority(
        statement=statement,
        # Whoever left since then was asked all the same.
        eligible=max(eligible, tally.total),
        quorum=quorum,
        consulted=tally.total,
        in_favour=tally.agree,
        against=tally.disagree,
        support_share=version.support_share,
    )


def _poll(version: "TopicVersion", subject: str, now: datetime) -> "tuple[Conversation, int]":
    """A closed conversation on this topic, opened at L3, of votes that were all cast here."""
    brand = version.topic.brand
    source, _slash, statement = subject.partition("/")
    found = rules.source_of(brand, source)
    conversation = (
        conversations.conversation_by_number(brand, found[1])
        if found and source.startswith("conversation:") and statement.isdigit()
        else None
    )
    if (
        conversation is None
        or conversation.rule.topic_id != version.topic_id
        or conversation.rule.rung != Rung.CONSENT
        or is_open(conversation, now)
        or conversations.origin_of(conversation) is not None
    ):
        raise Refusal(
            "no-evidence",
            _(
                "At L3 nothing is changed without evidence that most of you support it. The "
                "evidence is a statement in a closed conversation on this topic at L3."
            ),
            status=HTTPStatus.CONFLICT,
        )
    return conversation, int(statement)


def polls(brand: "Brand", topic: str, now: datetime) -> "list[tuple[str, Statement]]":
    """Statements that could be evidence: of closed conversations on the topic at L3."""
    found = []
    for number in CONVERSATION.on_topic(brand, topic):
        conversation = conversations.conversation_by_number(brand, number)
        if conversation is None or conversation.rule.rung != Rung.CONSENT:
            continue
        if not is_open(conversation, now):
            for statement in conversations.votable_statements(conversation):
                found.append((f"{conversation.subject}/{statement.number}", statement))
    return found


def is_used(poll: "Statement") -> bool:
    """Whether this evidence has carried a change before."""
    used = (Decision.objects.filter(poll=poll), Reversal.objects.filter(poll=poll))
    return any(rows.exists() for rows in used)


def exported(brand: "Brand", now: datetime) -> Iterable[dict[str, Any]]:
    """Open data: every matter with its advice, its evidence and what became of it."""
    for matter in matters(brand).order_by("number"):
        yield exported_matter(matter, now)


def exported_matter(matter: Matter, now: datetime) -> dict[str, Any]:
    decision: Decision | None = getattr(matter, "decision", None)
    suspension = getattr(matter, "suspension", None)
    rule = rule_of(matter)
    return {
        "number": matter.number,
        "topic": matter.topic.slug,
        "rule": rule.number,
        "rung": rule.rung,
        "state": str(rules.state(matter, now)),
        "intention": _signed(matter.intention, decides_on=matter.intention.decides_on.isoformat())
        | {"text": matter.intention.words.text}
        if hasattr(matter, "intention")
        else None,
        "decision": _decision(decision) if decision else None,
        "suspension": {
            "cause": suspension.cause,
            "at": suspension.at,
            "until": suspension.until,
            "record": suspension.fact.number,
            "outcome": _outcome(suspension),
            "override": _override(suspension),
        }
        if suspension
        else None,
        "reversal": _reversal(decision.reversal)
        if decision and hasattr(decision, "reversal")
        else None,
    }


def _signed(row: Any, **more: Any) -> dict[str, Any]:
    return {
        "name": row.name.text,
        "title": row.title,
        "at": row.at,
        "record": row.fact.number,
        "seal": row.fact.seal,
        **more,
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return _signed(
        decision,
        text=decision.words.text,
        reasons=decision.reasons.text,
        effective=decision.effective.isoformat(),
        due=decision.due.isoformat() if decision.due else None,
        advice=[
            {
                "subject": row.source,
                "standing": row.standing,
                "why": row.why.text,
                "record": row.fact.number,
            }
            for row in decision.weighings.select_related("why", "fact")
        ],
        majority=evidence(decision),
    )


def evidence(row: "Decision | Reversal") -> dict[str, Any] | None:
    if not row.poll:
        return None
    return {
        "poll": row.poll_subject,
        "eligible": row.eligible,
        "quorum": row.quorum,
        "consulted": row.consulted,
        "in_favour": row.in_favour,
        "against": row.against,
        "support_share": row.support_share,
    }


def _outcome(suspension: Any) -> dict[str, Any] | None:
    outcome = getattr(suspension, "outcome", None)
    return outcome and _signed(
        outcome,
        result=outcome.result,
        text=outcome.words.text if outcome.words else None,
        reasons=outcome.reasons.text,
    )


def _override(suspension: Any) -> dict[str, Any] | None:
    override = getattr(suspension, "override", None)
    return override and _signed(
        override,
        reasons=override.reasons.text,
        earliest=override.earliest,
        done_at=override.done_at,
    )


def _reversal(reversal: Reversal) -> dict[str, Any]:
    return _signed(
        reversal,
        reasons=reversal.reasons.text,
        told=reversal.told.text,
        cost=reversal.cost,
        currency=reversal.currency,
        majority=evidence(reversal),
    )


def _conversation_words(brand: "Brand", number: int) -> "Passage | None":
    found = conversations.conversation_by_number(brand, number)
    return found.question if found else None


def _conversation_people(brand: "Brand", number: int) -> "Iterable[Member]":
    found = conversations.conversation_by_number(brand, number)
    return conversations.people_of(found) if found else ()


def _conversation_is_open(brand: "Brand", number: int, now: datetime) -> bool:
    found = conversations.conversation_by_number(brand, number)
    return found is not None and is_open(found, now)


CONVERSATION = Source(
    title=_("Conversation"),
    words=_conversation_words,
    people=_conversation_people,
    is_open=_conversation_is_open,
    on_topic=conversations.numbers_on_topic,
)


def _suggestion_words(brand: "Brand", number: int) -> "Passage | None":
    found = suggestions.suggestion_by_number(brand, number)
    return found.title if found else None


def _suggestion_people(brand: "Brand", number: int) -> "Iterable[Member]":
    """Who made it: their word is what was weighed. Supporters read it on its page."""
    found = suggestions.suggestion_by_number(brand, number)
    return (found.author,) if found else ()


def _suggestions_on_topic(brand: "Brand", topic: str) -> list[int]:
    found = suggestions.visible(brand).filter(rule__topic__slug=topic)
    return list(found.order_by("-number").values_list("number", flat=True)[:PAGE])


SUGGESTION = Source(
    title=_("Suggestion"),
    words=_suggestion_words,
    people=_suggestion_people,
    is_open=lambda brand, number, now: False,
    on_topic=_suggestions_on_topic,
)


def _panel_words(brand: "Brand", number: int) -> "Passage | None":
    found = panels.panel_by_number(brand, number)
    return found.question if found else None


def _panel_people(brand: "Brand", number: int) -> "Iterable[Member]":
    found = panels.panel_by_number(brand, number)
    return [seat.lot.member for seat in panels.seats_of(found)] if found else ()


def _panel_is_open(brand: "Brand", number: int, now: datetime) -> bool:
    found = panels.panel_by_number(brand, number)
    return found is not None and found.concluded_at is None


def _reviews(brand: "Brand", topic: str) -> list[int]:
    """Panels have no topic: whatever was put to one before a decision can be named."""
    found = panels.panels(brand).filter(purpose=panel_rules.Purpose.REVIEW)
    return list(found.order_by("-number").values_list("number", flat=True)[:PAGE])


PANEL = Source(
    title=_("Panel"),
    words=_panel_words,
    people=_panel_people,
    is_open=_panel_is_open,
    on_topic=_reviews,
)


def source_title(subject: str) -> str:
    """A piece of advice as readers call it: Conversation 12."""
    kind, _colon, number = subject.partition(":")
    source = rules.SOURCES.get(kind)
    return f"{source.title} {number}" if source else subject


def can_be_petitioned(matter: Matter) -> bool:
    """From L1 on, until it is reversed, and if no petition has stopped it before."""
    decision: Decision | None = getattr(matter, "decision", None)
    gone = bool(decision and hasattr(decision, "reversal"))
    return rule_of(matter).rung >= Rung.ADVISE and not gone and not hasattr(matter, "suspension")


def can_be_suspended(matter: Matter) -> bool:
    """Whether a petition that reaches its thresholds now stops the matter."""
    free = can_be_petitioned(matter)
    return free and rules.can_be_suspended(matter, rule_of(matter).rung)
