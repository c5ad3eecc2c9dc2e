"""What is held about me: for the partner, without an account, at an address they were given."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from folkmoot.decide.dossiers import actions, queries, rules
from folkmoot.decide.dossiers.forms import WordsForm
from folkmoot.decide.dossiers.rules import Reader
from folkmoot.foundation.addresses import kept_private
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from folkmoot.decide.dossiers.models import Dossier, Item


@require_safe
@never_cache
def held(request: BrandRequest, secret: str) -> HttpResponse:
    return _page(request, secret, _found(request, secret), WordsForm())


def _page(
    request: BrandRequest, secret: str, found: "Dossier", form: WordsForm, status: int = 200
) -> HttpResponse:
    context = {
        "secret": secret,
        "seen": queries.seen_by(found, Reader.SUBJECT, timezone.now()),
        "words": form,
    }
    return kept_private(render(request, "dossiers/held.html", context, status=status))


@require_POST
def held_reply(request: BrandRequest, secret: str, evidence: int) -> HttpResponse:
    found = _found(request, secret)
    return _said(
        request,
        secret,
        found,
        lambda words: actions.reply(_item(found, evidence), words, now=timezone.now()),
        _("Your words stand beside it now."),
    )


@require_POST
def held_appeal(request: BrandRequest, secret: str, evidence: int) -> HttpResponse:
    found = _found(request, secret)
    return _said(
        request,
        secret,
        found,
        lambda words: actions.appeal(_item(found, evidence), words, now=timezone.now()),
        _("Your appeal is there. It is acknowledged within a day and decided within seven."),
    )


@require_POST
def held_peace(request: BrandRequest, secret: str) -> HttpResponse:
    found = _found(request, secret)
    return _said(
        request,
        secret,
        found,
        lambda words: actions.offer_peace(found, words, actor=None, now=timezone.now()),
        _("Your offer is there. Two people at the brand look at it."),
    )


def _said(
    request: BrandRequest,
    secret: str,
    found: "Dossier",
    act: "Callable[[str], Any]",
    told: str,
) -> HttpResponse:
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, secret, found, form, 422)
    try:
        act(form.cleaned_data["words"])
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, secret, found, form, refusal.status)
    messages.success(request, told)
    return redirect("dossier_held", request.brand.slug, secret)


def _found(request: BrandRequest, secret: str) -> "Dossier":
    found = queries.dossier_by_link(request.brand, secret)
    if found is None:
        raise Http404
    return found


def _item(found: "Dossier", number: int) -> "Item":
    """An item that the partner can still see; what ended is gone."""
    for item in queries.items_of(found):
        if item.number == number and rules.removal_of(item) is None:
            return item
    raise Http404
