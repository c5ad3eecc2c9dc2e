"""Fans suggest, stand behind each other, merge, and see what became of it: with the real acts."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.deliberate.suggestions import actions
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.jobs import refresh_ranking

if TYPE_CHECKING:
    from folkmoot.deliberate.suggestions.models import Suggestion
    from folkmoot.demo.story import Cast
    from folkmoot.foundation.people.models import Member


@dataclass(frozen=True)
class Wishes:
    """What one brand's fans wish for, and what the brand says. Everything here is invented."""

    delivered: tuple[str, str, str]  # text, problem, scene
    adopted: str
    partly: str
    declined: str
    assessed: str
    merged: str
    changed: tuple[str, str]
    waiting: tuple[str, ...]
    looking: str
    why: tuple[str, str, str, str]  # of delivered, adopted, partly, declined
    owner: str
    evidence: str
    proof: str
    seen: str
    together: str
    note: str


LUMEN = Wishes(
    delivered=(
        "镜头盖请做成能拴住的，出门一趟就丢一个。",
        "镜头盖没有孔，只能塞口袋里。",
        "爬山换镜头的时候，手套一滑就掉下山沟了。",
    ),
    adopted="把维修配件的价格公开写在官网上，别让大家一家一家去问。",
    partly="送修要二十天，请提供备用机，不然没法干活。",
    declined="出一个纯白色的机身吧，黑色的太沉闷了。",
    assessed="电池请做成可以自己更换的，出差可以多带两块。",
    merged="希望电池门能自己打开换电池。",
    changed=(
        "菜单的字太小了，请放大。",
        "菜单和说明书的字都太小了。请放大，再出一页大字版，给家里的老人看。",
    ),
    waiting=(
        "夜里给孩子拍照，快门声会吵醒他，请加静音快门。",
        "背带扣松开过一次，差点摔了机器，请换成带锁的扣子。",
        "更新日志能不能写清楚改了什么，不要只写修复已知问题。",
    ),
    looking="结构组这周给出两种电池门的方案，下周五前答复。",
    why=(
        "这是个真问题，也不难：盖沿加一个小孔，随机附一根绳。",
        "配件价格本来就该让人看见。五月起每个配件都标价。",
        "备用机先在六个城市的门店提供，因为库存只有一百台；其余城市今年做不到。",
        "白色涂层在两年的日晒测试里会发黄，我们不想卖一台会变黄的相机。等找到合适的工艺再说。",
    ),
    owner="产品副总裁",
    evidence="官网产品页的截图与改版日期",
    proof="三月批次起盖沿已带孔，随机附绳；旧用户可在门店免费领取。",
    seen="在门店领到了，拴得住。",
    together="说的是同一件事，合在一起更有力。",
    note="先问供应商孔位会不会影响防滴溅。",
)

FATHOM = Wishes(
    delivered=(
        "Please ship the cable with a tie. Mine is a knot every morning.",
        "The cable has nothing to hold it together.",
        "Every time I take it out of a coat pocket on the train.",
    ),
    adopted="Put the price of every spare part on the product page.",
    partly="Lend us a pair while ours is being repaired; three weeks without is long.",
    declined="Make it in pure white, black is dull.",
    assessed="Let us change the ear pads without any tools.",
    merged="Ear pads that come off by hand, please.",
    changed=(
        "The print on the box is too small.",
        "The print on the box and in the manual is too small. Please add one page in large type.",
    ),
    waiting=(
        "The start-up sound wakes the baby; let me switch it off.",
        "The case is too thick for a trouser pocket.",
        "Say in the release notes what has really changed.",
    ),
    looking="The mechanical team tries two clips this week; we answer by Friday week.",
    why=(
        "True, and easy: a tie goes into the box.",
        "Prices should be where people look for them. From May on they are.",
        "We can lend in six cities, since we have a hundred pairs; not elsewhere this year.",
        "White turns yellow in our two-year light test, and we will not sell what turns yellow.",
    ),
    owner="VP Product",
    evidence="The product page, with the date of the change",
    proof="Every box since the March batch has a tie; owners can ask for one.",
    seen="Mine came in the post.",
    together="They want the same thing and are stronger together.",
    note="Ask the supplier whether the clip survives the drop test.",
)


def live(cast: "Cast", fans: "list[Member]", *, slug: str, seed: int, now: datetime) -> None:
    """Twelve suggestions over three weeks, in every status there is."""
    words = LUMEN if slug == "lumen" else FATHOM
    rng = random.Random(seed)  # noqa: S311
    start = now - timedelta(days=19)
    text, problem, scene = words.delivered
    tied = _made(Wording(text=text, problem=problem, scene=scene), cast.lin, start, willing=True)
    prices, lent, white, pads, same = (
        _made(Wording(text=said), by, start + timedelta(hours=hours))
        for hours, (said, by) in enumerate(
            (
                (words.adopted, cast.zhou),
                (words.partly, fans[0]),
                (words.declined, fans[1]),
                (words.assessed, cast.lin),
                (words.merged, cast.zhou),
            ),
            start=2,
        )
    )
    print_size = _made(Wording(text=words.changed[0]), fans[2], start + timedelta(days=6))
    for each, share in (
        (tied, 0.4),
        (prices, 0.6),
        (lent, 0.3),
        (white, 0.15),
        (pads, 0.5),
        (same, 0.1),
        (print_size, 0.25),
    ):
        _supported(each, rng.sample(fans, k=int(share * len(fans))), start + timedelta(days=7))
    for days, said in enumerate(words.waiting, start=1):
        waiting = _made(Wording(text=said), fans[2 + days], now - timedelta(days=days, hours=3))
        some = rng.sample(fans, k=rng.randint(3, len(fans) // 5))
        _supported(waiting, some, now - timedelta(days=days))
    print_size.refresh_from_db()
    actions.change(
        print_size,
        Wording(text=words.changed[1]),
        actor=print_size.author,
        now=start + timedelta(days=8),
    )
    _merged(same, pads, words, cast, fans, now=start + timedelta(days=9))
    actions.assess(
        pads, "needs-study", words.looking, actor=cast.mei, now=start + timedelta(days=10)
    )
    actions.write_note(pads, words.note, actor=cast.mei, now=start + timedelta(days=10))
    answers = (
        (tied, "adopted", "solves"),
        (prices, "adopted", "wanted"),
        (lent, "partly", "in-part"),
        (white, "declined", "cost"),
    )
    for days, ((suggestion, outcome, reason), why) in enumerate(
        zip(answers, words.why, strict=True), start=10
    ):
        _decided(suggestion, outcome, reason, why, words, cast, now=start + timedelta(days=days))
    tied.refresh_from_db()
    actions.deliver(tied, "shipped", words.proof, actor=cast.mei, now=now - timedelta(days=2))
    actions.confirm_delivery(
        tied, "as-promised", words.seen, actor=cast.lin, now=now - timedelta(days=1)
    )
    refresh_ranking(tied.brand, now)


def _made(
    wording: Wording, author: "Member", now: datetime, *, willing: bool = False
) -> "Suggestion":
    return actions.suggest(wording, willing=willing, actor=author, now=now)


def _supported(suggestion: "Suggestion", fans: "list[Member]", now: datetime) -> None:
    for fan in fans:
        actions.support(suggestion, actor=fan, now=now)


def _merged(
    source: "Suggestion",
    target: "Suggestion",
    words: Wishes,
    cast: "Cast",
    fans: "list[Member]",
    *,
    now: datetime,
) -> None:
    """Mei proposes, Zhou agrees, and of those who stood behind it some come along."""
    merge = actions.propose_merge(source, target, words.together, actor=cast.mei, now=now)
    merge = actions.agree_to_merge(merge, actor=cast.zhou, now=now + timedelta(hours=5))
    for place, fan in enumerate(fans[: len(fans) // 2]):
        actions.answer_merge(merge, place % 4 != 0, actor=fan, now=now + timedelta(days=1))


def _decided(
    suggestion: "Suggestion",
    outcome: str,
    reason: str,
    why: str,
    words: Wishes,
    cast: "Cast",
    *,
    now: datetime,
) -> None:
    """Mei drafts, Chen approves and publishes."""
    suggestion.refresh_from_db()
    actions.assess(suggestion, "in-scope", words.looking, actor=cast.mei, now=now)
    yes = outcome != "declined"
    draft = actions.draft_decision(
        suggestion,
        outcome,
        reason,
        why,
        owner_title=words.owner if yes else "",
        due=(now + timedelta(days=60)).date() if yes else None,
        evidence=words.evidence if yes else "",
        actor=cast.mei,
        now=now + timedelta(hours=2),
    )
    approved = actions.approve_draft(draft, actor=cast.chen, now=now + timedelta(hours=6))
    actions.publish_decision(approved, actor=cast.chen, now=now + timedelta(hours=6))
