"""What "open" means, and who may do what in a conversation."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.rules import require_voice
from folkmoot.deliberate.conversations.models import Choice, Conversation, Ruling, Statement
from folkmoot.deliberate.moderation.rules import require_no_personal_details
from folkmoot.foundation.clocks.facts import CALLED
from folkmoot.foundation.people.rules import SMALLEST_CELL as SMALLEST_CELL  # noqa: PLC0414
from folkmoot.foundation.people.rules import is_executive, is_operator, require
from folkmoot.foundation.people.rules import shown as shown  # noqa: PLC0414
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.texts import require_words as require_words  # noqa: PLC0414

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

# The words of this room that others need: they never reach into its models.
__all__ = ["Choice", "Reason"]
Reason = Ruling.Reason

# People who answered fewer statements are placed on the map and not grouped.
VOTES_BEFORE_GROUPED = 7
# The result is shown to someone who has answered this many statements, or all if there are fewer.
VOTES_BEFORE_RESULT = 7

QUESTION_LENGTH = 200
BACKGROUND_LENGTH = 10_000
STATEMENT_LENGTH = 280
ANSWER_LENGTH = 10_000

ANSWER_CLOCK = "answer"
CALLED[ANSWER_CLOCK] = _("Reply of the brand")

# How many of one person's statements may wait for the facilitator at a time.
MOST_WAITING = 20

REASONS_AGAINST = (
    Ruling.Reason.OFF_TOPIC,
    Ruling.Reason.DUPLICATE,
    Ruling.Reason.PERSONAL,
    Ruling.Reason.UNLAWFUL,
    Ruling.Reason.SEVERAL,
    Ruling.Reason.ATTACK,
)
# Showing these words once more would do the harm again.
WITHHELD = (Ruling.Reason.PERSONAL, Ruling.Reason.ATTACK, Ruling.Reason.UNLAWFUL)

can_answer = is_operator | is_executive


def is_open(conversation: Conversation, now: datetime) -> bool:
    """Open from its opening until it was closed or its window ended."""
    return conversation.closed_at is None and now < conversation.closes_at


def require_open(conversation: Conversation, now: datetime) -> None:
    if not is_open(conversation, now):
        raise closed()


def closed() -> Refusal:
    return Refusal(
        "conversation-closed",
        _("This conversation has closed. Every vote is kept."),
        status=HTTPStatus.CONFLICT,
    )


def require_participation(
    conversation: Conversation, member: "Member | None", *, now: datetime
) -> "Member":
    """The member, if they may vote and speak here now."""
    require_open(conversation, now)
    voice = require_voice(member, conversation.rule, now=now)
    require_same_brand(conversation, voice)
    return voice


def require_votable(statement: Statement) -> None:
    if statement.standing != Statement.Standing.ACCEPTED:
        raise Refusal(
            "statement-not-accepted",
            _("This statement is not open to votes."),
            status=HTTPStatus.CONFLICT,
        )


def require_ruling_changes(statement: Statement, standing: str) -> None:
    if statement.standing == standing:
        raise Refusal(
            "already-ruled",
            _("This is already so: somebody was faster."),
            status=HTTPStatus.CONFLICT,
        )


def require_room_for_more(*, waiting: int) -> None:
    if waiting >= MOST_WAITING:
        raise Refusal(
            "too-many-waiting",
            _("%(waiting)d of your statements are waiting. Please let them be read first."),
            status=HTTPStatus.TOO_MANY_REQUESTS,
            waiting=waiting,
        )


def require_same_brand(conversation: Conversation, member: "Member") -> None:
    if conversation.brand_id != member.brand_id:
        raise Refusal(
            "other-brand", _("There is no such conversation here."), status=HTTPStatus.NOT_FOUND
        )


def require_answerer(member: "Member | None") -> None:
    require(
        can_answer,
        member,
        code="not-answerer",
        sentence=_("Only an operator or an executive answers for the brand."),
    )


def require_statement(text: str) -> str:
    """What can be stated: a thought of some length, without what leads to a private person."""
    return require_no_personal_details(require_words(text, longest=STATEMENT_LENGTH))


def result_visible(*, answered: int, statements: int, open_now: bool, staff: bool = False) -> bool:
    """Interim results are shown after one's own votes, so that they do not steer them.

    Staff have no vote that could be steered, and need to see what they facilitate.
    """
    enough = statements > 0 and answered >= min(VOTES_BEFORE_RESULT, statements)
    return enough or staff or not open_now


def require_result(*, visible: bool) -> None:
    if not visible:
        raise Refusal(
            "result-hidden",
            _("The result appears after %(votes)d answers of your own, or when it has closed."),
            votes=VOTES_BEFORE_RESULT,
        )
