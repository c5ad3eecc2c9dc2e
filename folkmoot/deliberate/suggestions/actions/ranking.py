"""Keeping the order "wanted across groups"."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.deliberate.suggestions.models import Ranking, Suggestion

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


@transaction.atomic
def rank(
    brand: "Brand",
    scores: Mapping[int, float],
    *,
    method: str,
    version: str,
    input_digest: str,
    voices: Mapping[str, int],
    now: datetime,
) -> int:
    """Store the scores that have changed, with how they came about. Returns how many had."""
    stored = dict(Suggestion.objects.filter(brand=brand).values_list("pk", "across"))
    changed = [
        Suggestion(pk=pk, across=scores.get(pk, 0.0))
        for pk, score in stored.items()
        if score != scores.get(pk, 0.0)
    ]
    Suggestion.objects.bulk_update(changed, ["across"], batch_size=500)
    Ranking.objects.update_or_create(
        brand=brand,
        defaults={
            "at": now,
            "method": method,
            "version": version,
            "input_digest": input_digest,
            "voices": dict(voices),
        },
    )
    return len(changed)
