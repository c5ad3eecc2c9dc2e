"""The list of ballots, the page of one, and its open data."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from folkmoot.deliberate.ballots import queries, rules
from folkmoot.deliberate.ballots.forms import PaperForm, TrackerForm
from folkmoot.deliberate.ballots.models import Ballot, Closing
from folkmoot.deliberate.ballots.queries import open_data
from folkmoot.foundation.people.rules import is_staff
from folkmoot.foundation.requests import BrandRequest

LISTED = 500
TEXT = "text/plain; charset=utf-8"


@require_safe
def ballots(request: BrandRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    chosen = queries.ballots(request.brand)
    if before.isascii() and before.isdigit() and len(before) < 10:
        chosen = chosen.filter(number__lt=int(before))
    found, now = list(chosen[: queries.PAGE + 1]), timezone.now()
    context = {
        "rows": [(each, rules.stage_of(each, now)) for each in found[: queries.PAGE]],
        "before": found[queries.PAGE - 1].number if len(found) > queries.PAGE else None,
        "waiting": queries.waiting(request.member, now) if request.member else [],
        "may_open": bool(is_staff(request.member)),
    }
    return render(request, "ballots/list.html", context)


@require_safe
def ballot(request: BrandRequest, ballot: int) -> HttpResponse:
    return page(request, ballot_or_404(request, ballot))


@require_safe
def data(request: BrandRequest, ballot: int, file: str) -> HttpResponse:
    found = ballot_or_404(request, ballot)
    if file not in open_data.FILES:
        raise Http404
    kind = "application/json" if file == open_data.DEFINITION else TEXT
    name = f"{request.brand.slug}-ballot-{found.number}-{file}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(open_data.file_of(found, file), content_type=kind, headers=headers)


def ballot_or_404(request: BrandRequest, number: int) -> Ballot:
    found = queries.ballot_by_number(request.brand, number)
    if found is None:
        raise Http404
    return found


def page(
    request: BrandRequest,
    found: Ballot,
    *,
    form: PaperForm | None = None,
    checking: TrackerForm | None = None,
    checked: "queries.Found | None" = None,
    status: int = 200,
) -> HttpResponse:
    """The page, perhaps with a form that needs another look or the answer to a tracker."""
    now = timezone.now()
    voter, stage = queries.voter_of(found, request.member), rules.stage_of(found, now)
    voted = voter is not None and queries.has_voted(voter)
    may_vote = stage == "open" and queries.may_vote(found, request.member)
    closing = rules.closing_of(found)
    context: dict[str, Any] = {
        "ballot": found,
        "stage": stage,
        "voter": voter,
        "voted": voted,
        "form": (form or PaperForm(ballot=found, again=voted)) if may_vote else None,
        "closing": closing,
        "trouble": queries.trouble_of(found) if stage == "due" else None,
        "may_count": stage == "due" and bool(is_staff(request.member)),
        "appeals": queries.appeals_of(found),
        "checking": checking or TrackerForm(),
        "checked": checked,
        "checked_names": named(found, checked.choice) if checked and checked.choice else [],
        "files": open_data.files_of(found),
        "command": open_data.command_of(found),
        **(result(found, closing) if closing else {}),
    }
    return render(request, "ballots/ballot.html", context, status=status)


def result(found: Ballot, closing: Closing) -> dict[str, Any]:
    """What is shown of the count: totals from three papers on, the list from ten."""
    names = dict(found.choices)
    counts = sorted(closing.counts.items(), key=lambda each: -each[1])
    listed = rules.shows_list(closing.papers)
    papers = found.papers.order_by("tracker")[:LISTED] if listed else []
    return {
        "totals": [(names[key], count, key in closing.elected) for key, count in counts],
        "listed": listed,
        "papers": [(each.tracker, named(found, each.choice)) for each in papers],
        "longer": listed and closing.papers > LISTED,
    }


def named(found: Ballot, keys: "list[str] | tuple[str, ...]") -> list[str]:
    names = dict(found.choices)
    return [names[key] for key in keys]
