"""What the sequencer asks: which facts wait, and what their entries point to."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from civics.transparency import Frontier
from folkmoot.account.ledger.models import Entry, Log
from folkmoot.foundation.record.facts import PassageErased
from folkmoot.foundation.record.queries import facts_after

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact


def waiting(log: Log) -> "QuerySet[Fact]":
    """Public facts that have no entry yet, in the order of the record."""
    placed = Entry.objects.filter(fact=OuterRef("pk"))
    return facts_after(log.brand, log.settled).filter(~Exists(placed))


def numbers_meant(fact: "Fact") -> list[int]:
    """The facts that this one is about: an erasure names the one whose words it deleted."""
    erased = [fact.published["target"]] if fact.kind == PassageErased.kind else []
    return [*fact.refs, *erased]


def indexes_of(log: Log, numbers: Iterable[int]) -> dict[int, int]:
    """The indexes of entries, by the numbers of their facts."""
    found = log.entries.filter(fact__number__in=list(numbers))
    return dict(found.values_list("fact__number", "index"))


def frontier_of(log: Log) -> Frontier:
    return Frontier(log.size, tuple(bytes.fromhex(each) for each in log.frontier))
