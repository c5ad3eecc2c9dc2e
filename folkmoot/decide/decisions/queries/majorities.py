"""Evidence of a majority, without which nothing changes at L3."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from folkmoot.charter import queries as charter
from folkmoot.charter.rules import Rung, is_supported, quorum_needed
from folkmoot.decide.decisions import rules
from folkmoot.decide.decisions.models import Decision, Reversal
from folkmoot.decide.decisions.queries.sources import CONVERSATION
from folkmoot.deliberate.conversations import queries as conversations
from folkmoot.deliberate.conversations.rules import is_open
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.charter.models import TopicVersion
    from folkmoot.deliberate.conversations.models import Conversation, Statement
    from folkmoot.foundation.people.models import Brand


@dataclass(frozen=True)
class Majority:
    """What a closed conversation at L3 says of one statement, counted here and never typed in."""

    statement: "Statement"
    eligible: int
    quorum: int
    consulted: int
    in_favour: int
    against: int
    support_share: int


def majority(version: "TopicVersion", subject: str, *, now: datetime) -> Majority:
    """The evidence of `conversation:12/3`: refused unless it is a majority under this rule (I9)."""
    conversation, number = _poll(version, subject, now)
    tally = conversations.tallies(conversation).get(number)
    statement = conversations.statement_by_number(conversation.brand, conversation.number, number)
    eligible = charter.eligible(version, now).count()
    quorum = quorum_needed(version, eligible=eligible)
    supported = tally and is_supported(version, in_favour=tally.agree, against=tally.disagree)
    if tally is None or statement is None or not supported or tally.total < quorum:
        raise Refusal(
            "no-majority",
            _(
                "This is no evidence of a majority: it takes %(quorum)d people, and more than "
                "%(share)d per cent of those who said yes or no."
            ),
            status=HTTPStatus.CONFLICT,
            quorum=max(quorum, 10),
            share=version.support_share,
        )
    return Majority(
        statement=statement,
        # Whoever left since then was asked all the same.
        eligible=max(eligible, tally.total),
        quorum=quorum,
        consulted=tally.total,
        in_favour=tally.agree,
        against=tally.disagree,
        support_share=version.support_share,
    )


def _poll(version: "TopicVersion", subject: str, now: datetime) -> "tuple[Conversation, int]":
    """A closed conversation on this topic, opened at L3, of votes that were all cast here."""
    brand = version.topic.brand
    source, _slash, statement = subject.partition("/")
    found = rules.source_of(brand, source)
    conversation = (
        conversations.conversation_by_number(brand, found[1])
        if found and source.startswith("conversation:") and statement.isdigit()
        else None
    )
    if (
        conversation is None
        or conversation.rule.topic_id != version.topic_id
        or conversation.rule.rung != Rung.CONSENT
        or is_open(conversation, now)
        or conversations.origin_of(conversation) is not None
    ):
        raise Refusal(
            "no-evidence",
            _(
                "At L3 nothing is changed without evidence that most of you support it. The "
                "evidence is a statement in a closed conversation on this topic at L3."
            ),
            status=HTTPStatus.CONFLICT,
        )
    return conversation, int(statement)


def polls(brand: "Brand", topic: str, now: datetime) -> "list[tuple[str, Statement]]":
    """Statements that could be evidence: of closed conversations on the topic at L3."""
    found = []
    for number in CONVERSATION.on_topic(brand, topic):
        conversation = conversations.conversation_by_number(brand, number)
        if conversation is None or conversation.rule.rung != Rung.CONSENT:
            continue
        if not is_open(conversation, now):
            for statement in conversations.votable_statements(conversation):
                found.append((f"{conversation.subject}/{statement.number}", statement))
    return found


def is_used(poll: "Statement") -> bool:
    """Whether this evidence has carried a change before."""
    used = (Decision.objects.filter(poll=poll), Reversal.objects.filter(poll=poll))
    return any(rows.exists() for rows in used)
