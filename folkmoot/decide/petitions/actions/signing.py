"""Signing and withdrawing. The last missing signature reaches the thresholds exactly once."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.decide.decisions import queries as decisions
from folkmoot.decide.decisions.actions import suspend
from folkmoot.decide.petitions import facts, queries, rules
from folkmoot.decide.petitions.models import Establishment, Petition, Signature
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.people.queries import cohort_of
from folkmoot.foundation.people.rules import require_member
from folkmoot.foundation.record.actions import append, take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def sign(petition: Petition, *, actor: "Member | None", now: datetime) -> Signature:
    """One person, one signature. Signing twice is signing once."""
    fan = rules.require_fan_of(petition, actor, now=now)
    # Signatures wait for each other, so that each one counts all before it.
    take_turn(petition.brand)
    found = queries.fresh(petition)
    signing = rules.require_signing(found, now)
    if done := found.signatures.filter(member=fan, withdrawn_at=None).first():
        return done
    # As it was before this act; whoever was silent until now is ordinary by doing it.
    cohort = cohort_of(fan, now).replace("silent", "ordinary")
    note_active(fan, now=now)
    signature = Signature.objects.create(petition=found, member=fan, cohort=cohort, at=now)
    by_cohort = queries.signatures_by_cohort(found)
    if not hasattr(found, "establishment") and rules.reached(signing, by_cohort):
        _establish(found, by_cohort, now)
    return signature


@transaction.atomic
def withdraw(petition: Petition, *, actor: "Member | None", now: datetime) -> None:
    """Take a signature back until the petition closes. What has been reached stays reached."""
    member = require_member(actor)
    rules.require_same_brand(petition, member)
    take_turn(petition.brand)
    found = queries.fresh(petition)
    rules.require_signing(found, now)
    found.signatures.filter(member=member, withdrawn_at=None).update(withdrawn_at=now)


def _establish(petition: Petition, by_cohort: dict[str, int], now: datetime) -> None:
    """The brand has to look at it: the decision stops if its rung says so, or a clock runs."""
    signing, total = petition.signing, sum(by_cohort.values())
    matter = decisions.matter_by_number(petition.brand, petition.matter.number)
    stops = matter is not None and decisions.can_be_suspended(matter)
    cohorts = rules.cohorts_reached(signing.cohort_least, by_cohort)
    body = facts.PetitionEstablished(
        subject=petition.subject,
        about=petition.matter.subject,
        rung=petition.rule.rung,
        signatures=rules.shown(total),
        needed=signing.needed,
        eligible=rules.shown(signing.eligible),
        cohorts=cohorts,
        suspended=stops,
    )
    fact = append(petition.brand, body, actor=None, now=now)
    Establishment.objects.create(
        petition=petition, at=now, signatures=total, cohorts=cohorts, suspended=stops, fact=fact
    )
    if stops:
        suspend(petition.matter, cause=petition.subject, now=now)
    else:
        runs = timedelta(hours=petition.rule.reply_hours)
        clocks.start(petition.brand, rules.REPLY_CLOCK, petition.subject, runs=runs, now=now)
