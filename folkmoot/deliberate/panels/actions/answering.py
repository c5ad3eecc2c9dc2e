"""Answering alone, and concluding: nobody sees a count before."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Case, F, Value, When

from folkmoot.deliberate.panels import facts, queries, rules
from folkmoot.deliberate.panels.models import Attendance, Box, Choice, Invitation, Panel
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.record.actions import append, take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Fact


@transaction.atomic
def answer(
    invitation: Invitation, choice: Choice, *, actor: "Member | None", now: datetime
) -> None:
    """Answer the panel's question, where it is all that is asked."""
    rules.require_own(invitation, actor)
    rules.require_asks_here(invitation.panel)
    count_answer(invitation, choice, actor=actor, now=now)


@transaction.atomic
def count_answer(
    invitation: Invitation, choice: Choice, *, actor: "Member | None", now: datetime
) -> None:
    """Answer once, by itself or as part of what another room asks.

    That this seat answered is kept, and not what.
    """
    member = rules.require_own(invitation, actor)
    take_turn(invitation.panel.brand)
    invitation.refresh_from_db(fields=["standing"])
    invitation.panel.refresh_from_db(fields=["concluded_at", "closes_at"])
    rules.require_open(invitation.panel, now)
    rules.require_seated(invitation)
    rules.require_held(invitation, answered=queries.has_answered(invitation))
    Attendance.objects.create(invitation=invitation)
    # Every box is written, so that not even the database's own bookkeeping tells which one grew.
    added = Case(When(choice=choice, then=Value(1)), default=Value(0))
    Box.objects.filter(panel=invitation.panel).update(ballots=F("ballots") + added)
    note_active(member, now=now)


@transaction.atomic
def conclude(panel: Panel, *, now: datetime) -> "Fact | None":
    """Count, once the time is up or every seat has answered; None if that is not so."""
    take_turn(panel.brand)
    panel.refresh_from_db()
    if panel.drawn_at is None or panel.concluded_at is not None:
        return None
    if rules.is_open(panel, now) and not queries.everybody_answered(panel):
        return None
    tally = queries.tally_of(panel)
    answered = tally.total()
    quorate = answered >= panel.quorum
    carried = rules.carries(yes=tally[Choice.YES], answered=answered, percent=panel.percent)
    body = facts.PanelConcluded(
        subject=panel.subject,
        purpose=panel.purpose,
        about=panel.about,
        seats=panel.seats,
        answered=rules.shown(answered),
        quorate=quorate,
        outcome=("yes" if carried else "no") if quorate else "none",
        counts=dict(tally) if rules.shown(answered) else {},
    )
    fact = append(panel.brand, body, actor=None, now=now)
    panel.concluded_at, panel.carried = now, carried if quorate else None
    panel.save(update_fields=["concluded_at", "carried"])
    return fact
