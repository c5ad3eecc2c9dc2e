"""Quarters as whole numbers, and how long a creator may have something: pure arithmetic of days."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included; `planned` is the last day as first agreed."""

    begins: date
    last: date
    planned: date


def quarter_of(day: date) -> int:
    """Quarters since the year 0, so that the next one is one more."""
    return day.year * 4 + (day.month - 1) // 3


def title(quarter: int) -> str:
    return f"{quarter // 4}Q{quarter % 4 + 1}"


def quarter_named(name: str) -> int | None:
    found = re.fullmatch(r"([12]\d{3})Q([1-4])", name, flags=re.ASCII)
    return int(found[1]) * 4 + int(found[2]) - 1 if found else None


def first_day(quarter: int) -> date:
    return date(quarter // 4, quarter % 4 * 3 + 1, 1)


def last_day(quarter: int) -> date:
    return first_day(quarter + 1) - DAY


def span(begins: date, last: date) -> int:
    """How many days; none if it ended before it began."""
    return max((last - begins).days + 1, 0)


def touched(begins: date, last: date) -> range:
    """The quarters in which there is at least one of the days."""
    if last < begins:
        return range(0)
    return range(quarter_of(begins), quarter_of(last) + 1)


def part_of(quantity: int, period: Period, quarter: int) -> Fraction:
    """What of a quantity falls into a quarter: spread evenly over the days that were agreed."""
    begins, last = first_day(quarter), last_day(quarter)
    days = span(max(begins, period.begins), min(last, period.last))
    return Fraction(quantity * days, span(period.begins, period.planned))


def fits(used: Collection[int], begins: date, last: date, *, held: int, of: int) -> bool:
    """Whether no stretch of `of` quarters would have more than `held` with something in them."""
    new = touched(begins, last)
    taken = {*used, *new}
    starts = range(new.start - of + 1, new.stop) if new else range(0)
    return all(sum(q in taken for q in range(at, at + of)) <= held for at in starts)


def next_day(used: Collection[int], begins: date, last: date, *, held: int, of: int) -> date | None:
    """The first day of a later quarter on which as many days would fit; None if they never do."""
    length = last - begins
    first = quarter_of(begins) + 1
    for quarter in range(first, max([first, *used]) + of + 1):
        day = first_day(quarter)
        if fits(used, day, day + length, held=held, of=of):
            return day
    return None
