"""What goes into broad co-creation and what to creators, quarter by quarter."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db.models import QuerySet, Sum

from folkmoot.act.creators import rules
from folkmoot.act.creators.models import Allocation, Kind, Resource, Side
from folkmoot.act.creators.queries.counting import amounts

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

QUARTERS = 8


def allocations(brand: "Brand") -> QuerySet[Allocation]:
    related = ("brand", "purpose", "by__person", "strike__reason", "strike__by__person")
    return (
        Allocation.objects.filter(brand=brand).select_related(*related).order_by("-on", "-number")
    )


def allocation_by_number(brand: "Brand", number: int) -> Allocation | None:
    return allocations(brand).filter(number=number).first()


@dataclass(frozen=True)
class Shares:
    """One resource in one quarter: what went to each side."""

    quarter: str
    resource: Resource
    broad: Fraction
    leading: Fraction

    @property
    def share(self) -> float | None:
        """Of the broad side; None where nothing went to either."""
        whole = self.broad + self.leading
        return float(self.broad / whole) if whole else None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(self.share * 100)


def shares_of(brand: "Brand", quarter: int) -> list[Shares]:
    begins, last = rules.first_day(quarter), rules.last_day(quarter)
    counted = allocations(brand).filter(on__gte=begins, on__lte=last, strike=None)
    rows = counted.order_by().values_list("side", "resource").annotate(Sum("quantity"))
    sums = {(side, resource): Fraction(total) for side, resource, total in rows}
    money = sum(amounts(brand, quarter)[Kind.BUDGET].values(), Fraction())
    leading = {resource: sums.get((Side.LEADING, resource), Fraction()) for resource in Resource}
    leading[Resource.MONEY] = money
    return [
        Shares(
            rules.title(quarter),
            resource,
            sums.get((Side.BROAD, resource), Fraction()),
            leading[resource],
        )
        for resource in Resource
    ]


def shares(brand: "Brand", now: datetime, *, running: bool) -> list[Shares]:
    """The last eight quarters in which something went anywhere, the latest first."""
    present = rules.quarter_of(now.date())
    quarters = range(present if running else present - 1, present - QUARTERS, -1)
    found = [each for quarter in quarters for each in shares_of(brand, quarter)]
    return [each for each in found if each.share is not None]
