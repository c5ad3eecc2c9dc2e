"""Who may, what the states of a contest mean, and when the brand owes a word."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from folkmoot.act.contests.models import Contest, Entry, Feasible, Rule
from folkmoot.deliberate.moderation.rules import Reason, require_no_personal_details
from folkmoot.foundation.clocks.facts import CALLED
from folkmoot.foundation.people.rules import Role, holds, require, require_fan
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

# The words of this room that others need: they never reach into its models.
__all__ = ["Feasible", "Rule"]

TITLE_LENGTH, WORDS_LENGTH, TERMS_LENGTH = 80, 2000, 1000
LONGEST = timedelta(days=366)

# At these numbers of supporters the brand says whether an entry can be made, within two weeks.
TRIAGE_AT = (100, 1000)
TRIAGE_WITHIN = timedelta(days=14)
TRIAGE_CLOCKS = {100: "triage-100", 1000: "triage-1000"}
CALLED["triage-100"] = _("Say whether an entry can be made: a hundred stand behind it")
CALLED["triage-1000"] = _("Say whether an entry can be made: a thousand stand behind it")
ANSWER_CLOCK = "contest-answer"
CALLED[ANSWER_CLOCK] = _("Result of a contest")

JURY_SEATS, JURY_QUORUM, JURY_PERCENT = 30, 10, 50
FEWEST_JURORS = 3
VOTING_FOR = timedelta(days=7)
MOST_FINALISTS = 30

# Why an entry may be taken down. That others had the same idea is for the jury to judge.
REASONS_TO_HIDE = (Reason.OFF_TOPIC, Reason.PERSONAL, Reason.ATTACK, Reason.UNLAWFUL)

runs = holds(Role.OPERATOR, Role.EXECUTIVE, Role.LEGAL)


class State(StrEnum):
    CANCELLED = "cancelled"
    ENTERING = "entering"
    SUPPORTING = "supporting"
    JUDGING = "judging"
    VOTING = "voting"
    DECIDED = "decided"


STATES: dict[State, Any] = {
    State.CANCELLED: pgettext_lazy("a contest", "cancelled"),
    State.ENTERING: pgettext_lazy("a contest", "open for entries"),
    State.SUPPORTING: pgettext_lazy("a contest", "gathering support"),
    State.JUDGING: pgettext_lazy("a contest", "before the jury"),
    State.VOTING: pgettext_lazy("a contest", "the jury votes"),
    State.DECIDED: pgettext_lazy("a contest", "decided"),
}


def state_of(contest: Contest, now: datetime) -> State:
    for step, state in (
        ("cancellation", State.CANCELLED),
        ("result", State.DECIDED),
        ("voting", State.VOTING),
    ):
        if hasattr(contest, step):
            return state
    if now < contest.entries_close:
        return State.ENTERING
    return State.SUPPORTING if now < contest.support_closes else State.JUDGING


def require_state(contest: Contest, now: datetime, *allowed: State) -> None:
    state = state_of(contest, now)
    if state not in allowed:
        raise Refusal(
            "contest-state",
            _("This contest is %(state)s, so that cannot be done now."),
            status=HTTPStatus.CONFLICT,
            state=STATES[state],
        )


def require_runner(member: "Member | None") -> "Member":
    require(
        runs,
        member,
        code="not-runner",
        sentence=_("A contest is run by an operator, an executive or legal staff of the brand."),
    )
    assert member is not None  # noqa: S101 (refused just above)
    return member


def require_entrant(member: "Member | None", *, entered: bool) -> "Member":
    fan = require_fan(member)
    if entered:
        raise Refusal(
            "entered", _("You have entered. Everybody enters once."), status=HTTPStatus.CONFLICT
        )
    return fan


def require_supporter(member: "Member | None", entry: Entry) -> "Member":
    fan = require_fan(member)
    if entry.author_id == fan.pk:
        raise Refusal("own-entry", _("Others support your entry."), status=HTTPStatus.FORBIDDEN)
    return fan


def require_live(entry: Entry) -> None:
    if hasattr(entry, "withdrawal"):
        raise Refusal("entry-withdrawn", _("This entry was withdrawn."), status=HTTPStatus.CONFLICT)


def require_uncounted(contest: Contest) -> None:
    """Nobody looks at the count first and calls the contest off then."""
    if hasattr(contest, "voting") and hasattr(contest.voting.ballot, "closing"):
        raise Refusal(
            "counted",
            _("The jury's papers are counted. The result follows from them."),
            status=HTTPStatus.CONFLICT,
        )


def require_shown(*, hidden: bool) -> None:
    if hidden:
        raise Refusal(
            "entry-hidden",
            _("A moderator took this entry down. Its author can appeal."),
            status=HTTPStatus.CONFLICT,
        )


def require_policy_reason(reason: str) -> Reason:
    if reason not in REASONS_TO_HIDE:
        raise Refusal(
            "reason-needed",
            _("Choose a reason; everybody will read it."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return Reason(reason)


def require_text(text: str, *, longest: int, what: Any) -> str:
    text = text.strip()
    if not text or "\0" in text or len(text) > longest:
        raise Refusal(
            "text-out-of-range",
            _("%(what)s: write between 1 and %(longest)d characters."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            what=what,
            longest=longest,
        )
    return require_no_personal_details(text)


def require_days(
    now: datetime, entries: datetime, support: datetime, answer: datetime, rights: date
) -> None:
    if not now < entries < support < answer <= now + LONGEST or rights <= answer.date():
        raise Refusal(
            "days-out-of-order",
            _(
                "Entries, support and result end one after the other, within a year; the rights "
                "return after that."
            ),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_places(rule: str, places: int, newcomers: int) -> None:
    most = MOST_FINALISTS if rule != Rule.SHARES else 10**12
    if not (1 <= places <= most and 0 <= newcomers <= places):
        raise Refusal(
            "places-out-of-range",
            _("A contest has 1 to 30 places, or a budget, and no more for newcomers than that."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def require_cost(contest: Contest, cost: int) -> int:
    if contest.is_budget and not 1 <= cost <= contest.places:
        raise Refusal(
            "cost-out-of-range",
            _("Say what it costs: more than nothing, and no more than the whole budget."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    return cost if contest.is_budget else 0


def require_finalists(finalists: Sequence[Entry]) -> None:
    if len(finalists) < 2:
        raise Refusal(
            "too-few-finalists",
            _("A jury needs at least two entries that can be made. Cancel the contest otherwise."),
            status=HTTPStatus.CONFLICT,
        )


def require_jurors(count: int, *, asked: int) -> None:
    """Whoever opens the vote does not choose who is in time for it."""
    if count < FEWEST_JURORS:
        raise Refusal(
            "too-few-jurors",
            _("At least three jurors have to have taken their seats."),
            status=HTTPStatus.CONFLICT,
        )
    if asked and count < JURY_QUORUM:
        raise Refusal(
            "jurors-asked",
            _("Wait until ten have taken their seats, or until nobody is being asked any more."),
            status=HTTPStatus.CONFLICT,
        )


def order_of(viewer: str, number: int) -> bytes:
    """The place of an entry in one viewer's list: by chance, and the same each time."""
    return hashlib.sha256(f"folkmoot.contests.order/1 {viewer} {number}".encode()).digest()
