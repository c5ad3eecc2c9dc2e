"""Drawing maps, telling people, keeping the index. Votes are stored whether or not this runs."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from civics.opinion import OpinionMap, Votes, opinion_map
from civics.opinion.map import METHOD, VERSION
from folkmoot.deliberate.conversations.actions import (
    DrawnMap,
    confirm_map,
    publish_map,
    restore_statement,
)
from folkmoot.deliberate.conversations.models import Conversation, Map, Statement
from folkmoot.deliberate.conversations.queries.ballots import (
    GRACE,
    conversations_due,
    enough_for_a_map,
    latest_map,
    packed,
    votes_of,
)
from folkmoot.deliberate.conversations.queries.picture import picture_of
from folkmoot.deliberate.conversations.queries.reading import (
    conversation_about,
    statement_about,
)
from folkmoot.deliberate.moderation.queries import measure_of
from folkmoot.foundation.jobs import every
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.people.queries import fans
from folkmoot.foundation.record.jobs import reader
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.search import actions as search

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Fact

log = logging.getLogger("folkmoot.conversations")


@every(seconds=10)
def refresh_maps(now: datetime) -> int:
    """Draw the map of each conversation that has something new. Running it twice is harmless."""
    return sum(_quietly(conversation, now) for conversation in conversations_due(now))


def _quietly(conversation: Conversation, now: datetime) -> bool:
    """One conversation that fails is logged and tried again; the others get their maps."""
    try:
        return refresh_map(conversation, now)
    except Exception:
        log.exception("The map of conversation %d could not be drawn", conversation.pk)
        return False


def refresh_map(conversation: Conversation, now: datetime) -> bool:
    """Draw and publish the map, unless there is too little to draw or nothing has changed."""
    latest, votes = latest_map(conversation, whole=True), votes_of(conversation)
    if latest and _same(latest, votes):
        confirm_map(latest, until=now - GRACE)
        return False
    if not enough_for_a_map(conversation, votes):
        if latest:
            confirm_map(latest, until=now - GRACE)
        return False
    drawn = opinion_map(votes, previous=_previous(latest))
    published = publish_map(
        conversation,
        DrawnMap(
            map=drawn,
            picture=picture_of(drawn),
            votes=len(votes.values),
            voters=len(votes.participants),
            ballots=packed(votes),
        ),
        after=latest,
        until=now - GRACE,
        now=now,
    )
    return published is not None


def _same(latest: Map, votes: Votes) -> bool:
    method = (latest.method, latest.version)
    return method == (METHOD, VERSION) and latest.input_digest == votes.digest()


def _previous(latest: Map | None) -> OpinionMap | None:
    """The last map, with which groups keep their names and axes their direction."""
    if latest is None or latest.people is None or latest.version != VERSION:
        return None
    return OpinionMap.from_json({**latest.result, **latest.people})


@reader("conversations: notices")
def tell_members(fact: "Fact") -> None:
    """A new question goes to all fans, an answer to those who took part, a ruling to its author."""
    conversation = _conversation_of(fact)
    if conversation is None:
        return
    told: Iterable[Member] = ()
    if fact.kind == "conversation.opened":
        told = fans(fact.brand)
    elif fact.kind == "answer.published":
        told = [p.member for p in conversation.participants.select_related("member") if p.member]
    elif fact.kind == "statement.ruled":
        statement = _statement_of(conversation, fact)
        told = [statement.author.member] if statement.author and statement.author.member else ()
    tell(told, fact, path=_told_at(conversation, fact), quote=conversation.question)


def _told_at(conversation: Conversation, fact: "Fact") -> str:
    """A text that was taken down leads to the reasons for it, where its author can appeal."""
    if fact.kind == "statement.ruled" and fact.published["outcome"] == "rejected":
        measure = measure_of(_statement_of(conversation, fact).words)
        if measure is not None:
            return f"/{fact.brand.slug}/moderation/measures/{measure.number}/"
    return _path(conversation)


@reader("conversations: appeals")
def restore_statements(fact: "Fact") -> None:
    """An appeal that was won shows the statement again."""
    if fact.kind != "appeal.decided" or fact.published["outcome"] != "overturned":
        return
    statement = statement_about(fact.brand, fact.published["about"], fact.published["item"])
    if statement is not None:
        restore_statement(statement, now=fact.at)


@reader("conversations: search")
def keep_index(fact: "Fact") -> None:
    """What is open to read can be found; what was kept out cannot."""
    conversation = _conversation_of(fact)
    if conversation is None:
        return
    brand, path = fact.brand, _path(conversation)
    if fact.kind == "conversation.opened":
        search.put(brand, conversation.question, path=path)
    elif fact.kind == "answer.published":
        search.put(brand, passage_of(fact, "text"), path=path)
    elif fact.kind in ("statement.made", "statement.ruled"):
        statement = _statement_of(conversation, fact)
        if statement.standing == Statement.Standing.ACCEPTED:
            search.put(brand, statement.words, path=f"{path}statements")
        else:
            search.drop(statement.words_id)


def _conversation_of(fact: "Fact") -> Conversation | None:
    return conversation_about(fact.brand, fact.subject)


def _statement_of(conversation: Conversation, fact: "Fact") -> Statement:
    return conversation.statements.select_related("words", "author__member").get(
        number=fact.published["number"]
    )


def _path(conversation: Conversation) -> str:
    return f"/{conversation.brand.slug}/conversations/{conversation.number}/"
