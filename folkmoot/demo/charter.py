"""The charter of the story: adopted, guarded, amended once; a board that may speak, and does.

Later than the rules of the topics, which the story has announced before.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.charter.articles.actions import (
    accept_guard,
    adopt,
    adopt_first,
    ask_guardian,
    give_voice,
    propose,
)
from folkmoot.charter.articles.queries import open_amendment, soul_item
from folkmoot.charter.articles.rules.patterns import pattern
from folkmoot.charter.mandates.actions import (
    close_motion,
    declare_interest,
    draft,
    found_body,
    grant_by_vote,
    offer_seat,
    open_motion,
    publish,
    reply,
    say_not_represented,
    take_seat,
    vote_on_motion,
)
from folkmoot.charter.mandates.queries import motion_by_number
from folkmoot.charter.mandates.rules import ChosenBy, Kind, Purpose
from folkmoot.charter.queries import topic_by_slug

if TYPE_CHECKING:
    from folkmoot.charter.articles.models import Edition
    from folkmoot.charter.mandates.models import Body, Motion
    from folkmoot.foundation.people.models import Brand, Member

DAY = timedelta(days=1)
KEYS = ("T2", "T4", "T10", "T12")


@dataclass(frozen=True)
class Said:
    """One brand's words for this part of the story."""

    soul: tuple[tuple[str, str, int, str], ...]
    seats: tuple[str, ...]
    board: str
    change: tuple[str, str, str]
    gift: str
    motion: str
    scope: str
    statement: str
    publish: str
    coming: str


LUMEN = Said(
    soul=(
        ("机身上不印广告", "第一台澄光的包装盒背面", 2014, "包装盒背面，第一代至今"),
        ("电池可以自己换", "第二代发布会上的承诺", 2016, "说明书第 3 页"),
    ),
    seats=("快门席", "取景席", "灯塔席"),
    board="澄光顾问委员会",
    change=("纪要改为三天内公布", "七天太慢，讨论早就凉了。", "没有人反对，三天做得到。"),
    gift="借用样机一台，已归还",
    motion="是否授权我们就保修与品牌对话？",
    scope="就保修期限与配件价格，同品牌对话并公布结果。",
    statement="我们全体用户希望：保修期内换电池不收检测费，配件价格写在官网上。",
    publish="是否发表这份关于保修的声明？",
    coming="再加一章：抽签评议团",
)
FATHOM = Said(
    soul=(
        ("Every part can be replaced", "The box of the first model", 2015, "The side of the box"),
        ("No account is needed to listen", "The launch talk", 2017, "Minute 12 of the talk"),
    ),
    seats=("Seat Alder", "Seat Birch", "Seat Cedar"),
    board="Fathom owners' board",
    change=(
        "Minutes within three days",
        "Seven days are too slow: by then nobody remembers.",
        "Nobody was against it, and three days can be done.",
    ),
    gift="A test model on loan, returned since",
    motion="May we talk with the brand about spare parts on your behalf?",
    scope="To talk with the brand about the stock and the prices of spare parts, and report.",
    statement="All owners want spare-part prices on the product page, and parts for ten years.",
    publish="Shall we publish this statement on spare parts?",
    coming="One more article: a panel drawn by lot",
)


def live(
    chen: "Member",
    lin: "Member",
    fans: "list[Member]",
    *,
    topic: str,
    seed: int,
    now: datetime,
) -> None:
    """Adopt a charter, guard it, change it by its own clause, and let a board speak under it."""
    brand, rng = chen.brand, random.Random(seed)  # noqa: S311
    said = FATHOM if brand.slug == "fathom" else LUMEN
    start = now - 58 * DAY
    soul = [
        dict(zip(("statement", "origin", "year", "proof"), item, strict=True)) for item in said.soul
    ]
    edition = adopt_first(
        articles=[pattern(key) for key in KEYS], soul=soul, topics=[], actor=chen, now=start
    )
    _guard(brand, fans[-2:], said, chen=chen, now=start + DAY)
    _amend(edition, fans, said, chen=chen, rng=rng, now=start + 2 * DAY)
    _speak(brand, [lin, *fans[3:5]], fans, said, topic, chen=chen, rng=rng, now=now - 20 * DAY)


def _guard(
    brand: "Brand", guardians: "list[Member]", said: Said, *, chen: "Member", now: datetime
) -> None:
    item = soul_item(brand, 1, now)
    assert item is not None  # noqa: S101 (adopted one step before)
    for member, name in zip(guardians, said.seats, strict=False):
        asked = ask_guardian(item, member, actor=chen, now=now)
        accept_guard(asked, name, adult=True, actor=member, now=now + DAY)


def _amend(
    edition: "Edition",
    fans: "list[Member]",
    said: Said,
    *,
    chen: "Member",
    rng: random.Random,
    now: datetime,
) -> None:
    """One change is adopted after its comments; another is open while the demo runs."""
    articles = [dict(article) for article in edition.body["articles"]]
    board = articles[0]
    board["minutes"] = {**board["minutes"], "days": 3, "zh": "会议纪要 3 天内公布。"}
    board["minutes"]["en"] = "Minutes are public within 3 days."
    title, reason, answer = said.change
    changed = {**edition.body, "articles": articles}
    amendment = propose(title, reason, changed, actor=chen, now=now)
    later = amendment.closes_at + DAY
    newer = adopt(amendment, answer, actor=chen, now=later)
    more = {**newer.body, "articles": [*newer.body["articles"], pattern("T6")]}
    propose(said.coming, reason, more, actor=chen, now=now + 45 * DAY)
    still_open = open_amendment(edition.brand)
    assert still_open is not None  # noqa: S101 (proposed one line before)
    for fan in rng.sample(fans[10:], k=24):
        give_voice(still_open, in_favour=rng.random() < 0.8, actor=fan, now=now + 46 * DAY)


def _speak(
    brand: "Brand",
    seated: "list[Member]",
    fans: "list[Member]",
    said: Said,
    topic: str,
    *,
    chen: "Member",
    rng: random.Random,
    now: datetime,
) -> None:
    about = topic_by_slug(brand, topic)
    assert about is not None  # noqa: S101 (announced at the start of the story)
    body = found_body(said.board, article="T2", topic=about, actor=chen, now=now)
    for member, name in zip(seated, said.seats, strict=True):
        seat = offer_seat(body, member, chosen_by=ChosenBy.LOT, actor=chen, now=now)
        take_seat(seat, name, adult=True, actor=member, now=now)
    seat = body.seats.get(member=seated[0])
    since = (now - 90 * DAY).date()
    declare_interest(
        seat,
        Kind.GIFT,
        said.gift,
        since=since,
        until=date(since.year, 12, 31),
        actor=seated[0],
        now=now,
    )
    carried = _vote(body, Purpose.MANDATE, said.motion, seated, now=now + DAY)
    grant_by_vote(
        carried, said.scope, topic=about, until=now + 120 * DAY, actor=seated[0], now=now + 2 * DAY
    )
    statement = draft(
        body, said.statement, closes_at=now + 10 * DAY, actor=seated[0], now=now + 3 * DAY
    )
    for fan in rng.sample(fans, k=60):
        position = rng.choices((2, 1, 0, -1), (45, 25, 10, 20))[0]
        reply(statement, position, actor=fan, now=now + 4 * DAY)
    carried = _vote(
        body, Purpose.PUBLISH, said.publish, seated, now=now + 10 * DAY, statement=statement
    )
    published = publish(carried, actor=seated[0], now=now + 11 * DAY)
    for fan in rng.sample(fans[8:], k=4):
        say_not_represented(published, actor=fan, now=now + 12 * DAY)


def _vote(
    body: "Body", purpose: str, text: str, seated: "list[Member]", *, now: datetime, **what: object
) -> "Motion":
    """Every seat votes for it, and the vote is counted."""
    motion = open_motion(body, purpose, text, actor=seated[0], now=now, **what)  # type: ignore[arg-type]
    for member in seated:
        vote_on_motion(motion, 1, actor=member, now=now)
    close_motion(motion, actor=seated[0], now=now)
    counted = motion_by_number(body, motion.number)
    assert counted is not None  # noqa: S101 (opened above)
    return counted
