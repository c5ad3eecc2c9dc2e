"""The brand answers on the record."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.deliberate.conversations import facts, rules
from folkmoot.deliberate.conversations.models import Answer, Conversation
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def publish_answer(
    conversation: Conversation, text: str, *, actor: "Member", now: datetime
) -> Answer:
    """The brand's answer, signed with name and title. A second answer is a new version of it."""
    rules.require_answerer(actor)
    rules.require_same_brand(conversation, actor)
    text = rules.require_words(text, longest=rules.ANSWER_LENGTH)
    take_turn(conversation.brand)
    number = conversation.answers.count() + 1
    name, title = str(actor.person), people.title_of(actor)
    body = facts.AnswerPublished(
        subject=conversation.subject, version=number, title=title, name=name, text=text
    )
    fact = append(conversation.brand, body, actor=actor, now=now)
    clocks.meet(conversation.brand, rules.ANSWER_CLOCK, conversation.subject, fact=fact)
    return Answer.objects.create(
        conversation=conversation,
        number=number,
        words=passage_of(fact, "text"),
        by=actor,
        name=name,
        title=title,
        at=now,
        fact=fact,
    )
