"""A member's place in a brand, and what operators and executives do about members."""

import csv
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from folkmoot.foundation.people import actions, queries, rules
from folkmoot.foundation.people.forms import (
    BatchForm,
    OwnerCodeForm,
    RoleForm,
    TokenForm,
    VerificationForm,
)
from folkmoot.foundation.people.models import Level, Member, Person, Role
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest


@login_required
@never_cache
def membership(request: BrandRequest) -> HttpResponse:
    """One tap; whoever had to sign in first comes back here."""
    back = _back(request)
    if request.method != "POST":
        if rules.is_member(request.member):
            return redirect(back)
        return render(request, "people/membership.html", {"next": back})
    assert isinstance(request.user, Person)  # noqa: S101 behind login_required
    actions.join(request.brand, request.user, now=timezone.now())
    return redirect(back)


@login_required
@never_cache
def departure(request: BrandRequest) -> HttpResponse:
    member = _member(request)
    if request.method != "POST":
        return render(request, "people/departure.html")
    actions.leave(actor=member, now=timezone.now())
    return redirect("moot", brand=request.brand.slug)


@require_safe
@login_required
@never_cache
def standing(request: BrandRequest) -> HttpResponse:
    return _standing(request, OwnerCodeForm())


@require_POST
@login_required
def owner_code(request: BrandRequest) -> HttpResponse:
    member = _member(request)
    form = OwnerCodeForm(request.POST)
    if _done(
        form,
        lambda given: actions.redeem_owner_code(given["code"], actor=member, now=timezone.now()),
    ):
        messages.success(request, _("You are a verified owner now."))
        return redirect("me", brand=request.brand.slug)
    return _standing(request, form)


def _standing(request: BrandRequest, form: OwnerCodeForm) -> HttpResponse:
    member, now = _member(request), timezone.now()
    given = queries.consents_now(member)
    level = rules.level_of(member, now)
    context = {
        "form": form,
        "level": level,
        "cohort": queries.cohort_of(member, now),
        "owner": level >= Level.OWNER,
        "consents": [
            (name, purpose, consent if consent and consent.given else None)
            for name, purpose in rules.PURPOSES.items()
            for consent in [given.get(name)]
        ],
    }
    status = _status(form)
    return render(request, "people/standing.html", context, status=status)


@require_POST
@login_required
def consent(request: BrandRequest) -> HttpResponse:
    actions.set_consent(
        purpose=request.POST.get("purpose", ""),
        wording=request.POST.get("wording", ""),
        given=request.POST.get("given") == "1",
        actor=_member(request),
        now=timezone.now(),
    )
    return redirect("me", brand=request.brand.slug)


@login_required
@never_cache
def tokens(request: BrandRequest) -> HttpResponse:
    member = _member(request)
    form = TokenForm(request.POST or None, initial={"scopes": ["read"]})
    secrets: list[str] = []
    if request.method == "POST" and _done(
        form,
        lambda given: secrets.append(
            actions.issue_token(**given, actor=member, now=timezone.now())[1]
        ),
    ):
        form = TokenForm(initial={"scopes": ["read"]})
    context = {"form": form, "tokens": queries.tokens_of(member), "secrets": secrets}
    return render(request, "people/tokens.html", context, status=_status(form))


@require_POST
@login_required
def revocation(request: BrandRequest, pk: int) -> HttpResponse:
    member = _member(request)
    token = get_object_or_404(queries.tokens_of(member), pk=pk)
    actions.revoke_token(token, actor=member, now=timezone.now())
    return redirect("tokens", brand=request.brand.slug)


@login_required
@never_cache
def roles(request: BrandRequest) -> HttpResponse:
    actor = _member(request)
    rules.require_executive(actor)
    form = RoleForm(request.POST or None)
    if request.method == "POST" and _done(form, lambda given: _grant(given, actor)):
        return redirect("roles", brand=request.brand.slug)
    context = {"form": form, "holders": queries.holders(request.brand)}
    return render(request, "people/roles.html", context, status=_status(form))


def _grant(given: dict[str, Any], actor: Member) -> None:
    member = queries.member_by_email(actor.brand, given["email"])
    if member is None:
        raise Refusal("not-member", _("No member of this brand has this address."))
    role, title = Role(given["role"]), given["title"]
    actions.grant_role(member, role, title=title, actor=actor, now=timezone.now())


@require_POST
@login_required
def role_end(request: BrandRequest, pk: int) -> HttpResponse:
    actor = _member(request)
    rules.require_executive(actor)
    grant = get_object_or_404(queries.holders(request.brand), pk=pk)
    actions.end_role(grant.member, Role(grant.role), actor=actor, now=timezone.now())
    return redirect("roles", brand=request.brand.slug)


@login_required
@never_cache
def verification(request: BrandRequest) -> HttpResponse:
    """Met in person. The member shows a number, so there is no list of people to choose from."""
    actor = _member(request)
    rules.require_operator(actor)
    form = VerificationForm(request.POST or None)
    if request.method == "POST" and _done(form, lambda given: _verify(given, actor)):
        messages.success(request, _("Recorded: met in person."))
        return redirect("verification", brand=request.brand.slug)
    return render(request, "people/verification.html", {"form": form}, status=_status(form))


def _verify(given: dict[str, Any], actor: Member) -> None:
    member = queries.member_by_pseudonym(actor.brand, given["pseudonym"])
    if member is None:
        raise Refusal("not-member", _("No member of this brand has this number."))
    actions.verify(member, Level.MET, actor=actor, now=timezone.now())


@login_required
@never_cache
def owner_codes(request: BrandRequest) -> HttpResponse:
    """New codes leave as a file, this once: only their keyed hashes are kept."""
    actor = _member(request)
    rules.require_operator(actor)
    form = BatchForm(request.POST or None)
    codes: list[str] = []
    if request.method == "POST" and _done(
        form,
        lambda given: codes.extend(
            actions.issue_owner_codes(request.brand, **given, actor=actor, now=timezone.now())
        ),
    ):
        return _file(codes)
    context = {"form": form, "batches": queries.code_batches(request.brand)}
    return render(request, "people/owner_codes.html", context, status=_status(form))


def _file(codes: list[str]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="owner-codes.csv"'
    rows = csv.writer(response)
    rows.writerow(["code"])
    rows.writerows([code] for code in codes)
    return response


def _done(form: forms.Form, act: Callable[[dict[str, Any]], object]) -> bool:
    """Do the act if the form is filled in well; what refuses it is shown on the form."""
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        form.refusal = refusal  # type: ignore[attr-defined]
        return False
    return True


def _status(form: forms.Form) -> int:
    refusal: Refusal | None = getattr(form, "refusal", None)
    return refusal.status if refusal else 422 if form.is_bound and form.errors else 200


def _member(request: BrandRequest) -> Member:
    return rules.require_member(request.member)


def _back(request: BrandRequest) -> str:
    """Where somebody came from, if that is a page of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if safe else f"/{request.brand.slug}/"
