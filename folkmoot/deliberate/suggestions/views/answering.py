"""What the brand's people do with one suggestion. The acts check who may."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from folkmoot.deliberate.suggestions import actions, queries, rules
from folkmoot.deliberate.suggestions.forms import (
    AssessmentForm,
    DeliveryForm,
    DraftForm,
    NoteForm,
)
from folkmoot.deliberate.suggestions.views.desk import item_page
from folkmoot.deliberate.suggestions.views.finding import acting, suggestion_or_404
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest


@require_POST
def assessment(request: BrandRequest, number: int) -> HttpResponse:
    told = gettext("Everybody sees that you are looking into it. The clock runs on.")
    return _act(request, number, "assessment", AssessmentForm, actions.assess, told)


@require_POST
def drafts(request: BrandRequest, number: int) -> HttpResponse:
    told = gettext("Kept as a draft. Somebody else has to approve it.")
    return _act(request, number, "drafting", DraftForm, actions.draft_decision, told)


@require_POST
def delivery(request: BrandRequest, number: int) -> HttpResponse:
    told = gettext("On the record. Fans say whether it is so.")
    return _act(request, number, "delivery", DeliveryForm, actions.deliver, told)


@require_POST
def hiding(request: BrandRequest, number: int) -> HttpResponse:
    """Take it down. The act asks who may: moderators, who need not be those who answer."""
    actions.hide(
        suggestion_or_404(request, number),
        request.POST.get("reason", ""),
        actor=acting(request),
        now=timezone.now(),
    )
    messages.success(request, gettext("Taken down. The reason is public; the author can appeal."))
    return redirect("suggestion", request.brand.slug, number)


@require_POST
def showing(request: BrandRequest, number: int) -> HttpResponse:
    found = queries.hidden_by_number(request.brand, number)
    if found is None:
        raise Http404
    actions.show_again(found, actor=acting(request), now=timezone.now())
    messages.success(request, gettext("It is shown again."))
    return redirect("suggestion", request.brand.slug, number)


@require_POST
def notes(request: BrandRequest, number: int) -> HttpResponse:
    return _act(request, number, "note", NoteForm, actions.write_note, gettext("Noted."))


def _act(
    request: BrandRequest,
    number: int,
    name: str,
    kind: type[forms.Form],
    act: Callable[..., Any],
    told: str,
) -> HttpResponse:
    found, actor = suggestion_or_404(request, number), acting(request)
    rules.require_answerer(found, actor)
    form = kind(request.POST)
    if not form.is_valid():
        return item_page(request, found, status=422, **{name: form})
    try:
        act(found, **form.cleaned_data, actor=actor, now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return item_page(request, found, status=refusal.status, **{name: form})
    messages.success(request, told)
    return redirect("suggestion_desk", request.brand.slug, number)


@require_POST
def approval(request: BrandRequest, draft: int) -> HttpResponse:
    """Approve; with the second button publish at once as well."""
    actor = acting(request)
    found = queries.drafts(request.brand).filter(pk=draft).first()
    if found is None:
        raise Http404
    now = timezone.now()
    approved = actions.approve_draft(found, actor=actor, now=now)
    if "publish" in request.POST:
        actions.publish_decision(approved, actor=actor, now=now)
        messages.success(request, gettext("The decision is published and sealed."))
        return redirect("suggestion", request.brand.slug, found.suggestion.number)
    messages.success(request, gettext("Approved. It can be published now."))
    return redirect("suggestions_desk", request.brand.slug)
