"""Reading is open to everybody, except a result that could still steer a vote."""

from http import HTTPStatus
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.conversations import queries
from folkmoot.deliberate.conversations.api.finding import conversation_or_404, reader
from folkmoot.deliberate.conversations.api.routes import router
from folkmoot.deliberate.conversations.api.shapes import (
    AnswerOut,
    ConversationOut,
    PageOut,
    ResultOut,
    RulingOut,
    StatementPageOut,
    answer_out,
    conversation_out,
    result_out,
    ruling_out,
    statement_out,
)
from folkmoot.foundation.programs import brand_or_404
from folkmoot.foundation.refusal import Refusal


@router.get("/{moot}/conversations", response=PageOut, auth=None)
def conversations(
    request: HttpRequest,
    moot: str,
    show: Literal["all", "open", "closed"] = "all",
    before: int | None = None,
) -> dict[str, Any]:
    now = timezone.now()
    page = queries.conversation_page(brand_or_404(moot), show=show, before=before, now=now)
    return {
        "conversations": [
            conversation_out(row.conversation, now)
            | {
                "voices": row.voices,
                "statements": row.statements,
                "answer": answer_out(row.answer) if row.answer else None,
            }
            for row in page.rows
        ],
        "before": page.before,
    }


@router.get("/{moot}/conversations/{number}", response=ConversationOut, auth=None)
def conversation(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    return conversation_out(conversation_or_404(moot, number), timezone.now())


@router.get("/{moot}/conversations/{number}/statements", response=StatementPageOut, auth=None)
def statements(
    request: HttpRequest, moot: str, number: int, after: int | None = None
) -> dict[str, Any]:
    page = queries.statements_page(conversation_or_404(moot, number), after=after)
    return {"statements": [statement_out(row.statement) for row in page.rows], "after": page.after}


@router.get("/{moot}/conversations/{number}/rulings", response=list[RulingOut], auth=None)
def rulings(
    request: HttpRequest, moot: str, number: int, before: int | None = None
) -> list[dict[str, Any]]:
    page = queries.moderation_log(conversation_or_404(moot, number), before=before)
    return [ruling_out(ruling) for ruling in page.rulings]


@router.get("/{moot}/conversations/{number}/answers", response=list[AnswerOut], auth=None)
def answers(request: HttpRequest, moot: str, number: int) -> list[dict[str, Any]]:
    return [
        answer_out(version) for version in queries.answers_of(conversation_or_404(moot, number))
    ]


@router.get("/{moot}/conversations/{number}/result", response=ResultOut, auth=None)
def result(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    """The latest map in words; during the voting, to a voice that has answered enough."""
    found, member = conversation_or_404(moot, number), reader(request, moot)
    queries.require_visible_result(found, member, timezone.now())
    latest = queries.latest_map(found)
    if latest is None:
        raise Refusal(
            "no-map-yet",
            _("There is no map yet: it takes ten people. Every vote is kept."),
            status=HTTPStatus.CONFLICT,
            voices_missing=queries.voices_missing(found),
        )
    shown = queries.result_of(found, latest, now=timezone.now())
    standing = queries.where_i_stand(shown, queries.voice_of(found, member))
    return result_out(shown, standing, queries.votes_since(latest, found))
