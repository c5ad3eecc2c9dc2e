"""Who may, what the five questions are, and which state a review is in."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from folkmoot.deliberate.moderation.rules import require_no_personal_details
from folkmoot.deliberate.reviews.models import REPLY_WITHIN, WINDOW, Heed, Opening, Review, Side
from folkmoot.foundation.clocks.facts import CALLED
from folkmoot.foundation.people.rules import SMALLEST_CELL as SMALLEST_CELL  # noqa: PLC0414
from folkmoot.foundation.people.rules import (
    Role,
    holds,
    is_auditor,
    is_executive,
    is_legal,
    require,
)
from folkmoot.foundation.people.rules import shown as shown  # noqa: PLC0414
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

# The words of this room that others need: they never reach into its models.
__all__ = ["REPLY_WITHIN", "STATES", "WINDOW", "Heed", "Side", "State", "state_of"]

INVITE_HOURS = 24
TITLE_LENGTH, PACK_LENGTH, MEMO_LENGTH, REASON_LENGTH = 160, 8000, 4000, 600
SHORTEST_REASON = 4

REPLY_CLOCK = "review-reply"
CALLED[REPLY_CLOCK] = _("Reply to a review")

drafts = holds(Role.OPERATOR, Role.DEAL_OWNER, Role.EXECUTIVE, Role.LEGAL)
reads_papers = drafts | is_auditor

may_trace = is_legal | is_auditor

# One of the five has a scale, the others a side. Each wants a reason.
HARM = "harm"
QUESTIONS: dict[str, Any] = {
    HARM: _("How much would it hurt those who have been here longest?"),
    "fit": _("It fits what this brand has promised to be."),
    "newcomers": _("It would bring people whom this community would be glad of."),
    "conditions": _("There are conditions under which I would accept it."),
    "advice": _("The brand should go on with it."),
}
SIDED = tuple(name for name in QUESTIONS if name != HARM)

# What this panel can do and cannot: whoever has not understood it cannot advise.
DUTIES: dict[str, Any] = {
    "decides": _("Who decides in the end?"),
    "stops": _("Can this panel stop it?"),
    "owes": _("What does the brand owe you?"),
}
CHOICES: dict[str, dict[str, Any]] = {
    "decides": {
        "brand": _("The brand, and it answers for it."),
        "panel": _("The panel, by majority."),
        "all": _("All fans, in a vote."),
    },
    "stops": {
        "no": _("No. It advises, before anything is signed."),
        "yes": _("Yes, with enough votes against."),
    },
    "owes": {
        "reply": _("A reply with reasons, by a fixed time."),
        "follow": _("To follow the advice."),
        "nothing": _("Nothing."),
    },
}
RIGHT = {"decides": "brand", "stops": "no", "owes": "reply"}

# Our own three sentences; they have not been validated.
HEARD: dict[str, Any] = {
    "understood": _("What I said was understood as I meant it."),
    "considered": _("Somebody thought about it in earnest."),
    "traced": _("I know how it changed the outcome, or why it did not."),
}
MARKS = range(1, 8)


class State(StrEnum):
    DRAFT = "draft"
    DRAWING = "drawing"
    RUNNING = "running"
    REPORTED = "reported"
    REPLIED = "replied"
    ARCHIVED = "archived"


STATES: dict[State, Any] = {
    State.DRAFT: pgettext_lazy("a review", "drafted"),
    State.DRAWING: pgettext_lazy("a review", "being drawn"),
    State.RUNNING: pgettext_lazy("a review", "running"),
    State.REPORTED: pgettext_lazy("a review", "reported"),
    State.REPLIED: pgettext_lazy("a review", "replied to"),
    State.ARCHIVED: pgettext_lazy("a review", "closed"),
}


@dataclass(frozen=True)
class Answers:
    """What one seat answers: a mark for the harm, a side to four sentences, a reason to each."""

    harm: int
    sides: Mapping[str, Side]
    reasons: Mapping[str, str]


def state_of(review: Review) -> State:
    steps = (
        ("archive", State.ARCHIVED),
        ("memo", State.REPLIED),
        ("report", State.REPORTED),
    )
    for step, state in steps:
        if hasattr(review, step):
            return state
    opening = opening_of(review)
    if opening is None:
        return State.DRAFT
    return State.RUNNING if opening.panel.drawn_at else State.DRAWING


def opening_of(review: Review) -> Opening | None:
    return getattr(review, "opening", None)


def due_at(review: Review) -> datetime | None:
    """When the reply is due: counted from the report, and on the promised day without one."""
    opening = opening_of(review)
    if opening is None:
        return None
    if hasattr(review, "report"):
        return review.report.at + timedelta(hours=opening.reply_hours)
    return opening.reply_due


def is_overdue(review: Review, now: datetime) -> bool:
    due = due_at(review)
    if due is None:
        return False
    return (review.memo.at if hasattr(review, "memo") else now) > due


def mark_of(opening: Opening, invitation: int) -> str:
    """What the copy of one seat bears. It leads to the seat only for whoever holds the key."""
    message = f"folkmoot.reviews.mark/1 {opening.pk} {invitation}".encode()
    digest = hmac.new(settings.PEPPER, message, hashlib.sha256).hexdigest()
    return f"{digest[:4]}-{digest[4:8]}-{digest[8:12]}"


def report_digest(canonical: bytes) -> str:
    return hashlib.sha256(b"folkmoot.reviews.report/1\0" + canonical).hexdigest()


def require_drafter(member: "Member | None") -> None:
    require(
        drafts,
        member,
        code="not-drafter",
        sentence=_("A review is prepared by those at the brand who handle what it is about."),
    )


def require_owner(member: "Member | None", review: Review) -> None:
    """The one who will have to reply: an executive, and not whoever wants the deal."""
    require(
        is_executive,
        member,
        code="not-executive",
        sentence=_("An executive opens a review, and replies to it in their own name."),
    )
    if member is not None and member.pk == review.by_id:
        raise Refusal(
            "own-review",
            _("Whoever wrote the papers cannot be the one who replies. Ask another executive."),
            status=HTTPStatus.FORBIDDEN,
        )


def may_reply(review: Review, member: "Member | None") -> bool:
    """The owner; another executive only once the owner is none any more."""
    opening = opening_of(review)
    if opening is None or member is None:
        return False
    if opening.owner_id == member.pk:
        return True
    stands_in = not is_executive(opening.owner) and is_executive(member)
    return bool(stands_in) and member.pk != review.by_id


def require_replier(review: Review, member: "Member | None") -> None:
    if not may_reply(review, member):
        raise Refusal(
            "not-owner",
            _("Whoever opened the review replies to it, and nobody in their place."),
            status=HTTPStatus.FORBIDDEN,
        )


def require_tracer(member: "Member | None") -> None:
    require(
        may_trace,
        member,
        code="not-tracer",
        sentence=_("Only legal staff or the auditor may trace a copy, with reasons."),
    )


def require_state(review: Review, *allowed: State) -> None:
    state = state_of(review)
    if state not in allowed:
        raise Refusal(
            "review-state",
            _("This review is %(state)s, so that cannot be done now."),
            status=HTTPStatus.CONFLICT,
            state=STATES[state],
        )


def require_hours(hours: int, least: int, most: int) -> int:
    if not least <= hours <= most:
        raise Refusal(
            "hours-out-of-range",
            _("Give a number of hours from %(least)d to %(most)d."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            least=least,
            most=most,
        )
    return hours


def require_text(text: str, *, longest: int, shortest: int = 1) -> str:
    text = text.strip()
    if len(text) < shortest or "\0" in text or len(text) > longest:
        raise Refusal(
            "text-out-of-range",
            _("Write between %(shortest)d and %(longest)d characters."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            shortest=shortest,
            longest=longest,
        )
    return require_no_personal_details(text)


def require_answers(given: Answers) -> Answers:
    """Whole and within its scales, with a reason to each; nothing of it leads to a person."""
    if not (
        0 <= given.harm <= 10
        and set(given.sides) == set(SIDED)
        and set(given.sides.values()) <= set(Side)
        and set(given.reasons) == set(QUESTIONS)
    ):
        raise Refusal(
            "unanswered",
            _("Answer all five questions, each with a reason."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    reasons = {
        name: require_text(words, longest=REASON_LENGTH, shortest=SHORTEST_REASON)
        for name, words in given.reasons.items()
    }
    return Answers(given.harm, dict(given.sides), reasons)


def require_marks(marks: Mapping[str, int]) -> None:
    if set(marks) != set(HEARD) or not set(marks.values()) <= set(MARKS):
        raise Refusal(
            "unanswered",
            _("Give each of the three sentences a mark from 1 to 7."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )


def right_of(said: Mapping[str, str]) -> int:
    return sum(said.get(name) == answer for name, answer in RIGHT.items())
