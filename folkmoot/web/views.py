"""The front door, the home of each moot, and its public record."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from folkmoot.account.replies import queries as replies
from folkmoot.deliberate.ballots import queries as ballots
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
        "ballots": ballots.waiting(request.member, now) if request.member else [],
        "recent_answers": conversations.recent_answers(brand),
        "wanted": suggestions.suggestion_page(brand, member=request.member, size=WANTED_SHOWN),
        "recent_decisions": suggestions.recent_decisions(brand, limit=3),
        "owed": queries.owed(brand),
        "conduct": replies.conduct(brand, now),
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
    context = {
        "page": page,
        "kinds": kinds,
        "kind": kind,
        "summary": queries.summary_of(request.brand),
        "ledger": _ledger(request),
    }
    return render(request, "web/record.html", context)


@require_safe
def fact(request: BrandRequest, number: int) -> HttpResponse:
    entry = queries.entry(request.brand, number)
    if entry is None:
        raise Http404
    context = {
        "entry": entry,
        "proof": queries.proof_of(entry.fact),
        "ledger": _ledger(request),
    }
    # A seal that is tapped asks for the proof alone, to show it in a dialog.
    answer = render(request, "web/proof.html" if request.htmx else "web/fact.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _ledger(request: BrandRequest) -> str:
    """The prefix of the log's files."""
    return reverse("ledger_checkpoint", args=[request.brand.slug]).removesuffix("checkpoint")


@require_safe
def opening(request: BrandRequest, index: int) -> JsonResponse:
    """The words of an entry and their salts, for as long as they may be read."""
    found = queries.opening(request.brand, index)
    if found is None:
        raise Http404
    answer = JsonResponse(found)
    answer["Cache-Control"] = "no-store"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def theme(request: BrandRequest) -> FileResponse:
    path = themes.file_of(request.brand.slug)
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), content_type="text/css; charset=utf-8")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None
