"""The operator's desk: what is owed by deadline, and everything for one answer on one screen."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from folkmoot.deliberate.suggestions import actions, queries, rules
from folkmoot.deliberate.suggestions.forms import (
    AssessmentForm,
    DeliveryForm,
    DraftForm,
    HidingForm,
    NoteForm,
)
from folkmoot.deliberate.suggestions.models import Suggestion
from folkmoot.deliberate.suggestions.views.finding import (
    acting,
    sign_in_first,
    suggestion_or_404,
)
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.rules import require
from folkmoot.foundation.requests import BrandRequest

Forms = dict[str, Any]


@require_safe
def desk(request: BrandRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request, request.get_full_path())
    _require_staff(request)
    waiting = queries.queue(request.brand)
    context = {
        "rows": queries.rows_of(request.brand, waiting, None),
        "waiting_count": queries.waiting_count(request.brand),
        "drafts": list(queries.drafts(request.brand)[:100]),
        "to_deliver": queries.to_deliver(request.brand),
    }
    return render(request, "suggestions/desk.html", context)


def _require_staff(request: BrandRequest) -> None:
    require(
        rules.can_answer,
        request.member,
        code="not-answerer",
        sentence=rules.ANSWERERS_ONLY,
    )


@require_POST
def publication(request: BrandRequest) -> HttpResponse:
    """Several approved decisions in one go."""
    actor = acting(request)
    _require_staff(request)
    chosen = [int(key) for key in request.POST.getlist("draft") if key.isascii() and key.isdigit()]
    drafts = list(queries.drafts(request.brand).filter(pk__in=chosen[:100]))
    published = actions.publish_decisions(drafts, actor=actor, now=timezone.now())
    told = ngettext("%d decision is public.", "%d decisions are public.", len(published))
    messages.success(request, told % len(published))
    return redirect("suggestions_desk", request.brand.slug)


@require_safe
def item(request: BrandRequest, number: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return sign_in_first(request, request.get_full_path())
    found = suggestion_or_404(request, number)
    rules.require_answerer(found, request.member)
    return item_page(request, found)


def item_page(
    request: BrandRequest, found: Suggestion, *, status: int = 200, **wrong: Any
) -> HttpResponse:
    """Everything needed to answer; a form that could not be accepted comes back in `wrong`."""
    draft = queries.draft_of(found)
    context = {
        "suggestion": found,
        "version": queries.versions_of(found)[0],
        "clock": clock_of(request.brand, rules.REPLY_CLOCK, found.subject),
        "tally": queries.tally_of(found),
        "cohorts": queries.cohorts_behind(found, timezone.now()),
        "steps": queries.steps_of(found),
        "draft": draft,
        "own_draft": draft is not None and draft.by_id == getattr(request.member, "pk", None),
        "decision": queries.decision_of(found),
        "similar_answers": queries.similar_answers(found),
        "notes": queries.notes_of(found),
        "assessment": AssessmentForm(),
        "drafting": DraftForm(initial=_said(draft)),
        "delivery": DeliveryForm(),
        "note": NoteForm(),
        "hiding": HidingForm(auto_id="hiding_%s"),
        **wrong,
    }
    return render(request, "suggestions/item.html", context, status=status)


def _said(draft: Any) -> Forms:
    if draft is None:
        return {}
    return {
        "outcome": draft.outcome,
        "reason": draft.reason,
        "text": str(draft.words),
        "owner_title": draft.owner_title,
        "due": draft.due,
        "evidence": str(draft.evidence),
    }
