"""What these pages share: find it or answer 404, the way back, what a form lacks."""

from datetime import datetime
from typing import Any, TypeVar

from django import forms as django_forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from folkmoot.charter.mandates import queries, rules
from folkmoot.charter.mandates.models import Body
from folkmoot.charter.models import Topic
from folkmoot.charter.queries import topic_by_slug
from folkmoot.foundation.people.rules import Member
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

T = TypeVar("T")


def to_body(request: BrandRequest, found: Body) -> HttpResponse:
    return redirect("body", brand=request.brand.slug, body=found.number)


def body_or_404(request: BrandRequest, number: int) -> Body:
    return or_404(queries.body_by_number(request.brand, number))


def topic_or_404(request: BrandRequest, slug: str) -> Topic:
    return or_404(topic_by_slug(request.brand, slug))


def or_404(thing: T | None) -> T:
    if thing is None:
        raise Http404
    return thing


def somebody(request: BrandRequest) -> Member:
    return rules.require_somebody(request.member)


def sits(request: BrandRequest, body: Body, now: datetime) -> bool:
    member = request.member
    return member is not None and rules.seats_held(member, now).filter(body=body).exists()


def asked_for(query: Any, request: BrandRequest, name: str) -> Any:
    number = request.POST.get(name, "")
    return or_404(query(request.brand, int(number))) if number.isdecimal() else None


def incomplete(form: django_forms.Form | None) -> Refusal:
    errors = form.errors if form is not None else {}
    return rules.incomplete(" ".join(str(why) for said in errors.values() for why in said))
