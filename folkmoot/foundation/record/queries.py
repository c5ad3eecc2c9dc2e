"""Reading the record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from folkmoot.foundation.record.models import Fact, Head, Passage

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


def facts_after(
    brand: "Brand", number: int, *, public: bool = True, kinds: Iterable[str] | None = None
) -> QuerySet[Fact]:
    """A brand's facts after `number`, in order; with `public=False` the internal ones too."""
    facts = Fact.objects.filter(brand=brand, number__gt=number).order_by("number")
    if public:
        facts = facts.filter(public=True)
    if kinds is not None:
        facts = facts.filter(kind__in=list(kinds))
    return facts


def history(brand: "Brand", subject: str) -> QuerySet[Fact]:
    """All public facts about one subject, oldest first, with their words."""
    return (
        Fact.objects.filter(brand=brand, subject=subject, public=True)
        .prefetch_related("passages")
        .order_by("number")
    )


def latest_number(brand: "Brand") -> int:
    return Head.objects.filter(brand=brand).values_list("number", flat=True).first() or 0


def passage_of(fact: Fact, field: str) -> Passage:
    return fact.passages.get(field=field)
