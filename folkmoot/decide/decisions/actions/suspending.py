"""The one act that a petition calls. It stops a matter, and says nothing about how it ends."""

from datetime import datetime, timedelta

from django.db import transaction

from folkmoot.charter.rules import Rung
from folkmoot.decide.decisions import facts, queries, rules
from folkmoot.decide.decisions.models import Matter, Suspension
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn


@transaction.atomic
def suspend(matter: Matter, *, cause: str, now: datetime) -> Suspension:
    """Stop the matter, once: at L2 until somebody higher has looked, at L3 until a majority."""
    take_turn(matter.brand)
    found = queries.matter_by_number(matter.brand, matter.number)
    assert found is not None  # noqa: S101 (it was just handed in)
    rule = queries.rule_of(found)
    rules.require_suspendable(found, rule.rung)
    window = timedelta(hours=rule.suspension_hours)
    until = now + window if rule.rung == Rung.SUSPEND else None
    body = facts.DecisionSuspended(
        subject=found.subject,
        cause=cause,
        rung=rule.rung,
        until=until.isoformat(timespec="minutes") if until else "",
    )
    fact = append(found.brand, body, actor=None, now=now)
    if until:
        clocks.start(found.brand, rules.REVIEW_CLOCK, found.subject, runs=window, now=now)
    return Suspension.objects.create(
        matter=found,
        cause=cause,
        rung=rule.rung,
        decider=queries.decider_of(found),
        at=now,
        until=until,
        fact=fact,
    )
