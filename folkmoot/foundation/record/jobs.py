"""Readers of the record: notices, webhooks, search and later rooms learn what happened here.

A reader handles each fact once: its cursor and what it writes move in one transaction.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from folkmoot.foundation.jobs import every
from folkmoot.foundation.record.models import Cursor, Fact, Head

Handler = Callable[[Fact], None]
READERS: dict[str, Handler] = {}


def reader(name: str) -> Callable[[Handler], Handler]:
    """Register a function that is called with every fact, in order, brand by brand."""

    def register(handler: Handler) -> Handler:
        if name in READERS:
            raise ValueError(f"there are two readers called {name!r}")
        READERS[name] = handler
        return handler

    return register


@every(seconds=1)
def follow_record(now: datetime) -> int:
    return catch_up()


def catch_up(*, batch: int = 200) -> int:
    """Bring every reader up to date. Returns how many facts were handled."""
    return sum(
        _follow(name, handler, brand_id, batch)
        for brand_id in Head.objects.values_list("brand_id", flat=True)
        for name, handler in READERS.items()
    )


def _follow(name: str, handler: Handler, brand_id: int, batch: int) -> int:
    handled = 0
    while step := _step(name, handler, brand_id, batch):
        handled += step
    return handled


@transaction.atomic
def _step(name: str, handler: Handler, brand_id: int, batch: int) -> int:
    Cursor.objects.get_or_create(reader=name, brand_id=brand_id)
    cursor = Cursor.objects.select_for_update().get(reader=name, brand_id=brand_id)
    facts = list(
        Fact.objects.filter(brand_id=brand_id, number__gt=cursor.number)
        .select_related("brand", "actor")
        .order_by("number")[:batch]
    )
    for fact in facts:
        handler(fact)
    if facts:
        cursor.number = facts[-1].number
        cursor.save(update_fields=["number"])
    return len(facts)
