"""The reasons for a measure, as its author reads them, and the appeal against it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from folkmoot.deliberate.moderation import actions, queries, rules
from folkmoot.deliberate.moderation.forms import AppealForm, DecisionForm
from folkmoot.deliberate.moderation.models import Measure
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest


@require_safe
def measure(request: BrandRequest, measure: int) -> HttpResponse:
    return _page(request, _measure(request, measure), AppealForm(), DecisionForm())


def _page(
    request: BrandRequest,
    found: Measure,
    form: AppealForm,
    decision: DecisionForm,
    status: int = 200,
) -> HttpResponse:
    own = rules.is_author(found, request.member)
    appeal = getattr(found, "appeal", None)
    independent = bool(rules.may_decide_alone(request.member))
    context = {
        "measure": found,
        "rule": rules.POLICIES[found.policy][found.reason],
        "own": own,
        "reads": own or bool(rules.may_read(request.member)),
        "can_appeal": rules.can_appeal(found, request.member, timezone.now()),
        "appeal": appeal,
        "clock": clock_of(request.brand, rules.APPEAL_CLOCK, found.subject),
        "may_decide": independent and appeal is not None and appeal.needs_person,
        "form": form,
        "decision": decision,
    }
    return render(request, "moderation/measure.html", context, status=status)


@require_POST
@login_required
def appeal(request: BrandRequest, measure: int) -> HttpResponse:
    found, form = _measure(request, measure), AppealForm(request.POST)
    rules.require_appeal(found, request.member, timezone.now())
    if not form.is_valid():
        return _page(request, found, form, DecisionForm(), status=422)
    try:
        actions.appeal(found, form.cleaned_data["text"], actor=request.member, now=timezone.now())
    except Refusal as refusal:
        form.add_error("text", str(refusal))
        return _page(request, found, form, DecisionForm(), status=refusal.status)
    messages.success(request, gettext("Your appeal is filed. Fans drawn by lot decide on it."))
    return redirect("measure", request.brand.slug, measure)


@require_POST
@login_required
def decision(request: BrandRequest, measure: int) -> HttpResponse:
    found, form = _measure(request, measure), DecisionForm(request.POST)
    rules.require_decider(request.member)
    appeal = getattr(found, "appeal", None)
    if appeal is None:
        raise Http404
    rules.require_independent(appeal, request.member)
    if not form.is_valid():
        return _page(request, found, AppealForm(), form, status=422)
    actions.decide_alone(
        appeal,
        restore=form.cleaned_data["restore"] == "yes",
        text=form.cleaned_data["text"],
        actor=request.member,
        now=timezone.now(),
    )
    messages.success(request, gettext("Decided, and on the record."))
    return redirect("measure", request.brand.slug, measure)


def _measure(request: BrandRequest, number: int) -> Measure:
    found = queries.measure_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found
