"""A form for those with the right to it: shown, refused with its reason, or done."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.act.creators import queries, rules
from folkmoot.act.creators.models import Creator
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member


class Filling(View):
    shape: type[forms.Form]
    heading: Any
    lead: Any = ""
    button: Any

    def get(self, request: BrandRequest, **key: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        self.prepare(request, **key)
        return self.page(request, self.shape(initial=self.initial()))

    def post(self, request: BrandRequest, **key: Any) -> HttpResponse:
        self.prepare(request, **key)
        form = self.shape(request.POST)
        if not form.is_valid():
            return self.page(request, form, status=422)
        try:
            target = self.act(form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.page(request, form, status=refusal.status, refusal=refusal)
        messages.success(request, _("It is noted, with your name and the time."))
        return redirect(target)

    def page(
        self, request: BrandRequest, form: forms.Form, status: int = 200, **more: Any
    ) -> HttpResponse:
        context = {
            "form": form,
            "creator": getattr(self, "creator", None),
            "heading": self.heading,
            "lead": self.lead,
            "button": self.button,
            **self.said(),
            **more,
        }
        return render(request, "creators/form.html", context, status=status)

    def prepare(self, request: BrandRequest, **key: Any) -> None:
        """Who it is and what it is about; whoever may not is told here."""
        self.brand, self.now, self.sent = request.brand, timezone.now(), request.POST
        self.actor: Member = rules.require_handler(request.member)
        if "creator" in key:
            self.creator = creator_or_404(request.brand, key["creator"])

    def initial(self) -> dict[str, Any]:
        return {}

    def act(self, form: forms.Form) -> str:
        """Do it, and say where to go next."""
        raise NotImplementedError

    def said(self) -> dict[str, Any]:
        return {}

    @property
    def by(self) -> dict[str, Any]:
        return {"actor": self.actor, "now": self.now}


def creator_or_404(brand: "Brand", number: int) -> Creator:
    found = queries.creator_by_number(brand, number)
    if found is None:
        raise Http404
    return found


def path_of(creator: Creator) -> str:
    return f"/{creator.brand.slug}/creators/{creator.number}/"


def register_path(brand: "Brand") -> str:
    return f"/{brand.slug}/creators/register"
