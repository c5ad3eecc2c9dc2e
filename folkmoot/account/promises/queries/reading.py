"""Reading promises: lists, and one promise."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from folkmoot.account.promises import rules
from folkmoot.account.promises.models import Draft, Promise, Rating
from folkmoot.account.promises.rules import State

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

PAGE = 20
SHOWN = ("owed", "kept", "all")


@dataclass(frozen=True)
class Line:
    """A promise as lists show it."""

    promise: Promise
    state: State
    confirmed: bool | None

    @property
    def name(self) -> str:
        return str(rules.NAMES[self.state])

    @property
    def due_day(self) -> datetime:
        """The last instant of the day on which it is due."""
        return self.promise.due_at - timedelta(microseconds=1)

    @property
    def tone(self) -> str:
        """The colour that goes with the word; it never stands without it."""
        return TONES.get(self.state, "")


TONES = {
    State.DUE: "action",
    State.OVERDUE: "broken",
    State.BROKEN: "broken",
    State.KEPT: "kept",
    State.KEPT_LATE: "soon",
    State.PARTLY: "soon",
}


def promises(brand: "Brand") -> QuerySet[Any]:
    """All promises of a brand, each with its latest rating in `outcome` and `rated_at`."""
    latest = Rating.objects.filter(promise=OuterRef("pk")).order_by("-number")
    return (
        Promise.objects.filter(brand=brand)
        .select_related("brand", "words", "scope", "proof", "fact__brand", "replaced_by")
        .annotate(
            outcome=Subquery(latest.values("outcome")[:1]),
            rated_at=Subquery(latest.values("at")[:1]),
            confirmed=F("verification__confirmed"),
        )
    )


def promise_by_number(brand: "Brand", number: int) -> Promise | None:
    return promises(brand).filter(number=number).first()


def line_of(promise: Promise, now: datetime) -> Line:
    """What a promise of `promises` is now."""
    state = rules.state_of(
        due_at=promise.due_at,
        outcome=promise.outcome,  # type: ignore[attr-defined]
        rated_at=promise.rated_at,  # type: ignore[attr-defined]
        replaced=getattr(promise, "replaced_by", None) is not None,
        now=now,
    )
    return Line(promise, state, promise.confirmed)  # type: ignore[attr-defined]


def page_of(
    brand: "Brand", *, show: str, number: int, now: datetime
) -> tuple[list[Line], Page[Promise]]:
    """A page of what is owed, soonest first; or of what was kept, or of all, newest first."""
    chosen = promises(brand)
    if show == "owed":
        chosen = _owed(chosen).order_by("due_at", "number")
    elif show == "kept":
        chosen = chosen.filter(outcome__in=["kept", "partly"]).order_by("-rated_at")
    else:
        chosen = chosen.order_by("-number")
    page = Paginator(chosen, PAGE).get_page(number)
    return [line_of(promise, now) for promise in page.object_list], page


def _owed(chosen: QuerySet[Any]) -> QuerySet[Any]:
    """Neither kept nor replaced: due, overdue, or broken and not made good."""
    return chosen.filter(Q(outcome=None) | Q(outcome="broken"), replaced_by=None)


def owed_promises(brand: "Brand", now: datetime) -> list[Line]:
    """All that is owed, for the calendar and its feeds."""
    return [line_of(promise, now) for promise in _owed(promises(brand)).order_by("due_at")]


def promises_from(brand: "Brand", source: str, now: datetime) -> list[Line]:
    """What was promised in a suggestion's adoption, a decision or a statement."""
    return [line_of(p, now) for p in promises(brand).filter(source=source).order_by("number")]


def open_drafts(brand: "Brand") -> QuerySet[Draft]:
    return (
        Draft.objects.filter(brand=brand, promise=None, dropped=None)
        .select_related("brand", "fact__brand", "words", "proof")
        .order_by("drafted_at")
    )


def draft_by_number(brand: "Brand", number: int) -> Draft | None:
    """The draft that was made from the entry of this number."""
    return (
        Draft.objects.filter(brand=brand, fact__number=number)
        .select_related("brand", "fact__brand", "words", "proof")
        .first()
    )
