"""A contest for something small: ten entries, a jury by lot, three winners, one of them new."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from civics.ballots import hash_of, lock_of
from folkmoot.act.contests import actions, queries
from folkmoot.act.contests.rules import Rule
from folkmoot.deliberate.ballots import actions as ballots
from folkmoot.deliberate.ballots.rules import salt_for
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.demo.panels import WILLING, agree

if TYPE_CHECKING:
    from folkmoot.act.contests.models import Contest
    from folkmoot.deliberate.ballots.models import Ballot
    from folkmoot.demo.story import Cast
    from folkmoot.foundation.people.models import Member

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Said:
    brief: dict[str, str]
    coming: dict[str, str]
    entries: tuple[tuple[str, str], ...]


SAID = {
    "lumen": Said(
        brief={
            "title": "不会丢的镜头盖",
            "asks": "画一个不会丢、单手能开的镜头盖。要文字说清楚怎么用。",
            "criteria": "单手能开合\n三年不坏\n现有模具能改",
            "no_gos": "抄别家的专利\n要另外充电",
            "rights": "获奖方案由品牌独家使用两年，不做就归还。",
            "royalties": "每件售价的 1%，包装上署名。",
        },
        coming={
            "title": "给旧机身的小改装",
            "asks": "预算三千元，做几样让老机身好用一点的小东西。",
            "criteria": "两代以前的机身能用",
            "no_gos": "影响密封",
            "rights": "设计文件公开，谁都能做。",
            "royalties": "材料费实报，署名。",
        },
        entries=(
            ("腕绳连盖", "盖子用一段细绳连在腕绳环上，垂着不碰镜头。"),
            ("磁吸停靠", "机身侧面有一圈磁铁，摘下来就吸上去。"),
            ("滑盖", "像老胶片机那样往旁边滑，不用摘。"),
            ("软胶套盖", "套在镜筒上，撞了也不响。"),
            ("旋转卡口", "转四十五度锁住，戴手套也能转。"),
            ("盖里夹布", "里面一层擦镜布，开合一次擦一次。"),
        ),
    ),
    "fathom": Said(
        brief={
            "title": "A cap that cannot get lost",
            "asks": "Draw a jack cap that cannot get lost. Say in words how it is used.",
            "criteria": "Works with one hand\nLasts three years\nFits the present tool",
            "no_gos": "Somebody else's patent\nA battery of its own",
            "rights": "The brand alone uses what wins for two years; unmade, it goes back.",
            "royalties": "One per cent of each sale, and the name on the box.",
        },
        coming={
            "title": "Small mends for old models",
            "asks": "A budget for a few small things that make old models better.",
            "criteria": "Fits models two generations old",
            "no_gos": "Anything that breaks the seal",
            "rights": "The drawings are public; anybody may make them.",
            "royalties": "Material is paid for, and the name stands on the page.",
        },
        entries=(
            ("Cap on a cord", "A thin cord ties it to the ring of the strap."),
            ("Magnet dock", "Take it off, and it sits on the side."),
            ("Sliding cap", "It slides away and is never taken off."),
            ("Soft sleeve", "A sleeve over the jack that makes no noise."),
            ("Quarter turn", "Locks with a quarter turn, in gloves too."),
            ("Cap with cloth", "A cloth inside wipes it each time."),
        ),
    ),
}


def live(cast: "Cast", fans: "list[Member]", *, slug: str, seed: int, now: datetime) -> None:
    said, rng = SAID[slug], Random(seed)  # noqa: S311
    begun = now - 70 * DAY
    contest = actions.open_contest(
        _brief(said.brief, Rule.APPROVAL, places=3, kept=1, begun=begun), actor=cast.mei, now=begun
    )
    agree(fans[:WILLING], now=begun)
    _enter(contest, fans[-6:], fans, said, rng=rng, now=begun + 2 * DAY)
    _judge(cast, contest, rng=rng, now=begun + 46 * DAY)
    coming = _brief(said.coming, Rule.SHARES, places=300_000, kept=100_000, begun=now - 3 * DAY)
    open_now = actions.open_contest(coming, actor=cast.mei, now=now - 3 * DAY)
    for (title, text), author in zip(said.entries[:3], fans[-9:-6], strict=True):
        actions.enter(open_now, title, text, cost=90_000, actor=author, now=now - 2 * DAY)


def _brief(
    words: dict[str, str], rule: Rule, *, places: int, kept: int, begun: datetime
) -> actions.Brief:
    return actions.Brief(
        **words,
        rule=rule,
        places=places,
        newcomers=kept,
        entries_close=begun + 14 * DAY,
        support_closes=begun + 45 * DAY,
        answer_due=begun + 75 * DAY,
        rights_return=(begun + 800 * DAY).date(),
    )


def _enter(
    contest: "Contest",
    authors: "list[Member]",
    fans: "list[Member]",
    said: Said,
    *,
    rng: Random,
    now: datetime,
) -> None:
    for (title, text), author in zip(said.entries, authors, strict=True):
        entry = actions.enter(contest, title, text, actor=author, now=now)
        for fan in rng.sample(fans[:-6], rng.randint(4, 14)):
            actions.support(entry, actor=fan, now=now + 5 * DAY)


def _judge(cast: "Cast", contest: "Contest", *, rng: Random, now: datetime) -> None:
    """Whoever is drawn takes the seat and approves of one to three."""
    jury = actions.convene_jury(contest, actor=cast.mei, now=now)
    number = hashlib.sha256(jury.panel.beacon.encode()).hexdigest()  # stands for the beacon's
    later = now + timedelta(hours=1)
    panels.draw(jury.panel, number, actor=cast.wu, now=later)
    for seat in seats_of(jury.panel):
        panels.accept(seat, actor=seat.lot.member, now=later)
    ballot = actions.open_voting(contest, actor=cast.mei, now=later).ballot
    keys = [key for key, _name in ballot.choices]
    for seat in seats_of(jury.panel):
        chosen = sorted(rng.sample(keys, rng.randint(1, 3)), key=keys.index)
        _vote(ballot, seat.lot.member, chosen, rng=rng, now=later + DAY)
    closed = ballots.close(ballot, actor=None, now=later + 8 * DAY)
    actions.decide(queries.fresh(contest), now=closed.at)


def _vote(
    ballot: "Ballot", member: "Member", choice: list[str], *, rng: Random, now: datetime
) -> None:
    """What the browser of a juror does."""
    nonce, key = rng.randbytes(16), rng.randbytes(16)
    ballots.cast(
        ballot,
        actor=member,
        nonce=nonce.hex(),
        salt=salt_for(ballot, hash_of(nonce)).hex(),
        lock=lock_of(key),
        choice=choice,
        now=now,
    )
