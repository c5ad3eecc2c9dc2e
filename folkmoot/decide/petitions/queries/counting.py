"""Counting signatures, and those who could give one."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count

from folkmoot.charter import queries as charter
from folkmoot.decide.petitions import rules
from folkmoot.decide.petitions.models import Petition

if TYPE_CHECKING:
    from folkmoot.charter.models import TopicVersion


@dataclass(frozen=True)
class Electorate:
    """Active members who may sign under a rule at an instant, and what it takes of them."""

    eligible: int
    cohorts: dict[str, int]
    needed: int
    cohorts_needed: int


def electorate(version: "TopicVersion", now: datetime) -> Electorate:
    members = charter.active_eligible(version, now)
    cohorts = Counter(charter.cohorts_of(members, now).values())
    eligible = sum(cohorts.values())
    return Electorate(
        eligible=eligible,
        cohorts=dict(cohorts),
        needed=rules.needed(version, active=eligible),
        cohorts_needed=rules.cohorts_needed(version.petition_cohorts, len(cohorts)),
    )


def signatures_by_cohort(petition: Petition) -> dict[str, int]:
    """How many signatures stand, by the cohort of the signers on the day they signed."""
    standing = petition.signatures.filter(withdrawn_at=None).order_by().values("cohort")
    return dict(standing.annotate(n=Count("pk")).values_list("cohort", "n"))
