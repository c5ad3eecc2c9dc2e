"""What stops a deal: red lines that fans ratify, and deny rules that came from promises."""

from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.partnerships import facts, rules
from folkmoot.decide.partnerships.models import Denial, Line, Ratification, Retirement
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.rules import Purpose
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.people.rules import require_executive
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.deliberate.panels.models import Panel
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def propose_line(text: str, *, actor: "Member", now: datetime) -> Line:
    """Put a red line to fans drawn by lot. It holds once they say yes."""
    require_executive(actor)
    text = rules.require_nameless(text)
    take_turn(actor.brand)
    number = Line.objects.filter(brand=actor.brand).count() + 1
    panel = panels.convene(
        actor.brand,
        Purpose.REVIEW,
        f"red-line:{number}",
        question=text,
        seats=rules.PANEL_SEATS,
        quorum=rules.PANEL_QUORUM,
        percent=rules.PANEL_PERCENT,
        actor=actor,
        now=now,
    )
    body = facts.LineProposed(subject=f"red-line:{number}", panel=panel.subject, text=text)
    fact = append(actor.brand, body, actor=actor, now=now)
    return Line.objects.create(
        brand=actor.brand,
        number=number,
        words=passage_of(fact, "text"),
        by=actor,
        at=now,
        fact=fact,
        panel=panel,
    )


@transaction.atomic
def record_ruling(panel: "Panel", *, now: datetime) -> Ratification | None:
    """What the panel said about the line; nothing if it was about something else, or was noted."""
    line = Line.objects.select_related("brand").filter(panel=panel).first()
    if line is None or Ratification.objects.filter(line=line).exists():
        return None
    ratified = bool(panel.carried)
    body = facts.LineRatified(subject=line.subject, panel=panel.subject, ratified=ratified)
    fact = append(line.brand, body, actor=None, now=now)
    return Ratification.objects.create(line=line, ratified=ratified, at=now, fact=fact)


@transaction.atomic
def retire_line(line: Line, reasons: str, *, actor: "Member", now: datetime) -> Retirement:
    """Give a line up, in public and with reasons. What it stopped does not start by itself."""
    require_executive(actor)
    if line.brand_id != actor.brand_id or not rules.holds_now(line):
        raise Refusal(
            "no-such-line", _("There is no such red line in force."), status=HTTPStatus.NOT_FOUND
        )
    reasons = rules.require_text(reasons, longest=rules.REASONS_LENGTH, what=_("Reasons"))
    take_turn(line.brand)
    body = facts.LineRetired(subject=line.subject, title=people.title_of(actor), reasons=reasons)
    fact = append(line.brand, body, actor=actor, now=now)
    return Retirement.objects.create(
        line=line, reasons=passage_of(fact, "reasons"), by=actor, at=now, fact=fact
    )


@transaction.atomic
def deny(
    partner: str, scope: str, *, source: str, until: date, actor: "Member", now: datetime
) -> Denial:
    """Enter a promise not to work with somebody: how far it goes, and the day it ends."""
    rules.require_handler(actor)
    partner = rules.require_text(partner, longest=rules.PARTNER_LENGTH, what=_("Partner"))
    scope = rules.require_text(scope, longest=200, what=_("How far it goes"))
    source = rules.require_text(source, longest=80, what=_("Where it was promised"))
    rules.require_until(until, now)
    take_turn(actor.brand)
    number = Denial.objects.filter(brand=actor.brand).count() + 1
    body = facts.DenialEntered(subject=f"denial:{number}", source=source, until=until.isoformat())
    fact = append(actor.brand, body, actor=actor, now=now)
    return Denial.objects.create(
        brand=actor.brand,
        number=number,
        partner=partner,
        scope=scope,
        source=source,
        until=until,
        by=actor,
        at=now,
        fact=fact,
    )
