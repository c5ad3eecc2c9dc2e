"""The first page; a body, and how one is founded by an article of the charter."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folkmoot.charter.articles.queries import edition_in_force
from folkmoot.charter.articles.rules.patterns import said
from folkmoot.charter.mandates import actions, forms, queries, rules
from folkmoot.charter.mandates.models import Seat
from folkmoot.charter.mandates.views.finding import body_or_404, incomplete, topic_or_404
from folkmoot.charter.queries import topics
from folkmoot.foundation.people.rules import is_executive
from folkmoot.foundation.requests import BrandRequest


@require_safe
def mandates(request: BrandRequest) -> HttpResponse:
    now = timezone.now()
    found = list(queries.mandates(request.brand))
    context = {
        "now": now,
        "bodies": [(body, len(queries.seats(body, now))) for body in queries.bodies(request.brand)],
        "mandates": [(mandate, rules.is_live(mandate, now)) for mandate in found],
        "statements": queries.statements(request.brand),
        "own": queries.own_seats(request.member, now) if request.member else [],
        "executive": is_executive(request.member),
        "founding": _founding(request),
        "disclaimer": rules.DISCLAIMER,
    }
    return render(request, "mandates/mandates.html", context)


@require_POST
def found(request: BrandRequest) -> HttpResponse:
    member = rules.require_executive(request.member)
    form = _founding(request, request.POST)
    if form is None or not form.is_valid():
        raise incomplete(form)
    made = actions.found_body(
        form.cleaned_data["name"],
        article=form.cleaned_data["article"],
        topic=topic_or_404(request, form.cleaned_data["topic"]),
        actor=member,
        now=timezone.now(),
    )
    messages.success(request, _("The body is founded. Now offer its seats."))
    return redirect("body", brand=request.brand.slug, body=made.number)


def _founding(request: BrandRequest, data: Any = None) -> forms.Founding | None:
    edition = edition_in_force(request.brand, timezone.now())
    if edition is None:
        return None
    language = get_language() or "en"
    seated = [
        (article["key"], f"{article['key']} {said(article['name'], language)}")
        for article in edition.body["articles"]
        if article["term"]["seats"] and article["key"] != "T12"
    ]
    return forms.Founding(data, articles=seated, topics=topics(request.brand)) if seated else None


@require_safe
def body(request: BrandRequest, body: int) -> HttpResponse:
    now, found = timezone.now(), body_or_404(request, body)
    delay = queries.naming_delay(request.brand, now)
    own = queries.own_seats(request.member, now) if request.member else Seat.objects.none()
    sits = next((s for s in own if s.body_id == found.pk and rules.holds_seat(s, now)), None)
    context = {
        "now": now,
        "body": found,
        "seats": queries.seats(found, now),
        "past": [
            (seat, seat.member.person if rules.may_be_named(seat, now, delay_days=delay) else None)
            for seat in queries.past_seats(found, now)
        ],
        "interests": queries.interests(found),
        "motions": [(m, m.closes_at <= now) for m in queries.motions(found)],
        "mandates": [
            (m, rules.is_live(m, now)) for m in queries.mandates(request.brand) if m.body == found
        ],
        "statements": queries.statements(request.brand).filter(body=found),
        "sits": sits,
        "offered": [
            s for s in own if s.body_id == found.pk and s.taken_at is None and not s.ended_at
        ],
        "executive": is_executive(request.member),
        "offering": forms.Offering(),
        "taking": forms.Taking(),
        "declaring": forms.Declaring(),
        "moving": forms.Moving(),
        "drafting": forms.Drafting(),
        "granting": forms.Granting(topics=topics(request.brand)),
        "delay": delay,
    }
    return render(request, "mandates/body.html", context)
