"""Which waits are counted, over which days, and who may say how content they are."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.petitions import rules as petitions
from folkmoot.deliberate.conversations import rules as conversations
from folkmoot.deliberate.moderation import rules as moderation
from folkmoot.deliberate.suggestions import rules as suggestions
from folkmoot.foundation.people.rules import SMALLEST_CELL
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


@dataclass(frozen=True)
class Channel:
    """A way in which fans wait for a word of the brand: the clock, and what it is about."""

    clock: str
    room: str
    name: "StrPromise"


# Debts of other kinds (promises, draws, reviews) are not replies to anybody.
CHANNELS = {
    "conversations": Channel(conversations.ANSWER_CLOCK, "conversation", _("Conversations")),
    "suggestions": Channel(suggestions.REPLY_CLOCK, "suggestion", _("Suggestions")),
    "petitions": Channel(petitions.REPLY_CLOCK, "petition", _("Petitions")),
    "filings": Channel(moderation.OUTCOME_CLOCK, "filing", _("Complaints of those named")),
}
WINDOWS = (30, 90, 365)
SCALE = (1, 2, 3, 4, 5)
LEAST_MARKS = SMALLEST_CELL

# Working hours, in the installation's zone: Monday to Friday. Holidays are not known here.
OPENS, CLOSES = time(9), time(18)
WORKDAY = timedelta(hours=9)


def minute(at: datetime) -> datetime:
    """Waits are counted to the minute, as the public record has them: anyone can count again."""
    return at.replace(second=0, microsecond=0)


def working_time(start: datetime, end: datetime) -> timedelta:
    """How much of a stretch of time lies within working hours."""
    start, end = timezone.localtime(start), timezone.localtime(end)
    total, day = timedelta(), start.date()
    whole_weeks = max(0, ((end.date() - day).days - 7) // 7)
    total += whole_weeks * 5 * WORKDAY
    first_week_over = day + timedelta(days=7)
    while day <= end.date():
        if day == first_week_over:
            day += timedelta(weeks=whole_weeks)
        if day.weekday() < 5:
            opens = timezone.make_aware(datetime.combine(day, OPENS))
            closes = timezone.make_aware(datetime.combine(day, CLOSES))
            total += max(timedelta(), min(end, closes) - max(start, opens))
        day += timedelta(days=1)
    return total


def channel_of(kind: str, subject: str) -> str | None:
    """The channel whose clock this is, if it is one of a reply."""
    room = subject.partition(":")[0]
    return next((k for k, c in CHANNELS.items() if (c.clock, c.room) == (kind, room)), None)


def require_mark(mark: int) -> None:
    if mark not in SCALE:
        raise Refusal(
            "mark-off-scale",
            _("Choose a mark from 1 to 5."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
