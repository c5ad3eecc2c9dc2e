"""A person holds a petition against the standards, and opens it for signing or says why not."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from folkmoot.decide.decisions import queries as decisions
from folkmoot.decide.decisions.rules import require_words
from folkmoot.decide.petitions import facts, queries, rules
from folkmoot.decide.petitions.models import Check, Petition, Signing
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def admit(petition: Petition, *, actor: "Member", now: datetime) -> Check:
    """Open it for signing. Whoever may sign is counted now; the thresholds do not move again."""
    found = _taken(petition, actor, now)
    electorate = queries.electorate(found.rule, now)
    opening = Signing(
        petition=found,
        opened_at=now,
        closes_at=now + rules.SIGNING,
        eligible=electorate.eligible,
        cohorts=electorate.cohorts,
        needed=electorate.needed,
        cohorts_needed=electorate.cohorts_needed,
        cohort_least=rules.cohort_least(electorate.needed),
    )
    counted = {
        "eligible": rules.shown(opening.eligible),
        "needed": opening.needed,
        "cohorts_needed": opening.cohorts_needed,
        "closes": opening.closes_at.isoformat(timespec="minutes"),
    }
    check = _checked(found, rules.Reason.FITS, "", counted, actor=actor, now=now)
    opening.save()
    return check


@transaction.atomic
def reject(petition: Petition, reason: str, why: str, *, actor: "Member", now: datetime) -> Check:
    """Say in public which standard it does not keep. It can be brought again, mended."""
    chosen = rules.require_reason_against(reason)
    why = require_words(why, longest=rules.WHY_LENGTH)
    found = _taken(petition, actor, now)
    nothing = {"eligible": None, "needed": None, "cohorts_needed": None, "closes": ""}
    return _checked(found, chosen, why, nothing, actor=actor, now=now)


def _taken(petition: Petition, actor: "Member", now: datetime) -> Petition:
    """The petition as it is now, if this person may check it and nobody has."""
    rules.require_checker(petition, actor, decisions.decider_of(petition.matter))
    take_turn(petition.brand)
    found = queries.fresh(petition)
    rules.require_checkable(found, now)
    return found


def _checked(
    petition: Petition,
    reason: rules.Reason,
    why: str,
    counted: dict[str, Any],
    *,
    actor: "Member",
    now: datetime,
) -> Check:
    admitted = reason is rules.Reason.FITS
    body = facts.PetitionChecked(
        subject=petition.subject,
        outcome="accepted" if admitted else "rejected",
        reason=reason.value,
        why=why,
        **counted,
    )
    fact = append(petition.brand, body, actor=actor, now=now)
    clocks.meet(petition.brand, rules.CHECK_CLOCK, petition.subject, fact=fact)
    return Check.objects.create(
        petition=petition,
        admitted=admitted,
        reason=reason,
        why=passage_of(fact, "why"),
        by=actor,
        at=now,
        fact=fact,
    )
