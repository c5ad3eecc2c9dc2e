"""What "open" means, and who may do what in a conversation."""

from datetime import datetime
from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from folkmoot.charter.rules import require_voice
from folkmoot.deliberate.conversations.models import Conversation, Statement
from folkmoot.foundation.people.rules import Member, is_executive, is_operator, require
from folkmoot.foundation.refusal import Refusal

# Under ten people a figure could point at a person, so it is not shown: on pages or in exports.
SMALLEST_CELL = 10
# The result is shown to someone who has answered this many statements, or all if there are fewer.
VOTES_BEFORE_RESULT = 7

QUESTION_LENGTH = 200
BACKGROUND_LENGTH = 10_000
STATEMENT_LENGTH = 280
ANSWER_LENGTH = 10_000

ANSWER_CLOCK = "answer"

can_answer = is_operator | is_executive


def is_open(conversation: Conversation, now: datetime) -> bool:
    """Open from its opening until it was closed or its window ended."""
    return conversation.closed_at is None and now < conversation.closes_at


def require_open(conversation: Conversation, now: datetime) -> None:
    if not is_open(conversation, now):
        raise Refusal(
            "conversation-closed",
            _("This conversation has closed. Every vote is kept."),
            status=HTTPStatus.CONFLICT,
        )


def require_participation(
    conversation: Conversation, member: Member | None, *, now: datetime
) -> Member:
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


def require_same_brand(conversation: Conversation, member: Member) -> None:
    if conversation.brand_id != member.brand_id:
        raise Refusal(
            "other-brand", _("There is no such conversation here."), status=HTTPStatus.NOT_FOUND
        )


def require_answerer(member: Member | None) -> None:
    require(
        can_answer,
        member,
        code="not-answerer",
        sentence=_("Only an operator or an executive answers for the brand."),
    )


def require_words(text: str, *, longest: int) -> str:
    """The text without outer white space; empty or too long is refused, never cut."""
    text = text.strip()
    if not text or "\0" in text:
        raise Refusal(
            "text-empty",
            _("Please write something first."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    if len(text) > longest:
        raise Refusal(
            "text-too-long",
            _("The text has %(length)d characters; the limit is %(longest)d."),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
            length=len(text),
            longest=longest,
        )
    return text


def result_visible(*, answered: int, statements: int, open_now: bool) -> bool:
    """Interim results are shown after one's own votes, so that they do not steer them."""
    return not open_now or (statements > 0 and answered >= min(VOTES_BEFORE_RESULT, statements))
