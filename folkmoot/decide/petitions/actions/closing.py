"""Writing down how a petition stood when its time was over."""

from datetime import datetime

from django.db import transaction

from folkmoot.decide.petitions import facts, queries, rules
from folkmoot.decide.petitions.models import Closing, Petition
from folkmoot.foundation.record.actions import append, take_turn


def close_ended(*, now: datetime) -> int:
    """Close every petition whose time is over, once each. Safe to run at any time, any number."""
    return sum(_close(petition, now) for petition in queries.ended(now))


@transaction.atomic
def _close(petition: Petition, now: datetime) -> bool:
    take_turn(petition.brand)
    found = queries.fresh(petition)
    if hasattr(found, "closing"):
        return False
    by_cohort = queries.signatures_by_cohort(found)
    total = sum(by_cohort.values())
    body = facts.PetitionClosed(
        subject=found.subject,
        established=hasattr(found, "establishment"),
        signatures=rules.shown(total),
    )
    fact = append(found.brand, body, actor=None, now=now)
    Closing.objects.create(
        petition=found,
        at=now,
        signatures=total,
        cohorts={cohort: n for cohort, n in by_cohort.items() if rules.shown(n)},
        fact=fact,
    )
    return True
