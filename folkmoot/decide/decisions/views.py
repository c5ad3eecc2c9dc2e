"""What was decided and why, and the forms in which an executive decides."""

import json
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from folkmoot.charter import queries as charter
from folkmoot.charter.rules import require_rule
from folkmoot.decide.decisions import actions, queries, rules
from folkmoot.decide.decisions.forms import (
    DecisionForm,
    IntentionForm,
    OutcomeForm,
    OverrideForm,
    ReversalForm,
)
from folkmoot.decide.decisions.models import Matter
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.rules import is_executive
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.charter.models import TopicVersion
    from folkmoot.foundation.people.models import Member


@require_safe
def decisions(request: BrandRequest) -> HttpResponse:
    before = whole_number(request.GET.get("before"))
    page = queries.matter_page(request.brand, before=before, now=timezone.now())
    context = {
        "page": page,
        "states": rules.STATES,
        "may_decide": is_executive(request.member),
    }
    return render(request, "decisions/list.html", context)


@require_safe
def decision(request: BrandRequest, number: int) -> HttpResponse:
    found, now = matter_or_404(request, number), timezone.now()
    chain = queries.chain_of(found, now)
    context = {
        "matter": found,
        "decision": getattr(found, "decision", None),
        "intention": getattr(found, "intention", None),
        "suspension": getattr(found, "suspension", None),
        "rule": queries.rule_of(found),
        "chain": chain,
        "state": rules.STATES[chain.state],
        "clock": clock_of(request.brand, rules.REVIEW_CLOCK, found.subject),
        "may_decide": is_executive(request.member),
        "may_petition": queries.can_be_petitioned(found),
    }
    return render(request, "decisions/decision.html", context)


@require_safe
def reversals(request: BrandRequest) -> HttpResponse:
    ledger = queries.ledger_of_reversals(request.brand)
    return render(request, "decisions/reversals.html", {"ledger": ledger})


@require_safe
def export_json(request: BrandRequest) -> HttpResponse:
    """All decisions as open data. They are the brand's own words, and there is no person in it."""
    data = {
        "brand": request.brand.slug,
        "licence": "CC-BY-4.0",
        "decisions": list(queries.exported(request.brand, timezone.now())),
    }
    name = f'attachment; filename="{request.brand.slug}-decisions.json"'
    text = json.dumps(data, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder)
    return HttpResponse(
        text, content_type="application/json", headers={"Content-Disposition": name}
    )


@require_safe
def new(request: BrandRequest) -> HttpResponse:
    """First the topic, since its rule says what a decision has to bring."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    rules.require_decider(request.member)
    lines = [line for line in charter.lines(request.brand, timezone.now()) if line.version]
    return render(request, "decisions/new.html", {"lines": lines})


class _Signing(View):
    """A form that an executive fills in and signs: shown, refused with its reason, or done."""

    template = "decisions/signing.html"
    number: int
    topic: str

    def get(self, request: BrandRequest, number: int = 0, topic: str = "") -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        rules.require_decider(request.member)
        self.find(request, number, topic)
        return self.page(request, self.form(request))

    def post(self, request: BrandRequest, number: int = 0, topic: str = "") -> HttpResponse:
        actor = rules.require_decider(request.member)
        self.find(request, number, topic)
        form = self.form(request, request.POST)
        if not form.is_valid():
            return self.page(request, form, status=422)
        try:
            matter = self.act(form, actor)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.page(request, form, status=refusal.status)
        messages.success(request, _("It is on the record, under your name."))
        return redirect("decision", request.brand.slug, matter.number)

    def find(self, request: BrandRequest, number: int, topic: str) -> None:
        self.now = timezone.now()
        self.matter = matter_or_404(request, number) if number else None
        slug = self.matter.topic.slug if self.matter else topic
        found = charter.topic_by_slug(request.brand, slug)
        if found is None:
            raise Http404
        self.version: TopicVersion = require_rule(found, now=self.now)

    def page(self, request: BrandRequest, form: forms.Form, status: int = 200) -> HttpResponse:
        context = {
            "form": form,
            "matter": self.matter,
            "version": self.version,
            **self.said(request),
        }
        return render(request, self.template, context, status=status)

    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        raise NotImplementedError

    def act(self, form: forms.Form, actor: "Member") -> Matter:
        raise NotImplementedError

    def said(self, request: BrandRequest) -> dict[str, Any]:
        """Heading, lead and button of the page."""
        raise NotImplementedError

    def on_matter(self) -> Matter:
        if self.matter is None:
            raise Http404
        return self.matter


class Intending(_Signing):
    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return IntentionForm(data, version=self.version, now=self.now)

    def act(self, form: forms.Form, actor: "Member") -> Matter:
        return actions.announce_intention(
            self.version.topic.slug, **form.cleaned_data, actor=actor, now=self.now
        )

    def said(self, request: BrandRequest) -> dict[str, Any]:
        return {
            "heading": _("Say what you intend"),
            "lead": _("Said before it is decided, so that people can still speak and petition."),
            "button": _("Announce it under my name"),
        }


class Deciding(_Signing):
    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        initial: dict[str, Any] = {"effective": rules.today(self.now)}
        if self.matter and hasattr(self.matter, "intention"):
            initial["text"] = str(self.matter.intention.words)
        return DecisionForm(data, version=self.version, now=self.now, initial=initial)

    def act(self, form: forms.Form, actor: "Member") -> Matter:
        assert isinstance(form, DecisionForm)  # noqa: S101 (made just above)
        on = self.matter or self.version.topic.slug
        recorded = actions.record_decision(on, form.draft(), actor=actor, now=self.now)
        return recorded.matter

    def said(self, request: BrandRequest) -> dict[str, Any]:
        return {
            "heading": _("Record a decision"),
            "lead": _(
                "It cannot be edited afterwards. What no longer holds is reversed in public."
            ),
            "button": _("Record it under my name"),
        }


class Reviewing(_Signing):
    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return OutcomeForm(data)

    def act(self, form: forms.Form, actor: "Member") -> Matter:
        matter, said = self.on_matter(), form.cleaned_data
        if said["result"] == "changed":
            actions.change_decision(
                matter, said["text"], said["reasons"], actor=actor, now=self.now
            )
        else:
            actions.uphold_decision(matter, said["reasons"], actor=actor, now=self.now)
        return matter

    def said(self, request: BrandRequest) -> dict[str, Any]:
        return {
            "heading": _("Look at it again"),
            "lead": _("A petition asked for this. Whoever decided it does not look at it again."),
            "button": _("Publish it under my name"),
        }


class Overriding(_Signing):
    template = "decisions/override.html"

    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return OverrideForm(data)

    def act(self, form: forms.Form, actor: "Member") -> Matter:
        matter = self.on_matter()
        actions.announce_override(matter, form.cleaned_data["reasons"], actor=actor, now=self.now)
        return matter

    def said(self, request: BrandRequest) -> dict[str, Any]:
        suspension = getattr(self.on_matter(), "suspension", None)
        hours = rules.COOL_OFF.total_seconds() // 3600
        return {
            "heading": _("Set the petition's effect aside"),
            "override": getattr(suspension, "override", None),
            "hours": int(hours),
            "button": _("Announce it under my name"),
        }


class Reversing(_Signing):
    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return ReversalForm(data, version=self.version, now=self.now)

    def act(self, form: forms.Form, actor: "Member") -> Matter:
        matter = self.on_matter()
        actions.reverse_decision(matter, **form.cleaned_data, actor=actor, now=self.now)
        return matter

    def said(self, request: BrandRequest) -> dict[str, Any]:
        return {
            "heading": _("Reverse a decision"),
            "lead": _("The decision stays on record. This stands beside it, with what it cost."),
            "button": _("Reverse it under my name"),
        }


@require_POST
def execution(request: BrandRequest, number: int) -> HttpResponse:
    actor = rules.require_decider(request.member)
    found = matter_or_404(request, number)
    actions.carry_out_override(found, actor=actor, now=timezone.now())
    messages.success(request, _("It is on the record, under your name."))
    return redirect("decision", request.brand.slug, number)


def matter_or_404(request: BrandRequest, number: int) -> Matter:
    found = queries.matter_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def whole_number(text: str | None) -> int | None:
    """A number from the address; whatever else stands there is not one."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None
