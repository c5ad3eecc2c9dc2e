"""Taking an item out: it no longer counts, and its words are erased."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.decide.dossiers import facts, queries, rules
from folkmoot.decide.dossiers.models import Item, Removal
from folkmoot.foundation.record.actions import append, erase_passage, take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

BASIS = "no-longer-needed"


def remove(item: Item, why: Removal.Why, *, actor: "Member | None", now: datetime) -> Removal:
    """Part of the act that ends it. What the partner said about it goes with it."""
    dossier = item.dossier
    body = facts.ItemRemoved(subject=dossier.subject, item=item.number, why=why.value)
    fact = append(dossier.brand, body, actor=actor, now=now)
    made = Removal.objects.create(item=item, why=why, by=actor, at=now, fact=fact)
    held = [item.url, item.excerpt]
    if hasattr(item, "capture"):
        held.append(item.capture.text)
    for passage in held:
        erase_passage(passage, basis=BASIS, actor=None, now=now)
    return made


def remove_expired(*, now: datetime) -> int:
    """Take out everything whose time is over. Safe to run at any time, any number."""
    return sum(_remove_one(pk, now) for pk in queries.expired(now))


@transaction.atomic
def _remove_one(pk: int, now: datetime) -> bool:
    item = queries.item_by_key(pk)
    take_turn(item.dossier.brand)
    item = queries.item_by_key(pk)
    if rules.removal_of(item) is not None:
        return False
    remove(item, Removal.Why.EXPIRED, actor=None, now=now)
    return True
