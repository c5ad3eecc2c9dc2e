"""Many conversations at once. A page costs the same few queries however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from folkmoot.deliberate.conversations import rules
from folkmoot.deliberate.conversations.models import (
    Answer,
    Conversation,
    Participant,
    Statement,
    Vote,
)
from folkmoot.foundation.clocks.queries import open_clocks

if TYPE_CHECKING:
    from folkmoot.foundation.clocks.models import Clock
    from folkmoot.foundation.people.models import Brand, Member

PAGE = 20


@dataclass(frozen=True)
class Row:
    """One conversation as a list shows it."""

    conversation: Conversation
    open: bool
    voices: int
    statements: int
    answered: int
    answer: Answer | None
    clock: "Clock | None"


@dataclass(frozen=True)
class ConversationPage:
    rows: list[Row]
    # The number before which the next page goes on, or None on the last page.
    before: int | None


def open_conversations(brand: "Brand", now: datetime) -> QuerySet[Conversation]:
    """What can be voted on now, the one that closes first at the top."""
    return _listed(brand).filter(_is_open(now)).order_by("closes_at", "number")


def closed_conversations(brand: "Brand", now: datetime) -> QuerySet[Conversation]:
    return _listed(brand).exclude(_is_open(now)).order_by("-number")


def recent_answers(brand: "Brand", limit: int = 5) -> list[Answer]:
    """The latest version of the latest answers, newest first."""
    newest = (
        Answer.objects.filter(conversation=OuterRef("conversation"))
        .order_by("-number")
        .values("pk")[:1]
    )
    answers = (
        Answer.objects.filter(conversation__brand=brand, pk=Subquery(newest))
        .select_related("words", "fact__brand", "conversation__question", "conversation__rule")
        .order_by("-at")
    )
    return list(answers[:limit])


def conversation_page(
    brand: "Brand",
    *,
    show: str = "all",
    before: int | None = None,
    member: "Member | None" = None,
    now: datetime,
    size: int = PAGE,
) -> ConversationPage:
    """Newest first, a page at a time; `before` is the last number of the page before this one."""
    chosen = _listed(brand).order_by("-number")
    if show == "open":
        chosen = chosen.filter(_is_open(now))
    if show == "closed":
        chosen = chosen.exclude(_is_open(now))
    if before is not None:
        chosen = chosen.filter(number__lt=before)
    found = list(chosen[: size + 1])
    rows = _rows(brand, found[:size], member, now)
    return ConversationPage(rows, found[size - 1].number if len(found) > size else None)


def taken_part(member: "Member", now: datetime, limit: int = 200) -> list[Row]:
    """Conversations in which the member voted or spoke, the newest first."""
    mine = Participant.objects.filter(member=member).values("conversation")
    found = list(_listed(member.brand).filter(pk__in=mine).order_by("-number")[:limit])
    return _rows(member.brand, found, member, now)


def _listed(brand: "Brand") -> QuerySet[Conversation]:
    return Conversation.objects.filter(brand=brand).select_related(
        "question", "background", "rule__topic"
    )


def _is_open(now: datetime) -> Q:
    return Q(closed_at__isnull=True, closes_at__gt=now)


def _rows(
    brand: "Brand", found: list[Conversation], member: "Member | None", now: datetime
) -> list[Row]:
    keys = [conversation.pk for conversation in found]
    accepted = Statement.objects.filter(standing=Statement.Standing.ACCEPTED)
    voices = _counted(Participant.objects.all(), keys)
    statements = _counted(accepted, keys)
    mine = Vote.objects.filter(participant__member=member)
    answered = _counted(mine, keys) if member else {}
    answers = _answers(keys)
    clocks = _clocks(brand, found)
    return [
        Row(
            conversation=conversation,
            open=rules.is_open(conversation, now),
            voices=voices.get(conversation.pk, 0),
            statements=statements.get(conversation.pk, 0),
            answered=answered.get(conversation.pk, 0),
            answer=answers.get(conversation.pk),
            clock=clocks.get(conversation.subject),
        )
        for conversation in found
    ]


def _counted(things: QuerySet[Any], keys: list[int]) -> dict[int, int]:
    counts = things.filter(conversation__in=keys).order_by().values("conversation")
    return dict(counts.annotate(n=Count("pk")).values_list("conversation", "n"))


def _answers(keys: list[int]) -> dict[int, Answer]:
    versions = Answer.objects.filter(conversation__in=keys).select_related("fact__brand")
    return {answer.conversation_id: answer for answer in versions.order_by("number")}


def _clocks(brand: "Brand", found: Iterable[Conversation]) -> dict[str, "Clock"]:
    subjects = [conversation.subject for conversation in found]
    running = open_clocks(brand).filter(kind=rules.ANSWER_CLOCK, subject__in=subjects)
    return {clock.subject: clock for clock in running}
