"""Bringing in a conversation that began elsewhere: all of it, or nothing."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from civics.opinion import Votes
from folkmoot.deliberate.conversations import facts, rules
from folkmoot.deliberate.conversations.actions.opening import begin
from folkmoot.deliberate.conversations.imports import Export
from folkmoot.deliberate.conversations.models import (
    Conversation,
    Import,
    Participant,
    Ruling,
    Statement,
)
from folkmoot.foundation.people.rules import require_operator
from folkmoot.foundation.record.actions import append
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Fact

AT_ONCE = 10_000
INSERT = """INSERT INTO conversations_vote
    (conversation_id, participant_id, statement_id, choice, "at") VALUES (%s, %s, %s, %s, %s)"""


@transaction.atomic
def import_conversation(
    export: Export,
    *,
    topic: str,
    question: str = "",
    closes_at: datetime,
    actor: "Member",
    now: datetime,
) -> Conversation:
    """Open a conversation with the statements and votes of an export.

    Its voters get new pseudonyms, which nothing connects with those of the export.
    """
    require_operator(actor)
    conversation = begin(
        topic=topic,
        question=rules.require_words(question or export.question, longest=rules.QUESTION_LENGTH),
        background=export.background,
        closes_at=closes_at,
        approve_first=True,
        actor=actor,
        now=now,
    )
    statements = _statements(conversation, export, actor, now)
    fact = _origin(conversation, export, actor, now)
    _rulings(statements, fact, actor, now)
    _votes(conversation, statements, export.votes, now)
    return conversation


def _statements(
    conversation: Conversation, export: Export, actor: "Member", now: datetime
) -> list[Statement]:
    said = []
    for each in export.statements:
        body = facts.StatementMade(
            subject=conversation.subject, number=each.number, seed=False, text=each.text
        )
        fact = append(conversation.brand, body, actor=actor, now=now)
        said.append(
            Statement(
                conversation=conversation,
                number=each.number,
                words=passage_of(fact, "text"),
                standing=each.standing,
                at=now,
            )
        )
    return Statement.objects.bulk_create(said)


def _origin(conversation: Conversation, export: Export, actor: "Member", now: datetime) -> "Fact":
    figures: dict[str, Any] = {
        "statements": len(export.statements),
        "voters": len(export.votes.participants),
        "votes": len(export.votes.values),
        "source_digest": export.digest,
    }
    body = facts.ConversationImported(subject=conversation.subject, **figures)
    fact = append(conversation.brand, body, actor=actor, now=now)
    Import.objects.create(conversation=conversation, source=export.source, fact=fact, **figures)
    return fact


def _rulings(statements: list[Statement], fact: "Fact", actor: "Member", now: datetime) -> None:
    """What was let in and what was not there; the entry of the import stands for all of it."""
    Ruling.objects.bulk_create(
        Ruling(
            statement=statement,
            outcome=statement.standing,
            reason=Ruling.Reason.IMPORTED,
            by=actor,
            at=now,
            fact=fact,
        )
        for statement in statements
        if statement.standing != Statement.Standing.WAITING
    )


def _votes(
    conversation: Conversation, statements: list[Statement], votes: Votes, now: datetime
) -> None:
    voters = [
        Participant(conversation=conversation, pseudonym=Participant.new_pseudonym())
        for _ in votes.participants
    ]
    people = [voter.pk for voter in Participant.objects.bulk_create(voters)]
    number = {str(statement.number): statement.pk for statement in statements}
    columns = [number[str(int(name))] for name in votes.statements]
    rows = zip(
        (people[person] for person in votes.rows.tolist()),
        (columns[column] for column in votes.indices.tolist()),
        votes.values.tolist(),
        strict=True,
    )
    _write(conversation, rows, now)


def _write(conversation: Conversation, rows: Iterator[tuple[int, int, int]], now: datetime) -> None:
    """Rows straight into the table: a model object for each of a million votes takes minutes,
    and all that time an embedded database would take no other vote."""
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, AT_ONCE)):
            cursor.executemany(INSERT, [(conversation.pk, *row, at) for row in batch])
