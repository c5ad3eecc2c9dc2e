"""Where facts stand in the log of their brand."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from folkmoot.account.ledger.models import Entry, Log

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand
    from folkmoot.foundation.record.models import Fact

# As many facts on both sides as pages show in one row.
NEAR = 40


class State(StrEnum):
    WAITING = "waiting"  # recorded, and not in the log yet
    PLACED = "placed"  # it has its index, and no published checkpoint covers it yet
    SEALED = "sealed"  # covered by a published checkpoint


@dataclass(frozen=True)
class Place:
    """Where a fact stands in its brand's log."""

    state: State
    index: int | None = None
    leaf: bytes = b""

    @property
    def short(self) -> str:
        return self.leaf.hex()[:8]


def log_of(brand: "Brand") -> Log | None:
    return Log.objects.filter(brand=brand).select_related("brand").first()


def logs() -> QuerySet[Log]:
    return Log.objects.select_related("brand").order_by("pk")


def entry_of(fact: "Fact") -> Place:
    """Where a public fact stands; for many facts at once use `entries_of`."""
    return entries_of([fact])[fact.pk]


def entries_of(facts: "Iterable[Fact]") -> dict[int, Place]:
    """Where facts stand, by their keys."""
    places = {fact.pk: Place(State.WAITING) for fact in facts}
    for entry in Entry.objects.filter(fact__in=places).select_related("log"):
        sealed = entry.index < entry.log.published
        state = State.SEALED if sealed else State.PLACED
        places[entry.fact_id] = Place(state, entry.index, bytes(entry.leaf))
    return places


def places_near(brand: int, number: int) -> dict[int, Place]:
    """Where the facts around a number of the record stand, by their numbers; `brand` is its key."""
    around = range(max(number - NEAR, 0), number + NEAR + 1)
    places = dict.fromkeys(around, Place(State.WAITING))
    rows = Entry.objects.filter(
        fact__brand=brand, fact__number__range=(around[0], around[-1])
    ).values_list("fact__number", "index", "leaf", "log__published")
    for fact, index, leaf, published in rows:
        state = State.SEALED if index < published else State.PLACED
        places[fact] = Place(state, index, bytes(leaf))
    return places


def entry_at(log: Log, index: int) -> Entry | None:
    return log.entries.filter(index=index).select_related("fact").first()
