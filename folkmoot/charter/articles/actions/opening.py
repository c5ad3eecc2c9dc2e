"""Keeping the first charter while it is being written. Nothing of it is public yet."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from folkmoot.charter.articles import rules
from folkmoot.charter.articles.models import Edition, Opening
from folkmoot.foundation.record.actions import take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.rules import Member


@transaction.atomic
def begin(*, actor: "Member", now: datetime) -> Opening:
    """Start writing, or go on where somebody left it."""
    rules.require_executive(actor)
    take_turn(actor.brand)
    rules.require_no_charter(exists=Edition.objects.filter(brand=actor.brand).exists())
    opening, _new = Opening.objects.get_or_create(
        brand=actor.brand, defaults={"started_by": actor, "started_at": now, "updated_at": now}
    )
    return opening


@transaction.atomic
def keep(opening: Opening, step: str, said: Any, *, actor: "Member", now: datetime) -> None:
    """Keep what was said in one step. Saying it again replaces it."""
    rules.require_executive(actor)
    rules.require_same_brand(opening.brand_id, actor)
    take_turn(actor.brand)
    opening = Opening.objects.select_for_update().get(pk=opening.pk)
    opening.said = opening.said | {step: said}
    opening.updated_at = now
    opening.save(update_fields=["said", "updated_at"])
