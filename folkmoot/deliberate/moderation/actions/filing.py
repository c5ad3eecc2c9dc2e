"""Filings from outside, without an account: protection for somebody named, a text to be checked."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.deliberate.moderation import facts, rules
from folkmoot.deliberate.moderation.models import Filing
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people.allowances.actions import spend
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.sealing import seal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member


def file(
    brand: "Brand", kind: Filing.Kind, *, name: str, text: str, contact: str = "", now: datetime
) -> tuple[Filing, str]:
    """File, and get the receipt code this once. Protection holds from this moment."""
    name = rules.require_name(name, brand)
    text = rules.require_words(text)
    spend(brand.slug, "filing", per_hour=rules.FILINGS_PER_HOUR, now=now)
    return _file(brand, kind, name=name, text=text, contact=contact.strip()[:200], now=now)


@transaction.atomic
def _file(
    brand: "Brand", kind: Filing.Kind, *, name: str, text: str, contact: str, now: datetime
) -> tuple[Filing, str]:
    take_turn(brand)
    number = Filing.objects.filter(brand=brand).count() + 1
    body = facts.FilingReceived(subject=f"filing:{number}", filing=kind, name=name, request=text)
    fact = append(brand, body, actor=None, now=now)
    code = Filing.new_receipt()
    filing = Filing.objects.create(
        brand=brand,
        number=number,
        kind=kind,
        receipt=rules.receipt_digest(code),
        name=passage_of(fact, "name"),
        words=passage_of(fact, "request"),
        contact=seal(contact, purpose="filing") if contact else "",
        at=now,
        shield_until=now + rules.SHIELD if kind == Filing.Kind.PROTECTION else None,
    )
    for clock, runs in (
        (rules.ACKNOWLEDGEMENT_CLOCK, rules.ACKNOWLEDGED),
        (rules.OUTCOME_CLOCK, rules.DECIDED),
    ):
        clocks.start(brand, clock, filing.subject, runs=runs, now=now)
    return filing, code


@transaction.atomic
def acknowledge(filing: Filing, *, actor: "Member | None", now: datetime) -> Filing:
    """A person has read it."""
    _turn(filing, actor)
    rules.require_unacknowledged(filing)
    fact = append(
        filing.brand, facts.FilingAcknowledged(subject=filing.subject), actor=actor, now=now
    )
    clocks.meet(filing.brand, rules.ACKNOWLEDGEMENT_CLOCK, filing.subject, fact=fact)
    filing.acknowledged_at = now
    filing.save(update_fields=["acknowledged_at"])
    return filing


@transaction.atomic
def decide_filing(
    filing: Filing, outcome: Filing.Outcome, text: str, *, actor: "Member | None", now: datetime
) -> Filing:
    """Decide with reasons. Deciding acknowledges; declining a protection ends it."""
    _turn(filing, actor)
    rules.require_undecided(filing)
    body = facts.FilingDecided(
        subject=filing.subject, outcome=outcome, reply=rules.require_words(text)
    )
    fact = append(filing.brand, body, actor=actor, now=now)
    for clock in (rules.ACKNOWLEDGEMENT_CLOCK, rules.OUTCOME_CLOCK):
        clocks.meet(filing.brand, clock, filing.subject, fact=fact)
    filing.acknowledged_at = filing.acknowledged_at or now
    filing.decided_at, filing.outcome = now, outcome
    filing.reply = passage_of(fact, "reply")
    filing.save(update_fields=["acknowledged_at", "decided_at", "outcome", "reply"])
    return filing


@transaction.atomic
def end_protection(filing: Filing, *, actor: "Member | None", now: datetime) -> Filing:
    """A person of the brand ends a protection before its time; the record says who, not whose."""
    _turn(filing, actor)
    return _end(filing, "moderator", actor, now)


@transaction.atomic
def end_own_protection(filing: Filing, code: str, *, now: datetime) -> Filing:
    """Whoever holds the receipt ends the protection they asked for."""
    take_turn(filing.brand)
    filing.refresh_from_db()
    rules.require_receipt(filing, code)
    return _end(filing, "filer", None, now)


def _turn(filing: Filing, actor: "Member | None") -> None:
    rules.require_moderator(actor, filing.brand)
    take_turn(filing.brand)
    filing.refresh_from_db()


def _end(filing: Filing, through: str, actor: "Member | None", now: datetime) -> Filing:
    rules.require_shielding(filing, now)
    body = facts.ProtectionEnded(subject=filing.subject, through=through)
    append(filing.brand, body, actor=actor, now=now)
    filing.ended_at = now
    filing.save(update_fields=["ended_at"])
    return filing
