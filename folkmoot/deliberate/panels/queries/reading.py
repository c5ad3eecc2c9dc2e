"""Reading panels: lists, seats, and what was answered."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from folkmoot.deliberate.panels import rules
from folkmoot.deliberate.panels.models import Attendance, Box, Choice, Invitation, Lot, Panel

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member

PAGE = 20


@dataclass(frozen=True)
class Outcome:
    """What a panel answered; `counts` only from ten answers on."""

    answered: int
    seats: int
    quorate: bool
    carried: bool | None
    counts: dict[str, int] | None


@dataclass(frozen=True)
class Odds:
    """How likely anybody of a group was to be drawn."""

    stratum: str
    people: int
    percent: float


def panels(brand: "Brand") -> QuerySet[Panel]:
    return (
        Panel.objects.filter(brand=brand)
        .select_related("brand", "question", "material", "fact__brand")
        .order_by("-number")
    )


def panel_by_number(brand: "Brand", number: int) -> Panel | None:
    return panels(brand).filter(number=number).first()


def panel_about(brand: "Brand", purpose: str, about: str) -> Panel | None:
    """The latest panel on this subject."""
    return panels(brand).filter(purpose=purpose, about=about).first()


def running(brand: "Brand") -> QuerySet[Panel]:
    return panels(brand).filter(concluded_at=None)


def invitation_of(panel: Panel, member: "Member | None") -> Invitation | None:
    """The member's own invitation; nobody else's can be asked for."""
    if member is None:
        return None
    return (
        Invitation.objects.filter(panel=panel, lot__member=member)
        .select_related("panel__brand", "lot__member")
        .first()
    )


def open_invitations(member: "Member", now: datetime) -> list[Invitation]:
    """What waits for this member: invitations, and seats that have not answered."""
    answered = Exists(Attendance.objects.filter(invitation=OuterRef("pk")))
    waiting = Q(standing=rules.Standing.INVITED, expires_at__gt=now) | Q(
        standing=rules.Standing.SEATED
    )
    return list(
        Invitation.objects.filter(waiting, ~answered, lot__member=member, panel__concluded_at=None)
        .filter(panel__closes_at__gt=now)
        .select_related("panel__question", "panel__brand")
        .order_by("expires_at")
    )


def has_answered(invitation: Invitation) -> bool:
    return Attendance.objects.filter(invitation=invitation).exists()


def seats_of(panel: Panel) -> list[Invitation]:
    """Who was asked, by seat, in the order in which they were asked."""
    return list(panel.invitations.select_related("lot").order_by("seat", "pk"))


def answered_count(panel: Panel) -> int:
    return Attendance.objects.filter(invitation__panel=panel).count()


def everybody_answered(panel: Panel) -> bool:
    """No seat has still to answer, and none could still be taken."""
    held = panel.invitations.filter(standing__in=rules.LIVE)
    missing = held.filter(~Exists(Attendance.objects.filter(invitation=OuterRef("pk"))))
    return panel.drawn_at is not None and not missing.exists()


def tally_of(panel: Panel) -> Counter[str]:
    counted = Counter(dict.fromkeys(Choice.values, 0))
    counted.update(dict(Box.objects.filter(panel=panel).values_list("choice", "ballots")))
    return counted


def outcome_of(panel: Panel) -> Outcome | None:
    """The outcome, once the panel has concluded. Before that there is none to read."""
    if panel.concluded_at is None:
        return None
    tally = tally_of(panel)
    answered = tally.total()
    return Outcome(
        answered=answered,
        seats=panel.seats,
        quorate=answered >= panel.quorum,
        carried=panel.carried,
        counts=dict(tally) if rules.shown(answered) else None,
    )


def odds_of(panel: Panel) -> list[Odds]:
    """The chance in each group; nothing where the pool has fewer than ten people."""
    if rules.shown(panel.eligible) is None:
        return []
    rows = Lot.objects.filter(panel=panel).values_list("stratum", "chance")
    people = Counter(stratum for stratum, _ in rows)
    chances = dict(rows)
    return [
        Odds(stratum, count, round(float(Fraction(chances[stratum])) * 100, 2))
        for stratum, count in sorted(people.items())
    ]


def reserve_left(panel: Panel) -> int:
    return panel.lots.filter(reserve__isnull=False, invitation__isnull=True).count()


def due_invitations(now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        standing=rules.Standing.INVITED, expires_at__lte=now, panel__concluded_at=None
    ).order_by("expires_at", "pk")


def conclusions_due(now: datetime) -> list[Panel]:
    """Panels whose time is up, or whose seats have all answered."""
    sitting = Panel.objects.filter(concluded_at=None, drawn_at__isnull=False)
    return [
        panel
        for panel in sitting.select_related("brand", "question").order_by("pk")
        if not rules.is_open(panel, now) or everybody_answered(panel)
    ]
