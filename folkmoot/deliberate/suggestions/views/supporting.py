"""Standing behind a suggestion, stepping back, and saying whether it was delivered."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from folkmoot.deliberate.suggestions import actions, rules
from folkmoot.deliberate.suggestions.forms import ConfirmationForm
from folkmoot.deliberate.suggestions.views.finding import (
    acting,
    address_of,
    first_voice,
    sign_in_first,
    suggestion_or_404,
)
from folkmoot.deliberate.suggestions.views.reading import suggestion_page, support_context
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.deliberate.suggestions.models import Suggestion

Act = Callable[..., "Suggestion"]


@require_POST
def support(request: BrandRequest, number: int) -> HttpResponse:
    return _act(request, number, actions.support)


@require_POST
def withdrawal(request: BrandRequest, number: int) -> HttpResponse:
    return _act(request, number, actions.withdraw, joining=False)


@require_POST
def keeping(request: BrandRequest, number: int) -> HttpResponse:
    return _act(request, number, actions.keep, joining=False)


def _act(request: BrandRequest, number: int, act: Act, *, joining: bool = True) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request, address_of(request, number, "#support"))
    found = suggestion_or_404(request, number)
    with transaction.atomic():  # who may not support this does not become a member by trying
        actor = first_voice(request) if joining else acting(request)
        act(found, actor=actor, now=timezone.now())
    if request.htmx:
        present = suggestion_or_404(request, number)
        context = support_context(request, present)
        return render(request, "suggestions/support.html", context)
    return redirect(address_of(request, number, "#support"))


@require_POST
def confirmation(request: BrandRequest, number: int) -> HttpResponse:
    found, actor = suggestion_or_404(request, number), acting(request)
    form = ConfirmationForm(request.POST)
    if not form.is_valid():
        return suggestion_page(request, found, form, status=422)
    reason, text = form.cleaned_data["reason"], form.cleaned_data["text"]
    act = actions.return_delivery if reason in rules.REASONS_TO_RETURN else actions.confirm_delivery
    try:
        act(found, reason, text, actor=actor, now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return suggestion_page(request, found, form, status=refusal.status)
    messages.success(request, gettext("Thank you. What you said is on the record."))
    return redirect(address_of(request, number))
