"""Suggestions in several states: one with a draft, one to be merged, one decided."""

from typing import Any

from folkmoot.deliberate.suggestions import actions
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.models import Suggestion
from tests.folkmoot.conftest import NOW, Cast

RECEIPT = "K7QF-3M9T"
PARTS: dict[str, Any] = {"draft": 1, "merge": 1, "code": RECEIPT}
ROOM = "<slug:brand>/suggestions/"
ONE = f"{ROOM}<int:number>/"
API = "api/<moot>/"
BODIES: dict[str, dict[str, Any]] = {
    f"{ROOM}new": {"text": "请做左手款"},
    f"{ROOM}similar": {"text": "请做左手款"},
    f"{ROOM}desk/publication": {"draft": "1"},
    f"{ROOM}merges/<int:merge>/carrying": {"keep": "yes"},
    f"{ONE}wording": {"text": "请做左手款,还有右手款"},
    f"{ONE}assessment": {"reason": "in-scope", "text": "我们看看。"},
    f"{ONE}drafts": {"outcome": "declined", "reason": "cost", "text": "太贵。"},
    f"{ONE}delivery": {"reason": "shipped", "evidence": "见门店。"},
    f"{ONE}notes": {"text": "问问工厂"},
    f"{ONE}hiding": {"reason": "off-topic"},
    f"{ONE}confirmation": {"reason": "enough", "text": "可以了"},
    f"{ONE}merges": {"target": "2", "reason": "一件事"},
    f"{API}suggestions": {"text": "请做左手款"},
    f"{API}decision-drafts/publication": {"drafts": [1]},
    f"{API}merges/<merge>/carrying": {"keep": True},
    f"{API}suggestions/<number>/wording": {"text": "请做左手款,还有右手款"},
    f"{API}suggestions/<number>/assessment": {"reason": "in-scope", "text": "我们看看。"},
    f"{API}suggestions/<number>/drafts": {"outcome": "declined", "reason": "cost", "text": "太贵"},
    f"{API}suggestions/<number>/delivery": {"reason": "shipped", "text": "见门店。"},
    f"{API}suggestions/<number>/confirmation": {"done": True, "reason": "enough", "text": "可以"},
    f"{API}suggestions/<number>/merges": {"into": 2, "reason": "一件事"},
}


def furnish(cast: Cast) -> None:
    first = actions.suggest(Wording(text="镜头盖请拴住"), actor=cast.lin, now=NOW)
    Suggestion.objects.filter(pk=first.pk).update(receipt=RECEIPT)
    second = actions.suggest(Wording(text="电池请可换"), actor=cast.zhou, now=NOW)
    actions.suggest(Wording(text="电池门能打开"), actor=cast.lin, now=NOW)
    actions.assess(first, "in-scope", "看看。", actor=cast.mei, now=NOW)
    actions.draft_decision(first, "declined", "cost", "太贵。", actor=cast.mei, now=NOW)
    third = Suggestion.objects.get(number=3, brand=cast.brand)
    actions.propose_merge(third, second, "一件事", actor=cast.mei, now=NOW)
