"""The brand begins to look into a suggestion, and its people talk about it among themselves."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.deliberate.conversations.rules import require_words
from folkmoot.deliberate.suggestions import facts, rules
from folkmoot.deliberate.suggestions.actions.stepping import signature, take_step
from folkmoot.deliberate.suggestions.actions.supporting import held
from folkmoot.deliberate.suggestions.models import Note, Status, Step, Suggestion
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def assess(
    suggestion: Suggestion, reason: str, text: str, *, actor: "Member | None", now: datetime
) -> Step:
    """Say in public that it is being looked into, why and by whom. The clock runs on."""
    answerer = rules.require_answerer(suggestion, actor)
    why = rules.require_reason(reason, rules.REASONS[Status.ASSESSING])
    text = require_words(text, longest=rules.REASON_LENGTH)
    take_turn(suggestion.brand)
    present = held(suggestion)
    rules.require_unmerged(present)
    rules.require_step(present, Status.ASSESSING)
    body = facts.SuggestionAssessed(
        subject=present.subject, reason_code=why, reason=text, **signature(answerer)
    )
    fact = append(suggestion.brand, body, actor=answerer, now=now)
    return take_step(
        present, Status.ASSESSING, why, field="reason", fact=fact, actor=answerer, now=now
    )


@transaction.atomic
def write_note(suggestion: Suggestion, text: str, *, actor: "Member | None", now: datetime) -> Note:
    """A note for the brand's own people."""
    answerer = rules.require_answerer(suggestion, actor)
    text = require_words(text, longest=rules.NOTE_LENGTH)
    body = facts.NoteWritten(subject=suggestion.subject, text=text)
    fact = append(suggestion.brand, body, actor=answerer, now=now)
    return Note.objects.create(
        suggestion=suggestion, words=passage_of(fact, "text"), by=answerer, at=now
    )
