"""Reviews: for everybody that they are, for those concerned what they are about."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rfc8785
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folkmoot.deliberate.panels.queries import has_answered
from folkmoot.deliberate.reviews import actions, queries, rules
from folkmoot.deliberate.reviews.forms import (
    AnswersForm,
    HeardForm,
    ReplyForm,
    TraceForm,
    UndertakingForm,
)
from folkmoot.deliberate.reviews.models import Heed, Review
from folkmoot.deliberate.reviews.queries.picture import map_of
from folkmoot.deliberate.reviews.rules import State
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.rules import require_member
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.deliberate.panels.models import Invitation
    from folkmoot.foundation.people.models import Member

SHOWN = 200


@dataclass(frozen=True)
class Sight:
    """What this reader may see of this review."""

    seat: "Invitation | None"
    promised: bool
    answered: bool
    papers: bool
    report: bool


@require_safe
def reviews(request: BrandRequest) -> HttpResponse:
    sees = bool(rules.reads_papers(request.member))
    found = queries.reviews(request.brand) if sees else queries.opened(request.brand)
    now = timezone.now()
    rows = [
        (each, rules.STATES[rules.state_of(each)], rules.is_overdue(each, now))
        for each in found[:SHOWN]
    ]
    return render(request, "reviews/list.html", {"rows": rows, "sees": sees})


@require_safe
def review(request: BrandRequest, review: int) -> HttpResponse:
    return _page(request, _found(request, review))


def _page(
    request: BrandRequest, found: Review, status: int = 200, **filled: forms.Form
) -> HttpResponse:
    sight, now = _sight(found, request.member), timezone.now()
    opening, state = rules.opening_of(found), rules.state_of(found)
    body = found.report.body if sight.report and hasattr(found, "report") else None
    context: dict[str, Any] = {
        "review": found,
        "opening": opening,
        "state": state,
        "state_said": rules.STATES[state],
        "open": hasattr(found, "unsealing"),
        "sight": sight,
        "overdue": rules.is_overdue(found, now),
        "due": rules.due_at(found),
        "clock": clock_of(request.brand, rules.REPLY_CLOCK, found.subject),
        "report": body,
        "sided": _sided(body) if body else [],
        "reasoned": _reasoned(body) if body else [],
        "map": map_of(found) if sight.report or sight.answered else None,
        "memo": getattr(found, "memo", None),
        "heard": queries.heard_of(found),
        "mark": rules.mark_of(opening, sight.seat.pk) if opening and sight.seat else "",
        "may_reply": state == State.REPORTED and rules.may_reply(found, request.member),
        "may_archive": state == State.REPLIED and bool(rules.drafts(request.member)),
        "may_trace": opening is not None and rules.may_trace(request.member),
        "may_mark": sight.answered and state == State.REPLIED,
        "undertaking": UndertakingForm(),
        "answers": AnswersForm(),
        "reply": ReplyForm(),
        "heard_form": HeardForm(),
        "trace": TraceForm(),
        **filled,
    }
    return render(request, "reviews/review.html", context, status=status)


def _sight(found: Review, member: "Member | None") -> Sight:
    """The papers are for those who handle the matter, the auditor, and seats that promised."""
    seat = queries.seat_of(found, member)
    promised = seat is not None and queries.undertaking_of(seat) is not None
    answered = seat is not None and has_answered(seat)
    unsealed = hasattr(found, "unsealing")
    staff = bool(rules.reads_papers(member))
    return Sight(
        seat=seat,
        promised=promised,
        answered=answered,
        papers=staff or promised or unsealed,
        report=staff or answered or unsealed,
    )


def _sided(body: dict[str, Any]) -> list[dict[str, Any]]:
    """A line for each sentence: the counts, and whether the panel is of one mind."""
    agreed = {each["question"]: each["side"] for each in body["agreement"]}
    said = {"agree": _("agrees"), "disagree": _("disagrees")}
    return [
        {
            "sentence": rules.QUESTIONS[name],
            "verdict": said[agreed[name]] if name in agreed else _("is divided"),
            **counts,
        }
        for name, counts in (body["sides"] or {}).items()
    ]


def _reasoned(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The conditions come first: they are what a reply can take up."""
    order = sorted(rules.QUESTIONS, key=lambda name: name != "conditions")
    return [
        {
            "question": rules.QUESTIONS[name],
            "count": len(body["reasons"][name]),
            "reasons": Counter(body["reasons"][name]).items(),
        }
        for name in order
    ]


@require_POST
@login_required
def undertaking(request: BrandRequest, review: int) -> HttpResponse:
    found, form = _found(request, review), UndertakingForm(request.POST)
    actor = require_member(request.member)
    interest = request.POST.get("interest") == "yes"
    if not interest and not form.is_valid():
        return _page(request, found, 422, undertaking=form)
    made = actions.undertake(
        found,
        interest=interest,
        said={} if interest else form.said(),
        actor=actor,
        now=timezone.now(),
    )
    if interest:
        messages.success(request, _("You stepped back. The next person is asked."))
    elif made is None:
        form.add_error(None, _wrong(form))
        return _page(request, found, 422, undertaking=form)
    return _back(found)


def _wrong(form: UndertakingForm) -> str:
    """Which of the questions were not right, and what is."""
    said = form.said()
    told = [
        f"{question} {rules.CHOICES[name][rules.RIGHT[name]]}"
        for name, question in rules.DUTIES.items()
        if said[name] != rules.RIGHT[name]
    ]
    return " ".join([_("Not quite. This is how it is:"), *told])


@require_POST
@login_required
def answers(request: BrandRequest, review: int) -> HttpResponse:
    found, form = _found(request, review), AnswersForm(request.POST)
    actor = require_member(request.member)

    def act() -> None:
        actions.respond(found, form.answers(), free=form.free(), actor=actor, now=timezone.now())

    told = _("Thank you. Nobody can see which answers are yours, and you cannot change them.")
    return _done(request, found, form, "answers", act, told)


@require_POST
@login_required
def reply(request: BrandRequest, review: int) -> HttpResponse:
    found, form = _found(request, review), ReplyForm(request.POST)
    actor = require_member(request.member)

    def act() -> None:
        said = form.cleaned_data
        actions.reply(found, Heed(said["heed"]), said["words"], actor=actor, now=timezone.now())

    return _done(request, found, form, "reply", act, _("Your reply has gone to the panel."))


@require_POST
@login_required
def heard(request: BrandRequest, review: int) -> HttpResponse:
    found, form = _found(request, review), HeardForm(request.POST)
    actor = require_member(request.member)

    def act() -> None:
        actions.mark_heard(found, form.marks(), actor=actor, now=timezone.now())

    return _done(request, found, form, "heard_form", act, _("Thank you. It is counted."))


@require_POST
@login_required
def archive(request: BrandRequest, review: int) -> HttpResponse:
    found = _found(request, review)
    actions.archive(found, actor=require_member(request.member), now=timezone.now())
    return _back(found)


@require_POST
@login_required
def trace(request: BrandRequest, review: int) -> HttpResponse:
    found, form = _found(request, review), TraceForm(request.POST)
    actor = require_member(request.member)
    rules.require_tracer(actor)
    if not form.is_valid():
        return _page(request, found, 422, trace=form)
    seat = actions.trace(found, **form.cleaned_data, actor=actor, now=timezone.now())
    if seat is None:
        messages.error(request, _("No copy of this review bears that mark."))
    else:
        messages.success(request, _("The copy is that of seat %(seat)s.") % {"seat": seat})
    return _back(found)


@require_safe
def data(request: BrandRequest, review: int) -> HttpResponse:
    """The report, byte for byte as it was hashed."""
    found = _found(request, review)
    if not hasattr(found, "report") or not _sight(found, request.member).report:
        raise Http404
    return HttpResponse(rfc8785.dumps(found.report.body), content_type="application/json")


def _done(
    request: BrandRequest, found: Review, form: forms.Form, name: str, act: Any, told: str
) -> HttpResponse:
    """Do it; or show the form again, with what is wrong at its head."""
    if form.is_valid():
        try:
            act()
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return _page(request, found, refusal.status, **{name: form})
        messages.success(request, told)
        return _back(found)
    return _page(request, found, 422, **{name: form})


def _found(request: BrandRequest, number: int) -> Review:
    """A draft is there for those who prepare it; for everybody else there is none."""
    found = queries.by_number(request.brand, number)
    drafted = found is not None and rules.opening_of(found) is None
    if found is None or (drafted and not rules.reads_papers(request.member)):
        raise Http404
    return found


def _back(found: Review) -> HttpResponse:
    return redirect("review", found.brand.slug, found.number)
