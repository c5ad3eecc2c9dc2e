"""A charter in force with a soul item, an open amendment, and a body with a mandate."""

from datetime import timedelta
from typing import Any

from folkmoot.charter.actions import Terms
from folkmoot.charter.articles.actions import TopicDraft, adopt_first, ask_guardian, propose
from folkmoot.charter.articles.models import SoulItem
from folkmoot.charter.articles.rules.patterns import pattern
from folkmoot.charter.mandates.actions import (
    draft,
    found_body,
    grant_by_clause,
    offer_seat,
    open_motion,
    take_seat,
)
from folkmoot.charter.models import Rung, Topic
from tests.folkmoot.conftest import NOW, Cast

PARTS: dict[str, Any] = {
    "edition": 1,
    "place": 1,
    "guardian": 1,
    "part": "T2.minutes",
    "amendment": 1,
    "step": "brand",
    "body": 1,
    "motion": 1,
    "seat": 1,
    "mandate": 1,
}
BODIES = {
    "opening/brand": {"size": "small", "appetite": "listen"},
    "motions": {"purpose": "mandate", "text": "授权吗？"},
    "end": {"reason": "given-back", "text": "任务完成了。"},
    "drafts": {"text": "我希望恢复旧的保修。", "days": "7"},
}
ITEM = {"statement": "不印广告", "origin": "第一台的包装", "year": 2014, "proof": "包装盒"}


def furnish(cast: Cast) -> None:
    terms = Terms(rung=Rung.CONSENT, decider="陈", open_to_change="条目", not_open="其余")
    adopt_first(
        articles=[pattern(key) for key in ("T2", "T4", "T12")],
        soul=[ITEM],
        topics=[TopicDraft(slug="soul", title="灵魂", terms=terms)],
        actor=cast.chen,
        now=NOW,
    )
    ask_guardian(SoulItem.objects.get(), cast.lin, actor=cast.chen, now=NOW)
    edition = {
        "articles": [pattern(key) for key in ("T2", "T4", "T7", "T12")],
        "soul": [{"place": 1, **ITEM}],
    }
    propose("加一章", "该写上了", edition, actor=cast.chen, now=NOW)
    topic = Topic.objects.get(brand=cast.brand, slug="soul")
    body = found_body("顾问委员会", article="T2", topic=topic, actor=cast.chen, now=NOW)
    seat = offer_seat(body, cast.zhou, chosen_by="lot", actor=cast.chen, now=NOW)
    take_seat(seat, "一号席", adult=True, actor=cast.zhou, now=NOW)
    open_motion(body, "mandate", "授权吗？", actor=cast.zhou, now=NOW)
    until = NOW + timedelta(days=90)
    grant_by_clause(body, "就保修对话", topic=topic, until=until, actor=cast.chen, now=NOW)
    draft(
        body, "我希望恢复旧的保修。", closes_at=until - timedelta(days=60), actor=cast.zhou, now=NOW
    )
