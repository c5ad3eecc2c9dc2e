"""Which waits are counted, over which days, and who may say how content they are."""

from datetime import datetime, time, timedelta
from http import HTTPStatus

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.conversations.rules import ANSWER_CLOCK, SMALLEST_CELL
from folkmoot.foundation.refusal import Refusal

# Waits of fans for a word of the brand. Debts of other kinds (promises, draws) are not replies.
CHANNELS = (ANSWER_CLOCK,)
WINDOWS = (30, 90, 365)
SCALE = (1, 2, 3, 4, 5)
LEAST_MARKS = SMALLEST_CELL

# Working hours, in the installation's zone: Monday to Friday. Holidays are not known here.
OPENS, CLOSES = time(9), time(18)
WORKDAY = timedelta(hours=9)


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


def require_mark(mark: int) -> None:
    if mark not in SCALE:
        raise Refusal(
            "mark-off-scale",
            _("Choose a mark from 1 to 5."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
