"""A named executive sets the effect of a petition aside: said first, done after a cool-off."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.decide.decisions import facts, rules
from folkmoot.decide.decisions.actions.reviewing import suspension_of
from folkmoot.decide.decisions.models import Matter, Override
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def announce_override(matter: Matter, reasons: str, *, actor: "Member", now: datetime) -> Override:
    """Say in public that the petition's effect will be set aside, why, and from when."""
    rules.require_decider(actor)
    rules.require_same_brand(matter, actor)
    reasons = rules.require_words(reasons, longest=rules.REASONS_LENGTH)
    take_turn(actor.brand)
    suspension = suspension_of(matter)
    rules.require_overridable(suspension, now)
    title, earliest = people.title_of(actor), now + rules.COOL_OFF
    body = facts.OverrideAnnounced(
        subject=matter.subject,
        cause=suspension.cause,
        earliest=earliest.isoformat(timespec="minutes"),
        title=title,
        reasons=reasons,
        name=str(actor.person),
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    return Override.objects.create(
        suspension=suspension,
        reasons=passage_of(fact, "reasons"),
        earliest=earliest,
        by=actor,
        name=passage_of(fact, "name"),
        title=title,
        at=now,
        fact=fact,
    )


@transaction.atomic
def carry_out_override(matter: Matter, *, actor: "Member", now: datetime) -> Override:
    """Do what was announced, once the cool-off has ended."""
    rules.require_decider(actor)
    rules.require_same_brand(matter, actor)
    take_turn(actor.brand)
    suspension = suspension_of(matter)
    override = rules.require_cooled_off(getattr(suspension, "override", None), actor, now)
    rules.require_suspended(suspension, now)
    body = facts.DecisionOverridden(
        subject=matter.subject,
        cause=suspension.cause,
        title=people.title_of(actor),
        name=str(actor.person),
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    clocks.meet(actor.brand, rules.REVIEW_CLOCK, matter.subject, fact=fact)
    override.done_at, override.done_fact = now, fact
    override.save(update_fields=["done_at", "done_fact"])
    return override
