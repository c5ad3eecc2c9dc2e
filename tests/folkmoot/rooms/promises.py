"""A promise with evidence and a rating, one that was replaced, and a draft to enter."""

from datetime import date
from typing import Any

from folkmoot.account.promises import actions
from folkmoot.account.promises.models import Rating
from folkmoot.foundation.record.queries import facts_after
from tests.folkmoot.conftest import NOW, Cast

PARTS: dict[str, Any] = {}
WORDS = {
    "text": "今年配左手手柄。",
    "scope": "全部机型",
    "proof": "商店里能买到",
    "due_on": "2026-04-01",
}
BODIES = {
    "new": {**WORDS, "verifier": "panel"},
    "replacement": {**WORDS, "reason": "改期"},
    "evidence": {"text": "已上架。"},
    "ratings": {"outcome": "broken", "text": "没有做到"},
    "refusal": {"reason": "这是玩笑。"},
}


def furnish(cast: Cast) -> None:
    terms: dict[str, Any] = {**WORDS, "due_on": date(2026, 4, 1)}
    promise = actions.make_promise(**terms, actor=cast.chen, now=NOW)
    actions.give_evidence(promise, "已上架。", actor=cast.chen, now=NOW)
    actions.rate_promise(promise, Rating.Outcome.KEPT, "做到了", actor=cast.chen, now=NOW)
    said = facts_after(cast.brand, 0).get(number=1)
    actions.draft_promise(said, words=promise.words)
