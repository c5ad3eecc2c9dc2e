"""Reading clocks."""

from collections.abc import Iterable
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
