"""An open conversation with statements, a vote and an answer."""

from datetime import timedelta
from typing import Any

from folkmoot.deliberate.conversations.actions import (
    accept_statement,
    cast_vote,
    make_statement,
    open_conversation,
    publish_answer,
)
from folkmoot.deliberate.conversations.models import Choice
from tests.folkmoot.conftest import NOW, Cast

PARTS: dict[str, Any] = {"number": 1, "statement": 1, "version": 1}
BODIES = {
    "vote": {"choice": "agree"},
    "statements": {"text": "请做左手款"},
    "seeds": {"text": "请做左手款", "seed": "请做左手款"},
    "answers": {"text": "我们会做。", "answer": "我们会做。"},
    "rejection": {"reason": "off-topic"},
}


def furnish(cast: Cast) -> None:
    conversation = open_conversation(
        topic="design",
        question="下一代要保住什么?",
        seeds=["机身要轻"],
        closes_at=NOW + timedelta(days=7),
        actor=cast.mei,
        now=NOW,
    )
    waiting = make_statement(conversation, "电池要能换", actor=cast.zhou, now=NOW)
    accept_statement(waiting, actor=cast.mei, now=NOW)
    cast_vote(conversation.statements.get(number=1), Choice.AGREE, actor=cast.zhou, now=NOW)
    publish_answer(conversation, "我们会在期限内答复。", actor=cast.chen, now=NOW)
