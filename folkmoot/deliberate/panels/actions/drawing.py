"""The draw: the secret is revealed, the public number entered, and both together decide."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.deliberate.panels import facts, queries, rules
from folkmoot.deliberate.panels.actions.seating import offer
from folkmoot.deliberate.panels.models import Lot, Panel
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.sealing import unseal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def draw(panel: Panel, value: str, *, actor: "Member | None", now: datetime) -> Panel:
    """Draw by the beacon's number, put everybody else in order, and invite those drawn."""
    rules.require_drawer(actor)
    rules.require_same_brand(panel, actor)
    take_turn(panel.brand)
    panel.refresh_from_db()
    rules.require_drawable(panel, now)
    value = rules.require_value(panel, value)
    seed = rules.seed_of(unseal(panel.secret, purpose="panel"), value)
    selection = queries.selection_of(panel, seed)
    reserve = queries.reserve_of(panel, selection)
    published = rules.shown(panel.eligible) is not None
    body = facts.PanelDrawn(
        subject=panel.subject,
        seed=seed,
        ticket=selection.ticket,
        drawn=list(selection.people) if published else [],
    )
    fact = append(panel.brand, body, actor=actor, now=now)
    clocks.meet(panel.brand, rules.DRAW_CLOCK, panel.subject, fact=fact)
    panel.seed, panel.drawn_at = seed, now
    panel.closes_at = now + timedelta(hours=panel.invite_hours + panel.answer_hours)
    panel.save(update_fields=["seed", "drawn_at", "closes_at"])
    lots = {lot.pseudonym: lot for lot in panel.lots.all()}
    for place, pseudonym in enumerate(reserve, start=1):
        lots[pseudonym].reserve = place
    Lot.objects.bulk_update([lots[name] for name in reserve], ["reserve"], batch_size=500)
    for seat, pseudonym in enumerate(selection.people, start=1):
        offer(panel, seat, lots[pseudonym], now=now)
    return panel
