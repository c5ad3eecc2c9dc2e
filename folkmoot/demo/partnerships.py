"""Fans ratify a red line; one partnership is announced, and two stand before a red gate."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.decide.partnerships import actions
from folkmoot.decide.partnerships.rules import (
    BARS,
    CAUTIONS,
    NO,
    YES,
    Answers,
    Degree,
    Kind,
    Stage,
)
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.panels.rules import Choice
from folkmoot.demo import dossiers, reviews

if TYPE_CHECKING:
    from folkmoot.decide.partnerships.models import Line
    from folkmoot.demo.story import Cast


@dataclass(frozen=True)
class Said:
    line: str
    signed: str
    crossing: tuple[str, str]
    purpose: str
    why: str


SAID = {
    "lumen": Said(
        line="不与公开贬损本社群的人合作，除非双方已经和解。",
        signed="北岸皮具",
        crossing=("远帆影业", "拾光工作室"),
        purpose="新机上市的四支短片",
        why="对方已向社群当面致歉，双方在三月的对话会上谈过。",
    ),
    "fathom": Said(
        line="We do not pay whoever demeans this community in public, unless both made peace.",
        signed="North Quay Leather",
        crossing=("Far Sail Films", "Gleaner Studio"),
        purpose="Four short films for the launch",
        why="They apologised to the community in person, at the dialogue in March.",
    ),
}
SOURCE = "https://example.org/2025-09"


def live(cast: "Cast", *, slug: str, now: datetime) -> None:
    said = SAID[slug]
    line = actions.propose_line(said.line, actor=cast.chen, now=now - timedelta(hours=28))
    _ratified(cast, line, now=now - timedelta(hours=26))
    begun = now - timedelta(hours=9)
    plain = Answers(
        bars=dict.fromkeys(BARS, NO),
        lines={line.number: NO},
        cautions=dict.fromkeys(CAUTIONS, NO),
        reach=Degree.MIDDLE,
        harm=Degree.LOW,
    )
    deal = actions.register(
        said.signed, Kind.CO_BRANDING, said.purpose, plain, actor=cast.mei, now=begun
    )
    reviews.live(cast, deal, slug=slug, now=begun)
    for stage in (Stage.CONTACT, Stage.NEGOTIATION, Stage.DRAFT, Stage.SIGNED):
        deal = actions.move(deal, stage, actor=cast.mei, now=now - timedelta(hours=2))
    actions.announce(deal, actor=cast.mei, now=now - timedelta(hours=1))

    crossing = Answers(
        bars=plain.bars,
        lines={line.number: YES},
        cautions=plain.cautions,
        reach=Degree.HIGH,
        harm=Degree.HIGH,
        evidence=SOURCE,
    )
    for partner in said.crossing:
        deal = actions.register(
            partner, Kind.CREATOR, said.purpose, crossing, actor=cast.mei, now=begun
        )
    dossiers.live(cast, deal, slug=slug, now=begun)
    reviews.prepare(cast, deal, slug=slug, now=now - timedelta(hours=1))
    actions.dispense(deal, said.why, publish_on=now.date(), actor=cast.chen, now=now)
    actions.publish_due(now=now)


def _ratified(cast: "Cast", line: "Line", *, now: datetime) -> None:
    """Whoever is drawn answers, and one in six says no."""
    number = hashlib.sha256(line.panel.beacon.encode()).hexdigest()  # stands for the beacon's
    panel = panels.draw(line.panel, number, actor=cast.wu, now=now)
    later = now + timedelta(hours=1)
    for place, seat in enumerate(seats_of(panel)):
        panels.accept(seat, actor=seat.lot.member, now=later)
        choice = Choice.NO if place % 6 == 0 else Choice.YES
        panels.answer(seat, choice, actor=seat.lot.member, now=later)
    panels.conclude(panel, now=later + timedelta(minutes=1))
    panel.refresh_from_db()
    actions.record_ruling(panel, now=later + timedelta(minutes=2))
