"""What the brand puts into broad co-creation, and what it puts into creators beside money."""

import re
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from folkmoot.act.contests.queries import went_to_winners
from folkmoot.act.creators import facts, rules
from folkmoot.act.creators.models import Allocation, Resource, Side, Strike
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.act.contests.models import Contest
    from folkmoot.foundation.people.models import Brand, Member

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
    row = {"side": side, "resource": resource, "quantity": quantity}
    return _enter(actor.brand, row, purpose, on=on, about=about.strip(), actor=actor, now=now)


@transaction.atomic
def note_contest(contest: "Contest", *, now: datetime) -> Allocation | None:
    """What the winners of a contest get went to the many: a budget in money, else places.

    It is entered by itself once. Nothing is counted twice where somebody entered it by hand.
    """
    brand, about = contest.brand, contest.subject
    resource = Resource.MONEY if contest.is_budget else Resource.SLOTS
    take_turn(brand)
    entered = Allocation.objects.filter(brand=brand, about=about, resource=resource)
    quantity = went_to_winners(contest)
    if not quantity or entered.filter(Q(by=None) | Q(strike=None)).exists():
        return None
    row = {"side": Side.BROAD, "resource": resource, "quantity": quantity}
    title = str(contest.title) or about
    return _enter(brand, row, title, on=now.date(), about=about, actor=None, now=now)


def _enter(
    brand: "Brand",
    row: dict[str, Any],
    purpose: str,
    *,
    on: date,
    about: str,
    actor: "Member | None",
    now: datetime,
) -> Allocation:
    number = Allocation.objects.filter(brand=brand).count() + 1
    body = facts.ResourceAllocated(
        subject=f"allocation:{number}",
        side=Side(row["side"]).value,
        resource=Resource(row["resource"]).value,
        quantity=row["quantity"],
        on=on.isoformat(),
        about=about,
        purpose=purpose,
    )
    fact = append(brand, body, actor=actor, now=now)
    return Allocation.objects.create(
        brand=brand,
        number=number,
        **row,
        on=on,
        purpose=passage_of(fact, "purpose"),
        about=about,
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
