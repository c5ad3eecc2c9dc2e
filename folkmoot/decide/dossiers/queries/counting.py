"""What the gate asks of a dossier, and what everybody may know: counts."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from folkmoot.decide.dossiers import rules
from folkmoot.decide.dossiers.models import Appeal, Category, Item
from folkmoot.decide.dossiers.queries.reading import dossiers
from folkmoot.foundation.clocks.queries import started

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


@dataclass(frozen=True)
class Public:
    """Counts from ten on; under ten, None. What the brand owes is never hidden."""

    # There is no sum over the classes: it would give away the one that is not shown.
    held: dict[str, int | None]
    appeals: int | None
    upheld: int | None
    clocks: list["Kept"]


@dataclass(frozen=True)
class Kept:
    """One of the deadlines: how many are overdue now, and how many were kept."""

    kind: str
    late: int
    in_time: int
    over: int | None


def standing_evidence(
    brand: "Brand", partners: Iterable[str], now: datetime
) -> dict[str, dict[str, int]]:
    """How much stands against each partner now, by class; nothing without two reviewers.

    Two questions to the database, however many partners there are.
    """
    held, asked = _held(brand), list(partners)
    found = {
        partner: held.get(bare) for partner, bare in zip(asked, rules.bare_all(asked), strict=True)
    }
    standing = _standing({key for key in found.values() if key}, now)
    return {partner: dict(sorted(standing[key].items())) for partner, key in found.items()}


def standing_alike(brand: "Brand", partners: Iterable[str], now: datetime) -> dict[str, list[int]]:
    """The numbers of dossiers on names like these in which something stands now.

    Whoever is called a little otherwise may be the same; only a person can tell.
    """
    held, asked = _held(brand), list(partners)
    found = {
        partner: [key for name, key in held.items() if rules.are_alike(name, bare)]
        for partner, bare in zip(asked, rules.bare_all(asked), strict=True)
    }
    standing = _standing({key for keys in found.values() for key in keys}, now)
    numbers = dict(dossiers(brand).filter(pk__in=list(standing)).values_list("pk", "number"))
    return {
        partner: sorted(numbers[key] for key in keys if key in numbers)
        for partner, keys in found.items()
    }


def _held(brand: "Brand") -> dict[str, int]:
    """The key of each dossier, by the bare name."""
    names = dict(dossiers(brand).values_list("pk", "name"))
    return dict(zip(rules.bare_all(list(names.values())), names, strict=True))


def _standing(dossiers: set[int], now: datetime) -> "defaultdict[int | None, Counter[str]]":
    agreed = Count("opinions", filter=Q(opinions__agrees=True))
    items = Item.objects.filter(dossier__in=dossiers)
    standing: defaultdict[int | None, Counter[str]] = defaultdict(Counter)
    for item in items.select_related("capture", "removal").annotate(agreed=agreed):
        if rules.counts(item, agreed=item.agreed, now=now):
            standing[item.dossier_id][item.category] += 1
    return standing


def public_counts(brand: "Brand", now: datetime) -> Public:
    """Over all partners together: never who, and never fewer than ten."""
    items = Item.objects.filter(dossier__brand=brand, removal=None, expires_on__gt=now.date())
    held = Counter(items.values_list("category", flat=True))
    appeals = Appeal.objects.filter(brand=brand)
    return Public(
        held={code: rules.shown(held[code]) for code in Category.values},
        appeals=rules.shown(appeals.count()),
        upheld=rules.shown(appeals.filter(outcome__upheld=True).count()),
        clocks=[_kept(brand, kind, now) for kind in rules.CLOCKS],
    )


def _kept(brand: "Brand", kind: str, now: datetime) -> Kept:
    """Of all that were due or done; whoever is late counts as not in time at once."""
    begun = started(brand, kind, "dossier-appeal", since=brand.created_at, until=now)
    over = [clock for clock in begun if clock.met_at or clock.due_at < now]
    late = sum(clock.met_at is None for clock in over)
    in_time = sum(bool(clock.met_at and clock.met_at <= clock.due_at) for clock in over)
    return Kept(kind=kind, late=late, in_time=in_time, over=rules.shown(len(over)))
