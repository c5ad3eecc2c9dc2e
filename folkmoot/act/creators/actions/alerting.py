"""What was found is said once, to those who work with creators."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.act.creators import facts, queries
from folkmoot.act.creators.models import Alert
from folkmoot.foundation.record.actions import append, take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


@transaction.atomic
def raise_alerts(brand: "Brand", *, now: datetime) -> int:
    """Record every alert that nobody has been told of. Twice is harmless."""
    take_turn(brand)
    found = queries.unheard(brand, now)
    for each in found:
        body = facts.AlertRaised(
            subject=each.creator.subject if each.creator else "creator-register:all",
            code=each.code,
            about=each.about,
            page=each.page,
        )
        fact = append(brand, body, actor=None, now=now)
        Alert.objects.create(
            brand=brand, code=each.code, about=each.about, by=None, at=now, fact=fact
        )
    return len(found)
