"""What the brand's people do to a dossier. The acts check who may."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.decide.dossiers import actions, queries, rules
from folkmoot.decide.dossiers.forms import (
    CaptureForm,
    DossierForm,
    ItemForm,
    OutcomeForm,
    WordsForm,
)
from folkmoot.decide.dossiers.models import Capacity, Capture, Item
from folkmoot.decide.dossiers.views.reading import dossier_or_404, page
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from folkmoot.decide.dossiers.models import Appeal, Dossier

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def opening(request: BrandRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    actor = rules.require_filer(request.member)
    form = DossierForm(request.POST or None, initial=_known(request))

    def act() -> str:
        said = form.cleaned_data
        about = f"partnership:{said['deal']}"
        made = actions.open_dossier(
            said["name"],
            about,
            said["reason"],
            capacity=Capacity(said["capacity"]),
            actor=actor,
            now=timezone.now(),
        )
        return reverse("dossier", args=[request.brand.slug, made.number])

    return _filled(request, form, act, _("Open a dossier"))


def _known(request: BrandRequest) -> dict[str, str]:
    """Whoever comes from a deal need not write its partner again."""
    deal = request.GET.get("deal", "")
    partner = queries.partner_of(request.brand, f"partnership:{deal}")
    return {"deal": deal, "name": partner} if partner else {}


@FORM
def filing(request: BrandRequest, dossier: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    actor, form = rules.require_filer(request.member), ItemForm(request.POST or None)
    found = dossier_or_404(request.brand, dossier)

    def act() -> str:
        said = form.said()
        actions.file(found, said.pop("category"), **said, actor=actor, now=timezone.now())
        return reverse("dossier", args=[request.brand.slug, found.number])

    return _filled(request, form, act, _("File evidence"))


def _filled(
    request: BrandRequest, form: forms.Form, act: "Callable[[], str]", heading: str
) -> HttpResponse:
    """Show the form; or do it, and show it again with what is wrong."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return redirect(act())
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                status = refusal.status
    return render(request, "dossiers/form.html", {"form": form, "heading": heading}, status=status)


@require_POST
@login_required
def capturing(request: BrandRequest, dossier: int, evidence: int) -> HttpResponse:
    found, form = _item(request, dossier, evidence), CaptureForm(request.POST)
    actor = rules.require_filer(request.member)
    text = form.cleaned_data["text"] if form.is_valid() else ""
    how, sha256 = Capture.How.PASTED, ""
    if not text.strip():
        text, sha256 = actions.fetch_text(str(found.url))
        how = Capture.How.FETCHED
    actions.capture(found, text, how=how, sha256=sha256, actor=actor, now=timezone.now())
    return _back(request, found.dossier, _("Captured, with its hash and the time."))


@require_POST
@login_required
def reviewing(request: BrandRequest, dossier: int, evidence: int) -> HttpResponse:
    found, actor = _item(request, dossier, evidence), rules.require_filer(request.member)
    agrees = request.POST.get("agrees") == "yes"
    actions.review(found, agrees=agrees, actor=actor, now=timezone.now())
    return _back(request, found.dossier, _("It is noted, with your name and the time."))


@require_POST
@login_required
def withdrawing(request: BrandRequest, dossier: int, evidence: int) -> HttpResponse:
    found, actor = _item(request, dossier, evidence), rules.require_filer(request.member)
    actions.withdraw(found, actor=actor, now=timezone.now())
    return _back(request, found.dossier, _("Taken out. Its words are erased."))


@require_POST
@login_required
def linking(request: BrandRequest, dossier: int) -> HttpResponse:
    """The address is shown once, to be handed over."""
    actor, found = rules.require_filer(request.member), dossier_or_404(request.brand, dossier)
    actions.note_reading(found, actor=actor, now=timezone.now())
    secret = actions.issue_link(found, actor=actor, now=timezone.now())
    path = reverse("dossier_held", args=[request.brand.slug, secret])
    return page(request, found, link=request.build_absolute_uri(path))


@require_POST
@login_required
def offering(request: BrandRequest, dossier: int) -> HttpResponse:
    actor, found = rules.require_filer(request.member), dossier_or_404(request.brand, dossier)
    form = WordsForm(request.POST)
    if not form.is_valid():
        return page(request, found, 422, words=form)
    actions.offer_peace(found, form.cleaned_data["words"], actor=actor, now=timezone.now())
    return _back(request, found, _("Offered. It counts once two others accept it."))


@require_POST
@login_required
def accepting(request: BrandRequest, dossier: int, offer: int) -> HttpResponse:
    actor, found = rules.require_filer(request.member), dossier_or_404(request.brand, dossier)
    offered = queries.offer_of(found, offer)
    if offered is None:
        raise Http404
    actions.accept_peace(offered, actor=actor, now=timezone.now())
    return _back(request, found, _("It is noted, with your name and the time."))


@require_POST
@login_required
def declining(request: BrandRequest, dossier: int, offer: int) -> HttpResponse:
    actor, found = rules.require_filer(request.member), dossier_or_404(request.brand, dossier)
    offered, form = queries.offer_of(found, offer), WordsForm(request.POST)
    if offered is None:
        raise Http404
    if not form.is_valid():
        return page(request, found, 422, words=form)
    actions.decline_peace(offered, form.cleaned_data["words"], actor=actor, now=timezone.now())
    return _back(request, found, _("Declined, with your reasons. The partner reads them."))


@require_POST
@login_required
def acknowledging(request: BrandRequest, appeal: int) -> HttpResponse:
    found, actor = _appeal(request, appeal), rules.require_filer(request.member)
    actions.acknowledge(found, actor=actor, now=timezone.now())
    return _back(request, found.item.dossier, _("Acknowledged."))


@require_POST
@login_required
def deciding(request: BrandRequest, appeal: int) -> HttpResponse:
    actor, form = rules.require_filer(request.member), OutcomeForm(request.POST)
    found = _appeal(request, appeal)
    if not form.is_valid():
        return page(request, found.item.dossier, 422, outcome=form)
    upheld = form.cleaned_data["upheld"] == "yes"
    reasons = form.cleaned_data["reasons"]
    actions.decide(found, upheld=upheld, reasons=reasons, actor=actor, now=timezone.now())
    return _back(request, found.item.dossier, _("Decided. The partner reads your reasons."))


def _item(request: BrandRequest, dossier: int, number: int) -> Item:
    found = dossier_or_404(request.brand, dossier)
    item = next((each for each in queries.items_of(found) if each.number == number), None)
    if item is None or not rules.reads(request.member):
        raise Http404
    return item


def _appeal(request: BrandRequest, number: int) -> "Appeal":
    found = queries.appeal_by_number(request.brand, number)
    if found is None or not rules.reads(request.member):
        raise Http404
    return found


def _back(request: BrandRequest, found: "Dossier", told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("dossier", request.brand.slug, found.number)
