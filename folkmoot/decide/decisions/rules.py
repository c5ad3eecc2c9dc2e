"""Who may decide, what a decision must say first, and where a matter stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.charter.rules import Rung
from folkmoot.decide.decisions.models import Decision, Matter, Override, Suspension, Weighing
from folkmoot.foundation.clocks.facts import CALLED
from folkmoot.foundation.people.rules import Member, is_executive, require
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.texts import require_words as require_words  # noqa: PLC0414

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise as StrPromise

    from folkmoot.charter.models import TopicVersion
    from folkmoot.foundation.people.models import Brand
    from folkmoot.foundation.record.models import Passage

# The words of this room that others need: they never reach into its models.
__all__ = ["Matter", "Standing"]
Standing = Weighing.Standing

WORDS_LENGTH = 4_000
REASONS_LENGTH = 10_000
TOLD_LENGTH = 2_000
LARGEST_COST = 10**15
CURRENCIES = ("CNY", "EUR", "GBP", "JPY", "USD")

# Between announcing an override and doing it: long enough to be answered, shorter than a week.
COOL_OFF = timedelta(hours=72)

# Somebody higher looks at a suspended decision before this clock runs out.
REVIEW_CLOCK = "review"
CALLED[REVIEW_CLOCK] = _("Review of a suspended decision")


@dataclass(frozen=True)
class Source:
    """One kind of advice, known by the first part of its subject: `conversation:12`.

    Each room that gives advice puts its own into `SOURCES` when it starts.
    """

    title: "StrPromise"
    words: "Callable[[Brand, int], Passage | None]"
    people: "Callable[[Brand, int], Iterable[Member] | QuerySet[Member]]"
    is_open: Callable[["Brand", int, datetime], bool]
    # What could be named on a topic: the numbers, newest first.
    on_topic: Callable[["Brand", str], list[int]]


SOURCES: dict[str, Source] = {}


def source_of(brand: "Brand", subject: str) -> tuple[Source, int] | None:
    """The room and the number behind a subject, if the room knows it."""
    kind, _colon, number = subject.partition(":")
    source = SOURCES.get(kind)
    plain = number.isascii() and number.isdigit() and len(number) < 10
    if source is None or not plain or number.startswith("0"):
        return None
    return (source, int(number)) if source.words(brand, int(number)) else None


class State(StrEnum):
    """Where a matter stands. Computed from its rows and `now`, stored nowhere."""

    INTENDED = "intended"
    SUSPENDED = "suspended"
    ANNOUNCED = "announced"
    IN_FORCE = "in-force"
    CHANGED = "changed"
    REVERSED = "reversed"


STATES = {
    State.INTENDED: _("intended"),
    State.SUSPENDED: _("suspended"),
    State.ANNOUNCED: _("decided, not in force yet"),
    State.IN_FORCE: _("in force"),
    State.CHANGED: _("changed"),
    State.REVERSED: _("reversed"),
}


def state(matter: Matter, now: datetime) -> State:
    decision: Decision | None = getattr(matter, "decision", None)
    suspension: Suspension | None = getattr(matter, "suspension", None)
    if decision and getattr(decision, "reversal", None):
        return State.REVERSED
    if suspension and is_suspended(suspension, now) and not (decision and needs_majority(matter)):
        return State.SUSPENDED
    if suspension and (outcome := getattr(suspension, "outcome", None)):
        changed_after = decision is None or decision.at <= suspension.at
        if outcome.result == "changed" and changed_after:
            return State.CHANGED
    if decision is None:
        return State.INTENDED
    return State.IN_FORCE if decision.effective <= today(now) else State.ANNOUNCED


def is_suspended(suspension: Suspension, now: datetime) -> bool:
    """At L2 until somebody higher has spoken or its window ends; at L3 until it is overridden."""
    override: Override | None = getattr(suspension, "override", None)
    if override and override.done_at:
        return False
    if suspension.until is None:
        return True
    return not hasattr(suspension, "outcome") and now < suspension.until


def can_be_suspended(matter: Matter, rung: int) -> bool:
    """At L2 always; at L3 before the decision, since after it the majority has spoken."""
    if rung == Rung.CONSENT:
        return not hasattr(matter, "decision")
    return rung == Rung.SUSPEND


def needs_majority(matter: Matter) -> bool:
    """A petition at L3 asked for it, and no override has set that aside."""
    suspension: Suspension | None = getattr(matter, "suspension", None)
    if suspension is None or suspension.rung != Rung.CONSENT:
        return False
    override: Override | None = getattr(suspension, "override", None)
    return not (override and override.done_at)


def today(now: datetime) -> date:
    return timezone.localtime(now).date()


def require_decider(member: Member | None) -> Member:
    require(
        is_executive,
        member,
        code="not-executive",
        sentence=_("Only an executive of the brand decides, with name and title."),
    )
    assert member is not None  # noqa: S101 (nobody is no executive)
    return member


def require_same_brand(matter: Matter, member: Member) -> None:
    if matter.brand_id != member.brand_id:
        raise Refusal(
            "other-brand", _("There is no such decision here."), status=HTTPStatus.NOT_FOUND
        )


def require_in_force(version: "TopicVersion", *, stated: int) -> None:
    """R06: whoever decides says under which rule, and that must be the one of today."""
    if version.number != stated:
        raise Refusal(
            "rule-not-in-force",
            _("Version %(stated)d of this rule is not in force today; version %(number)d is."),
            status=HTTPStatus.CONFLICT,
            stated=stated,
            number=version.number,
        )


def require_days(effective: date, due: date | None, *, now: datetime) -> None:
    """No decision holds for the past, and nothing is promised for before it holds."""
    if effective < today(now):
        raise Refusal(
            "decision-retroactive",
            _("A decision holds from today at the earliest."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    if due is not None and due < effective:
        raise Refusal(
            "due-before-effective",
            _("It cannot be done before it holds: choose a later day."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_advice(
    brand: "Brand", rung: int, cited: "list[tuple[str, str]]", *, now: datetime
) -> None:
    """R20: from L1 on a decision says what it made of the advice. `cited`: subject and standing."""
    if rung >= Rung.ADVISE and not cited:
        raise Refusal(
            "advice-needed",
            _(
                "On this topic you promised to listen before you decide: name the advice that you "
                "heard, and what you made of it. If nobody was asked, ask first."
            ),
            status=HTTPStatus.CONFLICT,
        )
    subjects = [subject for subject, _standing in cited]
    for subject, standing in cited:
        found = source_of(brand, subject)
        if found is None or subjects.count(subject) > 1 or standing not in Standing.values:
            raise Refusal(
                "advice-unknown",
                _("“%(subject)s” is no advice that was given here, or it is named twice."),
                status=HTTPStatus.UNPROCESSABLE_ENTITY,
                subject=subject[:80],
            )
        source, number = found
        if source.is_open(brand, number, now):
            raise Refusal(
                "advice-still-open",
                _("People are still speaking in “%(subject)s”. Decide when it has closed."),
                status=HTTPStatus.CONFLICT,
                subject=subject,
            )


def require_undecided(matter: Matter, now: datetime) -> None:
    """An intention that stands still is not carried out; one that was decided is not again."""
    if hasattr(matter, "decision"):
        raise Refusal(
            "already-decided",
            _("This has been decided already. What no longer holds is reversed, never replaced."),
            status=HTTPStatus.CONFLICT,
        )
    suspension: Suspension | None = getattr(matter, "suspension", None)
    if suspension and suspension.until and is_suspended(suspension, now):
        raise Refusal(
            "suspended",
            _("A petition has suspended this. It cannot be decided before it was looked at again."),
            status=HTTPStatus.CONFLICT,
        )


def require_stopped(suspension: Suspension | None) -> Suspension:
    if suspension is None:
        raise Refusal(
            "not-suspended",
            _("Nothing is suspended here."),
            status=HTTPStatus.CONFLICT,
        )
    return suspension


def require_reviewer(suspension: Suspension, member: Member) -> None:
    """Somebody who decides, and who is not the one whose decision is looked at."""
    if member.pk == suspension.decider_id:
        raise Refusal(
            "own-decision",
            _("Nobody looks again at their own decision: somebody higher has to."),
        )
    if suspension.rung != Rung.SUSPEND:
        raise Refusal(
            "no-review-here",
            _("At this rung a majority is shown; there is nothing to uphold."),
            status=HTTPStatus.CONFLICT,
        )
    if hasattr(suspension, "outcome") or _is_overridden(suspension):
        raise Refusal(
            "already-reviewed",
            _("This has been looked at again already. It is done once for each matter."),
            status=HTTPStatus.CONFLICT,
        )


def _is_overridden(suspension: Suspension) -> bool:
    override: Override | None = getattr(suspension, "override", None)
    return bool(override and override.done_at)


def require_suspendable(matter: Matter, rung: int) -> None:
    """Once for each matter, whether it was an intention or a decision then."""
    if not can_be_suspended(matter, rung):
        raise Refusal(
            "no-right-to-suspend",
            _("The rule of this topic gives no right to stop this."),
            status=HTTPStatus.CONFLICT,
        )
    if hasattr(matter, "suspension"):
        raise Refusal(
            "suspended-before",
            _("A petition has stopped this before; that is possible once."),
            status=HTTPStatus.CONFLICT,
        )
    decision: Decision | None = getattr(matter, "decision", None)
    if decision and hasattr(decision, "reversal"):
        raise Refusal(
            "reversed-already",
            _("This decision was reversed: there is nothing left to stop."),
            status=HTTPStatus.CONFLICT,
        )


def require_suspended(suspension: Suspension, now: datetime) -> None:
    if not is_suspended(suspension, now):
        raise Refusal(
            "not-suspended",
            _("Nothing is suspended here."),
            status=HTTPStatus.CONFLICT,
        )


def require_overridable(suspension: Suspension, now: datetime) -> None:
    require_suspended(suspension, now)
    if hasattr(suspension, "override"):
        raise Refusal(
            "already-announced",
            _("An override has been announced here already."),
            status=HTTPStatus.CONFLICT,
        )


def require_cooled_off(override: Override | None, member: Member, now: datetime) -> Override:
    """Who announced the override carries it out, and not before its cool-off has ended."""
    if override is None or override.done_at is not None:
        raise Refusal(
            "no-override", _("No override waits to be done here."), status=HTTPStatus.CONFLICT
        )
    if override.by_id != member.pk:
        raise Refusal(
            "not-your-override", _("Only who announced an override carries it out, in their name.")
        )
    if now < override.earliest:
        raise Refusal(
            "cool-off",
            _("An override can be done from %(earliest)s at the earliest."),
            status=HTTPStatus.CONFLICT,
            earliest=f"{timezone.localtime(override.earliest):%Y-%m-%d %H:%M}",
        )
    return override


def require_reversible(decision: Decision | None) -> Decision:
    if decision is None or hasattr(decision, "reversal"):
        raise Refusal(
            "not-reversible",
            _("There is no decision here that still holds."),
            status=HTTPStatus.CONFLICT,
        )
    return decision


def require_cost(cost: int, currency: str) -> None:
    if not 0 <= cost <= LARGEST_COST or currency not in CURRENCIES:
        raise Refusal(
            "cost-unknown",
            _("Say what the reversal cost: a whole amount, and its currency."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
