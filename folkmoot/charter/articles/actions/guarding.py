"""The second key: who is asked to hold it, who accepts, and what they sign.

The brand can ask somebody and can never take the key away: a guardian's term ends by itself or by
the guardian.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from folkmoot.charter.articles import facts, queries, rules
from folkmoot.charter.articles.models import Amendment, Guardian, Signature, SoulItem
from folkmoot.foundation.people.rules import require_fan
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.rules import Member


@transaction.atomic
def ask_guardian(item: SoulItem, member: "Member", *, actor: "Member", now: datetime) -> Guardian:
    """Ask a fan to guard an item for one term. Nothing is public until they accept."""
    rules.require_executive(actor)
    rules.require_same_brand(item.brand_id, actor)
    rules.require_same_brand(item.brand_id, member)
    require_fan(member)
    take_turn(item.brand)
    # A term that ran out leaves the place free for the same member to be asked again.
    Guardian.objects.filter(item=item, ended_at=None, until__lte=now).update(ended_at=F("until"))
    rules.require_not_yet_guardian(
        already=Guardian.objects.filter(item=item, member=member, ended_at=None).exists()
    )
    limits = queries.seat_limits(item.brand, now)
    terms, resting_until = queries.terms_served(member, limits, now)
    rules.require_rested(terms=terms, resting_until=resting_until, limit=limits.limit)
    append(
        item.brand,
        facts.GuardianAsked(subject=f"soul:{item.place}", place=item.place),
        actor=actor,
        now=now,
    )
    return Guardian.objects.create(
        item=item,
        member=member,
        asked_by=actor,
        asked_at=now,
        until=now + limits.months * rules.MONTH,
    )


@transaction.atomic
def accept_guard(
    guardian: Guardian, seat: str, *, adult: bool, actor: "Member", now: datetime
) -> None:
    """Take the key, under a name of one's own choice."""
    _require_own(guardian, actor)
    rules.require_adult(adult=adult)
    seat = rules.require_text(seat, longest=40)
    take_turn(actor.brand)
    guardian.refresh_from_db()
    if guardian.accepted_at is not None or guardian.until <= now:
        raise Refusal("guardian-settled", rules.SETTLED)
    append(
        actor.brand,
        facts.GuardianAccepted(
            subject=f"soul:{guardian.item.place}",
            place=guardian.item.place,
            until=guardian.until.isoformat(timespec="minutes"),
            seat=seat,
        ),
        actor=actor,
        now=now,
    )
    guardian.seat, guardian.accepted_at = seat, now
    guardian.save(update_fields=["seat", "accepted_at"])


@transaction.atomic
def give_back(guardian: Guardian, *, actor: "Member", now: datetime) -> None:
    """Decline, or leave before the term ends. Only the guardian can."""
    _require_own(guardian, actor)
    take_turn(actor.brand)
    guardian.refresh_from_db()
    if guardian.ended_at is not None:
        return
    if guardian.accepted_at is not None:
        body = facts.GuardianLeft(subject=f"soul:{guardian.item.place}", place=guardian.item.place)
        append(actor.brand, body, actor=actor, now=now)
    guardian.ended_at = now
    guardian.save(update_fields=["ended_at"])


@transaction.atomic
def sign(
    amendment: Amendment, reason: str, *, consents: bool, actor: "Member", now: datetime
) -> Signature:
    """Turn the second key for an amendment, or refuse to. Once, with a reason in public."""
    rules.require_open(amendment, now)
    rules.require_same_brand(amendment.brand_id, actor)
    take_turn(amendment.brand)
    guardian = queries.guardians_of(amendment).filter(member=actor).first()
    if guardian is None or not rules.is_live(guardian, now):
        raise Refusal("not-guardian", rules.NOT_GUARDIAN)
    if Signature.objects.filter(amendment=amendment, guardian__member=actor).exists():
        raise Refusal("signed-already", rules.SIGNED)
    reason = rules.require_text(reason, longest=rules.REASON_LENGTH)
    body = facts.GuardianSigned(subject=amendment.subject, consents=consents, reason=reason)
    fact = append(amendment.brand, body, actor=actor, now=now)
    return Signature.objects.create(
        amendment=amendment,
        guardian=guardian,
        consents=consents,
        words=passage_of(fact, "reason"),
        at=now,
        fact=fact,
    )


def _require_own(guardian: Guardian, actor: "Member") -> None:
    if guardian.member_id != actor.pk:
        raise Refusal("not-guardian", rules.NOT_GUARDIAN)
    require_fan(actor)
