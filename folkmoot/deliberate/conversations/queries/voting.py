"""What one voice has answered, and which statement it is asked next."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from django.db import connection

from folkmoot.deliberate.conversations import rules
from folkmoot.deliberate.conversations.models import (
    Conversation,
    Map,
    Participant,
    Statement,
)
from folkmoot.foundation.people.rules import is_staff
from folkmoot.foundation.record import queries as record
from folkmoot.foundation.rows import row

STATEMENTS = """SELECT s.number, v.id IS NOT NULL
    FROM conversations_statement s
    LEFT JOIN conversations_vote v ON v.statement_id = s.id AND v.participant_id = %s
    WHERE s.conversation_id = %s AND s.standing = 'accepted' ORDER BY s.number"""

PRIORITIES = """SELECT id, priorities FROM conversations_map
    WHERE conversation_id = %s ORDER BY id DESC LIMIT 1"""

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@dataclass(frozen=True)
class Progress:
    """`answered` of `statements`; both count accepted statements alone. `left` are the others."""

    answered: int
    left: list[int]

    @property
    def statements(self) -> int:
        return self.answered + len(self.left)


def voice_of(conversation: Conversation, member: "Member | None") -> Participant | None:
    """The member's voice in this conversation, if they have used it."""
    if member is None:
        return None
    return row(Participant, conversation_id=conversation.pk, member_id=member.pk)


def progress_of(conversation: Conversation, participant: Participant | None) -> Progress:
    """How far one has come, in one pass over the statements: it is asked after every vote."""
    with connection.cursor() as cursor:
        voice = participant.pk if participant else None
        cursor.execute(STATEMENTS, [voice, conversation.pk])
        found = cursor.fetchall()
    left = [number for number, answered in found if not answered]
    return Progress(len(found) - len(left), left)


def require_visible_result(
    conversation: Conversation, member: "Member | None", now: datetime
) -> None:
    """Refuse figures to who might still be steered by them."""
    progress = progress_of(conversation, voice_of(conversation, member))
    rules.require_result(
        visible=rules.result_visible(
            answered=progress.answered,
            statements=progress.statements,
            open_now=rules.is_open(conversation, now),
            staff=is_staff(member),
        )
    )


def next_statement(
    conversation: Conversation,
    participant: Participant | None,
    progress: Progress | None = None,
    *,
    rng: Random | None = None,
) -> Statement | None:
    """An accepted statement that this voice has not answered, or None when all are answered.

    Until there is a map, everybody gets the statements in their order, so that the first ones
    gather enough answers soon. From then on they are drawn by the map's priorities; a statement
    that the map does not know yet counts as much as its most wanted one. The same voice is shown
    the same statement until it answers, unless `rng` says otherwise.
    """
    left = (progress or progress_of(conversation, participant)).left
    priorities = _priorities(conversation) if len(left) > 1 else {}
    voice = participant.pseudonym if participant else ""
    rng = rng or Random(f"{voice}:{len(left)}")  # noqa: S311 - a route, not a secret
    while left:
        number = _drawn(left, priorities, rng) if priorities else left[0]
        statement = row(Statement, conversation_id=conversation.pk, number=number)
        if statement is None:
            return None
        statement.words = record.passage_by_key(statement.words_id)
        if statement.words.text is not None:
            return statement
        # Words that are gone cannot be answered.
        left = [other for other in left if other != number]
    return None


def _drawn(left: list[int], priorities: dict[str, float], rng: Random) -> int:
    top = max(priorities.values())
    weights = [priorities.get(str(number), top) for number in left]
    return rng.choices(left, weights)[0] if sum(weights) > 0 else left[0]


def _priorities(conversation: Conversation) -> dict[str, float]:
    latest = next(iter(Map.objects.raw(PRIORITIES, [conversation.pk])), None)
    return latest.priorities if latest else {}
