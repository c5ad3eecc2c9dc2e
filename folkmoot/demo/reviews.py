"""Fans drawn by lot review a partnership under seal, and an executive replies to them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.decide.partnerships import actions as partnerships
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import panel_by_number, seats_of
from folkmoot.deliberate.panels.rules import Choice
from folkmoot.deliberate.reviews import actions
from folkmoot.deliberate.reviews.rules import HEARD, QUESTIONS, RIGHT, SIDED, Answers, Heed, Side

if TYPE_CHECKING:
    from folkmoot.decide.partnerships.models import Deal
    from folkmoot.deliberate.reviews.models import Opening
    from folkmoot.demo.story import Cast


@dataclass(frozen=True)
class Said:
    pack: str
    grave: str
    reasons: dict[str, tuple[str, ...]]
    memo: str


SAID = {
    "lumen": Said(
        pack=(
            "北岸皮具想做一款联名相机包，限量两千只，由他们生产和销售。\n\n"
            "对方成立十二年，没有处罚记录，也没有公开说过本社群什么。\n\n"
            "我们希望多一批爱徒步的新用户；担心的是包上印谁的标志、价格会不会被炒高。"
        ),
        grave=(
            "拾光工作室想拍新机上市的四支短片。对方去年九月公开贬损过本社群，"
            "今年三月当面致歉，双方谈过。"
        ),
        reasons={
            "harm": ("包不是相机，老用户不太在意。", "怕的是限量变成炒货。"),
            "fit": ("做工扎实，和我们一直说的耐用对得上。", "两家都不花哨。"),
            "newcomers": ("徒步的人多，也爱护器材。", "来的人会用，不只是收藏。"),
            "conditions": ("机身上不要印对方的标志。", "不搞抽号加价，备足货。"),
            "advice": ("可以做，把条件写进合同。", "做，但别占新机发布的风头。"),
        },
        memo=(
            "合作继续。你们提的两条都写进合同：机身和镜头上不印对方标志；现货不足时按预订顺序补货，"
            "不抽号。与新机发布错开六周。"
        ),
    ),
    "fathom": Said(
        pack=(
            "North Quay Leather proposes a speaker bag with both names on it, two thousand pieces, "
            "made and sold by them.\n\nTwelve years in business, no penalty on record, and not a "
            "word about this community.\n\nWe hope for people who travel with their music. We "
            "worry about whose mark stands on it, and about resale prices."
        ),
        grave=(
            "Gleaner Studio would make four short films for the launch. They demeaned this "
            "community in public last September, and apologised in person in March."
        ),
        reasons={
            "harm": ("A bag is no speaker, owners hardly mind.", "Limited runs feed resellers."),
            "fit": ("It is made to be repaired, as we are.", "Neither of the two shows off."),
            "newcomers": ("Travellers take care of things.", "They would use it, not collect it."),
            "conditions": ("No mark of theirs on the speaker.", "Enough stock, and no raffle."),
            "advice": (
                "Go on, with the conditions in the contract.",
                "Yes, but later.",
            ),
        },
        memo=(
            "We go on. Both conditions are in the contract: no mark of theirs on a speaker, and "
            "orders are filled in turn, without a raffle. It comes six weeks after the launch."
        ),
    ),
}


def live(cast: "Cast", deal: "Deal", *, slug: str, now: datetime) -> None:
    """Twelve of fifteen answer within the hour; the reply follows, and they say they were heard."""
    said = SAID[slug]
    partnerships.prepare_review(deal, said.pack, window_hours=24, actor=cast.mei, now=now)
    opening = partnerships.ask_fans(deal, reply_hours=72, actor=cast.chen, now=now)
    panel, review = opening.panel, opening.review
    _draw(cast, opening, now=now + timedelta(minutes=30))
    later = now + timedelta(hours=1)
    seats = seats_of(panel)
    for place, seat in enumerate(seats):
        actor = seat.lot.member
        if place >= 12:
            panels.decline(seat, actor=actor, now=later)
            continue
        panels.accept(seat, actor=actor, now=later)
        actions.undertake(review, interest=False, said=RIGHT, actor=actor, now=later)
        given = _answers(said, place)
        actions.respond(review, given, free=Choice.YES, actor=actor, now=later)
    _decline_the_rest(panel.number, cast, now=later)
    panels.conclude(panel, now=later + timedelta(minutes=1))
    actions.report(review, now=later + timedelta(minutes=2))
    actions.reply(
        review, Heed.WHOLLY, said.memo, actor=cast.chen, now=later + timedelta(minutes=40)
    )
    for place, seat in enumerate(seats[:12]):
        marks = {item: 4 + (place + shift) % 4 for shift, item in enumerate(HEARD)}
        actions.mark_heard(review, marks, actor=seat.lot.member, now=later + timedelta(minutes=50))


def _decline_the_rest(number: int, cast: "Cast", *, now: datetime) -> None:
    """Whoever moves up has no time either, until nobody is left to ask."""
    panel = panel_by_number(cast.mei.brand, number)
    while panel is not None:
        asked = [seat for seat in seats_of(panel) if seat.standing == "invited"]
        if not asked:
            return
        for seat in asked:
            panels.decline(seat, actor=seat.lot.member, now=now)


def _answers(said: Said, place: int) -> Answers:
    """Most would go on, and two would not; the harm they expect is small."""
    sides = dict.fromkeys(SIDED, Side.AGREE)
    if place % 5 == 4:
        sides |= {"advice": Side.DISAGREE, "fit": Side.UNSURE}
    if place % 2:
        sides["newcomers"] = Side.DISAGREE if place % 3 else Side.UNSURE
    reasons = {name: said.reasons[name][place % len(said.reasons[name])] for name in QUESTIONS}
    return Answers(harm=1 + place * 5 % 7, sides=sides, reasons=reasons)


def prepare(cast: "Cast", deal: "Deal", *, slug: str, now: datetime) -> None:
    """A graver one is running: whoever was drawn has just been invited."""
    partnerships.prepare_review(deal, SAID[slug].grave, window_hours=48, actor=cast.mei, now=now)
    opening = partnerships.ask_fans(deal, reply_hours=48, actor=cast.chen, now=now)
    _draw(cast, opening, now=now + timedelta(minutes=30))


def _draw(cast: "Cast", opening: "Opening", *, now: datetime) -> None:
    number = hashlib.sha256(opening.panel.beacon.encode()).hexdigest()  # stands for the beacon's
    panels.draw(opening.panel, number, actor=cast.wu, now=now)
