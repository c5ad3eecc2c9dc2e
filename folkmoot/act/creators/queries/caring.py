"""Checklists, and when somebody has to look at them again."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from folkmoot.act.creators.models import Checklist, Look, Tick
from folkmoot.act.creators.rules.caring import items_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


def checklists(brand: "Brand") -> QuerySet[Checklist]:
    ticks = Tick.objects.select_related("by__person", "note")
    looks = Look.objects.select_related("by__person", "note").order_by("number")
    found = Checklist.objects.filter(brand=brand).select_related(
        "brand", "creator__brand", "creator__name", "reason", "by__person"
    )
    return found.prefetch_related(Prefetch("ticks", ticks), Prefetch("looks", looks)).order_by(
        "-number"
    )


def checklists_open(brand: "Brand") -> QuerySet[Checklist]:
    """Those that no look has finished."""
    finished = Look.objects.filter(checklist=OuterRef("pk"), next_on=None)
    return checklists(brand).exclude(Exists(finished))


def checklist_by_number(brand: "Brand", number: int) -> Checklist | None:
    return checklists(brand).filter(number=number).first()


def next_review(checklist: Checklist) -> date | None:
    """The day that the last look named; None once it is finished."""
    looks = sorted(checklist.looks.all(), key=lambda look: look.number)
    return looks[-1].next_on if looks else checklist.review_on


@dataclass(frozen=True)
class Care:
    """A checklist as a page shows it."""

    checklist: Checklist
    lines: list[tuple[Any, Tick | None]]
    next_on: date | None
    overdue: bool

    @property
    def done(self) -> int:
        return sum(tick is not None for _item, tick in self.lines)


def care(checklist: Checklist, today: date) -> Care:
    ticks = {tick.item: tick for tick in checklist.ticks.all()}
    items = items_of(checklist.version, checklist.concern)
    on = next_review(checklist)
    return Care(
        checklist,
        [(item, ticks.get(item.code)) for item in items],
        on,
        overdue=on is not None and today > on,
    )
