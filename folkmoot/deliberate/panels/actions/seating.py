"""Taking a seat or leaving it; whoever is next on the reserve list moves up."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.deliberate.panels import facts, queries, rules
from folkmoot.deliberate.panels.models import Invitation, Lot, Panel
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.record.actions import append, take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

Standing = rules.Standing


@transaction.atomic
def accept(invitation: Invitation, *, actor: "Member | None", now: datetime) -> Invitation:
    member = _turn(invitation, actor, now)
    rules.require_pending(invitation, now)
    note_active(member, now=now)
    return _stand(invitation, Standing.SEATED, member, now)


@transaction.atomic
def decline(invitation: Invitation, *, actor: "Member | None", now: datetime) -> Invitation:
    """No reason is asked for: a seat is an offer."""
    member = _turn(invitation, actor, now)
    rules.require_pending(invitation, now)
    return _leave(invitation, Standing.DECLINED, member, now)


@transaction.atomic
def recuse(invitation: Invitation, *, actor: "Member | None", now: datetime) -> Invitation:
    """Step back for a conflict of interest: before accepting or after, but not after answering."""
    member = _turn(invitation, actor, now)
    rules.require_held(invitation, answered=queries.has_answered(invitation))
    return _leave(invitation, Standing.RECUSED, member, now)


def expire(*, now: datetime) -> int:
    """End every invitation whose time has passed. Safe to run at any time, any number."""
    return sum(_expire(pk, now) for pk in queries.due_invitations(now).values_list("pk", flat=True))


@transaction.atomic
def _expire(pk: int, now: datetime) -> bool:
    invitation = Invitation.objects.select_related("panel__brand", "lot").get(pk=pk)
    take_turn(invitation.panel.brand)
    invitation.refresh_from_db(fields=["standing"])
    if invitation.standing != Standing.INVITED:
        return False
    _leave(invitation, Standing.EXPIRED, None, now)
    return True


def _turn(invitation: Invitation, actor: "Member | None", now: datetime) -> "Member":
    """The fan whose invitation it is, with the invitation as it is now and until the end."""
    member = rules.require_own(invitation, actor)
    take_turn(invitation.panel.brand)
    invitation.refresh_from_db(fields=["standing"])
    invitation.panel.refresh_from_db(fields=["concluded_at", "closes_at"])
    rules.require_open(invitation.panel, now)
    return member


def _stand(
    invitation: Invitation, standing: str, member: "Member | None", now: datetime
) -> Invitation:
    body = facts.SeatAnswered(
        subject=invitation.panel.subject,
        seat=invitation.seat,
        pseudonym=invitation.lot.pseudonym,
        standing=standing,
    )
    append(invitation.panel.brand, body, actor=member, now=now)
    invitation.standing, invitation.answered_at = standing, now
    invitation.save(update_fields=["standing", "answered_at"])
    return invitation


def _leave(
    invitation: Invitation, standing: str, member: "Member | None", now: datetime
) -> Invitation:
    _stand(invitation, standing, member, now)
    move_up(invitation.panel, invitation.seat, invitation.lot.stratum, now=now)
    return invitation


def move_up(panel: Panel, seat: int, stratum: str, *, now: datetime) -> None:
    """Offer a free seat to the next of its group, or to the next of all if the group is used up."""
    following = _following(panel, stratum)
    if following is not None and rules.is_open(panel, now):
        offer(panel, seat, following, now=now)


def _following(panel: Panel, stratum: str) -> Lot | None:
    waiting = panel.lots.filter(reserve__isnull=False, invitation__isnull=True)
    ordered = waiting.select_related("member").order_by("reserve")
    return ordered.filter(stratum=stratum).first() or ordered.first()


def offer(panel: Panel, seat: int, lot: Lot, *, now: datetime) -> None:
    """Invite; whoever can no longer be asked is noted as such, and the next one is asked."""
    following: Lot | None = lot
    while following is not None:
        able = people.still_drawable(following.member, needed=rules.NEEDED)
        _invite(panel, seat, following, Standing.INVITED if able else Standing.GONE, now)
        following = None if able else _following(panel, lot.stratum)


def _invite(panel: Panel, seat: int, lot: Lot, standing: str, now: datetime) -> None:
    body = facts.SeatOffered(
        subject=panel.subject, seat=seat, pseudonym=lot.pseudonym, standing=standing
    )
    latest = now + timedelta(hours=panel.invite_hours)
    Invitation.objects.create(
        panel=panel,
        lot=lot,
        seat=seat,
        standing=standing,
        at=now,
        expires_at=min(latest, panel.closes_at or latest),
        answered_at=now if standing == Standing.GONE else None,
        fact=append(panel.brand, body, actor=None, now=now),
    )
