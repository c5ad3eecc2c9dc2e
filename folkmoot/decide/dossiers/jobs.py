"""Evidence ends on its day; those who handle deals are told of appeals."""

from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.decide.dossiers import actions, queries
from folkmoot.foundation.jobs import every
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.people.queries import members_with_role
from folkmoot.foundation.people.rules import Role
from folkmoot.foundation.record.jobs import reader

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact


@every(seconds=3600)
def end_expired(now: datetime) -> int:
    return actions.remove_expired(now=now)


@every(seconds=3600)
def end_idle(now: datetime) -> int:
    return actions.end_idle(now=now)


@reader("dossiers: notices")
def tell_appeals(fact: "Fact") -> None:
    """An appeal is on a clock: executives and legal staff hear of it at once."""
    if fact.kind != "dossier.appealed":
        return
    appeal = queries.appeal_by_number(fact.brand, int(fact.subject.partition(":")[2]))
    if appeal is None:
        return
    told = [
        *members_with_role(fact.brand, Role.EXECUTIVE),
        *members_with_role(fact.brand, Role.LEGAL),
    ]
    tell(told, fact, path=f"/{fact.brand.slug}/dossiers/{appeal.item.dossier.number}/")
