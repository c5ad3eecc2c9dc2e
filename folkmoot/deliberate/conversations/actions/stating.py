"""Writing a statement down: part of the acts that open, speak and seed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from folkmoot.deliberate.conversations import facts, rules
from folkmoot.deliberate.conversations.models import Conversation, Participant, Statement
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


def state_next(
    conversation: Conversation,
    text: str,
    *,
    author: Participant | None = None,
    accepted: bool,
    actor: "Member",
    now: datetime,
) -> Statement:
    """Write a statement down under the next number. Imported numbers have gaps."""
    take_turn(conversation.brand)
    last = conversation.statements.aggregate(last=Max("number"))["last"]
    number = 1 if last is None else last + 1
    return state(
        conversation, text, number=number, author=author, accepted=accepted, actor=actor, now=now
    )


def state(
    conversation: Conversation,
    text: str,
    *,
    number: int,
    author: Participant | None = None,
    accepted: bool,
    actor: "Member",
    now: datetime,
) -> Statement:
    text = rules.require_statement(text)
    body = facts.StatementMade(
        subject=conversation.subject, number=number, seed=author is None, text=text
    )
    fact = append(conversation.brand, body, actor=actor, now=now)
    standing = Statement.Standing.ACCEPTED if accepted else Statement.Standing.WAITING
    return Statement.objects.create(
        conversation=conversation,
        number=number,
        words=passage_of(fact, "text"),
        author=author,
        standing=standing,
        at=now,
    )
