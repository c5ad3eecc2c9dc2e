"""Voting and speaking. Who is not signed in does so last, and nothing is lost on the way."""

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.http import require_POST

from folkmoot.deliberate.conversations import actions, queries, rules
from folkmoot.deliberate.conversations.forms import StatementForm, VoteForm
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.deliberate.conversations.views.card import card_after
from folkmoot.deliberate.conversations.views.finding import (
    address_of,
    conversation_or_404,
    sign_in_first,
    statement_or_404,
    whole_number,
)
from folkmoot.deliberate.conversations.views.reading import page_of
from folkmoot.foundation.people.actions import join
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member, Person


@require_POST
def vote(request: BrandRequest, number: int, statement: int) -> HttpResponse:
    choice = VoteForm.choice_in(request.POST)
    if not request.user.is_authenticated:
        chosen = address_of(request, number, statement=statement, choice=choice.name.lower())
        return sign_in_first(request, chosen)
    found = statement_or_404(request, number, statement)
    if request.member is None:
        with transaction.atomic():  # who may not vote here does not become a member by trying
            member = first_voice(request)
            participant = actions.cast_vote(found, choice, actor=member, now=timezone.now())
    else:
        participant = actions.cast_vote(found, choice, actor=request.member, now=timezone.now())
    if request.htmx:
        card = card_after(request, found.conversation, participant)
        return render(request, "conversations/card.html", card)
    return redirect(address_of(request, number))


def first_voice(request: BrandRequest) -> "Member":
    """The member; somebody signed in joins the moot with the first thing they say in it."""
    if request.member is not None:
        return request.member
    return join(request.brand, cast("Person", request.user), now=timezone.now())


class Statements(View):
    """All statements that can be voted on, and a new one."""

    def get(self, request: BrandRequest, number: int) -> HttpResponse:
        conversation = conversation_or_404(request, number)
        page = queries.statements_page(
            conversation,
            member=request.member,
            after=whole_number(request.GET.get("after")),
        )
        context = {
            "conversation": conversation,
            "page": page,
            "open": rules.is_open(conversation, timezone.now()),
        }
        return render(request, "conversations/statements.html", context)

    def post(self, request: BrandRequest, number: int) -> HttpResponse:
        conversation = conversation_or_404(request, number)
        form = StatementForm(request.POST)
        if not form.is_valid():
            return page_of(request, conversation, form, status=422)
        text = form.cleaned_data["text"]
        if not request.user.is_authenticated:
            rules.require_statement(text)  # a draft is stored as well
            request.session["draft"] = {"conversation": conversation.pk, "text": text}
            return sign_in_first(request, address_of(request, number))
        try:
            with transaction.atomic():
                member = first_voice(request)
                actions.make_statement(conversation, text, actor=member, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return page_of(request, conversation, form, status=refusal.status)
        request.session.pop("draft", None)
        messages.success(request, _thanks(conversation))
        return redirect(address_of(request, number))


def _thanks(conversation: Conversation) -> str:
    if conversation.approve_first:
        return gettext("Thank you. A facilitator reads your statement before others see it.")
    return gettext("Thank you. Others can now vote on your statement.")
