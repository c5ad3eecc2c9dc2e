"""What operators and legal staff do: answering filings, and erasing on a legal basis."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from folkmoot.deliberate.moderation import actions, models, queries, rules
from folkmoot.deliberate.moderation.forms import ErasureForm, OutcomeForm
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest
from folkmoot.foundation.sealing import unseal


@require_safe
@login_required
def filings(request: BrandRequest) -> HttpResponse:
    rules.require_moderator(request.member, request.brand)
    return _queue(request, None, OutcomeForm())


def _queue(
    request: BrandRequest, failed: models.Filing | None, form: OutcomeForm, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {
        "rows": [
            {
                "filing": each,
                "contact": unseal(each.contact, purpose="filing") if each.contact else "",
                "shields": rules.shields(each, now),
                "clock": _clock(request, each),
                "form": form if failed == each else OutcomeForm(auto_id=f"id_{each.number}_%s"),
            }
            for each in queries.filings_open(request.brand, now)
        ],
    }
    return render(request, "moderation/filings.html", context, status=status)


def _clock(request: BrandRequest, filing: models.Filing) -> Any:
    """The clock that runs out next."""
    kind = rules.OUTCOME_CLOCK if filing.acknowledged_at else rules.ACKNOWLEDGEMENT_CLOCK
    return clock_of(request.brand, kind, filing.subject)


@require_POST
@login_required
def acknowledgement(request: BrandRequest, filing: int) -> HttpResponse:
    found = _filing(request, filing)
    actions.acknowledge(found, actor=request.member, now=timezone.now())
    return _back(request, gettext("Acknowledged. The outcome is due within seven days."))


@require_POST
@login_required
def outcome(request: BrandRequest, filing: int) -> HttpResponse:
    found, form = _filing(request, filing), OutcomeForm(request.POST)
    if not form.is_valid():
        return _queue(request, found, form, status=422)
    given = form.cleaned_data
    actions.decide_filing(
        found,
        models.Filing.Outcome(given["outcome"]),
        given["text"],
        actor=request.member,
        now=timezone.now(),
    )
    return _back(request, gettext("Decided. Whoever holds the receipt can read it."))


@require_POST
@login_required
def ending(request: BrandRequest, filing: int) -> HttpResponse:
    found = _filing(request, filing)
    actions.end_protection(found, actor=request.member, now=timezone.now())
    return _back(request, gettext("The protection has ended."))


def _filing(request: BrandRequest, number: int) -> models.Filing:
    rules.require_moderator(request.member, request.brand)
    found = queries.filing_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def _back(request: BrandRequest, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("filings", request.brand.slug)


@method_decorator(login_required, name="dispatch")
class Erasure(View):
    def get(self, request: BrandRequest) -> HttpResponse:
        rules.require_moderator(request.member, request.brand)
        asked = {name: request.GET[name] for name in ("number", "field") if name in request.GET}
        return render(request, "moderation/erasure.html", {"form": ErasureForm(initial=asked)})

    def post(self, request: BrandRequest) -> HttpResponse:
        rules.require_moderator(request.member, request.brand)
        form = ErasureForm(request.POST)
        if not form.is_valid():
            return render(request, "moderation/erasure.html", {"form": form}, status=422)
        given = form.cleaned_data
        try:
            erased = actions.erase(
                request.brand,
                given["number"],
                given["field"],
                basis=given["basis"],
                actor=request.member,
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            context = {"form": form}
            return render(request, "moderation/erasure.html", context, status=refusal.status)
        messages.success(request, gettext("Erased. The entry stays, and says on which basis."))
        return redirect("fact", request.brand.slug, erased.number)
