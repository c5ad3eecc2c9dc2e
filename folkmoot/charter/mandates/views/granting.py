"""Mandates: granted by a clause, looked at, ended."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folkmoot.charter.mandates import actions, forms, queries, rules
from folkmoot.charter.mandates.models import Mandate
from folkmoot.charter.mandates.views.finding import (
    body_or_404,
    incomplete,
    or_404,
    sits,
    somebody,
    to_body,
    topic_or_404,
)
from folkmoot.charter.queries import topics
from folkmoot.foundation.people.rules import is_executive, shown
from folkmoot.foundation.requests import BrandRequest


@require_POST
def grant(request: BrandRequest, body: int) -> HttpResponse:
    asked, member = body_or_404(request, body), rules.require_executive(request.member)
    told = read_granting(request)
    actions.grant_by_clause(
        asked,
        told["text"],
        topic=told["topic"],
        until=told["until"],
        actor=member,
        now=timezone.now(),
    )
    messages.success(request, _("Done, and on record."))
    return to_body(request, asked)


def read_granting(request: BrandRequest) -> dict[str, Any]:
    form = forms.Granting(request.POST, topics=topics(request.brand))
    if not form.is_valid():
        raise incomplete(form)
    told = form.cleaned_data
    end = timezone.make_aware(datetime.combine(told["until"], time.min))
    return {**told, "topic": topic_or_404(request, told["topic"]), "until": end}


@require_safe
def mandate(request: BrandRequest, mandate: int) -> HttpResponse:
    now, found = timezone.now(), _mandate(request, mandate)
    said_so = queries.contesting(found, now)
    context = {
        "now": now,
        "mandate": found,
        "live": rules.is_live(found, now),
        "ends": queries.mandate_end(found),
        "said_so": said_so,
        "not_represented": shown(said_so.count) if said_so else None,
        "statements": [p.statement for p in found.publications.select_related("statement__words")],
        "executive": is_executive(request.member),
        "sits": sits(request, found.body, now),
        "ending": forms.Ending(),
        "contest": getattr(found, "contest", None),
        "end": getattr(found, "end", None),
    }
    return render(request, "mandates/mandate.html", context)


@require_POST
def end(request: BrandRequest, mandate: int) -> HttpResponse:
    found, member = _mandate(request, mandate), somebody(request)
    reason, text = request.POST.get("reason", ""), request.POST.get("text", "")
    actions.end_mandate(found, reason, text, actor=member, now=timezone.now())
    messages.success(request, _("The mandate has ended."))
    return redirect("mandate", brand=request.brand.slug, mandate=found.number)


def _mandate(request: BrandRequest, number: int) -> Mandate:
    return or_404(queries.mandate_by_number(request.brand, number))
