"""The charter in force, its map of power and its pace, on any day."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folkmoot.charter.articles import actions, queries, rules
from folkmoot.charter.articles.forms import NUMBER_LABELS, Reviewing
from folkmoot.charter.articles.models import AdoptedBy, Edition
from folkmoot.charter.articles.rules.patterns import elements_of, said
from folkmoot.foundation.clocks.queries import open_clocks
from folkmoot.foundation.people.rules import is_executive
from folkmoot.foundation.requests import BrandRequest


def day_asked(request: HttpRequest, now: datetime) -> datetime:
    """The end of the day in `?on=`, or now: what held on that day is what held at its end."""
    try:
        day = parse_date(request.GET.get("on", ""))
    except ValueError:
        day = None
    if day is None or day == timezone.localdate(now):
        return now
    try:
        return timezone.make_aware(datetime.combine(day, time.max))
    except (OverflowError, ValueError):
        return now


@require_safe
def text(request: BrandRequest) -> HttpResponse:
    now = timezone.now()
    on = day_asked(request, now)
    found = queries.edition_in_force(request.brand, on)
    return _edition_page(request, found, on=on)


@require_safe
def edition(request: BrandRequest, edition: int) -> HttpResponse:
    found = queries.edition_by_number(request.brand, edition)
    if found is None:
        raise Http404
    return _edition_page(request, found, on=timezone.now())


@require_safe
def edition_text(request: BrandRequest, edition: int) -> HttpResponse:
    """The exact text that the record's digest vouches for."""
    found = queries.edition_by_number(request.brand, edition)
    if found is None:
        raise Http404
    response = JsonResponse(found.body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["X-Digest"] = f"sha-256={found.digest}"
    return response


def _edition_page(request: BrandRequest, found: Edition | None, *, on: datetime) -> HttpResponse:
    now = timezone.now()
    every = list(queries.editions(request.brand))
    before = next((e for e in every if found and e.number == found.number - 1), None)
    latest = every[0] if every else None
    context = {
        "now": now,
        "on": on,
        "past": on < now - timedelta(minutes=1),
        "edition": found,
        "editions": every,
        "articles": readable(found) if found else [],
        "changes": queries.differences(before.body, found.body) if found and before else [],
        "before": before,
        "amendments": queries.amendments(request.brand),
        "open_amendment": queries.open_amendment(request.brand),
        "opening": queries.opening_of(request.brand),
        "executive": is_executive(request.member),
        "latest": latest,
        "review_clock": (
            open_clocks(request.brand).filter(subject=latest.subject).first() if latest else None
        ),
        "reviews": latest.reviews.order_by("-at").select_related("fact__brand") if latest else [],
        "reviewing": Reviewing(),
    }
    return render(request, "articles/text.html", context)


def readable(found: Edition) -> list[dict[str, Any]]:
    """The articles in the reader's language, with their numbers named."""
    language = get_language() or "en"
    return [
        {
            "key": article["key"],
            "rung": article["rung"],
            "name": said(article["name"], language),
            "purpose": said(article["purpose"], language),
            "elements": [
                {
                    "name": element,
                    "label": rules.ELEMENT_LABELS[element],
                    "text": said(article[element], language),
                    "numbers": _numbers(article[element]),
                }
                for element in elements_of(article)
            ],
        }
        for article in found.body["articles"]
    ]


def _numbers(table: dict[str, Any]) -> list[tuple[Any, Any]]:
    shown: list[tuple[Any, Any]] = [
        (NUMBER_LABELS.get(name, name), value)
        for name, value in table.items()
        if isinstance(value, int) and not isinstance(value, bool)
    ]
    if table.get("adopted_by"):
        shown.append((_("Adopted by"), AdoptedBy(table["adopted_by"]).label))
    return shown


@require_safe
def power(request: BrandRequest) -> HttpResponse:
    now = timezone.now()
    on = day_asked(request, now)
    context = {
        "now": now,
        "on": on,
        "past": on < now - timedelta(minutes=1),
        "lines": queries.power(request.brand, on),
    }
    return render(request, "articles/power.html", context)


@require_safe
def pace(request: BrandRequest) -> HttpResponse:
    now = timezone.now()
    found = queries.cadence(request.brand, now)
    context = {
        "now": now,
        "paces": found,
        "warned": sum(bool(pace.warnings) for pace in found),
        "cool_down": rules.COOL_DOWN.days,
        "executive": is_executive(request.member),
    }
    return render(request, "articles/pace.html", context)


@require_POST
def review(request: BrandRequest) -> HttpResponse:
    member = rules.require_executive(request.member)
    found = rules.require_charter(queries.latest_edition(request.brand))
    form = Reviewing(request.POST)
    outcome = form.data.get("outcome", "")
    reason = form.data.get("reason", "")
    actions.review(found, outcome, reason, actor=member, now=timezone.now())
    messages.success(request, _("The review stands in the public record."))
    return redirect("charter_text", brand=request.brand.slug)
