"""It is carried out, says the brand; it is, or is not, says a fan."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.deliberate.conversations.rules import require_words
from folkmoot.deliberate.suggestions import facts, rules
from folkmoot.deliberate.suggestions.actions.stepping import signature, take_step
from folkmoot.deliberate.suggestions.actions.supporting import held
from folkmoot.deliberate.suggestions.models import Decision, Reason, Status, Step, Suggestion
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.record.actions import append, take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def deliver(
    suggestion: Suggestion, reason: str, evidence: str, *, actor: "Member | None", now: datetime
) -> Step:
    """Show that it is carried out. Whether it is, fans say."""
    answerer = rules.require_answerer(suggestion, actor)
    why = rules.require_reason(reason, rules.REASONS[Status.DELIVERED])
    evidence = require_words(evidence, longest=rules.REASON_LENGTH)
    take_turn(suggestion.brand)
    present = held(suggestion)
    rules.require_step(present, Status.DELIVERED)
    body = facts.SuggestionDelivered(
        subject=present.subject, reason_code=why, evidence=evidence, **signature(answerer)
    )
    fact = append(suggestion.brand, body, actor=answerer, now=now)
    return take_step(
        present, Status.DELIVERED, why, field="evidence", fact=fact, actor=answerer, now=now
    )


@transaction.atomic
def confirm_delivery(
    suggestion: Suggestion, reason: str, text: str, *, actor: "Member | None", now: datetime
) -> Step:
    why = rules.require_reason(reason, rules.REASONS[Status.ACCEPTED])
    present, fan, text = _look(suggestion, Status.ACCEPTED, text, actor=actor, now=now)
    body = facts.SuggestionAccepted(subject=present.subject, reason_code=why, reason=text)
    fact = append(suggestion.brand, body, actor=fan, now=now)
    return take_step(present, Status.ACCEPTED, why, field="reason", fact=fact, actor=fan, now=now)


@transaction.atomic
def return_delivery(
    suggestion: Suggestion, reason: str, text: str, *, actor: "Member | None", now: datetime
) -> Step:
    """It is not there, or not what was promised: the brand owes it again."""
    why: Reason = rules.require_reason(reason, rules.REASONS_TO_RETURN)
    outcome = Status(
        Decision.objects.filter(step__suggestion=suggestion)
        .values_list("step__status", flat=True)
        .first()
        or Status.ADOPTED
    )
    present, fan, text = _look(suggestion, outcome, text, actor=actor, now=now)
    body = facts.SuggestionReturned(subject=present.subject, reason_code=why, reason=text)
    fact = append(suggestion.brand, body, actor=fan, now=now)
    return take_step(present, outcome, why, field="reason", fact=fact, actor=fan, now=now)


def _look(
    suggestion: Suggestion, status: Status, text: str, *, actor: "Member | None", now: datetime
) -> tuple[Suggestion, "Member", str]:
    text = rules.require_speakable(text, longest=rules.BOX_LENGTH)
    take_turn(suggestion.brand)
    present = held(suggestion)
    if present.status != Status.DELIVERED:  # a return leads where a decision leads as well
        rules.require_step(present, Status.ACCEPTED)
    rules.require_step(present, status)
    delivery = present.steps.filter(status=Status.DELIVERED).latest("number")
    supports = present.support.filter(member=actor, withdrawn_at=None).exists() if actor else False
    fan = rules.require_confirmer(present, delivery, actor, supports=supports, now=now)
    note_active(fan, now=now)
    return present, fan, text
