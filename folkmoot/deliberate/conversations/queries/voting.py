"""What one voice has answered, and which statement it is asked next."""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from folkmoot.deliberate.conversations import rules
from folkmoot.deliberate.conversations.models import (
    Conversation,
    Map,
    Participant,
    Statement,
    Vote,
)
from folkmoot.foundation.people.rules import is_staff

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@dataclass(frozen=True)
class Progress:
    """`answered` of `statements`; both count accepted statements alone."""

    answered: int
    statements: int

    @property
    def left(self) -> int:
        return self.statements - self.answered


def voice_of(conversation: Conversation, member: "Member | None") -> Participant | None:
    """The member's voice in this conversation, if they have used it."""
    if member is None:
        return None
    return Participant.objects.filter(conversation=conversation, member=member).first()


def progress_of(conversation: Conversation, participant: Participant | None) -> Progress:
    accepted = conversation.statements.filter(standing=Statement.Standing.ACCEPTED)
    answered = 0
    if participant is not None:
        answered = Vote.objects.filter(
            participant=participant, statement__standing=Statement.Standing.ACCEPTED
        ).count()
    return Progress(answered, accepted.count())


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
    conversation: Conversation, participant: Participant | None, *, rng: Random | None = None
) -> Statement | None:
    """An accepted statement that this voice has not answered, or None when all are answered.

    Until there is a map, everybody gets the statements in their order, so that the first ones
    gather enough answers soon. From then on they are drawn by the map's priorities; a statement
    that the map does not know yet counts as much as its most wanted one. The same voice is shown
    the same statement until it answers, unless `rng` says otherwise.
    """
    waiting = _unanswered(conversation, participant)
    if not waiting:
        return None
    priorities = _priorities(conversation)
    if priorities and len(waiting) > 1:
        voice = participant.pseudonym if participant else ""
        rng = rng or Random(f"{voice}:{len(waiting)}")  # noqa: S311 - a route, not a secret
        top = max(priorities.values())
        weights = [priorities.get(str(number), top) for number in waiting]
        number = rng.choices(waiting, weights)[0] if sum(weights) > 0 else waiting[0]
    else:
        number = waiting[0]
    return conversation.statements.select_related("words").get(number=number)


def _unanswered(conversation: Conversation, participant: Participant | None) -> list[int]:
    open_to_votes = conversation.statements.filter(
        standing=Statement.Standing.ACCEPTED, words__text__isnull=False
    )
    if participant is not None:
        answered = Vote.objects.filter(participant=participant).values("statement")
        open_to_votes = open_to_votes.exclude(pk__in=answered)
    return list(open_to_votes.order_by("number").values_list("number", flat=True))


def _priorities(conversation: Conversation) -> dict[str, float]:
    latest = Map.objects.filter(conversation=conversation).order_by("-pk")
    return latest.values_list("priorities", flat=True).first() or {}
