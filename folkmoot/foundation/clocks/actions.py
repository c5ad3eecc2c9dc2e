"""Starting and meeting clocks: both are part of another act's transaction."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.foundation.clocks.facts import ClockOverdue
from folkmoot.foundation.clocks.models import Clock
from folkmoot.foundation.record.actions import append

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand
    from folkmoot.foundation.record.models import Fact


def start(brand: "Brand", kind: str, subject: str, *, runs: timedelta, now: datetime) -> Clock:
    """Start a clock; starting it again changes nothing, so a deadline cannot be moved."""
    clock, _ = Clock.objects.get_or_create(
        brand=brand,
        kind=kind,
        subject=subject,
        defaults={"started_at": now, "due_at": now + runs},
    )
    return clock


def meet(brand: "Brand", kind: str, subject: str, *, fact: "Fact") -> None:
    """The fact that was waited for has happened. Only the first one counts."""
    Clock.objects.filter(brand=brand, kind=kind, subject=subject, met_at=None).update(
        met_at=fact.at, met_by=fact
    )


def record_overdue(*, now: datetime) -> int:
    """Record every deadline that has passed, once each. Safe to run at any time, any number."""
    late = Clock.objects.filter(met_at=None, overdue_fact=None, due_at__lt=now)
    return sum(_record_one(pk, now) for pk in late.values_list("pk", flat=True))


@transaction.atomic
def _record_one(pk: int, now: datetime) -> bool:
    clock = Clock.objects.select_for_update().select_related("brand").get(pk=pk)
    if clock.overdue_fact_id is not None or clock.met_at is not None:
        return False
    body = ClockOverdue(
        subject=clock.subject, clock=clock.kind, due=clock.due_at.isoformat(timespec="minutes")
    )
    clock.overdue_fact = append(clock.brand, body, actor=None, now=now)
    clock.save(update_fields=["overdue_fact"])
    return True
