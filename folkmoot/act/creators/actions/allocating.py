"""What the brand puts into broad co-creation, and what it puts into creators beside money."""

import re
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators import facts, rules
from folkmoot.act.creators.models import Allocation, Resource, Side, Strike
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

FURTHEST = timedelta(days=366)


@transaction.atomic
def allocate(
    side: Side,
    resource: Resource,
    quantity: int,
    purpose: str,
    *,
    on: date,
    about: str = "",
    actor: "Member",
    now: datetime,
) -> Allocation:
    """Enter what went to one side. `about` is what it went to, as in `contest:3`."""
    rules.require_handler(actor)
    rules.require_quantity(quantity)
    purpose = rules.require_words(purpose, what=_("What for"), longest=300)
    _require_countable(side, resource, on, about.strip(), now)
    take_turn(actor.brand)
    number = Allocation.objects.filter(brand=actor.brand).count() + 1
    body = facts.ResourceAllocated(
        subject=f"allocation:{number}",
        side=Side(side).value,
        resource=Resource(resource).value,
        quantity=quantity,
        on=on.isoformat(),
        about=about.strip(),
        purpose=purpose,
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    return Allocation.objects.create(
        brand=actor.brand,
        number=number,
        side=side,
        resource=resource,
        quantity=quantity,
        on=on,
        purpose=passage_of(fact, "purpose"),
        about=about.strip(),
        by=actor,
        at=now,
        fact=fact,
    )


@transaction.atomic
def strike(allocation: Allocation, reason: str, *, actor: "Member", now: datetime) -> Strike:
    """Say that an entry was wrong. It no longer counts, and stays to be read."""
    rules.require_handler(actor)
    rules.require_same_brand(allocation.brand_id, actor)
    reason = rules.require_words(reason, what=_("Reason"), longest=500)
    take_turn(allocation.brand)
    if Strike.objects.filter(allocation=allocation).exists():
        raise Refusal("struck", _("This entry has been struck."), status=HTTPStatus.CONFLICT)
    body = facts.AllocationStruck(subject=allocation.subject, reason=reason)
    fact = append(allocation.brand, body, actor=actor, now=now)
    return Strike.objects.create(
        allocation=allocation, reason=passage_of(fact, "reason"), by=actor, at=now, fact=fact
    )


def _require_countable(side: Side, resource: Resource, on: date, about: str, now: datetime) -> None:
    if side == Side.LEADING and resource == Resource.MONEY:
        raise Refusal(
            "money-is-a-privilege",
            _("Money to a creator is a privilege: enter it there, and it is counted here."),
            status=HTTPStatus.CONFLICT,
        )
    if not now.date() - FURTHEST <= on <= now.date() + FURTHEST:
        raise Refusal(
            "day-out-of-range",
            _("That day is too far away."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    if about and not re.fullmatch(r"[a-z-]{1,30}:\d{1,9}", about, flags=re.ASCII):
        raise Refusal(
            "no-subject",
            _("Name it as the record does, for example contest:3."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
