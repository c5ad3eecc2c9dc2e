"""Taking a suggestion down for a reason of the policy, and showing it again."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.moderation import actions as moderation
from folkmoot.deliberate.moderation import rules as policy
from folkmoot.deliberate.suggestions import facts, rules
from folkmoot.deliberate.suggestions.actions.supporting import held
from folkmoot.deliberate.suggestions.models import Suggestion
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def hide(suggestion: Suggestion, reason: str, *, actor: "Member", now: datetime) -> Suggestion:
    """The words are not shown any more; the author is told why and can appeal."""
    policy.require_moderator(actor, suggestion.brand)
    why = rules.require_policy_reason(reason)
    take_turn(suggestion.brand)
    present = held(suggestion)
    if present.hidden_at is not None:
        raise Refusal(
            "already-ruled",
            _("This is already so: somebody was faster."),
            status=HTTPStatus.CONFLICT,
        )
    body = facts.SuggestionHidden(subject=present.subject, reason=why, policy=policy.POLICY)
    fact = append(suggestion.brand, body, actor=actor, now=now)
    moderation.hide(
        present.text,
        item=present.version,
        author=present.author,
        reason=why,
        fact=fact,
        actor=actor,
    )
    # A reason on record, with an appeal, is the reply to it.
    clocks.meet(suggestion.brand, rules.REPLY_CLOCK, present.subject, fact=fact)
    present.hidden_at = now
    present.save(update_fields=["hidden_at"])
    return present


def show_again(suggestion: Suggestion, *, actor: "Member", now: datetime) -> Suggestion:
    """A moderator takes the measure back."""
    policy.require_moderator(actor, suggestion.brand)
    return _show(suggestion, actor=actor, now=now)


def restore(suggestion: Suggestion, *, now: datetime) -> Suggestion:
    """An appeal was won. Doing it twice changes nothing."""
    return _show(suggestion, actor=None, now=now)


@transaction.atomic
def _show(suggestion: Suggestion, *, actor: "Member | None", now: datetime) -> Suggestion:
    take_turn(suggestion.brand)
    present = held(suggestion)
    if present.hidden_at is None:
        return present
    fact = append(
        suggestion.brand, facts.SuggestionShown(subject=present.subject), actor=actor, now=now
    )
    if actor is not None:  # an appeal lifts the measure itself
        moderation.lift(present.text, fact=fact)
    present.hidden_at = None
    present.save(update_fields=["hidden_at"])
    return present
