"""Pages of promises: what is owed, one promise with its story, the acts, and the feeds."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.http import require_POST, require_safe

from folkmoot.account.promises import actions, queries, rules
from folkmoot.account.promises.forms import (
    DeclineForm,
    EvidenceForm,
    PromiseForm,
    RatingForm,
    ReplacementForm,
)
from folkmoot.account.promises.models import Draft, Promise, Rating, Verifier
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member

Made = TypeVar("Made")
ATOM = "application/atom+xml; charset=utf-8"


@require_safe
def promises(request: BrandRequest) -> HttpResponse:
    show = request.GET.get("show", "owed")
    if show not in queries.SHOWN:
        raise Http404
    now = timezone.now()
    number = request.GET.get("page", "1")
    lines, page = queries.page_of(
        request.brand, show=show, number=int(number) if number.isdigit() else 1, now=now
    )
    context = {
        "lines": lines,
        "page": page,
        "show": show,
        "whole": queries.consistency(request.brand, now).whole,
        "drafts": queries.open_drafts(request.brand).count(),
        "may_promise": rules.can_promise(request.member),
    }
    return render(request, "promises/list.html", context)


@require_safe
def consistency(request: BrandRequest) -> HttpResponse:
    found = queries.consistency(request.brand, timezone.now())
    return render(request, "promises/consistency.html", {"consistency": found})


@require_safe
def promise(request: BrandRequest, number: int) -> HttpResponse:
    return page_of(request, promise_or_404(request, number))


def page_of(
    request: BrandRequest, found: Promise, status: int = 200, **forms: Form
) -> HttpResponse:
    """The promise's page; it comes back with a form that could not be accepted."""
    context = {
        "line": queries.line_of(found, timezone.now()),
        "promise": found,
        "clock": clock_of(request.brand, rules.PROMISE_CLOCK, found.subject),
        "evidence": found.evidence.select_related("words", "fact__brand").order_by("number"),
        "ratings": found.ratings.select_related("words", "fact__brand").order_by("-number"),
        "verification": getattr(found, "verification", None),
        "may_promise": rules.can_promise(request.member) and not hasattr(found, "replaced_by"),
        "evidence_form": EvidenceForm(),
        "rating_form": RatingForm(),
        "seats": rules.PANEL_SEATS,
        "tenths": rules.PANEL_TENTHS,
    }
    return render(request, "promises/promise.html", context | forms, status=status)


class Making(View):
    """A promise made for its own sake."""

    def get(self, request: BrandRequest) -> HttpResponse:
        rules.require_promiser(request.member)
        return self._page(request, PromiseForm())

    def post(self, request: BrandRequest) -> HttpResponse:
        actor = acting(request)
        form = PromiseForm(request.POST)
        made = _try(form, lambda terms: actions.make_promise(**terms, **_by(actor)))
        if made is None:
            return self._page(request, form, status=422)
        return redirect("promise", request.brand.slug, made.number)

    def _page(self, request: BrandRequest, form: Form, status: int = 200) -> HttpResponse:
        return render(request, "promises/making.html", {"form": form}, status=status)


class Replacing(View):
    """A promise that takes the place of another one, with the reason."""

    def get(self, request: BrandRequest, number: int) -> HttpResponse:
        rules.require_promiser(request.member)
        found = promise_or_404(request, number)
        said = {"text": found.words.text, "scope": found.scope.text, "proof": found.proof.text}
        return self._page(request, found, ReplacementForm(initial=said))

    def post(self, request: BrandRequest, number: int) -> HttpResponse:
        actor = acting(request)
        found = promise_or_404(request, number)
        form = ReplacementForm(request.POST)
        made = _try(form, lambda terms: actions.replace_promise(found, **terms, **_by(actor)))
        if made is None:
            return self._page(request, found, form, status=422)
        return redirect("promise", request.brand.slug, made.number)

    def _page(
        self, request: BrandRequest, found: Promise, form: Form, status: int = 200
    ) -> HttpResponse:
        context = {"promise": found, "form": form}
        return render(request, "promises/replacing.html", context, status=status)


@require_POST
def evidence(request: BrandRequest, number: int) -> HttpResponse:
    actor = acting(request)
    found = promise_or_404(request, number)
    form = EvidenceForm(request.POST)
    given = _try(form, lambda terms: actions.give_evidence(found, **terms, **_by(actor)))
    if given is None:
        return page_of(request, found, 422, evidence_form=form)
    return redirect("promise", request.brand.slug, number)


@require_POST
def ratings(request: BrandRequest, number: int) -> HttpResponse:
    actor = acting(request)
    found = promise_or_404(request, number)
    form = RatingForm(request.POST)

    def rate(terms: dict[str, Any]) -> Rating:
        outcome = Rating.Outcome(terms["outcome"])
        return actions.rate_promise(found, outcome, terms["text"], **_by(actor))

    if _try(form, rate) is None:
        return page_of(request, found, 422, rating_form=form)
    return redirect("promise", request.brand.slug, number)


@require_POST
def panel(request: BrandRequest, number: int) -> HttpResponse:
    actions.ask_panel(promise_or_404(request, number), **_by(acting(request)))
    return redirect("promise", request.brand.slug, number)


@require_safe
def drafts(request: BrandRequest) -> HttpResponse:
    rules.require_promiser(request.member)
    context = {"drafts": queries.open_drafts(request.brand)}
    return render(request, "promises/drafts.html", context)


class Entering(View):
    """What was said becomes a promise with a day and a proof."""

    def get(self, request: BrandRequest, number: int) -> HttpResponse:
        rules.require_promiser(request.member)
        draft = draft_or_404(request, number)
        said = {
            "text": draft.words.text,
            "proof": draft.proof.text if draft.proof else "",
            "due_on": draft.due_on,
        }
        return self._page(request, draft, PromiseForm(initial=said))

    def post(self, request: BrandRequest, number: int) -> HttpResponse:
        actor = acting(request)
        draft = draft_or_404(request, number)
        form = PromiseForm(request.POST)
        made = _try(form, lambda terms: actions.make_promise(**terms, draft=draft, **_by(actor)))
        if made is None:
            return self._page(request, draft, form, status=422)
        return redirect("promise", request.brand.slug, made.number)

    def _page(
        self, request: BrandRequest, draft: Draft, form: Form, status: int = 200
    ) -> HttpResponse:
        context = {"draft": draft, "form": form, "decline": DeclineForm()}
        return render(request, "promises/entering.html", context, status=status)


@require_POST
def declining(request: BrandRequest, number: int) -> HttpResponse:
    actor = acting(request)
    draft = draft_or_404(request, number)
    actions.decline_draft(draft, request.POST.get("reason", ""), **_by(actor))
    return redirect("promise_drafts", request.brand.slug)


@require_safe
def calendar_feed(request: BrandRequest) -> HttpResponse:
    """The promises as a calendar that a phone subscribes to (RFC 5545)."""
    return HttpResponse(
        queries.calendar(request.brand, timezone.now()), content_type="text/calendar; charset=utf-8"
    )


@require_safe
def news_feed(request: BrandRequest) -> HttpResponse:
    """What happened to promises, newest first, for a feed reader (RFC 4287)."""
    return HttpResponse(
        queries.atom(request.brand), content_type="application/atom+xml; charset=utf-8"
    )


def promise_or_404(request: BrandRequest, number: int) -> Promise:
    found = queries.promise_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def draft_or_404(request: BrandRequest, number: int) -> Draft:
    found = queries.draft_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def acting(request: BrandRequest) -> "Member":
    """The member who promises for the brand; a form is not even read from anybody else."""
    if request.member is None:
        raise Refusal("not-member", _("Only the brand's people may do this. Please sign in first."))
    rules.require_promiser(request.member)
    return request.member


def _by(actor: "Member") -> dict[str, Any]:
    return {"actor": actor, "now": timezone.now()}


def _try(form: Form, act: Callable[[dict[str, Any]], Made]) -> Made | None:
    """What the act made of the form; or nothing, and the form says why."""
    if not form.is_valid():
        return None
    terms = dict(form.cleaned_data)
    if "verifier" in terms:
        terms["verifier"] = Verifier(terms["verifier"])
    try:
        return act(terms)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return None
