"""A checklist is opened for a creator, ticked item by item, and looked at until it is finished."""

from datetime import date, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators import facts, queries, rules
from folkmoot.act.creators.models import Checklist, Concern, Creator, Look, Tick
from folkmoot.act.creators.rules import caring
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def open_checklist(
    creator: Creator,
    concern: Concern,
    reason: str,
    *,
    review_on: date,
    actor: "Member",
    now: datetime,
) -> Checklist:
    """Open the checklist of this concern, in its present version, with a day to look again."""
    rules.require_handler(actor)
    rules.require_same_brand(creator.brand_id, actor)
    reason = rules.require_words(reason, what=_("Reason"))
    caring.require_review(review_on, now.date())
    take_turn(creator.brand)
    if queries.checklists_open(creator.brand).filter(creator=creator, concern=concern).exists():
        raise Refusal(
            "checklist-open",
            _("This checklist is open for this creator already."),
            status=HTTPStatus.CONFLICT,
        )
    number = Checklist.objects.filter(brand=creator.brand).count() + 1
    body = facts.ChecklistOpened(
        subject=f"checklist:{number}",
        creator=creator.subject,
        concern=Concern(concern).value,
        version=caring.VERSION,
        review_on=review_on.isoformat(),
        reason=reason,
    )
    fact = append(creator.brand, body, actor=actor, now=now)
    return Checklist.objects.create(
        brand=creator.brand,
        number=number,
        creator=creator,
        concern=concern,
        version=caring.VERSION,
        reason=passage_of(fact, "reason"),
        review_on=review_on,
        by=actor,
        at=now,
        fact=fact,
    )


@transaction.atomic
def tick(checklist: Checklist, item: str, note: str, *, actor: "Member", now: datetime) -> Tick:
    """Say that one item was done, and how."""
    checklist = _turn(checklist, actor)
    note = rules.require_words(note, what=_("What was done"), longest=500)
    caring.require_item(checklist, item, {each.item for each in checklist.ticks.all()})
    body = facts.ItemTicked(subject=checklist.subject, item=item, note=note)
    fact = append(checklist.brand, body, actor=actor, now=now)
    return Tick.objects.create(
        checklist=checklist,
        item=item,
        note=passage_of(fact, "note"),
        by=actor,
        at=now,
        fact=fact,
    )


@transaction.atomic
def look_again(
    checklist: Checklist, note: str, *, next_on: date | None, actor: "Member", now: datetime
) -> Look:
    """Note a review, and the day of the next one; without a day it is finished."""
    checklist = _turn(checklist, actor)
    note = rules.require_words(note, what=_("What you found"), longest=500)
    if next_on is None:
        caring.require_all(checklist, {each.item for each in checklist.ticks.all()})
    else:
        caring.require_review(next_on, now.date())
    number = Look.objects.filter(checklist=checklist).count() + 1
    day = next_on.isoformat() if next_on else ""
    body = facts.ChecklistReviewed(subject=checklist.subject, number=number, next_on=day, note=note)
    fact = append(checklist.brand, body, actor=actor, now=now)
    return Look.objects.create(
        checklist=checklist,
        number=number,
        next_on=next_on,
        note=passage_of(fact, "note"),
        by=actor,
        at=now,
        fact=fact,
    )


def _turn(checklist: Checklist, actor: "Member") -> Checklist:
    """The checklist as it is now and until the end of the act, if it is not finished."""
    rules.require_handler(actor)
    rules.require_same_brand(checklist.brand_id, actor)
    take_turn(checklist.brand)
    found = queries.checklists(checklist.brand).get(pk=checklist.pk)
    if queries.next_review(found) is None:
        raise Refusal(
            "checklist-finished", _("This checklist is finished."), status=HTTPStatus.CONFLICT
        )
    return found
