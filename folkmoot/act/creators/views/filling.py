"""Entering creators, giving and taking back privileges, and setting the limits."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators import actions, queries, rules
from folkmoot.act.creators.forms import (
    AccountForm,
    AnswerForm,
    CreatorForm,
    GivenForm,
    LimitsForm,
    ReasonForm,
    ReasonsForm,
    RevocationForm,
    limits_shown,
)
from folkmoot.act.creators.models import Relation
from folkmoot.act.creators.views.form import Filling, creator_or_404, path_of, register_path
from folkmoot.foundation.people.rules import is_executive, require
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest


class Entering(Filling):
    shape = CreatorForm
    heading = _("Enter a creator")
    lead = _("A business partner of the brand, under the name of their work. Never a fan.")
    button = _("Enter them")

    def act(self, form: forms.Form) -> str:
        said = {**form.cleaned_data, "relation": Relation(form.cleaned_data["relation"])}
        return path_of(actions.enter_creator(**said, **self.by))


class AddingAccount(Filling):
    shape = AccountForm
    heading = _("Add where they publish")
    button = _("Add it")

    def act(self, form: forms.Form) -> str:
        actions.add_account(self.creator, **form.cleaned_data, **self.by)
        return path_of(self.creator)


class BiddingFarewell(Filling):
    shape = ReasonForm
    heading = _("End the work together")
    lead = _("What they still have ends on its own day, unless it is taken back.")
    button = _("End it")

    def act(self, form: forms.Form) -> str:
        actions.bid_farewell(self.creator, **form.cleaned_data, **self.by)
        return path_of(self.creator)


class WelcomingBack(Filling):
    shape = ReasonForm
    heading = _("Work together again")
    lead = _("What they had before still counts in turn.")
    button = _("They are back")

    def act(self, form: forms.Form) -> str:
        actions.welcome_back(self.creator, **form.cleaned_data, **self.by)
        return path_of(self.creator)


class Granting(Filling):
    """Within the limits at once; past them, the page offers to ask an executive."""

    shape = GivenForm
    heading = _("Give a privilege")
    lead = _("Until a day, for a reason, and in turn: no privilege is for good.")
    button = _("Give it")
    past_the_limits = ("rotation", "rotation-never", "period-out-of-range")

    def initial(self) -> dict[str, Any]:
        return {"begins": self.now.date()}

    def act(self, form: forms.Form) -> str:
        assert isinstance(form, GivenForm)  # noqa: S101 (`shape`)
        if "exception" in self.sent:
            actions.ask_exception(self.creator, form.given(), **self.by)
        else:
            actions.grant(self.creator, form.given(), **self.by)
        return path_of(self.creator)

    def page(
        self, request: BrandRequest, form: forms.Form, status: int = 200, **more: Any
    ) -> HttpResponse:
        refusal: Refusal | None = more.pop("refusal", None)
        offered = refusal is not None and refusal.code in self.past_the_limits
        return super().page(request, form, status, offers_exception=offered, **more)

    def said(self) -> dict[str, Any]:
        return {"standard": queries.standard(self.brand)}


class Exempting(Filling):
    shape = ReasonsForm
    heading = _("Sign an exception from the limits")
    button = _("Sign it with my name")

    def prepare(self, request: BrandRequest, **key: Any) -> None:
        super().prepare(request)
        found = queries.request_by_number(request.brand, key["asked"])
        if found is None:
            raise Http404
        rules.require_exempter(self.actor, found)
        self.asked = found
        self.creator = creator_or_404(request.brand, found.creator.number)

    def act(self, form: forms.Form) -> str:
        actions.exempt(self.asked, **form.cleaned_data, **self.by)
        return path_of(self.creator)

    def said(self) -> dict[str, Any]:
        return {"asked": self.asked}


class Revoking(Filling):
    shape = RevocationForm
    heading = _("Take a privilege back")
    button = _("Take it back")

    def prepare(self, request: BrandRequest, **key: Any) -> None:
        super().prepare(request)
        found = queries.privilege_by_number(request.brand, key["privilege"])
        if found is None:
            raise Http404
        self.privilege, self.creator = found, found.creator

    def initial(self) -> dict[str, Any]:
        return {"on": self.now.date()}

    def act(self, form: forms.Form) -> str:
        actions.revoke(self.privilege, **form.cleaned_data, **self.by)
        return path_of(self.creator)

    def said(self) -> dict[str, Any]:
        return {"asked": self.privilege}


class Answering(Filling):
    shape = AnswerForm
    heading = _("Answer what a creator says")
    button = _("Answer in the name of the brand")

    def prepare(self, request: BrandRequest, **key: Any) -> None:
        super().prepare(request)
        found = queries.remark_by_number(request.brand, key["remark"])
        if found is None:
            raise Http404
        self.remark, self.creator = found, found.creator

    def act(self, form: forms.Form) -> str:
        actions.answer(self.remark, form.cleaned_data["text"], **self.by)
        return path_of(self.creator)

    def said(self) -> dict[str, Any]:
        return {"lead": str(self.remark.remark)}


class Limiting(Filling):
    shape = LimitsForm
    heading = _("Set the limits")
    lead = _("They hold for every creator, and everybody reads them. Earlier ones stay readable.")
    button = _("Set them, in public")

    def prepare(self, request: BrandRequest, **key: Any) -> None:
        sentence = _("The limits are set by an executive of the brand.")
        require(is_executive, request.member, code="not-executive", sentence=sentence)
        super().prepare(request, **key)

    def initial(self) -> dict[str, Any]:
        return limits_shown(queries.limits_of(self.brand).first(), queries.standard(self.brand))

    def act(self, form: forms.Form) -> str:
        assert isinstance(form, LimitsForm)  # noqa: S101 (`shape`)
        actions.set_limits(form.standard(), form.cleaned_data["reason"], **self.by)
        return register_path(self.brand)
