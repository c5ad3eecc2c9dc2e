"""What is done on the pages of contests. The acts check who may."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.act.contests import actions, queries, rules
from folkmoot.act.contests.forms import BriefForm, EntryForm, MadeForm, ReasonForm, TriageForm
from folkmoot.act.contests.models import Feasible, Rule
from folkmoot.act.contests.views.reading import contest_or_404, page
from folkmoot.foundation.people.rules import require_member
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.act.contests.models import Contest, Entry

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def opening(request: BrandRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    actor, form = rules.require_runner(request.member), BriefForm(request.POST or None)

    def act() -> "Contest":
        said = dict(form.cleaned_data)
        said["rule"] = Rule(said["rule"])
        for name in ("entries_close", "support_closes", "answer_due"):
            said[name] = _end_of(said[name])
        return actions.open_contest(actions.Brief(**said), actor=actor, now=timezone.now())

    lead = _("It is published as it stands, and not changed afterwards.")
    return _filled(request, form, act, _("Open a contest"), lead)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59), tzinfo=UTC)


@FORM
def entering(request: BrandRequest, contest: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    found = contest_or_404(request.brand, contest)
    entered = queries.own_entry(found, request.member) is not None
    actor = rules.require_entrant(request.member, entered=entered)
    form = EntryForm(request.POST or None, contest=found)

    def act() -> "Contest":
        actions.enter(found, **form.said(), actor=actor, now=timezone.now())
        return found

    lead = _("One idea, in words. Nobody sees whose it is before it has won.")
    return _filled(request, form, act, _("Enter"), lead, contest=found)


def _filled(
    request: BrandRequest,
    form: forms.Form,
    act: Callable[[], "Contest"],
    heading: str,
    lead: str,
    **more: Any,
) -> HttpResponse:
    """Show the form; or do it, and show it again with what is wrong."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect("contest", request.brand.slug, act().number)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
    context = {"form": form, "heading": heading, "lead": lead, **more}
    return render(request, "contests/form.html", context, status=status)


@require_POST
@login_required
def cancellation(request: BrandRequest, contest: int) -> HttpResponse:
    found, actor = contest_or_404(request.brand, contest), rules.require_runner(request.member)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, found, 422, reason=form)
    actions.cancel(found, form.cleaned_data["reason"], actor=actor, now=timezone.now())
    return _back(request, found, _("Cancelled, in public. The rights go back."))


@require_POST
@login_required
def jury(request: BrandRequest, contest: int) -> HttpResponse:
    found, actor = contest_or_404(request.brand, contest), rules.require_runner(request.member)
    made = actions.convene_jury(found, actor=actor, now=timezone.now())
    return redirect("panel", request.brand.slug, made.panel.number)


@require_POST
@login_required
def voting(request: BrandRequest, contest: int) -> HttpResponse:
    found, actor = contest_or_404(request.brand, contest), rules.require_runner(request.member)
    actions.open_voting(found, actor=actor, now=timezone.now())
    return _back(request, found, _("The jury votes now, in secret."))


@require_POST
@login_required
def support(request: BrandRequest, entry: int) -> HttpResponse:
    """Stand behind it, or no longer: what the button said."""
    found = _entry(request, entry)
    act = actions.unsupport if request.POST.get("back") else actions.support
    act(found, actor=request.member, now=timezone.now())
    return _back(request, found.contest, _("It is noted."))


@require_POST
@login_required
def withdrawal(request: BrandRequest, entry: int) -> HttpResponse:
    found = _entry(request, entry)
    actions.withdraw(found, actor=request.member, now=timezone.now())
    return _back(request, found.contest, _("Your entry is taken back."))


@require_POST
@login_required
def triage(request: BrandRequest, entry: int) -> HttpResponse:
    found, actor = _entry(request, entry), rules.require_runner(request.member)
    form = TriageForm(request.POST)
    if not form.is_valid():
        return page(request, found.contest, 422, triage=form)
    outcome, reason = Feasible(form.cleaned_data["outcome"]), form.cleaned_data["reason"]
    actions.triage(found, outcome, reason, actor=actor, now=timezone.now())
    return _back(request, found.contest, _("It is public now."))


@require_POST
@login_required
def assessment(request: BrandRequest, entry: int) -> HttpResponse:
    found, actor = _entry(request, entry), rules.require_runner(request.member)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, found.contest, 422, reason=form)
    actions.assess(found, form.cleaned_data["reason"], actor=actor, now=timezone.now())
    return _back(request, found.contest, _("It is public now."))


@require_POST
@login_required
def making(request: BrandRequest, entry: int) -> HttpResponse:
    found, actor = _entry(request, entry), rules.require_runner(request.member)
    form = MadeForm(request.POST)
    if not form.is_valid():
        return page(request, found.contest, 422, made=form)
    actions.mark_made(found, form.cleaned_data["url"], actor=actor, now=timezone.now())
    return _back(request, found.contest, _("It is public now."))


@require_POST
@login_required
def hiding(request: BrandRequest, entry: int) -> HttpResponse:
    """Take it down. The act asks who may: moderators, who need not be those who run it."""
    found, actor = _entry(request, entry), require_member(request.member)
    actions.hide(found, request.POST.get("reason", ""), actor=actor, now=timezone.now())
    told = _("Taken down. The reason is public; the author can appeal.")
    return _back(request, found.contest, told)


@require_POST
@login_required
def showing(request: BrandRequest, entry: int) -> HttpResponse:
    found, actor = _entry(request, entry), require_member(request.member)
    actions.show_again(found, actor=actor, now=timezone.now())
    return _back(request, found.contest, _("It is shown again."))


def _entry(request: BrandRequest, number: int) -> "Entry":
    found = queries.entry_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def _back(request: BrandRequest, found: "Contest", told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("contest", request.brand.slug, found.number)
