"""Acting takes a token of a member of this brand, with the scope for it."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status

from folkmoot.deliberate.conversations import actions, queries
from folkmoot.deliberate.conversations.api.finding import conversation_or_404, statement_or_404
from folkmoot.deliberate.conversations.api.routes import router
from folkmoot.deliberate.conversations.api.shapes import (
    AnswerOut,
    ConversationOut,
    ProgressOut,
    RejectionIn,
    RulingOut,
    StatementOut,
    TextIn,
    VoteIn,
    answer_out,
    conversation_out,
    ruling_out,
    statement_out,
)
from folkmoot.deliberate.conversations.models import Choice, Ruling
from folkmoot.foundation.programs import acting


@router.post("/{moot}/conversations/{number}/statements", response={201: StatementOut})
def make_statement(
    request: HttpRequest, moot: str, number: int, payload: TextIn
) -> Status[dict[str, Any]]:
    actor = acting(request, moot, "speak")
    made = actions.make_statement(
        conversation_or_404(moot, number), payload.text, actor=actor, now=timezone.now()
    )
    return Status(HTTPStatus.CREATED, statement_out(made))


@router.post("/{moot}/conversations/{number}/seeds", response={201: StatementOut})
def add_seed(
    request: HttpRequest, moot: str, number: int, payload: TextIn
) -> Status[dict[str, Any]]:
    actor = acting(request, moot, "moderate")
    seed = actions.add_seed(
        conversation_or_404(moot, number), payload.text, actor=actor, now=timezone.now()
    )
    return Status(HTTPStatus.CREATED, statement_out(seed))


@router.post("/{moot}/conversations/{number}/statements/{statement}/vote", response=ProgressOut)
def vote(
    request: HttpRequest, moot: str, number: int, statement: int, payload: VoteIn
) -> dict[str, int]:
    actor = acting(request, moot, "vote")
    found = statement_or_404(moot, number, statement)
    choice = Choice[payload.choice.upper()]
    voice = actions.cast_vote(found, choice, actor=actor, now=timezone.now())
    progress = queries.progress_of(found.conversation, voice)
    return {"answered": progress.answered, "statements": progress.statements}


@router.post("/{moot}/conversations/{number}/statements/{statement}/acceptance", response=RulingOut)
def accept(request: HttpRequest, moot: str, number: int, statement: int) -> dict[str, Any]:
    actor = acting(request, moot, "moderate")
    found = statement_or_404(moot, number, statement)
    return ruling_out(actions.accept_statement(found, actor=actor, now=timezone.now()))


@router.post("/{moot}/conversations/{number}/statements/{statement}/rejection", response=RulingOut)
def reject(
    request: HttpRequest, moot: str, number: int, statement: int, payload: RejectionIn
) -> dict[str, Any]:
    actor = acting(request, moot, "moderate")
    found = statement_or_404(moot, number, statement)
    reason = Ruling.Reason(payload.reason)
    return ruling_out(actions.reject_statement(found, reason, actor=actor, now=timezone.now()))


@router.post("/{moot}/conversations/{number}/closing", response=ConversationOut)
def close(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    actor, found = acting(request, moot, "moderate"), conversation_or_404(moot, number)
    actions.close(found, actor=actor, now=timezone.now())
    return conversation_out(found, timezone.now())


@router.post("/{moot}/conversations/{number}/answers", response={201: AnswerOut})
def answer(request: HttpRequest, moot: str, number: int, payload: TextIn) -> Status[dict[str, Any]]:
    actor = acting(request, moot, "answer")
    published = actions.publish_answer(
        conversation_or_404(moot, number), payload.text, actor=actor, now=timezone.now()
    )
    return Status(HTTPStatus.CREATED, answer_out(published))
