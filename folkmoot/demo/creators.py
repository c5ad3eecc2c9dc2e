"""Twelve creators over three quarters: turns, labels, what fans say, and where resources go."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from folkmoot.act.creators import actions
from folkmoot.act.creators.actions import Given
from folkmoot.act.creators.rules import (
    Concern,
    Kind,
    Label,
    Relation,
    Resource,
    Side,
    Standard,
    first_day,
    last_day,
    quarter_of,
)
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.panels.rules import Choice

if TYPE_CHECKING:
    from folkmoot.act.creators.models import Creator
    from folkmoot.demo.story import Cast

DAY = timedelta(days=1)
# Thousands of yuan in the last quarter but one, the last one, and this one.
MONEY = [
    *([50, 25, 0], [40, 0, 20], [30, 20, 0], [0, 20, 20], [25, 0, 20], [20, 15, 0]),
    *([20, 0, 15], [0, 15, 15], [15, 15, 0], [15, 10, 15], [0, 10, 15], [10, 15, 10]),
]


@dataclass(frozen=True)
class Said:
    names: list[str]
    why: str
    platform: str
    work: str
    limits: str
    beyond: str
    signed: str
    label: str
    seen: str
    hidden: str
    contest: str
    meeting: str
    attacked: str
    spoken: str


SAID = {
    "lumen": Said(
        names=[
            *("午后实验室", "夜读灯", "慢门日记", "小满拆机", "北纬三十度", "纸飞机影像"),
            *("老周修东西", "薄荷评测", "一颗螺丝", "远山记录", "灰度测试", "半格胶片"),
        ],
        why="评测讲得细，缺点也照说，许多人照着买。",
        platform="视频站",
        work="新机的两支视频",
        limits="同一位创作者不能一直占着位置：给了的要有期限，轮到别人的时候就轮到别人。",
        beyond="系列短片还差最后一集，下个季度才拍得完。",
        signed="只为拍完最后一集，之后照常轮换。",
        label="标题下方写着“广告”，开头五秒也有字幕。",
        seen="手机和电脑上都看得到。",
        hidden="要点开“更多”才看得到。",
        contest="春季外观设计大赛的奖金和打样",
        meeting="线下见面会的名额",
        attacked="合作公布后，有人在评论区号召去骂。",
        spoken="当天下午先通了电话，再发的公告。",
    ),
    "fathom": Said(
        names=[
            *("Afternoon Lab", "Slow Shutter", "Teardown Tess", "Quiet Frequencies"),
            *("North Bench", "Paper Plane", "One More Screw", "Fieldnotes"),
            *("Grey Card", "Half Frame", "Low Tide Audio", "Mint Reviews"),
        ],
        why="They explain well, name the flaws too, and many people go by them.",
        platform="Video site",
        work="Two films on the new model",
        limits="Nobody keeps a place for good: what is given ends, and then others have a turn.",
        beyond="The last part of the series can only be shot next quarter.",
        signed="To finish the series and nothing else; then the turns hold again.",
        label="“Advertisement” below the title, and on screen for the first five seconds.",
        seen="Seen on a phone and on a desktop.",
        hidden="Only there after opening “more”.",
        contest="Prizes and samples of the spring design contest",
        meeting="Places at the open evening",
        attacked="After the announcement, people were called upon to abuse them.",
        spoken="We rang them that afternoon, before the statement went out.",
    ),
}


def live(cast: "Cast", *, slug: str, now: datetime) -> None:
    said, by = SAID[slug], _by(cast, now)
    begun, present = now - timedelta(days=290), quarter_of(now.date())
    standard = Standard(held=3, of=4, top_percent=65, shared=True)
    actions.set_limits(standard, said.limits, actor=cast.chen, now=begun)
    creators = [_enter(name, said, cast.mei, begun) for name in said.names]
    for creator, money in zip(creators, MONEY, strict=True):
        for quarter, thousands in zip(range(present - 2, present + 1), money, strict=True):
            if thousands:
                given = _given(quarter, said.work, quantity=thousands * 1000_00)
                actions.grant(creator, given, **by)
    _beyond_the_limits(creators, said, cast, now=now)
    for quarter, many in ((present - 2, 60), (present - 1, 90), (present, 130)):
        at: dict[str, Any] = {"on": first_day(quarter), **by}
        actions.allocate(Side.BROAD, Resource.MONEY, many * 1000_00, said.contest, **at)
        actions.allocate(Side.BROAD, Resource.SLOTS, many // 2, said.meeting, **at)
        actions.allocate(Side.LEADING, Resource.SLOTS, 20, said.meeting, **at)
    _labels(creators, said, cast, now=now)
    _support(creators[1], cast, now=now - timedelta(hours=20))
    care = actions.open_checklist(
        creators[2],
        Concern.CARE,
        said.attacked,
        review_on=(now + 5 * DAY).date(),
        actor=cast.mei,
        now=now - 2 * DAY,
    )
    actions.tick(care, "contact", said.spoken, **by)
    actions.count_quarters(cast.mei.brand, now=now)
    actions.raise_alerts(cast.mei.brand, now=now)


def _by(cast: "Cast", now: datetime) -> dict[str, Any]:
    return {"actor": cast.mei, "now": now}


def _enter(name: str, said: Said, by: Any, at: datetime) -> "Creator":
    return actions.enter_creator(
        name, Relation.CONTRACT, said.why, platform=said.platform, handle=name, actor=by, now=at
    )


def _given(quarter: int, work: str, *, quantity: int, kind: Kind = Kind.BUDGET) -> Given:
    begins, until = first_day(quarter), last_day(quarter)
    return Given(kind=kind, quantity=quantity, begins=begins, until=until, reason=work)


def _beyond_the_limits(
    creators: "list[Creator]", said: Said, cast: "Cast", *, now: datetime
) -> None:
    """One exception is signed, another waits; others have a device early in their turn."""
    present, by = quarter_of(now.date()), _by(cast, now)
    for creator in creators[:2]:
        for quarter in range(present - 3, present):
            actions.grant(creator, _early(quarter, said.work), **by)
        asked = actions.ask_exception(creator, _early(present, said.beyond), **by)
        if creator is creators[0]:
            actions.exempt(asked, said.signed, actor=cast.chen, now=now)
    for place, creator in enumerate(creators[2:], start=2):
        for quarter in range(present - 2 + place % 2, present + place % 2):
            actions.grant(creator, _early(quarter, said.work), **by)


def _early(quarter: int, work: str) -> Given:
    return _given(quarter, work, quantity=1, kind=Kind.EARLY)


def _labels(creators: "list[Creator]", said: Said, cast: "Cast", *, now: datetime) -> None:
    """One label was seen, one was not, and one has not been shown in time."""
    address = "https://example.org/" + date(2026, 1, 1).isoformat()
    for place, creator in enumerate(creators[:3]):
        piece = actions.register_piece(
            creator,
            f"{address}/{place}",
            Label.ADVERTISING,
            published_on=(now - 9 * DAY).date(),
            actor=cast.mei,
            now=now - 8 * DAY,
        )
        if place < 2:
            digest = hashlib.sha256(said.label.encode()).hexdigest()  # stands for the picture's
            given = _by(cast, now - 7 * DAY)
            actions.give_proof(piece, said.label, sha256=digest, **given)
            seen, note = place == 0, said.hidden if place else said.seen
            actions.check_proof(piece, seen, note, actor=cast.chen, now=now - 6 * DAY)


def _support(creator: "Creator", cast: "Cast", *, now: datetime) -> None:
    """Whoever is drawn answers; one in four says no, one in eight cannot tell."""
    asking = actions.ask_support(creator, actor=cast.mei, now=now)
    number = hashlib.sha256(asking.panel.beacon.encode()).hexdigest()  # stands for the beacon's
    later = now + timedelta(hours=1)
    panel = panels.draw(asking.panel, number, actor=cast.wu, now=later)
    for place, seat in enumerate(seats_of(panel)):
        panels.accept(seat, actor=seat.lot.member, now=later)
        choice = Choice.NO if place % 4 == 0 else Choice.UNSURE if place % 8 == 1 else Choice.YES
        panels.answer(seat, choice, actor=seat.lot.member, now=later)
    panels.conclude(panel, now=later + timedelta(minutes=1))
    panel.refresh_from_db()
    actions.record_support(panel, now=later + timedelta(minutes=2))
