"""Motions of a body: put, voted on, carried out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from folkmoot.charter.mandates import actions, queries, rules
from folkmoot.charter.mandates.models import Motion
from folkmoot.charter.mandates.views.finding import (
    asked_for,
    body_or_404,
    or_404,
    somebody,
    to_body,
)
from folkmoot.charter.mandates.views.granting import read_granting
from folkmoot.foundation.requests import BrandRequest


@require_POST
def motion(request: BrandRequest, body: int) -> HttpResponse:
    found, member = body_or_404(request, body), somebody(request)
    statement = asked_for(queries.statement_by_number, request, "statement")
    mandate = asked_for(queries.mandate_by_number, request, "mandate")
    actions.open_motion(
        found,
        request.POST.get("purpose", ""),
        request.POST.get("text", ""),
        statement=statement,
        mandate=mandate,
        actor=member,
        now=timezone.now(),
    )
    messages.success(request, _("The body can vote now."))
    return to_body(request, found)


@require_POST
def vote(request: BrandRequest, body: int, motion: int) -> HttpResponse:
    asked, member, now = _motion(request, body, motion), somebody(request), timezone.now()
    if request.POST.get("choice") == "close":
        actions.close_motion(asked, actor=member, now=now)
    else:
        choice = {"for": 1, "against": -1, "abstain": 0}.get(request.POST.get("choice", ""), 9)
        actions.vote_on_motion(asked, choice, actor=member, now=now)
        messages.success(request, _("Your vote counts. Only the count is ever shown."))
    return to_body(request, asked.body)


@require_POST
def carry_out(request: BrandRequest, body: int, motion: int) -> HttpResponse:
    """Do what the body voted for: grant, confirm or publish."""
    asked, member, now = _motion(request, body, motion), somebody(request), timezone.now()
    rules.require_seat(asked.body, member, now)
    if asked.purpose == Motion.Purpose.PUBLISH:
        made = actions.publish(asked, actor=member, now=now)
        return redirect("collective", brand=request.brand.slug, statement=made.statement.number)
    if asked.purpose == Motion.Purpose.CONFIRM:
        actions.confirm(asked, actor=member, now=now)
    else:
        told = read_granting(request)
        actions.grant_by_vote(
            asked, told["text"], topic=told["topic"], until=told["until"], actor=member, now=now
        )
    messages.success(request, _("Done, and on record."))
    return to_body(request, asked.body)


def _motion(request: BrandRequest, body: int, number: int) -> Motion:
    return or_404(queries.motion_by_number(body_or_404(request, body), number))
