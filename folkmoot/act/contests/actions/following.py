"""What follows: a winner is made, or its rights return to whoever had the idea."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.act.contests import facts, queries, rules
from folkmoot.act.contests.models import Entry, Making, RightsReturn
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def mark_made(entry: Entry, url: str, *, actor: "Member", now: datetime) -> Making:
    """Show where it can be seen. What was made keeps the rights that the brief says."""
    rules.require_runner(actor)
    queries.require_same_brand(entry.contest, actor)
    if not url.startswith(("http://", "https://")) or len(url) > 500:
        raise Refusal(
            "no-address",
            _("Give the public address where it can be seen."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    take_turn(entry.brand)
    entry = Entry.objects.select_related("contest__brand", "win", "making", "rights_return").get(
        pk=entry.pk
    )
    if not hasattr(entry, "win") or hasattr(entry, "making") or hasattr(entry, "rights_return"):
        raise Refusal(
            "not-to-be-made",
            _("Only what won is made, once, and before its rights have returned."),
            status=HTTPStatus.CONFLICT,
        )
    fact = append(
        entry.brand, facts.EntryDone(subject=entry.subject, url=url), actor=actor, now=now
    )
    return Making.objects.create(entry=entry, url=url, by=actor, at=now, fact=fact)


def return_due(*, now: datetime) -> int:
    """Return the rights that are due today. Safe to run at any time, any number."""
    return sum(_return_one(key, now) for key in queries.returns_due(now))


@transaction.atomic
def _return_one(key: int, now: datetime) -> bool:
    entry = Entry.objects.select_related("contest", "brand").get(pk=key)
    take_turn(entry.brand)
    if Making.objects.filter(entry=entry).exists():
        return False
    if RightsReturn.objects.filter(entry=entry).exists():
        return False
    body = facts.RightsReturned(subject=entry.subject, contest=entry.contest.subject)
    fact = append(entry.brand, body, actor=None, now=now)
    RightsReturn.objects.create(entry=entry, at=now, fact=fact)
    return True
