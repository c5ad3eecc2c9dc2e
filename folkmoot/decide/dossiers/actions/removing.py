"""Taking an item out: it no longer counts, and its words are erased. With the last, all goes."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from folkmoot.decide.dossiers import facts, queries, rules
from folkmoot.decide.dossiers.models import (
    Appeal,
    Declining,
    Dossier,
    Ending,
    Finding,
    Item,
    Peace,
    Removal,
    Reply,
)
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, erase_passage, take_turn

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Passage

BASIS = "no-longer-needed"


def remove(item: Item, why: Removal.Why, *, actor: "Member | None", now: datetime) -> Removal:
    """Part of the act that ends it. What the partner said about it goes with it."""
    dossier = item.dossier
    body = facts.ItemRemoved(subject=dossier.subject, item=item.number, why=why.value)
    fact = append(dossier.brand, body, actor=actor, now=now)
    made = Removal.objects.create(item=item, why=why, by=actor, at=now, fact=fact)
    held = [item.url, item.excerpt, *(each.words for each in _replies(item__pk=item.pk))]
    if hasattr(item, "capture"):
        held.append(item.capture.text)
    for passage in held:
        erase_passage(passage, basis=BASIS, actor=None, now=now)
    # Whoever appealed wanted it gone, and it is: nothing is owed any more.
    for appeal in Appeal.objects.filter(item=item):
        for clock in (rules.ACK_CLOCK, rules.OUTCOME_CLOCK):
            clocks.meet(dossier.brand, clock, appeal.subject, fact=fact)
    return made


def _replies(**wanted: Any) -> "QuerySet[Reply]":
    return Reply.objects.filter(**wanted).select_related("words")


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


def end_idle(*, now: datetime) -> int:
    """End each dossier that has held nothing for a month. Safe to run at any time, any number."""
    return sum(_end_one(pk, now) for pk in queries.idle(now))


@transaction.atomic
def _end_one(pk: int, now: datetime) -> bool:
    """The name goes, and every word that was left: of the brand and of the partner."""
    dossier = queries.dossier_by_key(pk)
    take_turn(dossier.brand)
    if pk not in queries.idle(now):
        return False
    fact = append(dossier.brand, facts.DossierEnded(subject=dossier.subject), actor=None, now=now)
    Ending.objects.create(dossier=dossier, at=now, fact=fact)
    for offer in Peace.objects.filter(dossier=dossier):
        clocks.meet(dossier.brand, rules.PEACE_CLOCK, offer.subject, fact=fact)
    for passage in _words_left(dossier):
        erase_passage(passage, basis=BASIS, actor=None, now=now)
    dossier.name = ""
    dossier.save(update_fields=["name"])
    return True


def _words_left(dossier: Dossier) -> "list[Passage]":
    offers = Peace.objects.filter(dossier=dossier).select_related("words")
    appeals = Appeal.objects.filter(item__dossier=dossier).select_related("grounds")
    declined = Declining.objects.filter(offer__dossier=dossier).select_related("reasons")
    findings = Finding.objects.filter(appeal__item__dossier=dossier).select_related("reasons")
    return [
        dossier.reason,
        *(each.words for each in offers),
        *(each.grounds for each in appeals),
        *(each.reasons for each in declined),
        *(each.reasons for each in findings),
    ]
