"""The result, and the open data behind it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from folkmoot.deliberate.conversations import queries, rules
from folkmoot.deliberate.conversations.models import Conversation, Participant
from folkmoot.deliberate.conversations.queries import open_data
from folkmoot.deliberate.conversations.queries.drawing import drawing_of
from folkmoot.deliberate.conversations.views.card import card_of
from folkmoot.deliberate.conversations.views.finding import conversation_or_404
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.requests import BrandRequest

CSV = "text/csv; charset=utf-8"


@require_safe
def result(request: BrandRequest, number: int) -> HttpResponse:
    found = conversation_or_404(request, number)
    context = {
        **card_of(request, found),
        "answers": list(queries.answers_of(found)),
        "clock": clock_of(request.brand, rules.ANSWER_CLOCK, found.subject),
        "origin": queries.origin_of(found),
    }
    if context["result_visible"]:
        context |= _shown(found, queries.voice_of(found, request.member))
    return render(request, "conversations/result.html", context)


def _shown(conversation: Conversation, voice: Participant | None) -> dict[str, Any]:
    """The result in words and in a picture, and what it does not count yet."""
    latest = queries.latest_map(conversation)
    since = queries.votes_since(latest, conversation)
    if latest is None:
        missing = queries.voices_missing(conversation)
        return {"result": None, "since": since, "missing": missing}
    result = queries.result_of(conversation, latest, now=timezone.now())
    standing = queries.where_i_stand(result, voice)
    return {
        "result": result,
        "since": since,
        "standing": standing,
        "drawing": drawing_of(result, standing),
    }


@require_safe
def export_csv(request: BrandRequest, number: int) -> StreamingHttpResponse:
    data = _open_data(request, number)
    return _download(data.votes_csv(), CSV, f"{data.name}-votes.csv")


@require_safe
def statements_csv(request: BrandRequest, number: int) -> StreamingHttpResponse:
    data = _open_data(request, number)
    return _download(data.statements_csv(), CSV, f"{data.name}-statements.csv")


@require_safe
def export_json(request: BrandRequest, number: int) -> StreamingHttpResponse:
    data = _open_data(request, number)
    return _download(data.json(), "application/json", f"{data.name}.json")


def _open_data(request: BrandRequest, number: int) -> open_data.OpenData:
    """Under the same rule as the page: the figures are not open before the result is."""
    found = conversation_or_404(request, number)
    queries.require_visible_result(found, request.member, timezone.now())
    return open_data.open_data_of(found, now=timezone.now())


def _download(parts: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        parts,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
