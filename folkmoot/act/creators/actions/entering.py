"""A creator comes into the register, publishes somewhere, and leaves it again."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators import facts, queries, rules
from folkmoot.act.creators.models import Account, Comeback, Creator, Farewell, Relation
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def enter_creator(
    name: str,
    relation: Relation,
    reason: str,
    *,
    platform: str,
    handle: str,
    actor: "Member",
    now: datetime,
) -> Creator:
    """Enter a business partner under the name of their work, and why the brand works with them."""
    rules.require_handler(actor)
    name = rules.require_words(name, what=_("Name"), longest=80)
    reason = rules.require_words(reason, what=_("Reason"))
    take_turn(actor.brand)
    number = Creator.objects.filter(brand=actor.brand).count() + 1
    body = facts.CreatorEntered(
        subject=f"creator:{number}", relation=Relation(relation).value, name=name, reason=reason
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    creator = Creator.objects.create(
        brand=actor.brand,
        number=number,
        name=passage_of(fact, "name"),
        relation=relation,
        reason=passage_of(fact, "reason"),
        by=actor,
        at=now,
        fact=fact,
    )
    add_account(creator, platform, handle, actor=actor, now=now)
    return creator


@transaction.atomic
def add_account(
    creator: Creator, platform: str, handle: str, *, actor: "Member", now: datetime
) -> Account:
    """Note where a creator publishes, by the public name there."""
    rules.require_handler(actor)
    rules.require_same_brand(creator.brand_id, actor)
    platform = rules.require_words(platform, what=_("Platform"), longest=40)
    handle = rules.require_words(handle, what=_("Public name there"), longest=80)
    take_turn(actor.brand)
    queries.require_active(creator)
    _require_unknown(actor, platform, handle)
    body = facts.AccountAdded(subject=creator.subject, platform=platform, handle=handle)
    fact = append(actor.brand, body, actor=actor, now=now)
    return Account.objects.create(
        creator=creator,
        platform=platform,
        handle=passage_of(fact, "handle"),
        by=actor,
        at=now,
        fact=fact,
    )


@transaction.atomic
def bid_farewell(creator: Creator, reason: str, *, actor: "Member", now: datetime) -> Farewell:
    """End the work with a creator. What they still have ends on its own day, or is revoked."""
    rules.require_handler(actor)
    rules.require_same_brand(creator.brand_id, actor)
    reason = rules.require_words(reason, what=_("Reason"))
    take_turn(actor.brand)
    creator = Creator.objects.get(pk=creator.pk)
    queries.require_active(creator)
    body = facts.CreatorLeft(subject=creator.subject, reason=reason)
    fact = append(actor.brand, body, actor=actor, now=now)
    return Farewell.objects.create(
        creator=creator,
        number=creator.farewells.count() + 1,
        reason=passage_of(fact, "reason"),
        by=actor,
        at=now,
        fact=fact,
    )


@transaction.atomic
def welcome_back(creator: Creator, reason: str, *, actor: "Member", now: datetime) -> Comeback:
    """Work with a creator again. What they had before still counts in turn."""
    rules.require_handler(actor)
    rules.require_same_brand(creator.brand_id, actor)
    reason = rules.require_words(reason, what=_("Reason"))
    take_turn(actor.brand)
    farewell = queries.farewell_of(Creator.objects.get(pk=creator.pk))
    if farewell is None:
        raise Refusal(
            "not-gone",
            _("The brand works with this creator already."),
            status=HTTPStatus.CONFLICT,
        )
    body = facts.CreatorReturned(subject=creator.subject, reason=reason)
    fact = append(actor.brand, body, actor=actor, now=now)
    return Comeback.objects.create(
        farewell=farewell, reason=passage_of(fact, "reason"), by=actor, at=now, fact=fact
    )


def _require_unknown(actor: "Member", platform: str, handle: str) -> None:
    """Under a second number, what somebody was given before would no longer count."""
    known = queries.creator_at(actor.brand, platform, handle)
    if known is not None:
        raise Refusal(
            "known-creator",
            _("This account is in the register already: number %(number)d, %(name)s."),
            status=HTTPStatus.CONFLICT,
            number=known.number,
            name=known,
        )
