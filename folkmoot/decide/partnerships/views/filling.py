"""The forms of deals and of what stops them."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View

from folkmoot.decide.partnerships import actions, queries, rules
from folkmoot.decide.partnerships.forms import (
    DealForm,
    DenialForm,
    DispensationForm,
    GateForm,
    LineForm,
    OpeningForm,
    PackForm,
    RetirementForm,
)
from folkmoot.decide.partnerships.views.saying import deal_or_404, path_of
from folkmoot.foundation.people.rules import require_executive
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


class _Filling(View):
    """A form for those with the right to it: shown, refused with its reason, or done."""

    def get(self, request: BrandRequest, **key: int) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        self.prepare(request, **key)
        return self.page(request, self.form(request))

    def post(self, request: BrandRequest, **key: int) -> HttpResponse:
        self.prepare(request, **key)
        form = self.form(request, request.POST)
        if not form.is_valid():
            return self.page(request, form, status=422)
        try:
            target = self.act(form)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.page(request, form, status=refusal.status)
        return redirect(target)

    def page(self, request: BrandRequest, form: forms.Form, status: int = 200) -> HttpResponse:
        template = "gate" if isinstance(form, GateForm) else "form"
        context = {"form": form, "deal": getattr(self, "deal", None), **self.said()}
        return render(request, f"partnerships/{template}.html", context, status=status)

    def prepare(self, request: BrandRequest, **key: int) -> None:
        self.brand, self.now = request.brand, timezone.now()
        self.actor: Member = rules.require_handler(request.member)
        if "deal" in key:
            self.deal = deal_or_404(request.brand, key["deal"])

    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        raise NotImplementedError

    def act(self, form: forms.Form) -> str:
        """Do it, and say where to go next."""
        raise NotImplementedError

    def said(self) -> dict[str, Any]:
        raise NotImplementedError


class Registering(_Filling):
    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return DealForm(data, lines=queries.lines_in_force(self.brand))

    def act(self, form: forms.Form) -> str:
        assert isinstance(form, DealForm)  # noqa: S101 (made just above)
        given = {name: form.cleaned_data[name] for name in ("partner", "kind", "purpose")}
        made = actions.register(**given, answers=form.answers(), actor=self.actor, now=self.now)
        return path_of(made)

    def said(self) -> dict[str, Any]:
        return {
            "heading": _("Bring in a partnership"),
            "lead": _("Before anybody is written to. The verdict comes at once."),
            "button": _("Run the gate"),
        }


class Gating(_Filling):
    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return GateForm(data, lines=queries.lines_in_force(self.brand))

    def act(self, form: forms.Form) -> str:
        assert isinstance(form, GateForm)  # noqa: S101 (made just above)
        actions.run_gate(self.deal, form.answers(), actor=self.actor, now=self.now)
        return path_of(self.deal)

    def said(self) -> dict[str, Any]:
        return {
            "heading": _("Run the gate again"),
            "lead": _(
                "A verdict holds for thirty days, or until something new stands against it. Each "
                "question is asked anew."
            ),
            "button": _("Run the gate"),
        }


class Excepting(_Filling):
    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return DispensationForm(data)

    def prepare(self, request: BrandRequest, **key: int) -> None:
        super().prepare(request, **key)
        rules.require_dispenser(self.actor, self.deal)
        run = queries.latest_run(self.deal)
        rules.require_red(run, queries.news_of(self.deal, run, self.now), self.now)

    def act(self, form: forms.Form) -> str:
        actions.dispense(self.deal, **form.cleaned_data, actor=self.actor, now=self.now)
        return path_of(self.deal)

    def said(self) -> dict[str, Any]:
        return {
            "heading": _("Make an exception"),
            "lead": _("The verdict is red. You let it past in your own name, and in public."),
            "button": _("Sign it with my name"),
        }


class Preparing(_Filling):
    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return PackForm(data)

    def act(self, form: forms.Form) -> str:
        actions.prepare_review(self.deal, **form.cleaned_data, actor=self.actor, now=self.now)
        return path_of(self.deal)

    def said(self) -> dict[str, Any]:
        return {
            "heading": _("Prepare a review by fans"),
            "lead": _("Fans drawn by lot read it under seal, before anything is signed."),
            "button": _("Keep the papers"),
        }


class Opening(_Filling):
    def prepare(self, request: BrandRequest, **key: int) -> None:
        require_executive(request.member)
        super().prepare(request, **key)

    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return OpeningForm(data)

    def act(self, form: forms.Form) -> str:
        made = actions.ask_fans(self.deal, **form.cleaned_data, actor=self.actor, now=self.now)
        return f"/{self.brand.slug}/reviews/{made.review.number}/"

    def said(self) -> dict[str, Any]:
        return {
            "heading": _("Open the review in your name"),
            "lead": _("You promise the panel a reply with reasons. Without it nothing is signed."),
            "button": _("Ask the fans"),
        }


class Denying(_Filling):
    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return DenialForm(data)

    def act(self, form: forms.Form) -> str:
        actions.deny(**form.cleaned_data, actor=self.actor, now=self.now)
        return f"/{self.brand.slug}/partnerships/denials"

    def said(self) -> dict[str, Any]:
        return {
            "heading": _("Promises not to work together"),
            "lead": _("Each has a source, a scope and an end, and makes the gate red until then."),
            "button": _("Enter it"),
            "denials": queries.denials(self.brand, self.now),
        }


class Proposing(_Filling):
    def prepare(self, request: BrandRequest, **key: int) -> None:
        require_executive(request.member)
        super().prepare(request, **key)

    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return LineForm(data)

    def act(self, form: forms.Form) -> str:
        made = actions.propose_line(**form.cleaned_data, actor=self.actor, now=self.now)
        return f"/{self.brand.slug}/panels/{made.panel.number}/"

    def said(self) -> dict[str, Any]:
        return {
            "heading": _("Propose a red line"),
            "lead": _("It goes to fans drawn by lot. Only what they ratify stops a deal."),
            "button": _("Put it to the fans"),
        }


class Retiring(_Filling):
    def prepare(self, request: BrandRequest, **key: int) -> None:
        require_executive(request.member)
        super().prepare(request)
        found = queries.line_by_number(request.brand, key["line"])
        if found is None:
            raise Http404
        self.line = found

    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return RetirementForm(data)

    def act(self, form: forms.Form) -> str:
        actions.retire_line(self.line, **form.cleaned_data, actor=self.actor, now=self.now)
        return f"/{self.brand.slug}/partnerships/"

    def said(self) -> dict[str, Any]:
        return {
            "heading": _("Give up a red line"),
            "lead": str(self.line),
            "button": _("Give it up, in public"),
        }
