"""A decision at L2, weighed against advice and suspended; Chen did not make it."""

from datetime import timedelta
from typing import Any

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.decide.decisions.actions import Draft, Weighed, record_decision
from folkmoot.deliberate.conversations.actions import open_conversation
from folkmoot.foundation.people.actions import grant_role, join
from folkmoot.foundation.people.models import Role
from tests.folkmoot.conftest import NOW, Cast, person

PARTS: dict[str, Any] = {}
DECISION = {"rule": 1, "text": "两色。", "reasons": "库存。", "effective": "2026-03-02"}
WEIGHED = {"subject": "conversation:2", "standing": "adopted", "why": "我们也算过。"}
REVERSAL = {"rule": 1, "reasons": "算错了", "told": "全体成员", "cost": 9, "currency": "CNY"}
BODIES: dict[str, Any] = {
    "decision": {**DECISION, "standing-conversation:1": "adopted", "why-conversation:1": "是"},
    "intention": {"rule": 1, "text": "打算停产。", "decides_on": "2026-04-01"},
    "outcome": {"result": "upheld", "reasons": "看过了。"},
    "override": {"reasons": "等不及。"},
    "reversal": REVERSAL,
    "api/<moot>/intentions": {
        "topic": "design",
        "rule": 1,
        "text": "打算停产。",
        "decides_on": "2026-04-01",
    },
    "api/<moot>/decisions": {"topic": "repair", "draft": {**DECISION, "advice": [WEIGHED]}},
    "api/<moot>/decisions/<number>/decision": {"draft": {**DECISION, "advice": [WEIGHED]}},
    "api/<moot>/decisions/<number>/outcome": {"reasons": "看过了。"},
    "api/<moot>/decisions/<number>/override": {"reasons": "等不及。"},
    "api/<moot>/decisions/<number>/reversal": REVERSAL,
}


def furnish(cast: Cast) -> None:
    then = NOW - timedelta(days=10)
    terms = Terms(
        rung=Rung.SUSPEND,
        decider="产品总监",
        open_to_change="备件",
        not_open="法定保修",
        higher_decider="副总裁 陈",
    )
    announce("repair", "维修", terms, effective_from=then, actor=cast.chen, now=then)
    director = join(cast.brand, person("Director"), now=then)
    grant_role(director, Role.EXECUTIVE, title="产品总监", actor=None, now=then)
    conversation = open_conversation(
        topic="repair",
        question="旧款电池还供多久?",
        seeds=["再供三年"],
        closes_at=NOW - timedelta(days=1),
        actor=cast.mei,
        now=then,
    )
    why = "三年供不上,供两年。"
    draft = Draft(
        rule=1,
        text="旧款电池再供两年。",
        reasons="产线只排得下两年。",
        effective=NOW.date(),
        advice=[Weighed(subject=conversation.subject, standing="partly", why=why)],
    )
    record_decision("repair", draft, actor=director, now=NOW)
