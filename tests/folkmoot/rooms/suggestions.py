"""Suggestions in several states: one with a draft, one to be merged, one decided."""

from typing import Any

from folkmoot.deliberate.suggestions import actions
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.models import Suggestion
from tests.folkmoot.conftest import NOW, Cast

RECEIPT = "K7QF-3M9T"
PARTS: dict[str, Any] = {"draft": 1, "merge": 1, "receipt": RECEIPT}
BODIES = {
    "suggestions": {"text": "请做左手款"},
    "new": {"text": "请做左手款"},
    "similar": {"text": "请做左手款"},
    "wording": {"text": "请做左手款,还有右手款"},
    "assessment": {"reason": "in-scope", "text": "我们看看。"},
    "drafts": {"outcome": "declined", "reason": "cost", "text": "太贵。"},
    "delivery": {"reason": "shipped", "evidence": "见门店。"},
    "notes": {"text": "问问工厂"},
    "confirmation": {"reason": "enough", "text": "可以了"},
    "merges": {"target": "2", "reason": "一件事"},
    "publication": {"draft": "1"},
    "carrying": {"keep": "yes"},
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
