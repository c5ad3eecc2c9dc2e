"""Opening a conversation, and closing it."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.charter import queries as charter
from folkmoot.charter.rules import require_rule
from folkmoot.deliberate.conversations import facts, rules
from folkmoot.deliberate.conversations.actions.stating import state
from folkmoot.deliberate.conversations.models import Conversation, Vote
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people.rules import require_operator
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def open_conversation(
    *,
    topic: str,
    question: str,
    background: str = "",
    seeds: list[str],
    closes_at: datetime,
    approve_first: bool = True,
    actor: "Member",
    now: datetime,
) -> Conversation:
    """Open a conversation under the rule in force now; the brand owes an answer from here on."""
    require_operator(actor)
    conversation = begin(
        topic=topic,
        question=rules.require_words(question, longest=rules.QUESTION_LENGTH),
        background=background,
        closes_at=closes_at,
        approve_first=approve_first,
        actor=actor,
        now=now,
    )
    for number, seed in enumerate(seeds, start=1):
        state(conversation, seed, number=number, accepted=True, actor=actor, now=now)
    return conversation


def begin(
    *,
    topic: str,
    question: str,
    background: str,
    closes_at: datetime,
    approve_first: bool,
    actor: "Member",
    now: datetime,
) -> Conversation:
    """The conversation's row, fact and clock. Part of another act's transaction."""
    rule = require_rule(charter.topic_by_slug(actor.brand, topic), now=now)
    if closes_at <= now:
        raise Refusal(
            "closes-in-the-past",
            _("The conversation must close at a later time than now."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    if background:
        background = rules.require_words(background, longest=rules.BACKGROUND_LENGTH)
    take_turn(actor.brand)
    number = Conversation.objects.filter(brand=actor.brand).count() + 1
    body = facts.ConversationOpened(
        subject=f"conversation:{number}",
        topic=topic,
        rule=rule.number,
        rung=rule.rung,
        closes=closes_at.isoformat(timespec="minutes"),
        question=question,
        background=background,
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    conversation = Conversation.objects.create(
        brand=actor.brand,
        number=number,
        rule=rule,
        question=passage_of(fact, "question"),
        background=passage_of(fact, "background"),
        owner=actor,
        approve_first=approve_first,
        opened_at=now,
        closes_at=closes_at,
    )
    runs = closes_at - now + timedelta(hours=rule.reply_hours)
    clocks.start(actor.brand, rules.ANSWER_CLOCK, conversation.subject, runs=runs, now=now)
    return conversation


@transaction.atomic
def close(conversation: Conversation, *, actor: "Member", now: datetime) -> None:
    """End the voting before its window does. Closing a closed conversation is refused."""
    require_operator(actor)
    rules.require_same_brand(conversation, actor)
    # A vote that is being written holds the conversation: wait for it, so that it is counted.
    rules.require_open(Conversation.objects.select_for_update().get(pk=conversation.pk), now)
    votes = Vote.objects.filter(conversation=conversation)
    body = facts.ConversationClosed(
        subject=conversation.subject,
        votes=votes.count(),
        voters=votes.values("participant").distinct().count(),
    )
    append(conversation.brand, body, actor=actor, now=now)
    conversation.closed_at = now
    conversation.save(update_fields=["closed_at"])
