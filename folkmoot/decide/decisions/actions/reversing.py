"""A decision that no longer holds is not taken away: its reversal stands beside it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.charter import queries as charter
from folkmoot.charter.rules import require_rule
from folkmoot.decide.decisions import facts, queries, rules
from folkmoot.decide.decisions.actions.deciding import keys_of
from folkmoot.decide.decisions.models import Matter, Reversal
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def reverse_decision(
    matter: Matter,
    *,
    rule: int,
    reasons: str,
    told: str,
    cost: int,
    currency: str,
    poll: str = "",
    actor: "Member",
    now: datetime,
) -> Reversal:
    """Reverse a decision under the rule in force today: why, what it cost, and who was told."""
    rules.require_decider(actor)
    rules.require_same_brand(matter, actor)
    version = require_rule(charter.topic_by_slug(actor.brand, matter.topic.slug), now=now)
    rules.require_in_force(version, stated=rule)
    reasons = rules.require_words(reasons, longest=rules.REASONS_LENGTH)
    told = rules.require_words(told, longest=rules.TOLD_LENGTH)
    rules.require_cost(cost, currency)
    take_turn(actor.brand)
    found = queries.matter_by_number(matter.brand, matter.number)
    decision = rules.require_reversible(getattr(found, "decision", None))
    keys = keys_of(version, poll, now=now)
    title = people.title_of(actor)
    body = facts.DecisionReversed(
        subject=matter.subject,
        topic=matter.topic.slug,
        rule=version.number,
        rung=version.rung,
        cost=cost,
        currency=currency,
        poll=poll if keys["poll"] else "",
        title=title,
        reasons=reasons,
        told=told,
        name=str(actor.person),
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    return Reversal.objects.create(
        decision=decision,
        rule=version,
        reasons=passage_of(fact, "reasons"),
        told=passage_of(fact, "told"),
        cost=cost,
        currency=currency,
        by=actor,
        name=passage_of(fact, "name"),
        title=title,
        at=now,
        fact=fact,
        **keys,
    )
