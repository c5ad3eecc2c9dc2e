"""What a fan does in a conversation: vote, and say what nobody has said yet."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction

from folkmoot.deliberate.conversations import rules
from folkmoot.deliberate.conversations.actions.stating import state_next
from folkmoot.deliberate.conversations.models import (
    Choice,
    Conversation,
    Participant,
    Statement,
)
from folkmoot.deliberate.moderation import queries as moderation
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.rows import row

# A vote counts if its conversation is open at the instant of writing. Elsewhere than in an
# embedded database the row is held, so that a closing waits for this vote and then counts it.
CAST = """INSERT INTO conversations_vote
    (conversation_id, participant_id, statement_id, choice, "at")
    SELECT id, %s, %s, %s, %s FROM conversations_conversation
    WHERE id = %s AND closed_at IS NULL AND closes_at > %s {held}
    ON CONFLICT (participant_id, statement_id)
    DO UPDATE SET choice = excluded.choice, "at" = excluded."at" """

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


def cast_vote(
    statement: Statement, choice: Choice, *, actor: "Member | None", now: datetime
) -> Participant:
    """Agree, disagree or pass. Voting again replaces the answer, so a repeated request is safe."""
    conversation = statement.conversation
    member = rules.require_participation(conversation, actor, now=now)
    rules.require_votable(statement)
    participant = row(Participant, conversation_id=conversation.pk, member_id=member.pk)
    # All that could be read has been read: an embedded database has one writer at a time.
    with transaction.atomic():
        participant = participant or take_part(conversation, member)
        _write(participant, statement, choice, now)
        note_active(member, now=now)
    return participant


def _write(participant: Participant, statement: Statement, choice: Choice, now: datetime) -> None:
    """One statement of SQL, since everybody else's vote waits while it is written."""
    at = connection.ops.adapt_datetimefield_value(now)
    held = "FOR SHARE" if connection.vendor == "postgresql" else ""
    values = [participant.pk, statement.pk, choice.value, at, statement.conversation_id, at]
    with connection.cursor() as cursor:
        cursor.execute(CAST.format(held=held), values)
        if cursor.rowcount == 0:
            raise rules.closed()


def take_part(conversation: Conversation, member: "Member") -> Participant:
    """The member's voice in this conversation, made on first use."""
    participant, _created = Participant.objects.get_or_create(
        conversation=conversation,
        member=member,
        defaults={"pseudonym": Participant.new_pseudonym()},
    )
    return participant


@transaction.atomic
def make_statement(
    conversation: Conversation, text: str, *, actor: "Member | None", now: datetime
) -> Statement:
    """A participant adds a statement. It waits for approval if the conversation says so."""
    member = rules.require_participation(conversation, actor, now=now)
    text = rules.require_statement(text)
    author = take_part(conversation, member)
    if said := Statement.objects.filter(author=author, words__text=text).first():
        return said
    rules.require_room_for_more(waiting=_waiting(author))
    note_active(member, now=now)
    return state_next(
        conversation,
        text,
        author=author,
        accepted=not (conversation.approve_first or _names_somebody(conversation, text, now)),
        actor=member,
        now=now,
    )


def _names_somebody(conversation: Conversation, text: str, now: datetime) -> bool:
    """Words that name somebody who is protected wait for a person to read them."""
    return moderation.shielded(text, moderation.names_shielded(conversation.brand, now))


def _waiting(author: Participant) -> int:
    return Statement.objects.filter(author=author, standing=Statement.Standing.WAITING).count()
