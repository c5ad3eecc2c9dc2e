"""A text is taken down, its author appeals, and fans drawn by lot have it shown again."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.deliberate.conversations import actions as conversations
from folkmoot.deliberate.conversations.jobs import restore_statements
from folkmoot.deliberate.conversations.queries import open_conversations
from folkmoot.deliberate.conversations.rules import Reason
from folkmoot.deliberate.moderation import actions as moderation
from folkmoot.deliberate.moderation.jobs import settle_appeals
from folkmoot.deliberate.moderation.queries import appeal_of, measure_of
from folkmoot.deliberate.moderation.rules import Kind
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.panels.rules import NEEDED, Choice
from folkmoot.foundation.people.actions import set_consent
from folkmoot.foundation.people.rules import PURPOSES
from folkmoot.foundation.record.queries import facts_after

if TYPE_CHECKING:
    from folkmoot.demo.story import Cast
    from folkmoot.foundation.people.models import Member

WILLING = 40


@dataclass(frozen=True)
class Said:
    statement: str
    grounds: str
    named: str
    request: str


SAID = {
    "lumen": Said(
        statement="选代言人的那个决定很糊涂,负责的副总裁应该当面道歉。",
        grounds="我批评的是决定,没有骂人。副总裁有职务,应当能被批评。",
        named="唐小满",
        request="有人在评论里围攻她。她只是替品牌拍过一支短片。",
    ),
    "fathom": Said(
        statement="Choosing that ambassador was foolish, and the VP should apologise in person.",
        grounds="I criticise a decision. A vice president can be criticised.",
        named="Dana Whitlock",
        request="She is being piled on. All she did was to be in one short film.",
    ),
}


def live(cast: "Cast", fans: "list[Member]", *, slug: str, now: datetime) -> None:
    said, brand = SAID[slug], cast.mei.brand
    agree(fans[:WILLING], now=now - timedelta(hours=50))
    conversation = open_conversations(brand, now).first()
    if conversation is None:
        return
    made = conversations.make_statement(
        conversation, said.statement, actor=cast.lin, now=now - timedelta(hours=40)
    )
    conversations.reject_statement(
        made, Reason.ATTACK, actor=cast.mei, now=now - timedelta(hours=39)
    )
    measure = measure_of(made.words)
    if measure is None:
        return
    moderation.appeal(measure, said.grounds, actor=cast.lin, now=now - timedelta(hours=30))
    _decide(cast, measure.subject, now=now - timedelta(hours=29))
    filing, _code = moderation.file(
        brand, Kind.PROTECTION, name=said.named, text=said.request, now=now - timedelta(hours=5)
    )
    moderation.acknowledge(filing, actor=cast.mei, now=now - timedelta(hours=4))


def agree(fans: "list[Member]", *, now: datetime) -> None:
    for fan in fans:
        for purpose in NEEDED:
            wording = PURPOSES[purpose].wording
            set_consent(purpose=purpose, wording=wording, given=True, actor=fan, now=now)


def _decide(cast: "Cast", subject: str, *, now: datetime) -> None:
    """Seven are drawn; one steps back, and five of seven want the text to be shown."""
    appeal = appeal_of(cast.mei.brand, subject)
    if appeal is None or appeal.panel is None:
        return
    panel = appeal.panel
    number = hashlib.sha256(panel.beacon.encode()).hexdigest()  # stands for the beacon's
    panels.draw(panel, number, actor=cast.wu, now=now)
    first = seats_of(panel)[0]
    panels.recuse(first, actor=first.lot.member, now=now + timedelta(minutes=20))
    later = now + timedelta(minutes=90)
    held = [seat for seat in seats_of(panel) if seat.standing == "invited"]
    for place, seat in enumerate(held):
        panels.accept(seat, actor=seat.lot.member, now=later)
        choice = Choice.NO if place < 2 else Choice.YES
        panels.answer(seat, choice, actor=seat.lot.member, now=later)
    concluded = panels.conclude(panel, now=later + timedelta(minutes=1))
    if concluded is None:
        return
    # The readers of the record would do this a second later; both are harmless twice.
    settle_appeals(concluded)
    for fact in facts_after(cast.mei.brand, concluded.number, kinds=["appeal.decided"]):
        restore_statements(fact)
