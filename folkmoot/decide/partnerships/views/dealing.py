"""Red lines and announced partnerships for everybody; deals for those who handle them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_POST, require_safe

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
from folkmoot.decide.partnerships.models import Deal, Degree, Stage
from folkmoot.decide.partnerships.views.nearing import marked, near_ones
from folkmoot.deliberate.reviews.queries import replied_before, review_about
from folkmoot.deliberate.reviews.rules import STATES, State, state_of
from folkmoot.foundation.people.rules import is_executive, require_executive
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.decide.partnerships.models import Line, Run
    from folkmoot.deliberate.reviews.models import Review
    from folkmoot.foundation.people.models import Brand, Member

SHOWN = 200


@require_safe
def partnerships(request: BrandRequest) -> HttpResponse:
    sees = rules.sees_deals(request.member)
    found = list(queries.deals(request.brand).order_by("-number")[:SHOWN]) if sees else []
    runs = queries.latest_runs(found)
    context = {
        "lines": queries.lines(request.brand),
        "public": queries.announcements(request.brand)[:SHOWN],
        "sees_deals": sees,
        "may_handle": rules.handles_deals(request.member),
        "may_propose": is_executive(request.member),
        "rows": [(each, marked(runs.get(each.pk))) for each in found],
    }
    return render(request, "partnerships/list.html", context)


@require_safe
def deal(request: BrandRequest, deal: int) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    member = rules.require_reader(request.member)
    found = deal_or_404(request.brand, deal)
    return render(request, "partnerships/deal.html", page_of(found, member, timezone.now()))


def page_of(found: Deal, member: "Member", now: datetime) -> dict[str, Any]:
    """What the page of a deal says, and its sheet on paper."""
    run, review = queries.latest_run(found), review_about(found.brand, found.subject)
    needed = rules.needs_review(found, run)
    replied = replied_before(found.brand, found.subject)
    return {
        "deal": found,
        "run": marked(run),
        "reasons": said(found.brand, run),
        "dispensation": rules.dispensation_of(run) if run else None,
        "good": rules.is_good(run, now),
        "open": rules.lets_through(run, now),
        "next": Stage(found.stage + 1) if found.stage < Stage.RUNNING else None,
        "may_handle": rules.handles_deals(member),
        "review": review,
        "review_said": STATES[state_of(review)] if review else "",
        "review_drafted": review is not None and state_of(review) == State.DRAFT,
        "review_open": review is not None and state_of(review) != State.ARCHIVED,
        "needs_review": needed,
        "review_first": needed and not replied and found.stage == Stage.DRAFT,
        "may_open": is_executive(member) and member.pk not in _makers(found, review),
        "may_except": is_executive(member) and member.pk != found.by_id,
        "nearest": near_ones(found, run),
        "announced": queries.announced(found),
        "expected": review.report.body["harm"] if review and hasattr(review, "report") else None,
        "axes": _axes(run),
        "earlier": [marked(each) for each in found.runs.order_by("-number")[1:]],
    }


def _makers(deal: Deal, review: "Review | None") -> set[int]:
    """Whoever wants the deal or wrote its papers: they do not reply to the panel."""
    return {deal.by_id} | ({review.by_id} if review else set())


def _axes(run: "Run | None") -> list[list[bool]]:
    """Nine fields: rows of harm, highest first, and columns of reach; one of them is this deal."""
    at = (run.harm, run.reach) if run else None
    return [[(harm, reach) == at for reach in Degree] for harm in reversed(Degree)]


def said(brand: "Brand", run: "Run | None") -> list[str]:
    """The reasons of a verdict as sentences, in the reader's language."""
    if run is None:
        return []
    return sentences([(each["code"], each["about"]) for each in run.reasons], queries.lines(brand))


def sentences(reasons: Iterable[tuple[str, str]], lines: "Iterable[Line]") -> list[str]:
    words = {str(line.number): str(line) for line in lines}
    return [_sentence(code, about, words) for code, about in reasons]


def _sentence(code: str, about: str, lines: dict[str, str]) -> str:
    question = {**lines, **rules.BARS, **rules.CAUTIONS}.get(about, about)
    sentences = {
        "bar": _("Barred by law: %(question)s Yes."),
        "bar-unknown": _("A legal bar is not ruled out: %(question)s Not known."),
        "denial": _("A promise not to work together is in force (deny rule %(number)s)."),
        "line": _("It crosses a red line of the fans: “%(question)s”"),
        "line-unknown": _("Not known whether it crosses a red line: “%(question)s”"),
        "harm-high": _("It would hurt those who have been here longest very much."),
        "harm-middle": _("It would hurt those who have been here longest."),
        "caution": _("Caution: %(question)s Yes."),
        "caution-unknown": _("Caution: %(question)s Not known."),
    }
    return sentences[code] % {"question": question, "number": about}


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
            "lead": _("A verdict holds for thirty days. Each question is asked anew."),
            "button": _("Run the gate"),
        }


class Excepting(_Filling):
    def form(self, request: BrandRequest, data: Any = None) -> forms.Form:
        return DispensationForm(data)

    def prepare(self, request: BrandRequest, **key: int) -> None:
        super().prepare(request, **key)
        rules.require_dispenser(self.actor, self.deal)
        rules.require_red(queries.latest_run(self.deal), self.now)

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


@require_POST
def stage(request: BrandRequest, deal: int) -> HttpResponse:
    """The next step, or the end."""
    actor = rules.require_handler(request.member)
    found = deal_or_404(request.brand, deal)
    chosen = request.POST.get("stage", "")
    if chosen not in {str(each.value) for each in Stage}:
        raise Http404
    actions.move(found, Stage(int(chosen)), actor=actor, now=timezone.now())
    messages.success(request, _("It is noted, with your name and the time."))
    return redirect(path_of(found))


@require_POST
def announcement(request: BrandRequest, deal: int) -> HttpResponse:
    actor = rules.require_handler(request.member)
    actions.announce(deal_or_404(request.brand, deal), actor=actor, now=timezone.now())
    messages.success(request, _("It is public now."))
    return redirect("partnerships", request.brand.slug)


def deal_or_404(brand: "Brand", number: int) -> Deal:
    found = queries.deal_by_number(brand, number)
    if found is None:
        raise Http404
    return found


def path_of(deal: Deal) -> str:
    return f"/{deal.brand.slug}/partnerships/{deal.number}/"
