"""The figures of a finished quarter are stored with all that it takes to compute them again."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.act.creators import facts, rules
from folkmoot.act.creators.models import Figures
from folkmoot.act.creators.queries.counting import METHOD, VERSION, Spread, uncounted
from folkmoot.foundation.record.actions import append, take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


@transaction.atomic
def count_quarters(brand: "Brand", *, now: datetime) -> int:
    """Count what is finished and not counted yet, or was entered late. Twice is harmless."""
    take_turn(brand)
    return len([_record(brand, spread, now) for spread in list(uncounted(brand, now))])


def _record(brand: "Brand", spread: Spread, now: datetime) -> Figures:
    quarter, result = rules.title(spread.quarter), dict(spread.result or {})
    body = facts.CreatorsCounted(
        subject=f"creators:{quarter}",
        quarter=quarter,
        privilege=spread.kind,
        creators=spread.creators,
        top_five=f"{result['top_five']:.4f}",
        hhi=f"{result['hhi']:.4f}",
        gini=f"{result['gini']:.4f}",
        method=METHOD,
        version=VERSION,
        input_digest=spread.digest,
    )
    earlier = Figures.objects.filter(brand=brand, quarter=quarter, kind=spread.kind).count()
    return Figures.objects.create(
        brand=brand,
        quarter=quarter,
        number=earlier + 1,
        kind=spread.kind,
        creators=spread.creators,
        method=METHOD,
        version=VERSION,
        parameters=dict(spread.parameters),
        input_digest=spread.digest,
        result=result,
        by=None,
        at=now,
        fact=append(brand, body, actor=None, now=now),
    )
