"""A panel's page, and what can be done on it. The acts check who may."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from folkmoot.deliberate.panels import actions, queries, rules
from folkmoot.deliberate.panels.forms import BallotForm, DrawForm
from folkmoot.deliberate.panels.models import Choice, Invitation, Panel
from folkmoot.deliberate.panels.queries import open_data
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.requests import BrandRequest

KINDS = {"json": "application/json", "csv": "text/csv; charset=utf-8"}


@require_safe
def panels(request: BrandRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    chosen = queries.panels(request.brand)
    if before.isascii() and before.isdigit() and len(before) < 10:
        chosen = chosen.filter(number__lt=int(before))
    found = list(chosen[: queries.PAGE + 1])
    waiting = queries.open_invitations(request.member, timezone.now()) if request.member else []
    context = {
        "panels": found[: queries.PAGE],
        "before": found[queries.PAGE - 1].number if len(found) > queries.PAGE else None,
        "waiting": waiting,
    }
    return render(request, "panels/list.html", context)


@require_safe
def panel(request: BrandRequest, panel: int) -> HttpResponse:
    return _page(request, _panel(request, panel), BallotForm(), DrawForm())


def _page(
    request: BrandRequest, found: Panel, ballot: BallotForm, drawing: DrawForm, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    own = queries.invitation_of(found, request.member)
    context: dict[str, Any] = {
        "panel": found,
        "open": rules.is_open(found, now),
        "own": own,
        "own_answered": own is not None and queries.has_answered(own),
        "reads_material": own is not None and own.standing in rules.LIVE,
        "elsewhere": rules.asks_elsewhere(found),
        "outcome": queries.outcome_of(found),
        "answered": rules.shown(queries.answered_count(found)),
        "seats": queries.seats_of(found),
        "odds": queries.odds_of(found),
        "reserve": queries.reserve_left(found),
        "clock": clock_of(request.brand, rules.DRAW_CLOCK, found.subject),
        "beacon_address": rules.beacon_address(found),
        "beacon_there": now >= found.beacon_at,
        "may_draw": bool(rules.can_draw(request.member)),
        "few": rules.shown(found.eligible) is None,
        "command": open_data.command_of(found),
        "files": open_data.FILES if found.seed else open_data.FILES[:3],
        "ballot": ballot,
        "drawing": drawing,
    }
    return render(request, "panels/panel.html", context, status=status)


@require_POST
@login_required
def draw(request: BrandRequest, panel: int) -> HttpResponse:
    found, form = _panel(request, panel), DrawForm(request.POST)
    rules.require_drawer(request.member)
    if not form.is_valid():
        return _page(request, found, BallotForm(), form, status=422)
    actions.draw(found, form.cleaned_data["value"], actor=request.member, now=timezone.now())
    return _back(request, found, gettext("Drawn. Everybody who was drawn has been invited."))


@require_POST
@login_required
def acceptance(request: BrandRequest, panel: int) -> HttpResponse:
    found, own = _own(request, panel)
    actions.accept(own, actor=request.member, now=timezone.now())
    return _back(request, found, gettext("Thank you. The seat is yours; please answer in time."))


@require_POST
@login_required
def refusal(request: BrandRequest, panel: int) -> HttpResponse:
    found, own = _own(request, panel)
    actions.decline(own, actor=request.member, now=timezone.now())
    return _back(request, found, gettext("Declined. The next person on the list is asked."))


@require_POST
@login_required
def recusal(request: BrandRequest, panel: int) -> HttpResponse:
    found, own = _own(request, panel)
    actions.recuse(own, actor=request.member, now=timezone.now())
    return _back(request, found, gettext("You stepped back. The next person is asked."))


@require_POST
@login_required
def ballot(request: BrandRequest, panel: int) -> HttpResponse:
    found, own = _own(request, panel)
    form = BallotForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, DrawForm(), status=422)
    choice = Choice(form.cleaned_data["choice"])
    actions.answer(own, choice, actor=request.member, now=timezone.now())
    return _back(
        request, found, gettext("Your answer is counted. Nobody can see which one it was.")
    )


@require_safe
def data(request: BrandRequest, panel: int, file: str) -> HttpResponse:
    found = _panel(request, panel)
    if file not in open_data.FILES:
        raise Http404
    kind = KINDS.get(file.rpartition(".")[2], "text/plain; charset=utf-8")
    name = f"{request.brand.slug}-panel-{found.number}-{file}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(open_data.file_of(found, file), content_type=kind, headers=headers)


def _panel(request: BrandRequest, number: int) -> Panel:
    found = queries.panel_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def _own(request: BrandRequest, number: int) -> tuple[Panel, Invitation]:
    """The panel and the member's own seat on it; whoever has none is told so."""
    found = _panel(request, number)
    own = queries.invitation_of(found, request.member)
    return found, rules.require_some(own)


def _back(request: BrandRequest, found: Panel, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("panel", request.brand.slug, found.number)
