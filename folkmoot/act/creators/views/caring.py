"""Checklists for a creator: opened, ticked, looked at again."""

from typing import Any

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from folkmoot.act.creators import actions, queries, rules
from folkmoot.act.creators.forms import ChecklistForm, LookForm, TickForm
from folkmoot.act.creators.models import Checklist, Concern
from folkmoot.act.creators.rules.caring import items_of
from folkmoot.act.creators.views.form import Filling
from folkmoot.foundation.requests import BrandRequest


class Opening(Filling):
    shape = ChecklistForm
    heading = _("Open a checklist")
    lead = _("What a brand owes to those who stand by it, and to those who stand in the storm.")
    button = _("Open the checklist")

    def act(self, form: forms.Form) -> str:
        said = {**form.cleaned_data, "concern": Concern(form.cleaned_data["concern"])}
        return checklist_path(actions.open_checklist(self.creator, **said, **self.by))


class _OfChecklist(Filling):
    def prepare(self, request: BrandRequest, **key: Any) -> None:
        super().prepare(request)
        self.checklist = checklist_or_404(request, key["checklist"])
        self.creator = self.checklist.creator


class Ticking(_OfChecklist):
    shape = TickForm
    heading = _("Tick an item")
    button = _("Tick it")

    def prepare(self, request: BrandRequest, **key: Any) -> None:
        super().prepare(request, **key)
        items = items_of(self.checklist.version, self.checklist.concern)
        found = next((item for item in items if item.code == key["item"]), None)
        if found is None:
            raise Http404
        self.item = found

    def act(self, form: forms.Form) -> str:
        actions.tick(self.checklist, self.item.code, **form.cleaned_data, **self.by)
        return checklist_path(self.checklist)

    def said(self) -> dict[str, Any]:
        return {"lead": self.item.sentence}


class Looking(_OfChecklist):
    shape = LookForm
    heading = _("Note a review")
    button = _("Note it")

    def act(self, form: forms.Form) -> str:
        actions.look_again(self.checklist, **form.cleaned_data, **self.by)
        return checklist_path(self.checklist)


@require_safe
def checklist(request: BrandRequest, checklist: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    member = rules.require_reader(request.member)
    found = checklist_or_404(request, checklist)
    care = queries.care(found, timezone.now().date())
    context = {
        "checklist": found,
        "creator": found.creator,
        "care": care,
        "looks": found.looks.all(),
        "may_change": rules.handles_creators(member) and care.next_on is not None,
    }
    return render(request, "creators/checklist.html", context)


def checklist_or_404(request: BrandRequest, number: int) -> Checklist:
    found = queries.checklist_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def checklist_path(checklist: Checklist) -> str:
    return f"/{checklist.brand.slug}/creators/checklists/{checklist.number}/"
