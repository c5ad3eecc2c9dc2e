"""What is held on a partner who demeaned the fans: two reviewers, a reply, an appeal, an offer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.decide.dossiers import actions, queries
from folkmoot.decide.dossiers.rules import Capacity, Category, How

if TYPE_CHECKING:
    from folkmoot.decide.partnerships.models import Deal
    from folkmoot.demo.story import Cast


@dataclass(frozen=True)
class Said:
    reason: str
    words: str
    judged: str
    reply: str
    grounds: str


SAID = {
    "lumen": Said(
        reason="拟请其为新机上市拍短片，签约之前先看公开言论。",
        words="用这个牌子的人，审美都留在十年前。",
        judged="因虚假宣传被处罚的公告（摘要）。",
        reply="那是节目里的玩笑，完整片段不是这个意思。",
        grounds="处罚的是另一家同名公司，请核对登记号。",
    ),
    "fathom": Said(
        reason="They would make a film for the launch; first we read what they said in public.",
        words="Whoever buys this brand stopped listening ten years ago.",
        judged="Notice of a fine for misleading advertising (summary).",
        reply="That was a joke on a show; the whole scene means something else.",
        grounds="The fine was for another company of the same name. Look at the number.",
    ),
}
URL = "https://example.org/2025/09/show"


def live(cast: "Cast", deal: "Deal", *, slug: str, now: datetime) -> None:
    """The partner of the deal that stands before a red gate."""
    said, day = SAID[slug], (now - timedelta(days=400)).date()
    dossier = actions.open_dossier(
        deal.partner,
        deal.subject,
        said.reason,
        capacity=Capacity.CREATOR,
        actor=cast.mei,
        now=now,
    )
    for category, words in ((Category.HOSTILITY, said.words), (Category.JUDICIAL, said.judged)):
        item = actions.file(
            dossier,
            category,
            url=URL,
            excerpt=words,
            published_on=day,
            about_a_product=False,
            actor=cast.mei,
            now=now,
        )
        actions.capture(item, words, how=How.PASTED, actor=cast.mei, now=now)
    first, second = queries.items_of(dossier)
    actions.review(first, agrees=True, actor=cast.chen, now=now + timedelta(hours=1))
    actions.reply(first, said.reply, now=now + timedelta(hours=2))
    actions.appeal(second, said.grounds, now=now + timedelta(hours=2))
