"""Somebody higher looks at a suspended matter again, and says in public what holds and why."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from folkmoot.decide.decisions import facts, queries, rules
from folkmoot.decide.decisions.models import Matter, Outcome, Suspension
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.facts import FactBody
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


def uphold_decision(matter: Matter, reasons: str, *, actor: "Member", now: datetime) -> Outcome:
    """It stays as it is, for these reasons."""
    reasons = rules.require_words(reasons, longest=rules.REASONS_LENGTH)
    return _review(
        matter, facts.DecisionUpheld, {"reasons": reasons}, Outcome.Result.UPHELD, actor, now
    )


def change_decision(
    matter: Matter, text: str, reasons: str, *, actor: "Member", now: datetime
) -> Outcome:
    """Something else holds instead. The decision that was suspended stays on record beside it."""
    said = {
        "text": rules.require_words(text, longest=rules.WORDS_LENGTH),
        "reasons": rules.require_words(reasons, longest=rules.REASONS_LENGTH),
    }
    return _review(matter, facts.DecisionChanged, said, Outcome.Result.CHANGED, actor, now)


@transaction.atomic
def _review(
    matter: Matter,
    body: type[FactBody],
    said: dict[str, str],
    result: Outcome.Result,
    actor: "Member",
    now: datetime,
) -> Outcome:
    rules.require_decider(actor)
    rules.require_same_brand(matter, actor)
    take_turn(actor.brand)
    suspension = suspension_of(matter)
    rules.require_reviewer(suspension, actor)
    title = people.title_of(actor)
    more: dict[str, Any] = {"cause": suspension.cause, "title": title, "name": str(actor.person)}
    fact = append(actor.brand, body(subject=matter.subject, **more, **said), actor=actor, now=now)
    clocks.meet(actor.brand, rules.REVIEW_CLOCK, matter.subject, fact=fact)
    return Outcome.objects.create(
        suspension=suspension,
        result=result,
        reasons=passage_of(fact, "reasons"),
        words=passage_of(fact, "text") if "text" in said else None,
        decider_id=suspension.decider_id,
        by=actor,
        name=passage_of(fact, "name"),
        title=title,
        at=now,
        fact=fact,
    )


def suspension_of(matter: Matter) -> Suspension:
    """The suspension as it is once every act before this one is done."""
    found = queries.matter_by_number(matter.brand, matter.number)
    suspension: Suspension | None = getattr(found, "suspension", None)
    return rules.require_stopped(suspension)
