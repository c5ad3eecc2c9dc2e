"""What a threshold would have meant: for past petitions, and for the taking part of past months."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.charter import queries as charter
from folkmoot.decide.petitions import rules
from folkmoot.decide.petitions.models import Petition
from folkmoot.decide.petitions.queries.counting import signatures_by_cohort

if TYPE_CHECKING:
    from folkmoot.charter.models import TopicVersion
    from folkmoot.foundation.people.models import Brand

MONTHS = 6
MONTH = timedelta(days=30)
MOST_PETITIONS = 50


@dataclass(frozen=True)
class Threshold:
    """So many per cent of active members who may sign, from so many cohorts."""

    share: int
    cohorts: int

    def needed(self, eligible: int) -> int:
        return max(1, -(-eligible * self.share // 100))


@dataclass(frozen=True)
class PastPetition:
    """How a petition ended, and how it would have ended."""

    petition: Petition
    total: int | None
    eligible: int
    needed: int
    by_cohort: list[tuple[str, int]]
    was: bool
    would_be: bool


@dataclass(frozen=True)
class PastMonth:
    """How many could have signed on a day, and how many it would have taken."""

    day: datetime
    eligible: int | None
    needed: int | None
    by_cohort: list[tuple[str, int]]
    cohorts: int


@dataclass(frozen=True)
class Simulation:
    threshold: Threshold
    petitions: list[PastPetition]
    months: list[PastMonth]

    @property
    def would_be(self) -> int:
        return sum(past.would_be for past in self.petitions)

    @property
    def was(self) -> int:
        return sum(past.was for past in self.petitions)


def simulate(
    brand: "Brand", version: "TopicVersion", *, share: int, cohorts: int, now: datetime
) -> Simulation:
    threshold = Threshold(share, cohorts)
    closed = (
        Petition.objects.filter(brand=brand, closing__isnull=False, signing__isnull=False)
        .select_related("signing", "establishment", "asks", "closing")
        .order_by("-number")[:MOST_PETITIONS]
    )
    past = [_petition(petition, threshold) for petition in closed]
    days = [now - back * MONTH for back in range(MONTHS)]
    return Simulation(threshold, past, [_month(version, threshold, day) for day in days])


def _petition(petition: Petition, threshold: Threshold) -> PastPetition:
    signing, counted = petition.signing, signatures_by_cohort(petition)
    needed = threshold.needed(signing.eligible)
    least = rules.cohort_least(needed)
    asked = rules.cohorts_needed(threshold.cohorts, len(signing.cohorts))
    enough = sum(counted.values()) >= needed
    return PastPetition(
        petition=petition,
        total=rules.shown(sum(counted.values())),
        eligible=signing.eligible,
        needed=needed,
        by_cohort=_shown(counted),
        was=hasattr(petition, "establishment"),
        would_be=enough and rules.cohorts_reached(least, counted) >= asked,
    )


def _month(version: "TopicVersion", threshold: Threshold, day: datetime) -> PastMonth:
    members = charter.active_eligible(version, day)
    counted: dict[str, int] = {}
    for cohort in charter.cohorts_of(members, day).values():
        counted[cohort] = counted.get(cohort, 0) + 1
    eligible = rules.shown(sum(counted.values()))
    return PastMonth(
        day=day,
        eligible=eligible,
        needed=threshold.needed(eligible) if eligible is not None else None,
        by_cohort=_shown(counted),
        cohorts=min(threshold.cohorts, len(counted)),
    )


def _shown(counted: dict[str, int]) -> list[tuple[str, int]]:
    """Cohorts large enough to be shown, in their order."""
    order = ("core", "active", "ordinary")
    return [(name, counted[name]) for name in order if rules.shown(counted.get(name, 0))]
