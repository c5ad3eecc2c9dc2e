"""The voting card: one statement, three buttons, and how far one has come."""

from typing import Any

from django.http import Http404
from django.utils import timezone

from folkmoot.deliberate.conversations import queries, rules
from folkmoot.deliberate.conversations.models import Conversation, Participant, Statement
from folkmoot.deliberate.conversations.views.finding import as_staff, whole_number
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest


def card_of(request: BrandRequest, conversation: Conversation) -> dict[str, Any]:
    """The card on the page, for whoever reads it."""
    participant = queries.voice_of(conversation, request.member)
    barred = _barred(request, conversation)
    return card_after(request, conversation, participant) | {"barred": barred}


def card_after(
    request: BrandRequest, conversation: Conversation, participant: Participant | None
) -> dict[str, Any]:
    """What the card shows to this voice after a vote, which nothing barred."""
    now = timezone.now()
    progress = queries.progress_of(conversation, participant)
    open_now = rules.is_open(conversation, now)
    return {
        "conversation": conversation,
        "open": open_now,
        "progress": progress,
        "statement": _statement(request, conversation, participant, progress) if open_now else None,
        "chosen": request.GET.get("choice") if request.method == "GET" else None,
        "result_visible": rules.result_visible(
            answered=progress.answered,
            statements=progress.statements,
            open_now=open_now,
            staff=as_staff(request.member),
        ),
        "votes_before_result": min(rules.VOTES_BEFORE_RESULT, progress.statements),
    }


def _statement(
    request: BrandRequest,
    conversation: Conversation,
    participant: Participant | None,
    progress: queries.Progress,
) -> Statement | None:
    """The statement asked for in the address, or else the next one."""
    wanted = whole_number(request.GET.get("statement")) if request.method == "GET" else None
    if wanted is None:
        return queries.next_statement(conversation, participant, progress)
    statement = queries.statement_by_number(request.brand, conversation.number, wanted)
    if statement is None or statement.standing != Statement.Standing.ACCEPTED:
        raise Http404
    return statement


def _barred(request: BrandRequest, conversation: Conversation) -> Refusal | None:
    """Why a member of the moot cannot vote here. Everybody else joins with their first vote."""
    now = timezone.now()
    if request.member is None or not rules.is_open(conversation, now):
        return None
    try:
        rules.require_participation(conversation, request.member, now=now)
    except Refusal as refusal:
        return refusal
    return None
