"""Contests as everybody reads them."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from folkmoot.act.contests import queries, rules
from folkmoot.act.contests.forms import MadeForm, ReasonForm, TriageForm
from folkmoot.act.contests.rules import State
from folkmoot.deliberate.ballots.queries import may_vote
from folkmoot.deliberate.moderation.queries import measure_of
from folkmoot.deliberate.moderation.rules import is_moderator
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.panels.rules import is_seated
from folkmoot.foundation.clocks.queries import clock_of, clocks_of
from folkmoot.foundation.people.rules import is_fan
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.act.contests.models import Contest
    from folkmoot.foundation.people.models import Brand

SHOWN = 100


@require_safe
def contests(request: BrandRequest) -> HttpResponse:
    now = timezone.now()
    found = list(queries.contests(request.brand)[:SHOWN])
    context = {
        "rows": [(each, rules.STATES[rules.state_of(each, now)]) for each in found],
        "may_run": bool(rules.runs(request.member)),
    }
    return render(request, "contests/list.html", context)


@require_safe
def contest(request: BrandRequest, contest: int) -> HttpResponse:
    return page(request, contest_or_404(request.brand, contest))


def page(request: BrandRequest, found: "Contest", status: int = 200, **more: Any) -> HttpResponse:
    now, member = timezone.now(), request.member
    state = rules.state_of(found, now)
    viewer = str(member.pk) if member else request.session.session_key or "visitor"
    rows = queries.rows_of(found, member, viewer=viewer)
    subjects = [row.entry.subject for row in rows]
    late = {
        clock.subject: clock
        for kind in rules.TRIAGE_CLOCKS.values()
        for clock in clocks_of(request.brand, kind, subjects)
        if clock.met_at is None
    }
    result = getattr(found, "result", None)
    voting = getattr(found, "voting", None)
    shown = {f"e{row.entry.number}": row.entry.number for row in rows}
    named = queries.names_of(voting.ballot) if voting else {}
    jury = getattr(found, "jury", None)
    seated = sum(map(is_seated, seats_of(jury.panel))) if jury and not voting else None
    context = {
        "contest": found,
        "state": state,
        "state_said": rules.STATES[state],
        "clock": clock_of(request.brand, rules.ANSWER_CLOCK, found.subject),
        "rows": [(row, late.get(row.entry.subject)) for row in rows],
        "odds": queries.odds_of(found),
        "may_enter": state == State.ENTERING
        and bool(is_fan(member))
        and queries.own_entry(found, member) is None,
        "may_support": state in (State.ENTERING, State.SUPPORTING) and bool(is_fan(member)),
        "may_run": bool(rules.runs(member)),
        "jury": jury,
        "seated": seated,
        "voting": voting,
        "votes_here": bool(voting and state == State.VOTING and may_vote(voting.ballot, member)),
        "result": result,
        "rounds": _rounds(result.rounds, named, shown) if result else [],
        "commands": queries.commands_of(found) if result else [],
        "triage": TriageForm(),
        "reason": ReasonForm(),
        "made": MadeForm(),
        "moderates": bool(is_moderator(member)),
        "reasons": rules.REASONS_TO_HIDE,
        "hidden": [
            (entry, measure_of(entry.text), bool(member and member.pk == entry.author_id))
            for entry in queries.hidden_entries(found)
        ],
        "levels": rules.TRIAGE_AT,
        **more,
    }
    return render(request, "contests/contest.html", context, status=status)


def _rounds(
    told: list[dict[str, Any]], named: dict[str, str], shown: dict[str, int]
) -> list[dict[str, Any]]:
    """Each round with its winners: what they are called, and the number of those that are shown."""
    return [
        {
            "name": each["name"],
            "places": each["places"],
            "won": [(named[name], shown.get(name)) for name in each["won"]],
        }
        for each in told
    ]


@require_safe
def data(request: BrandRequest, contest: int, file: str) -> HttpResponse:
    found = contest_or_404(request.brand, contest)
    if file not in queries.FILES or not hasattr(found, "result"):
        raise Http404
    kind = "application/json" if file.endswith(".json") else "text/plain; charset=utf-8"
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return HttpResponse(queries.file_of(found, file), content_type=kind, headers=headers)


def contest_or_404(brand: "Brand", number: int) -> "Contest":
    found = queries.contest_by_number(brand, number)
    if found is None:
        raise Http404
    return found
