"""Deciding in the demo: a decision on advice, a petition that stops another, a reversal.

Nothing here was said by a real person.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.queries import active_eligible, cohorts_of, topic_by_slug
from folkmoot.charter.rules import Rung, require_rule
from folkmoot.decide.decisions.actions import (
    Draft,
    Weighed,
    announce_intention,
    change_decision,
    record_decision,
    reverse_decision,
)
from folkmoot.decide.decisions.rules import today
from folkmoot.decide.petitions.actions import admit, reject, second, sign, start_petition
from folkmoot.decide.petitions.rules import Reason
from folkmoot.deliberate.conversations.actions import open_conversation
from folkmoot.demo import crowd
from folkmoot.foundation.people.accounts.actions import register
from folkmoot.foundation.people.actions import grant_role, join
from folkmoot.foundation.people.rules import Role

if TYPE_CHECKING:
    from folkmoot.decide.decisions.rules import Matter
    from folkmoot.decide.petitions.models import Petition
    from folkmoot.foundation.people.models import Brand, Member

DAY = timedelta(days=1)
# How many of each cohort sign the petition that stops a decision.
SIGNERS = {"ordinary": 6, "active": 28, "core": 14}


@dataclass(frozen=True)
class Said:
    """One brand's words. A pair is what is decided, and why."""

    first_topic: str
    partners: str
    price: str
    repair: tuple[str, str, str, str, str]  # title, decider, what can change, what not, board
    director: tuple[str, str]  # name and title of who looks at it again
    advised: tuple[str, str, str]
    question: str
    statements: tuple[tuple[str, tuple[int, int, int]], ...]
    against: tuple[str, str, str]
    petition: tuple[str, str]
    changed: tuple[str, str]
    intention: str
    signing: tuple[str, str]
    aimed_at_a_person: tuple[str, str, str]
    reversed: tuple[str, str, str, str]
    cost: tuple[int, str]


LUMEN = Said(
    first_topic="design",
    partners="partners",
    price="price",
    repair=(
        "维修与备件",
        "产品副总裁 陈屿",
        "备哪些件、备多久、怎么卖。",
        "法定的保修义务。",
        "董事 沈一舟",
    ),
    director=("沈一舟", "董事"),
    advised=(
        "可换电池、五年更新、菜单无推广，写进下一代的设计任务书。电池门的样件四月底前公开。",
        "三个意见群都同意这三条，成本我们算得过来。8K 视频只有一个群体想要，会吃掉防水的预算。",
        "可换电池、五年更新、菜单无推广照做；8K 视频不做；取景器等上手之后再定。",
    ),
    question="老机型的电池，我们还应该供多少年？",
    statements=(
        ("停产之后至少再供五年。", (94, 90, 92)),
        ("可以涨价，但不能断供。", (80, 76, 70)),
        ("三年够了，省下的产线给新机。", (14, 22, 18)),
        ("请公布每个型号的停供日期。", (96, 92, 95)),
        ("断供之前，先开放第三方电池的接口。", (78, 82, 74)),
        ("只给付费会员供货也可以接受。", (6, 10, 8)),
        ("旧电池应该能寄回来回收。", (90, 88, 91)),
    ),
    against=(
        "一代机的电池今年底停供。",
        "产线要让给新电芯，一代机去年只卖出四百块电池。",
        "五年我们做不到：电芯厂今年底关掉那条线。",
    ),
    petition=(
        "一代机的电池至少供到后年年底。",
        "去年只卖出四百块，是因为有七个月缺货，预约的人没有算进去。",
    ),
    changed=(
        "一代机的电池供到明年年底，预约满六百块就补产一批。",
        "签名的朋友说得对：缺货的七个月没有算进销量。电芯厂同意再排一次产。供到后年年底，我们还没有把握，不敢写。",
    ),
    intention="打算明年春天和一位旅行博主做一款联名背带，限量三千条。",
    signing=("联名背带请不要限量。", "限量的东西最后都在黄牛手里，普通用户买不到，也用不上。"),
    aimed_at_a_person=(
        "不要和这个人合作，请把他从名单里删掉。",
        "看他的样子就不喜欢。",
        "第二句说的是一个人的样子，不是这个决定。写明这次合作哪里不妥，就可以再提。",
    ),
    reversed=(
        "会员日起，老用户换新补贴按购买金额分三档。",
        "想用补贴鼓励换新。",
        "按花钱多少分档，等于给用户排座次。这一条违背我们自己说过的话，撤回，补贴人人一样。",
        "全体成员、客服、三家授权门店",
    ),
    cost=(128_000, "CNY"),
)

FATHOM = Said(
    first_topic="sound",
    partners="repair",
    price="sound",
    repair=("", "", "", "", ""),
    director=("Ines Brook", "Chair of the board"),
    advised=(
        "The 3.5 mm jack stays. Ear pads come off without tools, from the next model on.",
        "Two of three groups asked for the jack, and all for the pads. It costs us 6 grams.",
        "The jack and the pads as asked. The voice assistant will not be built in.",
    ),
    question="How long should we keep spare parts for the first Fathom?",
    statements=(
        ("Ten years, whatever the part.", (84, 70, 78)),
        ("Publish a last-order date for each part.", (96, 92, 95)),
        ("I would pay more for a part than go without it.", (82, 74, 66)),
        ("Five years is enough for a headband.", (20, 34, 24)),
        ("Open the drawings when a part runs out.", (90, 88, 84)),
        ("Refurbished parts are fine with me.", (74, 80, 85)),
        ("Tell me before the last batch is sold.", (95, 90, 96)),
    ),
    against=(
        "We stop making headbands for the first Fathom in December.",
        "The mould is worn out, and a new one costs more than all headbands of last year.",
        "Ten years are beyond us for this one part: its mould is worn out.",
    ),
    petition=(
        "Keep making headbands for the first Fathom for two more years.",
        "They were out of stock for half of last year. Sales do not show what people wanted.",
    ),
    changed=(
        "One more batch of 900 headbands, and then the drawings are published.",
        "The months without stock were real. A second mould is beyond us; the worn one gives 900.",
    ),
    intention="We intend to drop the carrying case from the box next spring.",
    signing=(
        "Keep the case, and leave out the spare cable instead.",
        "Everybody has a cable. Without a case headphones break, and that is what you repair.",
    ),
    aimed_at_a_person=(
        "Dismiss whoever had this idea.",
        "Somebody must be responsible.",
        "This asks for a person and not for another decision. Say what should be in the box.",
    ),
    reversed=(
        "Firmware 4 turns on usage statistics by default.",
        "We wanted to know which modes are used.",
        "You had not been asked, and it is your data. It is off by default again, for everybody.",
        "All members, support, two resellers",
    ),
    cost=(9_400, "EUR"),
)


@dataclass(frozen=True)
class People:
    lin: "Member"
    mei: "Member"
    chen: "Member"
    board: "Member"
    fans: "list[Member]"


def live(
    brand: "Brand",
    cast: "tuple[Member, Member, Member]",
    fans: "list[Member]",
    *,
    rng: random.Random,
    now: datetime,
) -> None:
    """Live through both rooms. `cast` is Lin, Mei and Chen."""
    said = LUMEN if brand.slug == "lumen" else FATHOM
    lin, mei, chen = cast
    people = People(lin, mei, chen, _board(brand, said, now - 400 * DAY), fans)
    if said.repair[0]:
        _announce_repair(said, chen, now=now - 60 * DAY)
    _decide_on_advice(said, people, now=now - 4 * DAY)
    stopped = _decide_against_advice(said, people, rng=rng, now=now - 12 * DAY)
    _stop_it(said, people, stopped, rng=rng, now=now - 11 * DAY)
    _reverse(said, people, now=now)
    _still_open(said, people, now=now - 3 * DAY)


def _board(brand: "Brand", said: Said, now: datetime) -> "Member":
    name, title = said.director
    member = join(brand, register(f"board@{brand.slug}.example", name=name), now=now)
    grant_role(member, Role.EXECUTIVE, title=title, actor=None, now=now)
    return member


def _announce_repair(said: Said, chen: "Member", *, now: datetime) -> None:
    title, decider, open_to_change, not_open, board = said.repair
    terms = Terms(
        rung=Rung.SUSPEND,
        decider=decider,
        open_to_change=open_to_change,
        not_open=not_open,
        higher_decider=board,
    )
    announce("repair", title, terms, effective_from=now, actor=chen, now=now)


def _draft(
    brand: "Brand", topic: str, said: tuple[str, str], now: datetime, **more: object
) -> Draft:
    terms: dict[str, object] = {
        "rule": require_rule(topic_by_slug(brand, topic), now=now).number,
        "text": said[0],
        "reasons": said[1],
        "effective": today(now),
    }
    return Draft(**(terms | more))  # type: ignore[arg-type]


def _decide_on_advice(said: Said, people: People, *, now: datetime) -> None:
    text, reasons, why = said.advised
    advice = [Weighed(subject="conversation:1", standing="partly", why=why)]
    brand, due = people.chen.brand, today(now + 60 * DAY)
    draft = _draft(brand, said.first_topic, (text, reasons), now, due=due, advice=advice)
    record_decision(said.first_topic, draft, actor=people.chen, now=now)


def _decide_against_advice(
    said: Said, people: People, *, rng: random.Random, now: datetime
) -> "Matter":
    """People were asked and answered; Chen decides otherwise, and says why."""
    asked = now - 8 * DAY
    conversation = open_conversation(
        topic="repair",
        question=said.question,
        seeds=[text for text, _ in said.statements],
        closes_at=now - 2 * DAY,
        actor=people.mei,
        now=asked,
    )
    leaning = dict(said.statements)
    crowd.vote(conversation, people.fans[::2], leaning, rng=rng, start=asked, days=3)
    text, reasons, why = said.against
    advice = [Weighed(subject=conversation.subject, standing="rejected", why=why)]
    draft = _draft(people.chen.brand, "repair", (text, reasons), now, advice=advice)
    return record_decision("repair", draft, actor=people.chen, now=now).matter


def _stop_it(
    said: Said, people: People, matter: "Matter", *, rng: random.Random, now: datetime
) -> None:
    """A petition stops it, and the board changes it."""
    petition = _admitted(matter, said.petition, people, now=now)
    signed = petition.signing.opened_at
    members = list(active_eligible(petition.rule, signed).order_by("pk"))
    cohorts = cohorts_of([member.pk for member in members], signed)
    by_cohort = {name: [m for m in members if cohorts[m.pk] == name] for name in SIGNERS}
    some = [rng.sample(m, k=min(len(m), SIGNERS[name])) for name, m in by_cohort.items()]
    for place, member in enumerate([*some[0], *some[1], *some[2]]):
        # The smallest cohort signs at once: a day later it may not be that cohort any more.
        later = timedelta(hours=max(0, place - len(some[0])) // 2)
        sign(petition, actor=member, now=signed + later)
    text, reasons = said.changed
    change_decision(matter, text, reasons, actor=people.board, now=now + 5 * DAY)


def _admitted(
    matter: "Matter", words: tuple[str, str], people: People, *, now: datetime
) -> "Petition":
    petition = _seconded(matter, words, people, now=now)
    admit(petition, actor=people.mei, now=now + timedelta(hours=20))
    return petition


def _seconded(
    matter: "Matter", words: tuple[str, str], people: People, *, now: datetime
) -> "Petition":
    asks, because = words
    petition = start_petition(
        matter, asks=asks, because=because, about_the_decision=True, actor=people.lin, now=now
    )
    for hour, fan in enumerate(people.fans[:5]):
        second(petition, actor=fan, now=now + timedelta(hours=1 + hour))
    return petition


def _reverse(said: Said, people: People, *, now: datetime) -> None:
    text, reasons, why, told = said.reversed
    brand, topic, at = people.chen.brand, said.price, now - 10 * DAY
    version = require_rule(topic_by_slug(brand, topic), now=at)
    advice = [Weighed(subject="conversation:1", standing="rejected", why=reasons)]
    cited = advice if version.rung >= Rung.ADVISE else []
    draft = _draft(brand, topic, (text, reasons), at, advice=cited)
    matter = record_decision(topic, draft, actor=people.chen, now=at).matter
    cost, currency = said.cost
    reverse_decision(
        matter,
        rule=version.number,
        reasons=why,
        told=told,
        cost=cost,
        currency=currency,
        actor=people.chen,
        now=now - 6 * DAY,
    )


def _still_open(said: Said, people: People, *, now: datetime) -> None:
    """An intention with a petition that can be signed, and one that was not admitted."""
    brand = people.chen.brand
    rule = require_rule(topic_by_slug(brand, said.partners), now=now).number
    matter = announce_intention(
        said.partners,
        said.intention,
        rule=rule,
        decides_on=today(now + 13 * DAY),
        actor=people.chen,
        now=now,
    )
    petition = _admitted(matter, said.signing, people, now=now + timedelta(hours=2))
    for fan in people.fans[:5]:
        sign(petition, actor=fan, now=now + timedelta(hours=30))
    asks, because, why = said.aimed_at_a_person
    refused = _seconded(matter, (asks, because), people, now=now + timedelta(hours=3))
    reject(refused, Reason.PERSON, why, actor=people.mei, now=now + timedelta(hours=22))
