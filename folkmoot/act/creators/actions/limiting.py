"""The limits for all creators: a new version beside the old ones, in public."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators import facts, rules
from folkmoot.act.creators.models import Limits
from folkmoot.act.creators.rules import Standard
from folkmoot.foundation.people.rules import is_executive, require
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def set_limits(standard: Standard, reason: str, *, actor: "Member", now: datetime) -> Limits:
    """Set what holds from now on. What was given before keeps its days."""
    require(
        is_executive,
        actor,
        code="not-executive",
        sentence=_("The limits are set by an executive of the brand."),
    )
    rules.require_limits(standard)
    reason = rules.require_words(reason, what=_("Reasons"))
    take_turn(actor.brand)
    number = Limits.objects.filter(brand=actor.brand).count() + 1
    body = facts.LimitsSet(
        subject=f"creator-limits:{number}", number=number, **standard.stored(), reason=reason
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    return Limits.objects.create(
        brand=actor.brand,
        number=number,
        **standard.stored(),
        reason=passage_of(fact, "reason"),
        by=actor,
        at=now,
        fact=fact,
    )
