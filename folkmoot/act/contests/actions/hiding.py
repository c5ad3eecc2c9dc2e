"""Taking an entry down for a reason of the policy, and showing it again."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.act.contests import facts, queries, rules
from folkmoot.act.contests.models import Entry
from folkmoot.deliberate.moderation import actions as moderation
from folkmoot.deliberate.moderation import rules as policy
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def hide(entry: Entry, reason: str, *, actor: "Member", now: datetime) -> None:
    """The words are not shown any more; the author is told why and can appeal.

    Before the jury votes it is no finalist either; afterwards the count stays as it is.
    """
    policy.require_moderator(actor, entry.brand)
    why = rules.require_policy_reason(reason)
    take_turn(entry.brand)
    entry = queries.fresh_entry(entry)
    rules.require_live(entry)
    if queries.is_hidden(entry):
        raise Refusal(
            "already-ruled",
            _("This is already so: somebody was faster."),
            status=HTTPStatus.CONFLICT,
        )
    body = facts.EntryHidden(subject=entry.subject, reason=why, policy=policy.POLICY)
    fact = append(entry.brand, body, actor=actor, now=now)
    moderation.hide(entry.text, item=1, author=entry.author, reason=why, fact=fact, actor=actor)
    # A reason on record, with an appeal, is the reply that was owed.
    for clock in rules.TRIAGE_CLOCKS.values():
        clocks.meet(entry.brand, clock, entry.subject, fact=fact)


@transaction.atomic
def show_again(entry: Entry, *, actor: "Member", now: datetime) -> None:
    """A moderator takes the measure back. An appeal that is won lifts it by itself."""
    policy.require_moderator(actor, entry.brand)
    take_turn(entry.brand)
    if queries.is_hidden(entry):
        fact = append(entry.brand, facts.EntryShown(subject=entry.subject), actor=actor, now=now)
        moderation.lift(entry.text, fact=fact)
