"""Pages that anyone can read."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from folkmoot.deliberate.conversations import queries, rules
from folkmoot.deliberate.conversations.forms import StatementForm
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.deliberate.conversations.queries.differences import difference
from folkmoot.deliberate.conversations.views.card import card_of
from folkmoot.deliberate.conversations.views.finding import conversation_or_404, whole_number
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.requests import BrandRequest

SHOWN = ("all", "open", "closed")


@require_safe
def conversations(request: BrandRequest) -> HttpResponse:
    show = request.GET.get("show", "all")
    if show not in SHOWN:
        raise Http404
    page = queries.conversation_page(
        request.brand,
        show=show,
        before=whole_number(request.GET.get("before")),
        member=request.member,
        now=timezone.now(),
    )
    return render(request, "conversations/list.html", {"page": page, "show": show})


@require_safe
def conversation(request: BrandRequest, number: int) -> HttpResponse:
    found = conversation_or_404(request, number)
    kept = request.session.get("draft", {})
    text = kept.get("text", "") if kept.get("conversation") == found.pk else ""
    return page_of(request, found, StatementForm(initial={"text": text}))


def page_of(
    request: BrandRequest, conversation: Conversation, form: StatementForm, status: int = 200
) -> HttpResponse:
    """The conversation's page; it comes back with its form when that could not be accepted."""
    context: dict[str, Any] = {
        **card_of(request, conversation),
        "form": form,
        "answers": list(queries.answers_of(conversation)),
        "clock": clock_of(request.brand, rules.ANSWER_CLOCK, conversation.subject),
        "voices": queries.voices(conversation),
        "origin": queries.origin_of(conversation),
    }
    return render(request, "conversations/conversation.html", context, status=status)


@require_safe
def moderation(request: BrandRequest, number: int) -> HttpResponse:
    found = conversation_or_404(request, number)
    page = queries.moderation_log(found, before=whole_number(request.GET.get("before")))
    context = {"conversation": found, "page": page, "withheld": rules.WITHHELD}
    return render(request, "conversations/moderation.html", context)


@require_safe
def answer(request: BrandRequest, number: int, version: int) -> HttpResponse:
    """One version of the brand's answer, beside the one before it."""
    found = conversation_or_404(request, number)
    versions = list(queries.answers_of(found))
    present = next((v for v in versions if v.number == version), None)
    if present is None:
        raise Http404
    before = next((v for v in versions if v.number == version - 1), None)
    context = {
        "conversation": found,
        "answer": present,
        "before": before,
        "versions": versions,
        "difference": difference(str(before.words), str(present.words)) if before else [],
    }
    return render(request, "conversations/answer.html", context)
