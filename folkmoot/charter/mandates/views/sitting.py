"""Seats: offered, taken and left, with the interests of whoever sits there."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from folkmoot.charter.mandates import actions, forms, queries, rules
from folkmoot.charter.mandates.models import Seat
from folkmoot.charter.mandates.views.finding import (
    body_or_404,
    incomplete,
    or_404,
    somebody,
    to_body,
)
from folkmoot.foundation.people.queries import member_by_pseudonym
from folkmoot.foundation.people.rules import Member
from folkmoot.foundation.requests import BrandRequest


@require_POST
def offer(request: BrandRequest, body: int) -> HttpResponse:
    found, member = body_or_404(request, body), rules.require_executive(request.member)
    chosen = member_by_pseudonym(request.brand, request.POST.get("pseudonym", ""))
    actions.offer_seat(
        found,
        rules.require_found(chosen),
        chosen_by=request.POST.get("chosen_by", ""),
        actor=member,
        now=timezone.now(),
    )
    messages.success(request, _("Offered. The member sees it on this page and can take it."))
    return to_body(request, found)


@require_POST
def take(request: BrandRequest, seat: int) -> HttpResponse:
    found, member = _own_seat(request, seat)
    adult = request.POST.get("adult") == "on"
    name = request.POST.get("name", "")
    actions.take_seat(found, name, adult=adult, actor=member, now=timezone.now())
    messages.success(request, _("The seat is yours for one term."))
    return to_body(request, found.body)


@require_POST
def leave(request: BrandRequest, seat: int) -> HttpResponse:
    found, member = _own_seat(request, seat)
    actions.leave_seat(found, actor=member, now=timezone.now())
    messages.success(request, _("You left the seat."))
    return to_body(request, found.body)


@require_POST
def naming(request: BrandRequest, seat: int) -> HttpResponse:
    found, member = _own_seat(request, seat)
    allowed = request.POST.get("allowed") == "yes"
    actions.allow_naming(found, allowed=allowed, actor=member, now=timezone.now())
    messages.success(request, _("Kept. You can change it at any time."))
    return to_body(request, found.body)


@require_POST
def interest(request: BrandRequest, seat: int) -> HttpResponse:
    found, member = _own_seat(request, seat)
    form = forms.Declaring(request.POST)
    if not form.is_valid():
        raise incomplete(form)
    told = form.cleaned_data
    actions.declare_interest(
        found,
        told["kind"],
        told["text"],
        since=told["since"],
        until=told["until"],
        actor=member,
        now=timezone.now(),
    )
    messages.success(request, _("Declared. It stands in the register under the name of your seat."))
    return to_body(request, found.body)


def _own_seat(request: BrandRequest, key: int) -> tuple[Seat, Member]:
    """A seat can be seen by its key only by the one who holds it."""
    member = somebody(request)
    return or_404(queries.own_seats(member, timezone.now()).filter(pk=key).first()), member
