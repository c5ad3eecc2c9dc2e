"""Convening: the pool is frozen and the draw committed to, before the number that decides it."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.panels import facts, queries, rules
from folkmoot.deliberate.panels.models import Box, Choice, Lot, Panel, Purpose
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people.rules import Level
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.sealing import seal

if TYPE_CHECKING:
    from civics.sortition import Lottery
    from folkmoot.foundation.people.models import Brand, Member
    from folkmoot.foundation.record.models import Passage


@transaction.atomic
def convene(
    brand: "Brand",
    purpose: Purpose,
    about: str,
    *,
    question: str,
    seats: int,
    quorum: int,
    percent: int,
    quotas: queries.Quotas | None = None,
    parties: "Iterable[Member]" = (),
    level: Level = Level.SETTLED,
    material: "Passage | None" = None,
    beacon: rules.Beacon | None = None,
    invite_hours: int = rules.INVITE_HOURS,
    answer_hours: int = rules.ANSWER_HOURS,
    actor: "Member | None",
    now: datetime,
) -> Panel:
    """Convene a panel on `about`. Part of another room's act, which says who may.

    `parties` and staff are never drawn. With fewer people in the pool than seats, there are as
    many seats as people, and `seats < wanted` says so.
    """
    rules.require_terms(seats=seats, quorum=quorum, percent=percent)
    beacon = beacon or rules.quicknet_round(now)
    rules.require_beacon(beacon, now)
    take_turn(brand)
    _require_only(brand, purpose, about)
    without = {party.pk for party in parties}
    places = queries.places_of(brand, without=without, level=level, now=now)
    rules.require_somebody(len(places))
    held = min(seats, len(places))
    lottery = queries.lottery_over(places, seats=held, quotas=quotas)
    secret = secrets.token_hex(32)
    number = Panel.objects.filter(brand=brand).count() + 1
    body = facts.PanelConvened(
        subject=f"panel:{number}",
        purpose=purpose,
        about=about,
        wanted=seats,
        seats=held,
        quorum=quorum,
        percent=percent,
        pool=lottery.pool,
        lottery=lottery.commitment,
        secret=rules.secret_digest(secret),
        beacon=beacon.name,
        beacon_at=beacon.at.isoformat(timespec="seconds"),
        question=question[: rules.QUESTION_LENGTH],
    )
    fact = append(brand, body, actor=actor, now=now)
    panel = Panel.objects.create(
        brand=brand,
        number=number,
        purpose=purpose,
        about=about,
        question=passage_of(fact, "question"),
        material=material,
        wanted=seats,
        seats=held,
        quorum=quorum,
        percent=percent,
        invite_hours=invite_hours,
        answer_hours=answer_hours,
        eligible=len(places),
        pool_digest=lottery.pool,
        lottery=lottery.published(),
        commitment=lottery.commitment,
        secret=seal(secret, purpose="panel"),
        secret_digest=body.secret,
        beacon=beacon.name,
        beacon_at=beacon.at,
        convened_at=now,
        fact=fact,
    )
    _freeze(panel, places, lottery)
    runs = beacon.at - now + rules.DRAW_WITHIN
    clocks.start(brand, rules.DRAW_CLOCK, panel.subject, runs=runs, now=now)
    return panel


def _require_only(brand: "Brand", purpose: str, about: str) -> None:
    """A second panel beside a running one would be a second try at the draw."""
    if Panel.objects.filter(brand=brand, purpose=purpose, about=about, concluded_at=None).exists():
        raise Refusal(
            "panel-running",
            _("A panel on this is under way already."),
            status=HTTPStatus.CONFLICT,
        )


def _freeze(panel: Panel, places: list[queries.Place], lottery: "Lottery") -> None:
    chances = lottery.chances()
    Lot.objects.bulk_create(
        Lot(
            panel=panel,
            member_id=place.member,
            pseudonym=place.pseudonym,
            stratum=place.stratum,
            chance=str(chances[place.pseudonym]),
        )
        for place in places
    )
    Box.objects.bulk_create(Box(panel=panel, choice=choice) for choice in Choice.values)
