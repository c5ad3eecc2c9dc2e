"""Standing behind a suggestion: one person counts once, and may step back at any time."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from folkmoot.deliberate.suggestions import rules
from folkmoot.deliberate.suggestions.models import Merge, Suggestion, Support
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.people.rules import require_fan

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


def held(suggestion: Suggestion) -> Suggestion:
    """The suggestion as it is now, held until the act ends: supports are counted one by one."""
    return Suggestion.objects.select_for_update().get(pk=suggestion.pk)


@transaction.atomic
def support(suggestion: Suggestion, *, actor: "Member | None", now: datetime) -> Suggestion:
    """Stand behind the present wording. Doing it twice is doing it once."""
    voice = rules.require_supporter(suggestion, actor, now=now)
    present = held(suggestion)
    rules.require_undecided(present)
    rules.require_unmerged(present)
    stand_behind(present, voice, now=now)
    note_active(voice, now=now)
    return present


def stand_behind(
    suggestion: Suggestion, member: "Member", *, through: Merge | None = None, now: datetime
) -> None:
    """Part of another act, which holds the suggestion."""
    _support, new = Support.objects.get_or_create(
        suggestion=suggestion,
        member=member,
        withdrawn_at=None,
        defaults={"version": suggestion.version, "at": now, "through": through},
    )
    if new:
        count(suggestion, 1)


def count(suggestion: Suggestion, change: int) -> None:
    Suggestion.objects.filter(pk=suggestion.pk).update(supports=F("supports") + change)
    suggestion.supports += change


@transaction.atomic
def withdraw(suggestion: Suggestion, *, actor: "Member | None", now: datetime) -> Suggestion:
    """Step back, also after the decision: nobody is held to a support."""
    rules.require_here(suggestion, actor)
    voice = require_fan(actor)
    present = held(suggestion)
    live = present.support.filter(member=voice, withdrawn_at=None)
    if live.update(withdrawn_at=now):
        count(present, -1)
    return present


@transaction.atomic
def keep(suggestion: Suggestion, *, actor: "Member | None", now: datetime) -> Suggestion:
    """The wording changed since one supported it: the support is for the new one as well."""
    rules.require_here(suggestion, actor)
    voice = require_fan(actor)
    present = held(suggestion)
    present.support.filter(member=voice, withdrawn_at=None).update(version=present.version)
    note_active(voice, now=now)
    return present
