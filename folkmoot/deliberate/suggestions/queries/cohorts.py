"""Who stands behind a suggestion, in groups of ten or more. Nobody's vote weighs more."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.deliberate.suggestions import rules
from folkmoot.deliberate.suggestions.models import Suggestion, Support
from folkmoot.foundation.people.queries import cohorts_of_members

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

# Somebody who supports anything has been here; so nobody among them is silent.
STRATA = ("core", "active", "ordinary")


def cohorts_behind(suggestion: Suggestion, now: datetime) -> dict[str, int | None]:
    """Supporters by cohort; None where a figure would point at few people."""
    voices = cohort_of_each(suggestion.brand, now)
    live = Support.objects.filter(suggestion=suggestion, withdrawn_at=None)
    counts = Counter(voices[m] for m in live.values_list("member", flat=True) if m in voices)
    return suppressed({stratum: counts[stratum] for stratum in STRATA})


def suppressed(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Counts from ten on. One hidden cell could be found by subtraction, so it hides another.

    >>> suppressed({"core": 30, "active": 12, "ordinary": 3})
    {'core': 30, 'active': None, 'ordinary': None}
    """
    kept = {name: rules.shown(count) if count else 0 for name, count in counts.items()}
    hidden = [name for name, count in kept.items() if count is None]
    if len(hidden) == 1 and (others := [name for name, count in kept.items() if count]):
        kept[min(others, key=lambda name: counts[name])] = None
    return kept


def cohort_of_each(brand: "Brand", now: datetime) -> dict[int, str]:
    """The cohort of every member who supports anything now, by the member's key."""
    live = Support.objects.filter(suggestion__brand=brand, withdrawn_at=None)
    return _known(cohorts_of_members(brand, live.values("member"), now))


def _known(cohorts: Mapping[int, str]) -> dict[int, str]:
    return {member: cohort for member, cohort in cohorts.items() if cohort in STRATA}


def voices(cohorts: Iterable[str]) -> dict[str, int]:
    counts = Counter(cohorts)
    return {stratum: counts[stratum] for stratum in STRATA if rules.shown(counts[stratum])}
