"""The facilitator's page and what is decided on it. The acts check who may."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from folkmoot.deliberate.conversations import actions, queries, rules
from folkmoot.deliberate.conversations.forms import AnswerForm, RejectionForm, SeedForm
from folkmoot.deliberate.conversations.models import Conversation, Ruling
from folkmoot.deliberate.conversations.views.finding import (
    acting,
    conversation_or_404,
    sign_in_first,
    statement_or_404,
)
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.rules import is_operator, require_operator
from folkmoot.foundation.requests import BrandRequest


@require_safe
def queue(request: BrandRequest, number: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request, request.get_full_path())
    found = conversation_or_404(request, number)
    rules.require_answerer(request.member)
    return queue_page(request, found, SeedForm(), AnswerForm(initial=_draft(found)))


def _draft(conversation: Conversation) -> dict[str, str]:
    """A new version starts from the one that holds."""
    latest = queries.answers_of(conversation).first()
    return {"answer": str(latest.words)} if latest else {}


def queue_page(
    request: BrandRequest,
    conversation: Conversation,
    seed: SeedForm,
    answer: AnswerForm,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    context = {
        "conversation": conversation,
        "open": rules.is_open(conversation, now),
        "waiting": queries.waiting_statements(conversation),
        "waiting_count": queries.waiting_count(conversation),
        "clock": clock_of(request.brand, rules.ANSWER_CLOCK, conversation.subject),
        "may_moderate": is_operator(request.member),
        "rejection": RejectionForm(),
        "seed": seed,
        "answer": answer,
    }
    return render(request, "conversations/queue.html", context, status=status)


@require_POST
def acceptance(request: BrandRequest, number: int, statement: int) -> HttpResponse:
    actor = acting(request)
    found = statement_or_404(request, number, statement)
    actions.accept_statement(found, actor=actor, now=timezone.now())
    return _back_to_queue(request, number, gettext("Accepted, and on the record."))


@require_POST
def rejection(request: BrandRequest, number: int, statement: int) -> HttpResponse:
    actor = acting(request)
    found = statement_or_404(request, number, statement)
    form = RejectionForm(request.POST)
    reason = Ruling.Reason(form.cleaned_data["reason"]) if form.is_valid() else Ruling.Reason.FITS
    actions.reject_statement(found, reason, actor=actor, now=timezone.now())
    return _back_to_queue(request, number, gettext("Not accepted; the reason is on the record."))


@require_POST
def closing(request: BrandRequest, number: int) -> HttpResponse:
    found = conversation_or_404(request, number)
    actions.close(found, actor=acting(request), now=timezone.now())
    return _back_to_queue(request, number, gettext("Closed. The last map is on its way."))


@require_POST
def seeds(request: BrandRequest, number: int) -> HttpResponse:
    actor = acting(request)
    found = conversation_or_404(request, number)
    require_operator(actor)
    form = SeedForm(request.POST)
    if not form.is_valid():
        return queue_page(request, found, form, AnswerForm(initial=_draft(found)), status=422)
    actions.add_seed(found, form.cleaned_data["seed"], actor=actor, now=timezone.now())
    return _back_to_queue(request, number, gettext("Added. Everybody can vote on it now."))


@require_POST
def answers(request: BrandRequest, number: int) -> HttpResponse:
    actor = acting(request)
    found = conversation_or_404(request, number)
    form = AnswerForm(request.POST)
    rules.require_answerer(actor)
    if not form.is_valid():
        return queue_page(request, found, SeedForm(), form, status=422)
    actions.publish_answer(found, form.cleaned_data["answer"], actor=actor, now=timezone.now())
    messages.success(request, gettext("Your answer is published and sealed."))
    return redirect("conversation", request.brand.slug, number)


def _back_to_queue(request: BrandRequest, number: int, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect(reverse("conversation_queue", args=[request.brand.slug, number]))
