"""Red lines and announced partnerships for everybody; deals for those who handle them."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from folkmoot.decide.dossiers.queries import dossier_on
from folkmoot.decide.partnerships import actions, queries, rules
from folkmoot.decide.partnerships.models import Deal, Degree, Stage
from folkmoot.decide.partnerships.views.nearing import near_ones
from folkmoot.decide.partnerships.views.saying import deal_or_404, path_of, said
from folkmoot.deliberate.reviews.queries import replied_before, review_about
from folkmoot.deliberate.reviews.rules import STATES, State, state_of
from folkmoot.foundation.people.rules import is_executive
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.decide.partnerships.models import Run
    from folkmoot.deliberate.reviews.models import Review
    from folkmoot.foundation.people.models import Member

SHOWN = 200


@require_safe
def partnerships(request: BrandRequest) -> HttpResponse:
    sees = rules.sees_deals(request.member)
    found = list(queries.deals(request.brand).order_by("-number")[:SHOWN]) if sees else []
    runs = queries.latest_runs(found)
    going = [
        (deal, runs[deal.pk]) for deal in found if deal.stage < Stage.ENDED and deal.pk in runs
    ]
    news = queries.news(request.brand, going, timezone.now()) if going else {}
    context = {
        "lines": queries.lines(request.brand),
        "public": queries.announcements(request.brand)[:SHOWN],
        "sees_deals": sees,
        "may_handle": rules.handles_deals(request.member),
        "may_propose": is_executive(request.member),
        "rows": [(each, runs.get(each.pk), bool(news.get(each.pk))) for each in found],
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
    news = queries.news_of(found, run, now) if found.stage != Stage.ENDED else []
    replied = replied_before(found.brand, found.subject)
    return {
        "deal": found,
        "run": run,
        "reasons": said(found.brand, run.reasons if run else []),
        "dispensation": rules.dispensation_of(run) if run else None,
        "news": said(found.brand, [reason.stored() for reason in news]),
        "good": rules.is_good(run, news, now),
        "open": rules.lets_through(run, news, now),
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
        "dossier": dossier_on(found.brand, found.partner),
        "expected": review.report.body["harm"] if review and hasattr(review, "report") else None,
        "axes": _axes(run),
        "earlier": found.runs.order_by("-number")[1:],
    }


def _makers(deal: Deal, review: "Review | None") -> set[int]:
    """Whoever wants the deal or wrote its papers: they do not reply to the panel."""
    return {deal.by_id} | ({review.by_id} if review else set())


def _axes(run: "Run | None") -> list[list[bool]]:
    """Nine fields: rows of harm, highest first, and columns of reach; one of them is this deal."""
    at = (run.harm, run.reach) if run else None
    return [[(harm, reach) == at for reach in Degree] for harm in reversed(Degree)]


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
