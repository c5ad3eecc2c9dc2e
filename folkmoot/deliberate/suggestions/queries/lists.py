"""Many suggestions at once. A page costs the same few queries however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from folkmoot.deliberate.suggestions import rules
from folkmoot.deliberate.suggestions.models import (
    Decision,
    Step,
    Suggestion,
    Support,
    Version,
)
from folkmoot.foundation.clocks.queries import open_clocks

if TYPE_CHECKING:
    from folkmoot.foundation.clocks.models import Clock
    from folkmoot.foundation.people.models import Brand, Member

PAGE = 20
# How far back pages go: deeper ones are found by their status, their words or the open data.
DEEPEST = 1_000

ORDERS = {
    "across": ("-across", "-supports", "-number"),
    "supports": ("-supports", "-number"),
    "newest": ("-number",),
    "waiting": ("due_at", "number"),
}


@dataclass(frozen=True)
class Row:
    """One suggestion as a list shows it."""

    suggestion: Suggestion
    mine: bool
    clock: "Clock | None"
    step: Step | None


@dataclass(frozen=True)
class SuggestionPage:
    rows: list[Row]
    number: int
    more: bool


def suggestion_page(
    brand: "Brand",
    *,
    order: str = "across",
    status: str = "",
    page: int = 1,
    member: "Member | None" = None,
    size: int = PAGE,
) -> SuggestionPage:
    """In one of four orders; what was declined stands among the others unless asked otherwise."""
    chosen = listed(brand).order_by(*ORDERS[order])
    if order == "waiting":
        chosen = chosen.filter(status__in=rules.UNDECIDED)
    if status:
        chosen = chosen.filter(status=status)
    page = min(max(page, 1), DEEPEST)
    found = list(chosen[(page - 1) * size : page * size + 1])
    return SuggestionPage(rows_of(brand, found[:size], member), page, len(found) > size)


def listed(brand: "Brand") -> QuerySet[Suggestion]:
    """Everything that is open to read and was not merged into something else."""
    return visible(brand).filter(merged_into=None)


def visible(brand: "Brand") -> QuerySet[Suggestion]:
    """Everything that is open to read: what moderation hides is left out in this one place."""
    return everything(brand).filter(hidden_at=None)


def everything(brand: "Brand") -> QuerySet[Suggestion]:
    return Suggestion.objects.filter(brand=brand).select_related("title", "text", "rule__topic")


def hidden_by_number(brand: "Brand", number: int) -> Suggestion | None:
    """A suggestion that was taken down: for its author, for moderators, and to say so."""
    found = everything(brand).filter(number=number, hidden_at__isnull=False)
    return found.select_related("author", "brand").first()


def shown_words(passages: Iterable[int]) -> set[int]:
    """Of these passages of wordings, those that moderation has not taken down."""
    shown = Version.objects.filter(fact__passages__in=list(passages), suggestion__hidden_at=None)
    return set(shown.values_list("fact__passages", flat=True))


def rows_of(brand: "Brand", found: list[Suggestion], member: "Member | None") -> list[Row]:
    keys = [suggestion.pk for suggestion in found]
    mine = supported_by(member, keys)
    clocks = _clocks(brand, found)
    steps = _latest_steps(keys)
    return [
        Row(
            suggestion=suggestion,
            mine=suggestion.pk in mine,
            clock=clocks.get(suggestion.subject),
            step=steps.get(suggestion.pk),
        )
        for suggestion in found
    ]


def supported_by(member: "Member | None", keys: Iterable[int]) -> set[int]:
    if member is None:
        return set()
    mine = Support.objects.filter(member=member, suggestion__in=list(keys), withdrawn_at=None)
    return set(mine.values_list("suggestion", flat=True))


def _clocks(brand: "Brand", found: Iterable[Suggestion]) -> dict[str, "Clock"]:
    subjects = [suggestion.subject for suggestion in found if suggestion.is_undecided]
    running = open_clocks(brand).filter(kind=rules.REPLY_CLOCK, subject__in=subjects)
    return {clock.subject: clock for clock in running}


def _latest_steps(keys: list[int]) -> dict[int, Step]:
    steps = Step.objects.filter(suggestion__in=keys).select_related("fact__brand", "words")
    return {step.suggestion_id: step for step in steps.order_by("number")}


def recent_decisions(brand: "Brand", limit: int = 5) -> list[Decision]:
    """The latest decisions, newest first."""
    decisions = Decision.objects.filter(step__suggestion__brand=brand).select_related(
        "step__suggestion__title", "step__words", "step__fact__brand"
    )
    return list(decisions.order_by("-step__at", "-pk")[:limit])
