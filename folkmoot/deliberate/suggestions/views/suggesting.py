"""Thirty seconds: text first, what others said beside it, signing in last, a receipt at the end."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from folkmoot.deliberate.suggestions import actions, queries, rules
from folkmoot.deliberate.suggestions.forms import SuggestionForm, WordingForm
from folkmoot.deliberate.suggestions.models import Suggestion
from folkmoot.deliberate.suggestions.views.finding import (
    acting,
    address_of,
    first_voice,
    sign_in_first,
    suggestion_or_404,
)
from folkmoot.foundation.people.rules import is_staff
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

# What is shorter is like everything and like nothing.
SHORTEST_ASKED = 4
PENDING = "suggestion"


class New(View):
    def get(self, request: BrandRequest) -> HttpResponse:
        form = _form(request, initial={"topic": request.GET.get("topic", "")})
        return new_page(request, form)

    def post(self, request: BrandRequest) -> HttpResponse:
        form = _form(request, request.POST)
        if "look" in request.POST:  # without scripts: see what others said, then go on
            return new_page(request, _form(request, initial=request.POST.dict()), look=True)
        if not form.is_valid():
            return new_page(request, form, status=422)
        if not request.user.is_authenticated:
            # It was sent; what is missing is only who sent it. After signing in it goes out.
            said = {name: request.POST[name] for name in form.fields if name in request.POST}
            request.session[PENDING] = {"brand": request.brand.pk, "said": said}
            return sign_in_first(request, reverse("suggestion_sending", args=[request.brand.slug]))
        return _send(request, form)


@require_safe
def sending(request: BrandRequest) -> HttpResponse:
    """Back from signing in: what was sent before goes out now, once."""
    pending = request.session.get(PENDING)
    if not pending or pending["brand"] != request.brand.pk or not request.user.is_authenticated:
        return redirect("suggestion_new", request.brand.slug)
    if request.method != "GET":
        return HttpResponse()
    del request.session[PENDING]
    form = _form(request, pending["said"])
    return _send(request, form) if form.is_valid() else new_page(request, form, status=422)


def _send(request: BrandRequest, form: SuggestionForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        made = _suggested(request, form, topic=said["topic"], willing=said["willing"])
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return new_page(request, form, status=refusal.status)
    return redirect("suggestion_receipt", request.brand.slug, made.receipt)


def _suggested(
    request: BrandRequest, form: SuggestionForm, *, topic: str, willing: bool
) -> Suggestion:
    now: datetime = timezone.now()
    if request.member is not None:
        return actions.suggest(
            form.wording, topic=topic, willing=willing, actor=request.member, now=now
        )
    with transaction.atomic():  # whose words are refused does not become a member by trying
        return actions.suggest(
            form.wording, topic=topic, willing=willing, actor=first_voice(request), now=now
        )


def _form(request: BrandRequest, *args: Any, **kwargs: Any) -> SuggestionForm:
    found = queries.rules_in_force(request.brand, timezone.now())
    topics = [(version.topic.slug, version.topic.title) for version in found]
    return SuggestionForm(*args, topics=topics, **kwargs)


def new_page(
    request: BrandRequest, form: SuggestionForm, *, look: bool = False, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    found = queries.rules_in_force(request.brand, now)
    chosen = form["topic"].value()
    rule = next((v for v in found if v.topic.slug == chosen), found[0] if found else None)
    context = {
        "form": form,
        "rule": rule,
        "reply_due": now + timedelta(hours=rule.reply_hours) if rule else None,
        "topics": found,
        "staff": bool(is_staff(request.member)),
        "looked": look,
        "similar": _similar(request, form["text"].value()) if look else [],
    }
    return render(request, "suggestions/new.html", context, status=status)


@require_POST
def similar(request: BrandRequest) -> HttpResponse:
    """A part of the page, for what is being typed. Nothing is stored."""
    context = {"similar": _similar(request, request.POST.get("text", "")), "looked": True}
    return render(request, "suggestions/similar.html", context)


def _similar(request: BrandRequest, text: str | None) -> list[dict[str, Any]]:
    if not text or len(text.strip()) < SHORTEST_ASKED:
        return []
    found = [each.suggestion for each in queries.similar_to(request.brand, text)]
    rows = queries.rows_of(request.brand, found, request.member)
    return [{"row": row, "open": row.suggestion.is_undecided} for row in rows]


class Rewording(View):
    """The author says it better; who supports the old words is asked."""

    def get(self, request: BrandRequest, number: int) -> HttpResponse:
        found = suggestion_or_404(request, number)
        if not request.user.is_authenticated:
            return sign_in_first(request, request.get_full_path())
        rules.require_author(found, request.member)
        latest = queries.versions_of(found)[0]
        boxes = ("text", "title", "problem", "scene")
        form = WordingForm(initial={box: str(getattr(latest, box)) for box in boxes})
        return self._page(request, found, form)

    def post(self, request: BrandRequest, number: int) -> HttpResponse:
        found = suggestion_or_404(request, number)
        actor = acting(request)
        rules.require_author(found, actor)
        form = WordingForm(request.POST)
        if not form.is_valid():
            return self._page(request, found, form, status=422)
        try:
            actions.change(found, form.wording, actor=actor, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self._page(request, found, form, status=refusal.status)
        messages.success(
            request, gettext("The new wording stands beside the old one. Supporters are asked.")
        )
        return redirect(address_of(request, number))

    def _page(
        self, request: BrandRequest, found: Suggestion, form: WordingForm, status: int = 200
    ) -> HttpResponse:
        context = {"suggestion": found, "form": form}
        return render(request, "suggestions/wording.html", context, status=status)


@require_safe
def short(request: BrandRequest) -> HttpResponse:
    """The address behind the code on a box: /<brand>/s."""
    return redirect("suggestion_new", request.brand.slug)
