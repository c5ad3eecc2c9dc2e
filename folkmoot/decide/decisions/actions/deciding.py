"""Saying what is intended, and recording what was decided."""

from dataclasses import dataclass, field
from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.charter import queries as charter
from folkmoot.charter.rules import Rung, require_rule
from folkmoot.decide.decisions import facts, queries, rules
from folkmoot.decide.decisions.models import Decision, Intention, Matter, Weighing
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.charter.models import TopicVersion
    from folkmoot.foundation.people.models import Member


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """What the decision makes of one piece of advice, known by its subject."""

    subject: str
    standing: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What is to be recorded. `rule` is the version under which the decider means to decide."""

    rule: int
    text: str
    reasons: str
    effective: date
    due: date | None = None
    advice: list[Weighed] = field(default_factory=list)
    # At L3 the evidence of a majority: a statement, as `conversation:12/3`.
    poll: str = ""


@transaction.atomic
def announce_intention(
    topic: str, text: str, *, rule: int, decides_on: date, actor: "Member", now: datetime
) -> Matter:
    """Say what is intended before it is decided, so that it can still be stopped."""
    rules.require_decider(actor)
    version = require_rule(charter.topic_by_slug(actor.brand, topic), now=now)
    rules.require_in_force(version, stated=rule)
    text = rules.require_words(text, longest=rules.WORDS_LENGTH)
    if decides_on <= rules.today(now):
        raise Refusal(
            "decides-too-early",
            _("Leave at least a day between saying it and deciding it."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    matter = _open_matter(version, actor=actor, now=now)
    title = people.title_of(actor)
    body = facts.IntentionAnnounced(
        subject=matter.subject,
        topic=topic,
        rule=version.number,
        rung=version.rung,
        decides_on=decides_on.isoformat(),
        title=title,
        text=text,
        name=str(actor.person),
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    Intention.objects.create(
        matter=matter,
        rule=version,
        words=passage_of(fact, "text"),
        decides_on=decides_on,
        by=actor,
        name=passage_of(fact, "name"),
        title=title,
        at=now,
        fact=fact,
    )
    return matter


@transaction.atomic
def record_decision(on: str | Matter, draft: Draft, *, actor: "Member", now: datetime) -> Decision:
    """Record what was decided: on a topic, or on a matter whose intention was announced.

    The decider signs. At L3 the decision cannot be recorded without evidence of a majority (I9).
    """
    rules.require_decider(actor)
    if isinstance(on, Matter):
        rules.require_same_brand(on, actor)
    slug = on if isinstance(on, str) else on.topic.slug
    version = require_rule(charter.topic_by_slug(actor.brand, slug), now=now)
    rules.require_in_force(version, stated=draft.rule)
    text = rules.require_words(draft.text, longest=rules.WORDS_LENGTH)
    reasons = rules.require_words(draft.reasons, longest=rules.REASONS_LENGTH)
    rules.require_days(draft.effective, draft.due, now=now)
    cited = [(weighed.subject, weighed.standing) for weighed in draft.advice]
    rules.require_advice(actor.brand, version.rung, cited, now=now)
    take_turn(actor.brand)
    matter = _undecided(on, version, actor=actor, now=now)
    keys = keys_of(version, draft.poll, now=now)
    title = people.title_of(actor)
    body = facts.DecisionRecorded(
        subject=matter.subject,
        topic=slug,
        rule=version.number,
        rung=version.rung,
        effective=draft.effective.isoformat(),
        due=draft.due.isoformat() if draft.due else "",
        title=title,
        advice=len(draft.advice),
        poll=draft.poll if keys["poll"] else "",
        **{name: keys.get(name) for name in facts.MAJORITY},
        text=text,
        reasons=reasons,
        name=str(actor.person),
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    decision = Decision.objects.create(
        matter=matter,
        rule=version,
        words=passage_of(fact, "text"),
        reasons=passage_of(fact, "reasons"),
        effective=draft.effective,
        due=draft.due,
        contested=rules.needs_majority(matter),
        by=actor,
        name=passage_of(fact, "name"),
        title=title,
        at=now,
        fact=fact,
        **keys,
    )
    for weighed in draft.advice:
        _weigh(decision, weighed, actor=actor, now=now)
    return decision


def keys_of(version: "TopicVersion", poll: str, *, now: datetime) -> dict[str, Any]:
    """The columns of the two keys under this rule; below L3 there is only the brand's."""
    if version.rung < Rung.CONSENT:
        return {"rung": version.rung, "poll": None}
    shown = queries.majority(version, poll, now=now)
    if queries.is_used(shown.statement):
        raise Refusal(
            "evidence-used",
            _("This majority has been the evidence for another change. Ask again."),
            status=HTTPStatus.CONFLICT,
        )
    return {
        "rung": version.rung,
        "poll": shown.statement,
        "eligible": shown.eligible,
        "quorum": shown.quorum,
        "consulted": shown.consulted,
        "in_favour": shown.in_favour,
        "against": shown.against,
        "support_share": shown.support_share,
    }


def _undecided(
    on: str | Matter, version: "TopicVersion", *, actor: "Member", now: datetime
) -> Matter:
    """The matter as it is once every act before this one is done."""
    if isinstance(on, str):
        return _open_matter(version, actor=actor, now=now)
    matter = queries.matter_by_number(actor.brand, on.number)
    assert matter is not None  # noqa: S101 (it was just handed in)
    rules.require_undecided(matter, now)
    return matter


def _open_matter(version: "TopicVersion", *, actor: "Member", now: datetime) -> Matter:
    take_turn(actor.brand)
    number = Matter.objects.filter(brand=actor.brand).count() + 1
    return Matter.objects.create(
        brand=actor.brand, number=number, topic=version.topic, opened_at=now
    )


def _weigh(decision: Decision, weighed: Weighed, *, actor: "Member", now: datetime) -> None:
    why = rules.require_words(weighed.why, longest=rules.REASONS_LENGTH)
    body = facts.AdviceWeighed(
        subject=decision.matter.subject,
        about=weighed.subject,
        standing=weighed.standing,
        why=why,
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    Weighing.objects.create(
        decision=decision,
        source=weighed.subject,
        standing=weighed.standing,
        why=passage_of(fact, "why"),
        fact=fact,
    )
