"""Fans drawn by lot say whether a creator speaks well for fans; what they said is noted."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.act.creators import facts, queries, rules
from folkmoot.act.creators.models import Asking, Creator, Support
from folkmoot.act.creators.queries.supporting import METHOD, VERSION, asking_of, limits_of_share
from folkmoot.act.creators.rules import supporting
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import tally_of
from folkmoot.deliberate.panels.rules import Choice, Purpose
from folkmoot.foundation.record.actions import append, take_turn

if TYPE_CHECKING:
    from folkmoot.deliberate.panels.models import Panel
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def ask_support(creator: Creator, *, actor: "Member", now: datetime) -> Asking:
    """Convene a panel. Its page names nobody: only those drawn read whom it is about."""
    rules.require_handler(actor)
    rules.require_same_brand(creator.brand_id, actor)
    take_turn(creator.brand)
    queries.require_active(Creator.objects.get(pk=creator.pk))
    supporting.require_pause(queries.askings(creator).first(), now)
    panel = panels.convene(
        creator.brand,
        Purpose.REVIEW,
        creator.subject,
        question=str(supporting.QUESTION),
        seats=supporting.SEATS,
        quorum=supporting.QUORUM,
        percent=max(queries.standard(creator.brand).support_percent, 1),
        material=creator.name,
        actor=actor,
        now=now,
    )
    body = facts.SupportAsked(subject=creator.subject, panel=panel.subject)
    fact = append(creator.brand, body, actor=actor, now=now)
    return Asking.objects.create(creator=creator, panel=panel, by=actor, at=now, fact=fact)


@transaction.atomic
def record_support(panel: "Panel", *, now: datetime) -> Support | None:
    """What the panel said; nothing if it was about something else, or was noted already."""
    take_turn(panel.brand)
    asking = asking_of(panel)
    if asking is None or panel.concluded_at is None:
        return None
    tally = tally_of(panel)
    answered = tally.total()
    enough = answered >= rules.FEWEST
    yes = tally[Choice.YES] if enough else None
    low, high = limits_of_share(yes, answered) if yes is not None else (None, None)
    body = facts.SupportMeasured(
        subject=asking.creator.subject, panel=panel.subject, answered=answered, yes=yes
    )
    fact = append(panel.brand, body, actor=None, now=now)
    return Support.objects.create(
        asking=asking,
        answered=answered,
        yes=yes,
        method=METHOD,
        version=VERSION,
        low=low,
        high=high,
        by=None,
        at=now,
        fact=fact,
    )
