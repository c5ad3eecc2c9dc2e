"""What "due", "kept" and "broken" mean, and who may promise for the brand."""

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from folkmoot.account.promises.models import Draft, Promise, Rating, Verification, Verifier
from folkmoot.foundation.clocks.facts import CALLED
from folkmoot.foundation.people.rules import is_executive, is_operator, require
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

# The words of this room that others need: they never reach into its models.
Outcome = Rating.Outcome

PROMISE_CLOCK = "promise"
DRAFT_CLOCK = "promise-entry"
CALLED[PROMISE_CLOCK] = _("Promise of the brand")
CALLED[DRAFT_CLOCK] = _("Entry of a promise")
# What was said has to be entered as a promise, or not, within this time.
ENTRY_TIME = timedelta(days=7)

TEXT_LENGTH = 2000
LONGEST_AHEAD = timedelta(days=5 * 366)

# A verdict of fans needs so many who answered, and so many in ten of them who say "kept" (R16).
PANEL_SEATS = 15
PANEL_TENTHS = 6
# More are drawn than must answer: some will not.
PANEL_DRAWN = 25

can_promise = is_executive | is_operator


class State(StrEnum):
    DUE = "due"
    OVERDUE = "overdue"
    KEPT = "kept"
    KEPT_LATE = "kept-late"
    PARTLY = "partly"
    BROKEN = "broken"
    REPLACED = "replaced"


NAMES = {
    State.DUE: _("due"),
    State.OVERDUE: pgettext_lazy("a promise", "overdue"),
    State.KEPT: _("kept"),
    State.KEPT_LATE: _("kept late"),
    State.PARTLY: _("kept in part"),
    State.BROKEN: _("broken"),
    State.REPLACED: _("replaced"),
}


def state_of(
    *,
    due_at: datetime,
    outcome: str | None,
    rated_at: datetime | None,
    replaced: bool,
    now: datetime,
) -> State:
    """What a promise is at an instant, from its row, its latest rating and nothing else."""
    if replaced:
        return State.REPLACED
    if outcome == Rating.Outcome.KEPT and rated_at is not None:
        return State.KEPT if rated_at <= due_at else State.KEPT_LATE
    if outcome is not None:
        return State.PARTLY if outcome == Rating.Outcome.PARTLY else State.BROKEN
    return State.OVERDUE if now > due_at else State.DUE


def end_of(day: date) -> datetime:
    """A promise for a day is kept if it is kept on that day: due when the day is over."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def require_promiser(member: "Member | None") -> None:
    require(
        can_promise,
        member,
        code="not-promiser",
        sentence=_("Only an executive or an operator promises for the brand, in their own name."),
    )


def require_same_brand(promise: Promise | Draft, member: "Member") -> None:
    if promise.brand_id != member.brand_id:
        raise Refusal(
            "other-brand", _("There is no such promise here."), status=HTTPStatus.NOT_FOUND
        )


def require_future(due_on: date, now: datetime) -> datetime:
    """The end of the day on which it is due, which lies ahead and not too far."""
    due_at = end_of(due_on)
    if not now < due_at <= now + LONGEST_AHEAD:
        raise Refusal(
            "due-out-of-range",
            _("A promise is due on a day from today on, and within five years."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return due_at


def require_words(text: str, *, what: object) -> str:
    """The text without outer white space; a promise without substance is refused."""
    text = text.strip()
    if not text or "\0" in text or len(text) > TEXT_LENGTH:
        raise Refusal(
            "promise-incomplete",
            _("%(what)s: write between 1 and %(longest)d characters."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            what=str(what),
            longest=TEXT_LENGTH,
        )
    return text


def require_standing(promise: Promise) -> None:
    """Nothing more happens to a promise whose place another one took."""
    if Promise.objects.filter(replaces=promise).exists():
        raise Refusal(
            "promise-replaced",
            _("This promise was replaced. Go to the one that took its place."),
            status=HTTPStatus.CONFLICT,
        )


def require_evidence(promise: Promise, outcome: str) -> None:
    if outcome != Rating.Outcome.BROKEN and not promise.evidence.exists():
        raise Refusal(
            "no-evidence",
            _("Show first what was done: a promise is kept by what anyone can look at."),
            status=HTTPStatus.CONFLICT,
        )


def require_open(draft: Draft) -> None:
    if draft.promise_id or draft.dropped_id:
        raise Refusal(
            "draft-settled",
            _("This has been entered, or turned down, by somebody else."),
            status=HTTPStatus.CONFLICT,
        )


def require_askable(promise: Promise) -> None:
    """A panel looks at evidence, where the promise says that one does, and once."""
    if promise.verifier != Verifier.PANEL or not promise.evidence.exists():
        raise Refusal(
            "nothing-to-verify",
            _("A panel looks at what was shown; show first what was done."),
            status=HTTPStatus.CONFLICT,
        )
    if Verification.objects.filter(promise=promise).exists():
        raise Refusal(
            "panel-asked",
            _("A panel has been asked about this promise. There is no second draw."),
            status=HTTPStatus.CONFLICT,
        )


def is_confirmed(*, yes: int, answered: int) -> bool:
    """Enough of the panel answered, and enough of those say that it was kept."""
    return answered >= PANEL_SEATS and yes * 10 >= answered * PANEL_TENTHS
