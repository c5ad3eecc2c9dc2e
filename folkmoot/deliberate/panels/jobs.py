"""Ending invitations and panels in time, and telling those who were drawn."""

from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.deliberate.panels import actions, queries, rules
from folkmoot.deliberate.panels.models import Invitation
from folkmoot.foundation.jobs import every
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.record.jobs import reader

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact


@every(seconds=30)
def keep_time(now: datetime) -> int:
    """Let invitations expire and panels conclude. Running it twice is harmless."""
    ended = actions.expire(now=now)
    return ended + sum(
        actions.conclude(panel, now=now) is not None for panel in queries.conclusions_due(now)
    )


@reader("panels: notices")
def tell_seats(fact: "Fact") -> None:
    """An invitation goes to the one who was drawn, the outcome to all who sat."""
    room, _colon, number = fact.subject.partition(":")
    if room != "panel" or fact.kind not in ("seat.offered", "panel.concluded"):
        return
    panel = queries.panel_by_number(fact.brand, int(number))
    if panel is None:
        return
    asked = Invitation.objects.filter(panel=panel).select_related("lot__member")
    if fact.kind == "seat.offered":
        asked = asked.filter(fact=fact, standing__in=rules.LIVE)
    else:
        asked = asked.filter(standing=rules.Standing.SEATED)
    path = f"/{fact.brand.slug}/panels/{panel.number}/"
    tell([each.lot.member for each in asked], fact, path=path, quote=panel.question)
