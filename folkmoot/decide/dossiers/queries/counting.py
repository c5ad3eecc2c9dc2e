"""What the gate asks of a dossier, and what everybody may know: counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from folkmoot.decide.dossiers import rules
from folkmoot.decide.dossiers.models import Appeal, Item
from folkmoot.decide.dossiers.queries.reading import dossier_on

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


@dataclass(frozen=True)
class Public:
    """Counts from ten on; under ten, None."""

    held: int | None
    appeals: int | None
    upheld: int | None


def standing_evidence(brand: "Brand", partner: str, now: datetime) -> dict[str, int]:
    """How much stands against a partner now, by class; nothing without two reviewers."""
    dossier = dossier_on(brand, partner)
    if dossier is None:
        return {}
    agreed = Count("opinions", filter=Q(opinions__agrees=True))
    items = Item.objects.filter(dossier=dossier).select_related("capture", "removal")
    standing = Counter(
        item.category
        for item in items.annotate(agreed=agreed)
        if rules.counts(item, agreed=item.agreed, now=now)
    )
    return dict(sorted(standing.items()))


def public_counts(brand: "Brand", now: datetime) -> Public:
    """Over all partners together: never who, and never fewer than ten."""
    items = Item.objects.filter(
        dossier__brand=brand, removal=None, expires_on__gt=now.date()
    ).count()
    appeals = Appeal.objects.filter(brand=brand)
    return Public(
        held=rules.shown(items),
        appeals=rules.shown(appeals.count()),
        upheld=rules.shown(appeals.filter(outcome__upheld=True).count()),
    )
