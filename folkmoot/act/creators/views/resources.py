"""Broad co-creation against creators: for everybody if the brand opened it."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from folkmoot.act.creators import actions, queries, rules
from folkmoot.act.creators.forms import AllocationForm, ReasonForm
from folkmoot.act.creators.models import Resource, Side
from folkmoot.act.creators.views.form import Filling
from folkmoot.foundation.requests import BrandRequest

SHOWN = 200


@require_safe
def resources(request: BrandRequest) -> HttpResponse:
    now, inside = timezone.now(), rules.sees_creators(request.member)
    standard = queries.standard(request.brand)
    is_open = standard.shared or inside
    rows = queries.shares(request.brand, now, running=inside) if is_open else []
    money = [
        (row.quarter, row.share)
        for row in reversed(rows)
        if row.resource == Resource.MONEY and row.share is not None
    ]
    context = {
        "open": is_open,
        "inside": inside,
        "standard": standard,
        "rows": rows,
        "bars": queries.bars_of(money, line_percent=standard.broad_percent),
        "present": rules.title(rules.quarter_of(now.date())),
        "entries": queries.allocations(request.brand)[:SHOWN] if inside else [],
        "may_handle": rules.handles_creators(request.member),
    }
    return render(request, "creators/resources.html", context)


class Allocating(Filling):
    shape = AllocationForm
    heading = _("Enter what was put in")
    lead = _("For the many: contests, events, places. For creators: places and exposure.")
    button = _("Enter it")

    def act(self, form: forms.Form) -> str:
        assert isinstance(form, AllocationForm)  # noqa: S101 (`shape`)
        said = form.cleaned_data
        actions.allocate(
            Side(said["side"]),
            Resource(said["resource"]),
            form.quantity(),
            said["purpose"],
            on=said["on"],
            about=said["about"],
            **self.by,
        )
        return f"/{self.brand.slug}/creators/resources"


class Striking(Filling):
    shape = ReasonForm
    heading = _("Strike an entry")
    lead = _("It no longer counts, and stays to be read with the reason.")
    button = _("Strike it")

    def prepare(self, request: BrandRequest, **key: int) -> None:
        super().prepare(request)
        found = queries.allocation_by_number(request.brand, key["allocation"])
        if found is None:
            raise Http404
        self.allocation = found

    def act(self, form: forms.Form) -> str:
        actions.strike(self.allocation, **form.cleaned_data, **self.by)
        return f"/{self.brand.slug}/creators/resources"
