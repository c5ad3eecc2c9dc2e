"""What the brand's people need to answer: the queue by deadline, drafts, notes, past answers."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from folkmoot.deliberate.suggestions import rules
from folkmoot.deliberate.suggestions.models import Decision, Draft, Note, Status, Suggestion
from folkmoot.deliberate.suggestions.queries.likeness import similar_to
from folkmoot.deliberate.suggestions.queries.lists import listed

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

QUEUE = 50
# A past answer is shown beside a new question only where both are plainly about the same.
ALIKE = 0.25


def queue(brand: "Brand", limit: int = QUEUE) -> list[Suggestion]:
    """What is owed, the earliest deadline first; with how far each has come."""
    waiting = listed(brand).filter(status__in=rules.UNDECIDED).order_by("due_at", "number")
    return list(waiting.prefetch_related("drafts")[:limit])


def waiting_count(brand: "Brand") -> int:
    return listed(brand).filter(status__in=rules.UNDECIDED).count()


def overdue_count(brand: "Brand", now: datetime) -> int:
    return listed(brand).filter(status__in=rules.UNDECIDED, due_at__lt=now).count()


def to_deliver(brand: "Brand", limit: int = QUEUE) -> list[Decision]:
    """A yes that was given and is not carried out yet, the earliest date first."""
    open_ones = Decision.objects.filter(
        step__suggestion__brand=brand, step__suggestion__status__in=(Status.ADOPTED, Status.PARTLY)
    )
    return list(open_ones.select_related("step__suggestion__title").order_by("due")[:limit])


def drafts(brand: "Brand") -> QuerySet[Draft]:
    """Drafts that are neither published nor replaced."""
    return (
        Draft.objects.filter(suggestion__brand=brand, published_at=None, replaced_at=None)
        .select_related(
            "suggestion__brand",
            "suggestion__title",
            "by__person",
            "approved_by__person",
            "words",
            "evidence",
        )
        .order_by("suggestion__due_at")
    )


def draft_of(suggestion: Suggestion) -> Draft | None:
    return drafts(suggestion.brand).filter(suggestion=suggestion).first()


def notes_of(suggestion: Suggestion) -> list[Note]:
    return list(suggestion.notes.select_related("words", "by__person").order_by("pk"))


def similar_answers(suggestion: Suggestion, limit: int = 5) -> list[Decision]:
    """What was decided on suggestions that say something similar, the most similar first."""
    found = similar_to(suggestion.brand, str(suggestion.text), limit=limit * 6, least=ALIKE)
    keys = [each.suggestion.pk for each in found if each.suggestion.pk != suggestion.pk]
    decided = Decision.objects.filter(step__suggestion__in=keys).select_related(
        "step__suggestion__title", "step__words", "step__fact__brand"
    )
    place = {key: at for at, key in enumerate(keys)}
    return sorted(decided, key=lambda d: place[d.step.suggestion_id])[:limit]


def decided_counts(brand: "Brand") -> dict[str, int]:
    """How the brand decided: the adoption rate's numerator and denominator (R42)."""
    rows = (
        Decision.objects.filter(step__suggestion__brand=brand)
        .order_by()
        .values("step__status")
        .annotate(n=Count("pk"))
    )
    counts = {row["step__status"]: row["n"] for row in rows}
    return {outcome.value: counts.get(outcome.value, 0) for outcome in rules.OUTCOMES}
