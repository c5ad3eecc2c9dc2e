"""What the register holds about me: for a creator, without an account, at their own address."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from folkmoot.act.creators import actions, queries
from folkmoot.act.creators.forms import RemarkForm
from folkmoot.act.creators.models import Creator
from folkmoot.foundation.addresses import kept_private
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest


@require_safe
@never_cache
def held(request: BrandRequest, secret: str) -> HttpResponse:
    return _page(request, secret, _found(request, secret), RemarkForm())


@require_POST
@never_cache
def held_remark(request: BrandRequest, secret: str) -> HttpResponse:
    found, form = _found(request, secret), RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, secret, found, form, 422)
    try:
        actions.remark(found, form.cleaned_data["text"], now=timezone.now())
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, secret, found, form, refusal.status)
    messages.success(request, _("It stands beside your entry. The answer comes within seven days."))
    return kept_private(redirect("creator_held", request.brand.slug, secret))


def _page(
    request: BrandRequest, secret: str, found: Creator, form: RemarkForm, status: int = 200
) -> HttpResponse:
    """Every row on this creator; who at the brand wrote it stays with the brand."""
    today, brand = timezone.now().date(), request.brand
    context = {
        "creator": found,
        "secret": secret,
        "form": form,
        "today": today,
        "farewells": found.farewells.select_related("reason", "comeback__reason").order_by("pk"),
        "accounts": found.accounts.select_related("handle").order_by("pk"),
        "privileges": queries.privileges(brand).filter(creator=found),
        "requests": queries.requests_open(brand, timezone.now()).filter(creator=found),
        "pieces": queries.disclosures(found, today),
        "askings": queries.askings(found),
        "checklists": [
            queries.care(each, today) for each in queries.checklists(brand).filter(creator=found)
        ],
        "remarks": queries.remarks(brand).filter(creator=found),
        "standard": queries.standard(brand),
    }
    return kept_private(render(request, "creators/held.html", context, status=status))


def _found(request: BrandRequest, secret: str) -> Creator:
    found = queries.creator_by_secret(request.brand, secret)
    if found is None:
        raise Http404
    return found
