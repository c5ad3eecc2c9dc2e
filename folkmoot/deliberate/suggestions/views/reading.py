"""Pages that anyone can read."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from folkmoot.deliberate.moderation.queries import measure_of
from folkmoot.deliberate.moderation.rules import is_moderator
from folkmoot.deliberate.suggestions import queries, rules
from folkmoot.deliberate.suggestions.forms import ConfirmationForm
from folkmoot.deliberate.suggestions.models import Suggestion
from folkmoot.deliberate.suggestions.views.finding import suggestion_or_404, whole_number
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.rules import is_operator, is_staff
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest


@require_safe
def suggestions(request: BrandRequest) -> HttpResponse:
    order, status = request.GET.get("order", "across"), request.GET.get("status", "")
    if order not in queries.ORDERS or (status and status not in rules.Status.values):
        raise Http404
    page = queries.suggestion_page(
        request.brand,
        order=order,
        status=status,
        page=whole_number(request.GET.get("page")) or 1,
        member=request.member,
    )
    context = {
        "page": page,
        "order": order,
        "status": status,
        "statuses": rules.Status.choices,
        "ranking": queries.ranking_of(request.brand) if order == "across" else None,
        "decided": queries.decided_counts(request.brand),
        "overdue": queries.overdue_count(request.brand, timezone.now()),
    }
    return render(request, "suggestions/list.html", context)


@require_safe
def suggestion(request: BrandRequest, number: int) -> HttpResponse:
    hidden = queries.hidden_by_number(request.brand, number)
    if hidden is not None:
        return hidden_page(request, hidden)
    return suggestion_page(request, suggestion_or_404(request, number), ConfirmationForm())


def hidden_page(request: BrandRequest, hidden: Suggestion) -> HttpResponse:
    """That something stood here is no secret; what it said is not shown."""
    context = {
        "hidden": hidden,
        "measure": measure_of(hidden.text),
        "may_show": bool(is_moderator(request.member)),
    }
    return render(request, "suggestions/hidden.html", context)


def suggestion_page(
    request: BrandRequest, found: Suggestion, form: ConfirmationForm, status: int = 200
) -> HttpResponse:
    """The suggestion's page; it comes back with its form when that could not be accepted."""
    versions = queries.versions_of(found)
    steps = queries.steps_of(found)
    root = queries.root_of(found)
    context: dict[str, Any] = {
        **support_context(request, found),
        "version": versions[0],
        "versions": versions,
        "steps": steps,
        "stages": queries.stages_of(found, steps),
        "decision": queries.decision_of(found),
        "delivery": next((s for s in reversed(steps) if s.status == "delivered"), None),
        "merged": queries.merged_into(found),
        "merge": queries.open_merge(found),
        "root": root,
        "clock": clock_of(request.brand, rules.REPLY_CLOCK, found.subject),
        "confirmation": form,
        "may_confirm": _may_confirm(request, found, steps),
        "may_undo": is_operator(request.member),
    }
    return render(request, "suggestions/suggestion.html", context, status=status)


def _may_confirm(request: BrandRequest, found: Suggestion, steps: list[Any]) -> bool:
    delivery = next((s for s in reversed(steps) if s.status == "delivered"), None)
    if found.status != rules.Status.DELIVERED or delivery is None or request.member is None:
        return False
    supports = queries.standing_of(found, request.member).supports
    try:
        rules.require_confirmer(
            found, delivery, request.member, supports=supports, now=timezone.now()
        )
    except Refusal:
        return False
    return True


def support_context(request: BrandRequest, found: Suggestion) -> dict[str, Any]:
    """How many stand behind it, who in groups of ten or more, and where the reader stands."""
    now = timezone.now()
    return {
        "suggestion": found,
        "standing": queries.standing_of(found, request.member),
        "tally": queries.tally_of(found),
        "cohorts": queries.cohorts_behind(found, now),
        "author": request.member is not None and request.member.pk == found.author_id,
        "staff": bool(is_staff(request.member)),
    }


@require_safe
def version(request: BrandRequest, number: int, version: int) -> HttpResponse:
    """One wording beside the one before it."""
    found = suggestion_or_404(request, number)
    versions = queries.versions_of(found)
    present = next((v for v in versions if v.number == version), None)
    if present is None:
        raise Http404
    before = next((v for v in versions if v.number == version - 1), None)
    context = {
        "suggestion": found,
        "version": present,
        "before": before,
        "versions": versions,
        "difference": queries.differences(before, present) if before else [],
    }
    return render(request, "suggestions/version.html", context)


@require_safe
def receipts(request: BrandRequest) -> HttpResponse:
    """Where a code from a receipt is typed in."""
    typed = request.GET.get("code", "").strip()
    if typed:
        found = queries.suggestion_by_receipt(request.brand, typed)
        if found is not None:
            return redirect("suggestion_receipt", request.brand.slug, found.receipt)
    context = {"typed": typed}
    return render(request, "suggestions/receipts.html", context, status=404 if typed else 200)


@require_safe
def receipt(request: BrandRequest, code: str) -> HttpResponse:
    """Where my word went, without signing in."""
    found = queries.suggestion_by_receipt(request.brand, code)
    if found is None:
        raise Http404
    steps = queries.steps_of(found)
    context = {
        "suggestion": found,
        "root": queries.root_of(found),
        "steps": steps,
        "stages": queries.stages_of(found, steps),
        "decision": queries.decision_of(found),
        "clock": clock_of(request.brand, rules.REPLY_CLOCK, found.subject),
    }
    return render(request, "suggestions/receipt.html", context)
