"""The front door, the home of each moot, and its public record."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from folkmoot.deliberate.conversations import queries as conversations
from folkmoot.deliberate.suggestions import queries as suggestions
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.people.rules import require_member
from folkmoot.foundation.requests import BrandRequest
from folkmoot.web import queries, themes

OPEN_SHOWN = 6
WANTED_SHOWN = 3


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    return render(request, "web/front.html", {"brands": people.brands()})


@require_safe
def refusals(request: HttpRequest) -> HttpResponse:
    return render(request, "web/refusals.html")


@require_safe
def moot(request: BrandRequest) -> HttpResponse:
    now, brand = timezone.now(), request.brand
    context = {
        "now": now,
        "open": conversations.conversation_page(
            brand, show="open", member=request.member, now=now, size=OPEN_SHOWN
        ),
        "recent_answers": conversations.recent_answers(brand),
        "wanted": suggestions.suggestion_page(brand, member=request.member, size=WANTED_SHOWN),
        "recent_decisions": suggestions.recent_decisions(brand, limit=3),
        "owed": queries.owed(brand),
        "conduct": queries.conduct(brand, now),
    }
    return render(request, "web/moot.html", context)


@require_safe
@login_required
@never_cache
def participation(request: BrandRequest) -> HttpResponse:
    """Where my word went: what a member said, supported and voted on, and what became of it."""
    member = require_member(request.member)
    context = {
        "suggestions": suggestions.participation_of(member),
        "conversations": conversations.taken_part(member, timezone.now()),
    }
    return render(request, "web/participation.html", context)


@require_safe
def record(request: BrandRequest) -> HttpResponse:
    kinds = queries.public_kinds()
    kind = request.GET.get("kind", "")
    if kind and kind not in kinds:
        raise Http404
    page = queries.entries(
        request.brand,
        kind=kind,
        before=_number(request.GET.get("before")),
        after=_number(request.GET.get("after")),
    )
    return render(request, "web/record.html", {"page": page, "kinds": kinds, "kind": kind})


@require_safe
def fact(request: BrandRequest, number: int) -> HttpResponse:
    entry = queries.entry(request.brand, number)
    if entry is None:
        raise Http404
    return render(request, "web/fact.html", {"entry": entry})


@require_safe
def theme(request: BrandRequest) -> FileResponse:
    path = themes.file_of(request.brand.slug)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="text/css; charset=utf-8")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
