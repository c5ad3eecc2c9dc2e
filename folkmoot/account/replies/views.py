"""The notice board of replies, as a page, as data, as a badge and as a frame for other sites."""

import csv
import json
from dataclasses import asdict
from io import StringIO
from typing import Any, cast

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_POST, require_safe

from folkmoot.account.replies import actions, queries, rules
from folkmoot.foundation.requests import BrandRequest


@require_safe
def board(request: BrandRequest) -> HttpResponse:
    return render(request, "replies/board.html", _board(request))


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
@require_safe
def frame(request: HttpRequest) -> HttpResponse:
    """The board alone, for a frame on any other site; nothing in it can be pressed."""
    return render(request, "replies/frame.html", _board(cast("BrandRequest", request)))


@require_safe
def badge(request: BrandRequest) -> HttpResponse:
    """A small picture with the share of replies in time, for any other site."""
    channels = queries.board(request.brand, days=90, now=timezone.now())
    context = {
        "in_time": sum(channel.in_time for channel in channels),
        "due": sum(channel.due for channel in channels),
    }
    return render(request, "replies/badge.svg", context, content_type="image/svg+xml")


@require_safe
def data(request: BrandRequest, form: str) -> HttpResponse:
    found = _board(request)
    rows = [_row(channel) for channel in found["channels"]]
    if form == "json":
        return JsonResponse({"days": found["days"], "channels": rows})
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")


@require_safe
def mine(request: BrandRequest) -> HttpResponse:
    """Replies that the reader waited for, and what they said of them."""
    if request.member is None:
        raise Http404
    marks = queries.marks_of(request.member)
    context = {
        "replies": [
            (clock, marks.get(clock.met_by.number) if clock.met_by else None)
            for clock in queries.replies_told_to(request.member)
        ],
        "scale": rules.SCALE,
    }
    return render(request, "replies/mine.html", context)


@require_POST
def mark(request: BrandRequest, number: int) -> HttpResponse:
    given = request.POST.get("mark", "")
    actions.mark_reply(
        number, int(given) if given.isdigit() else 0, actor=request.member, now=timezone.now()
    )
    return redirect("replies_mine", request.brand.slug)


def _board(request: BrandRequest) -> dict[str, Any]:
    asked = request.GET.get("days", "30")
    days = int(asked) if asked.isdigit() and int(asked) in rules.WINDOWS else rules.WINDOWS[0]
    channels = queries.board(request.brand, days=days, now=timezone.now())
    return {"channels": channels, "days": days, "windows": rules.WINDOWS}


def _row(channel: queries.Channel) -> dict[str, Any]:
    """One channel with plain numbers: hours with one decimal, nothing where nothing is known."""
    row: dict[str, Any] = {
        key: value
        for key, value in asdict(channel).items()
        if key not in ("wall", "working", "marks", "counts")
    }
    for name, waits in (("wall", channel.wall), ("working", channel.working)):
        row[f"{name}_median_hours"] = waits and waits.median.value
        row[f"{name}_p90_hours"] = waits and waits.p90.value
    for name, part in (("mean", "value"), ("low", "low"), ("high", "high")):
        figure = getattr(channel.marks, part, None)
        row[f"mark_{name}"] = None if figure is None else round(figure, 2)
    return json.loads(json.dumps(row))  # type: ignore[no-any-return]
