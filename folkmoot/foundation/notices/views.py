"""Inbox, digest, and what the brand's people are connected to."""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.foundation.notices import actions, forms, queries
from folkmoot.foundation.notices.models import Channel, DigestChoice, Endpoint
from folkmoot.foundation.notices.rules import sentence_of
from folkmoot.foundation.people.queries import person_by_key
from folkmoot.foundation.people.rules import require_member, require_operator

if TYPE_CHECKING:
    from folkmoot.foundation.requests import BrandRequest

PAGE = 50


@login_required
def inbox(request: "BrandRequest") -> HttpResponse:
    member = require_member(request.member)
    notices = list(queries.inbox(member)[:PAGE])
    for notice in notices:
        notice.sentence = sentence_of(notice)  # type: ignore[attr-defined]
    context = {
        "notices": notices,
        "form": forms.DigestForm(initial={"cadence": queries.digest_choice(member.person).cadence}),
    }
    return render(request, "notices/inbox.html", context)


@require_POST
@login_required
def read(request: "BrandRequest") -> HttpResponse:
    up_to = request.POST.get("up_to", "")
    if up_to.isascii() and up_to.isdigit() and len(up_to) < 19:
        member = require_member(request.member)
        actions.mark_read(actor=member, up_to=int(up_to), now=timezone.now())
    return redirect("inbox", brand=request.brand.slug)


@require_POST
@login_required
def choose_digest(request: "BrandRequest") -> HttpResponse:
    form = forms.DigestForm(request.POST)
    if form.is_valid():
        member = require_member(request.member)
        actions.choose_digest(member.person, DigestChoice.Cadence(form.cleaned_data["cadence"]))
    return redirect("inbox", brand=request.brand.slug)


@csrf_exempt  # the signed token is the proof, and mail programs post without a page (RFC 8058)
@require_http_methods(["GET", "POST"])
def digest(request: HttpRequest, token: str) -> HttpResponse:
    """End the digest without signing in. Opening the page changes nothing; the button does."""
    try:
        person = person_by_key(int(Signer(salt="digest").unsign(token)))
    except (BadSignature, ValueError):
        raise Http404 from None
    if request.method == "POST":
        actions.choose_digest(person, DigestChoice.Cadence.NEVER)
    return render(request, "notices/digest.html", {"done": request.method == "POST"})


@login_required
def connections(request: "BrandRequest") -> HttpResponse:
    require_operator(request.member)
    return _connections(request, forms.EndpointForm(), forms.ChannelForm())


def _connections(
    request: "BrandRequest",
    endpoint_form: forms.EndpointForm,
    channel_form: forms.ChannelForm,
    *,
    secret: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "endpoints": queries.endpoints(request.brand),
        "channels": queries.channels(request.brand),
        "endpoint_form": endpoint_form,
        "channel_form": channel_form,
        "secret": secret,
    }
    return render(request, "notices/connections.html", context, status=status)


@require_POST
@login_required
def add_endpoint(request: "BrandRequest") -> HttpResponse:
    member = require_operator(request.member)
    form = forms.EndpointForm(request.POST)
    if not form.is_valid():
        return _connections(request, form, forms.ChannelForm(), status=422)
    _endpoint, secret = actions.add_endpoint(**form.cleaned_data, actor=member, now=timezone.now())
    return _connections(request, forms.EndpointForm(), forms.ChannelForm(), secret=secret)


@require_POST
@login_required
def remove_endpoint(request: "BrandRequest", pk: int) -> HttpResponse:
    member = require_operator(request.member)
    endpoint = get_object_or_404(Endpoint, pk=pk, brand=request.brand)
    actions.remove_endpoint(endpoint, actor=member, now=timezone.now())
    return redirect("connections", brand=request.brand.slug)


@require_POST
@login_required
def add_channel(request: "BrandRequest") -> HttpResponse:
    member = require_operator(request.member)
    form = forms.ChannelForm(request.POST)
    if not form.is_valid():
        return _connections(request, forms.EndpointForm(), form, status=422)
    actions.add_channel(**form.cleaned_data, actor=member, now=timezone.now())
    return redirect("connections", brand=request.brand.slug)


@require_POST
@login_required
def remove_channel(request: "BrandRequest", pk: int) -> HttpResponse:
    member = require_operator(request.member)
    channel = get_object_or_404(Channel, pk=pk, brand=request.brand)
    actions.remove_channel(channel, actor=member, now=timezone.now())
    return redirect("connections", brand=request.brand.slug)
