"""Writing a step down: part of the acts that assess, decide, deliver and confirm."""

from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.deliberate.suggestions import rules
from folkmoot.deliberate.suggestions.models import Reason, Status, Step, Suggestion
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.people.rules import is_staff
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Fact


def signature(member: "Member") -> dict[str, str]:
    """The name and title under an official word. A fan's name stands nowhere."""
    if not is_staff(member):
        return {"name": "", "title": ""}
    return {"name": str(member.person), "title": people.title_of(member)}


def take_step(
    suggestion: Suggestion,
    status: Status,
    reason: Reason,
    *,
    field: str,
    fact: "Fact",
    actor: "Member",
    now: datetime,
) -> Step:
    rules.require_step(suggestion, status)
    step = Step.objects.create(
        suggestion=suggestion,
        number=suggestion.steps.count() + 1,
        before=suggestion.status,
        status=status,
        reason=reason,
        words=passage_of(fact, field),
        by=actor,
        at=now,
        fact=fact,
        **signature(actor),
    )
    suggestion.status = status
    suggestion.save(update_fields=["status"])
    return step
