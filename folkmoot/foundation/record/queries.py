"""Reading the record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from folkmoot.foundation.record.models import Fact, Head, Passage
from folkmoot.foundation.rows import row_by_key

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


def about(
    brand: "Brand", subject: str, *, kinds: Iterable[str], field: str = "about"
) -> QuerySet[Fact]:
    """Public facts of these kinds that name the subject in one of their fields, oldest first."""
    return facts_after(brand, 0, kinds=kinds).filter(**{f"published__{field}": subject})


def latest_number(brand: "Brand") -> int:
    return Head.objects.filter(brand=brand).values_list("number", flat=True).first() or 0


def passage_of(fact: Fact, field: str) -> Passage:
    return fact.passages.get(field=field)


def passages() -> QuerySet[Passage]:
    """Passages with their erasures, to be fetched beside the facts that have them."""
    return Passage.objects.select_related("erased_by")


def passage_by_key(key: int) -> Passage:
    return row_by_key(Passage, key)


def heads() -> dict[int, int]:
    """The latest number of every brand, by the brand's key."""
    return dict(Head.objects.values_list("brand_id", "number"))


def erased_passages(erasure: Fact) -> list[int]:
    """Keys of the passages that this erasure emptied."""
    return list(Passage.objects.filter(erased_by=erasure).values_list("pk", flat=True))


def fact_by_key(key: int) -> Fact:
    return Fact.objects.select_related("brand").get(pk=key)


def fact_by_number(brand: "Brand", number: int) -> Fact | None:
    return Fact.objects.filter(brand=brand, number=number).prefetch_related("passages").first()


def fact_by_entry(entry: str) -> Fact | None:
    """The fact whose entry in the public log has this id."""
    return Fact.objects.filter(entry=entry).first()
