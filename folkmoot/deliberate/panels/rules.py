"""Who may sit on a panel, what its states mean, and what counts as an outcome."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.panels.models import Choice, Invitation, Panel, Purpose
from folkmoot.foundation.people.rules import (
    is_auditor,
    is_executive,
    is_legal,
    is_operator,
    require,
    require_fan,
)
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

# The words of this room that others need: they never reach into its models.
__all__ = ["Choice", "Purpose"]
Standing = Invitation.Standing

# Under ten people a figure could point at a person, so it is not shown: on pages or in exports.
SMALLEST_CELL = 10
INVITE_HOURS = 72
ANSWER_HOURS = 72
QUESTION_LENGTH = 300
DRAW_CLOCK = "draw"
DRAW_WITHIN = timedelta(hours=48)
# What a fan has agreed to before they can be drawn.
NEEDED = ("invitations", "adult")

CORE, MASS, ALL = "core", "mass", "all"
LIVE = (Standing.INVITED, Standing.SEATED)

SECRET_PURPOSE = b"folkmoot.panels.secret/1\0"
RESERVE_PURPOSE = "folkmoot.panels.reserve/1"

can_draw = is_operator | is_executive | is_legal | is_auditor


@dataclass(frozen=True, kw_only=True)
class Beacon:
    """A public number that does not exist yet: what it is, and from when on it does."""

    name: str
    at: datetime


# The public randomness beacon "quicknet" of drand: its first round, and how often one follows.
QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
QUICKNET_GENESIS = 1_692_803_367
QUICKNET_PERIOD = 3
QUICKNET_NAME = "drand quicknet, round "
SOONEST = timedelta(minutes=5)
USUAL_WAIT = timedelta(minutes=10)


def quicknet_round(now: datetime) -> Beacon:
    """The round of drand's quicknet that appears ten minutes from now."""
    rounds = int((now + USUAL_WAIT).timestamp() - QUICKNET_GENESIS) // QUICKNET_PERIOD
    at = QUICKNET_GENESIS + rounds * QUICKNET_PERIOD
    return Beacon(name=f"{QUICKNET_NAME}{rounds + 1}", at=datetime.fromtimestamp(at, tz=now.tzinfo))


def beacon_address(panel: Panel) -> str:
    """Where the number of a drand round can be looked up; other beacons have no address here."""
    if not panel.beacon.startswith(QUICKNET_NAME):
        return ""
    number = panel.beacon.removeprefix(QUICKNET_NAME)
    return f"https://api.drand.sh/{QUICKNET}/public/{number}"


def require_beacon(beacon: Beacon, now: datetime) -> None:
    if not beacon.name.strip() or beacon.at < now + SOONEST:
        raise Refusal(
            "beacon-known",
            _("Name a public number that does not exist yet: five minutes from now or later."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_value(panel: Panel, value: str) -> str:
    """The beacon's number as it was published; its spaces at the ends do not count."""
    value = value.strip()
    hexadecimal = len(value) == 64 and set(value) <= set("0123456789abcdef")
    known = panel.beacon.startswith(QUICKNET_NAME)
    if not value or len(value) > 200 or not value.isprintable() or (known and not hexadecimal):
        raise Refusal(
            "beacon-value",
            _("Copy the number as it was published. A round of drand has 64 hexadecimal digits."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return value


def secret_digest(secret: str) -> str:
    """What the brand publishes of its secret before the draw."""
    return hashlib.sha256(SECRET_PURPOSE + secret.encode()).hexdigest()


def seed_of(secret: str, value: str) -> str:
    return f"{secret} {value}"


def require_drawer(member: "Member | None") -> None:
    require(
        can_draw,
        member,
        code="not-drawer",
        sentence=_("Only the brand's people and its auditor enter the number."),
    )


def require_drawable(panel: Panel, now: datetime) -> None:
    if panel.drawn_at is not None:
        raise Refusal("already-drawn", _("This panel has been drawn."), status=HTTPStatus.CONFLICT)
    if now < panel.beacon_at:
        raise Refusal(
            "beacon-not-yet",
            _("The number that decides this draw does not exist yet."),
            status=HTTPStatus.CONFLICT,
        )


def require_terms(*, seats: int, quorum: int, percent: int) -> None:
    if not (1 <= quorum <= seats and 1 <= percent <= 100):
        raise Refusal(
            "terms-impossible",
            _("A panel needs a quorum between 1 and its seats, and a share of 1 to 100 per cent."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_somebody(count: int) -> None:
    if count == 0:
        raise Refusal(
            "nobody-to-draw",
            _(
                "Nobody can be drawn yet. Fans have to allow invitations and say that they are "
                "18 or older, both on their own page; then this can be asked again."
            ),
            status=HTTPStatus.CONFLICT,
        )


def require_same_brand(panel: Panel, member: "Member | None") -> None:
    if member is None or panel.brand_id != member.brand_id:
        raise Refusal("other-brand", _("There is no such panel here."), status=HTTPStatus.NOT_FOUND)


def is_open(panel: Panel, now: datetime) -> bool:
    """Seats can be taken and the question answered."""
    return panel.concluded_at is None and panel.closes_at is not None and now < panel.closes_at


def require_open(panel: Panel, now: datetime) -> None:
    if not is_open(panel, now):
        raise Refusal(
            "panel-closed",
            _("This panel is not asking any more, or not yet."),
            status=HTTPStatus.CONFLICT,
        )


def require_some(invitation: Invitation | None) -> Invitation:
    if invitation is None:
        raise Refusal("not-your-seat", _("There is no seat for you here."))
    return invitation


def require_own(invitation: Invitation, member: "Member | None") -> "Member":
    """The fan whose seat this is. A seat is nobody else's business: others find none."""
    mine = member is not None and invitation.lot.member_id == member.pk
    require_some(invitation if mine else None)
    return require_fan(member)


def is_asked(invitation: Invitation, now: datetime) -> bool:
    """Somebody has the seat before them and may still take it."""
    return invitation.standing == Standing.INVITED and now < invitation.expires_at


def require_pending(invitation: Invitation, now: datetime) -> None:
    if not is_asked(invitation, now):
        raise Refusal(
            "invitation-over",
            _("This invitation has been answered, or its time has passed."),
            status=HTTPStatus.CONFLICT,
        )


def require_held(invitation: Invitation, *, answered: bool) -> None:
    """The seat is offered or taken, and has not answered."""
    if invitation.standing not in LIVE or answered:
        raise Refusal(
            "seat-done",
            _("You have answered, or this seat is not yours any more."),
            status=HTTPStatus.CONFLICT,
        )


def asks_elsewhere(panel: Panel) -> bool:
    """The panel's question is one of several, which its review asks together."""
    return panel.purpose == Purpose.SEALED


def require_asks_here(panel: Panel) -> None:
    if asks_elsewhere(panel):
        raise Refusal(
            "asks-elsewhere",
            _("This panel is part of a review. Answer all its questions there."),
            status=HTTPStatus.CONFLICT,
        )


def is_seated(invitation: Invitation) -> bool:
    return invitation.standing == Standing.SEATED


def require_seated(invitation: Invitation) -> None:
    if not is_seated(invitation):
        raise Refusal("not-seated", _("Accept the invitation first."), status=HTTPStatus.CONFLICT)


def carries(*, yes: int, answered: int, percent: int) -> bool:
    """Whoever cannot tell has answered too, and is no yes."""
    return yes * 100 >= percent * answered


def shown(count: int) -> int | None:
    """A count of people, if it is large enough to be shown."""
    return count if count >= SMALLEST_CELL else None
