"""Reading clocks."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from folkmoot.foundation.clocks.models import Clock

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


def clock_of(brand: "Brand", kind: str, subject: str) -> Clock | None:
    return Clock.objects.filter(brand=brand, kind=kind, subject=subject).first()


def clocks_of(brand: "Brand", kind: str, subjects: Iterable[str]) -> QuerySet[Clock]:
    return Clock.objects.filter(brand=brand, kind=kind, subject__in=list(subjects))


def open_clocks(brand: "Brand") -> QuerySet[Clock]:
    """What the brand still owes, the most urgent first."""
    return Clock.objects.filter(brand=brand, met_at=None).order_by("due_at")


def started(
    brand: "Brand", kind: str, room: str, *, since: datetime, until: datetime
) -> QuerySet[Clock]:
    """Clocks of one kind that began to run for a room's subjects in a stretch of time."""
    begun = Clock.objects.filter(brand=brand, kind=kind, subject__startswith=f"{room}:")
    return begun.filter(started_at__gte=since, started_at__lte=until).order_by("started_at")


def met_by(brand: "Brand", facts: Iterable[int]) -> QuerySet[Clock]:
    """Clocks that one of these facts met, the latest first."""
    return (
        Clock.objects.filter(brand=brand, met_by__in=facts)
        .select_related("brand", "met_by__brand")
        .order_by("-met_at")
    )
