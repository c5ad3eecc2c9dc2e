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
    from folkmoot.decide.dossiers.models import Dossier
    from folkmoot.foundation.record.models import Fact


@every(seconds=3600)
def end_expired(now: datetime) -> int:
    return actions.remove_expired(now=now)


@every(seconds=3600)
def end_idle(now: datetime) -> int:
    return actions.end_idle(now=now)


# Whoever may be one of two reviewers, whoever may decide an appeal; anything else is for the one
# who opened the dossier.
REVIEWERS = (Role.OPERATOR, Role.DEAL_OWNER, Role.EXECUTIVE, Role.LEGAL)
JUDGES = (Role.EXECUTIVE, Role.LEGAL)
TOLD = {"dossier.captured": REVIEWERS, "dossier.appealed": JUDGES}
OPENER = (
    "dossier.replied",
    "dossier.peace-offered",
    "dossier.removed",
    "dossier.appeal-decided",
)


@reader("dossiers: notices")
def tell_those_concerned(fact: "Fact") -> None:
    """An appeal is on a clock, evidence waits for two; the handler hears of the rest."""
    if fact.kind not in TOLD and fact.kind not in OPENER:
        return
    dossier = _dossier_of(fact)
    if dossier is None:
        return
    told = {
        member for role in TOLD.get(fact.kind, ()) for member in members_with_role(fact.brand, role)
    }
    if fact.kind in OPENER:
        told = {dossier.by}
    tell(told, fact, path=f"/{fact.brand.slug}/dossiers/{dossier.number}/")


def _dossier_of(fact: "Fact") -> "Dossier | None":
    room, _colon, number = fact.subject.partition(":")
    if room == "dossier":
        return queries.dossier_by_number(fact.brand, int(number))
    appeal = queries.appeal_by_number(fact.brand, int(number))
    return appeal.item.dossier if appeal else None
