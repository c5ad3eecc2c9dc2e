"""Counts for everybody; a dossier for those who handle partnerships."""

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from folkmoot.decide.dossiers import actions, queries, rules
from folkmoot.decide.dossiers.forms import CaptureForm, OutcomeForm, WordsForm
from folkmoot.foundation.clocks.facts import called
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.decide.dossiers.models import Dossier
    from folkmoot.foundation.people.models import Brand


@require_safe
def dossiers(request: BrandRequest) -> HttpResponse:
    sees, now = bool(rules.reads(request.member)), timezone.now()
    public = queries.public_counts(request.brand, now)
    context = {
        "public": public,
        "held": [(rules.Category(code).label, count) for code, count in public.held.items()],
        "clocks": [(called(clock.kind), clock) for clock in public.clocks],
        "sees": sees,
        "may_file": bool(rules.files(request.member)),
        "dossiers": queries.dossiers(request.brand) if sees else [],
        "appeals": queries.open_appeals(request.brand) if sees else [],
        "classes": rules.Category.choices,
    }
    return render(request, "dossiers/list.html", context)


@require_safe
def dossier(request: BrandRequest, dossier: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    member = rules.require_reader(request.member)
    found, now = dossier_or_404(request.brand, dossier), timezone.now()
    if not queries.has_open(found, member, now):
        return render(request, "dossiers/shut.html", {"dossier": found})
    return page(request, found)


@require_POST
@login_required
def reading(request: BrandRequest, dossier: int) -> HttpResponse:
    """Open it: the partner will see that somebody in this role did, and when."""
    member = rules.require_reader(request.member)
    found = dossier_or_404(request.brand, dossier)
    actions.note_reading(found, actor=member, now=timezone.now())
    return redirect("dossier", request.brand.slug, found.number)


def page(request: BrandRequest, found: "Dossier", status: int = 200, **more: Any) -> HttpResponse:
    reader = rules.reader_of(request.member, request.brand)
    context = {
        "dossier": found,
        "seen": queries.seen_by(found, reader, timezone.now()),
        "may_file": bool(rules.files(request.member)),
        "may_decide": bool(rules.decides(request.member)),
        "for_opinion": queries.for_opinion(found, request.member),
        "for_judgment": queries.for_judgment(found, request.member),
        "capture": CaptureForm(),
        "outcome": OutcomeForm(),
        "words": WordsForm(),
        **more,
    }
    return render(request, "dossiers/dossier.html", context, status=status)


def dossier_or_404(brand: "Brand", number: int) -> "Dossier":
    found = queries.dossier_by_number(brand, number)
    if found is None:
        raise Http404
    return found
