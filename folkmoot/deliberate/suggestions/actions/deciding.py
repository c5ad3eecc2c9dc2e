"""A decision: drafted by one person, approved by another, published alone or with others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.deliberate.conversations.rules import require_words
from folkmoot.deliberate.suggestions import facts, rules
from folkmoot.deliberate.suggestions.actions.stepping import signature, take_step
from folkmoot.deliberate.suggestions.actions.supporting import held
from folkmoot.deliberate.suggestions.models import (
    Decision,
    Draft,
    Reason,
    Status,
    Step,
    Suggestion,
)
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a draft says. A yes names who owes it, by when, and what will prove it."""

    outcome: Status
    reason: Reason
    text: str
    owner_title: str = ""
    due: date | None = None
    evidence: str = ""


@transaction.atomic
def draft_decision(
    suggestion: Suggestion,
    outcome: str,
    reason: str,
    text: str,
    *,
    owner_title: str = "",
    due: date | None = None,
    evidence: str = "",
    actor: "Member | None",
    now: datetime,
) -> Draft:
    """Write down what would be decided. A new draft takes the place of the one before."""
    writer = rules.require_answerer(suggestion, actor)
    said = _checked(outcome, reason, text, owner_title, due, evidence, now)
    take_turn(suggestion.brand)
    present = held(suggestion)
    rules.require_unmerged(present)
    rules.require_step(present, said.outcome)
    present.drafts.filter(published_at=None, replaced_at=None).update(replaced_at=now)
    body = facts.DecisionDrafted(
        subject=suggestion.subject,
        outcome=said.outcome,
        reason_code=said.reason,
        owner_title=said.owner_title,
        due=said.due.isoformat() if said.due else "",
        reason=said.text,
        evidence_wanted=said.evidence,
    )
    fact = append(suggestion.brand, body, actor=writer, now=now)
    return Draft.objects.create(
        suggestion=suggestion,
        outcome=said.outcome,
        reason=said.reason,
        words=passage_of(fact, "reason"),
        owner_title=said.owner_title,
        due=said.due,
        evidence=passage_of(fact, "evidence_wanted"),
        by=writer,
        at=now,
    )


def _checked(
    outcome: str,
    reason: str,
    text: str,
    owner_title: str,
    due: date | None,
    evidence: str,
    now: datetime,
) -> Proposal:
    decided = rules.require_outcome(outcome)
    why = rules.require_reason(reason, rules.REASONS[decided])
    text = require_words(text, longest=rules.REASON_LENGTH)
    rules.require_obligation(decided, owner_title=owner_title, due=due, evidence=evidence, now=now)
    if decided == Status.DECLINED:
        return Proposal(outcome=decided, reason=why, text=text)
    return Proposal(
        outcome=decided,
        reason=why,
        text=text,
        owner_title=require_words(owner_title, longest=rules.OWNER_LENGTH),
        due=due,
        evidence=require_words(evidence, longest=rules.REASON_LENGTH),
    )


@transaction.atomic
def approve_draft(draft: Draft, *, actor: "Member | None", now: datetime) -> Draft:
    """Somebody else than the writer has read it and stands for it with their name."""
    second = rules.require_answerer(draft.suggestion, actor)
    rules.require_second_person(draft, second)
    take_turn(draft.suggestion.brand)
    present = Draft.objects.select_for_update().get(pk=draft.pk)
    rules.require_current(present)
    if present.approved_at is None:
        body = facts.DecisionApproved(subject=draft.suggestion.subject, outcome=present.outcome)
        append(draft.suggestion.brand, body, actor=second, now=now)
        present.approved_by, present.approved_at = second, now
        present.save(update_fields=["approved_by", "approved_at"])
    return present


@transaction.atomic
def publish_decision(draft: Draft, *, actor: "Member | None", now: datetime) -> Step:
    """The brand decides, in public. The reply clock stops, here and on what was merged in."""
    publisher = rules.require_answerer(draft.suggestion, actor)
    brand = draft.suggestion.brand
    take_turn(brand)
    present = (
        Draft.objects.select_for_update(of=("self",))
        .select_related("approved_by__person")
        .get(pk=draft.pk)
    )
    rules.require_current(present)
    rules.require_approved(present)
    suggestion = held(draft.suggestion)
    rules.require_unmerged(suggestion)
    outcome = Status(present.outcome)
    rules.require_step(suggestion, outcome)
    signer = present.approved_by or publisher
    body = facts.SuggestionDecided(
        subject=suggestion.subject,
        outcome=outcome,
        reason_code=present.reason,
        owner_title=present.owner_title,
        due=present.due.isoformat() if present.due else "",
        reason=str(present.words),
        evidence_wanted=str(present.evidence),
        **signature(signer),
    )
    fact = append(brand, body, actor=publisher, now=now)
    step = take_step(
        suggestion,
        outcome,
        Reason(present.reason),
        field="reason",
        fact=fact,
        actor=signer,
        now=now,
    )
    Decision.objects.create(
        step=step,
        draft=present,
        owner_title=present.owner_title,
        due=present.due,
        evidence=passage_of(fact, "evidence_wanted"),
    )
    present.published_at = now
    present.save(update_fields=["published_at"])
    for each in with_merged(suggestion):
        clocks.meet(brand, rules.REPLY_CLOCK, each.subject, fact=fact)
    return step


def with_merged(suggestion: Suggestion) -> list[Suggestion]:
    """The suggestion and all that went into it, also by way of another one."""
    found = [suggestion]
    for each in found:
        found += Suggestion.objects.filter(merged_into=each)
    return found


@transaction.atomic
def publish_decisions(
    drafts: Sequence[Draft], *, actor: "Member | None", now: datetime
) -> list[Step]:
    """Publish several approved decisions at once: all of them or none."""
    return [publish_decision(draft, actor=actor, now=now) for draft in drafts]
