"""Filing from outside: nobody signs in to ask for protection or to have a text checked."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from folkmoot.deliberate.moderation import actions, models, queries, rules
from folkmoot.deliberate.moderation.forms import FilingForm
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest


class Filing(View):
    def get(self, request: BrandRequest) -> HttpResponse:
        return _form(request, FilingForm(initial={"kind": models.Filing.Kind.PROTECTION}))

    def post(self, request: BrandRequest) -> HttpResponse:
        form = FilingForm(request.POST)
        if not form.is_valid():
            return _form(request, form, status=422)
        given = form.cleaned_data
        try:
            _filing, code = actions.file(
                request.brand,
                models.Filing.Kind(given["kind"]),
                name=given["name"],
                text=given["text"],
                contact=given["contact"],
                now=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("name" if refusal.code == "not-a-name" else None, str(refusal))
            return _form(request, form, status=refusal.status)
        return redirect("filing_receipt", request.brand.slug, code)


def _form(request: BrandRequest, form: FilingForm, status: int = 200) -> HttpResponse:
    return render(request, "moderation/filing.html", {"form": form}, status=status)


@require_safe
@never_cache
def receipt(request: BrandRequest, slip: str) -> HttpResponse:
    """What became of a filing, for whoever holds its receipt."""
    found, now = _found(request, slip), timezone.now()
    context = {
        "filing": found,
        "code": slip,
        "shields": rules.shields(found, now),
        "acknowledgement": clock_of(request.brand, rules.ACKNOWLEDGEMENT_CLOCK, found.subject),
        "outcome": clock_of(request.brand, rules.OUTCOME_CLOCK, found.subject),
    }
    response = render(request, "moderation/receipt.html", context)
    response["Referrer-Policy"] = "same-origin"  # the address is the key; forms need the origin
    return response


@require_POST
def own_ending(request: BrandRequest, slip: str) -> HttpResponse:
    found = _found(request, slip)
    actions.end_own_protection(found, slip, now=timezone.now())
    return redirect("filing_receipt", request.brand.slug, slip)


def _found(request: BrandRequest, slip: str) -> models.Filing:
    found = queries.filing_by_receipt(request.brand, slip)
    if found is None:
        raise Http404
    return found
