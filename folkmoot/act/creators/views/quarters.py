"""A quarter's figures, for everybody, and all of them as open data."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from folkmoot.act.creators import queries, rules
from folkmoot.act.creators.models import Kind
from folkmoot.foundation.requests import BrandRequest


@require_safe
def quarter(request: BrandRequest, quarter: str) -> HttpResponse:
    now, inside = timezone.now(), rules.sees_creators(request.member)
    found = rules.quarter_named(quarter)
    present = rules.quarter_of(now.date())
    if found is None or found > present:
        raise Http404
    rows = queries.shown(request.brand, found, now, inside=inside)
    states: dict[str, list[str]] = {}
    for row in rows:
        states.setdefault(row.state, []).append(str(row.kind.label))
    standard = queries.standard(request.brand)
    until = [each for each in queries.series(request.brand, Kind.BUDGET) if each.quarter <= quarter]
    shares = [(each.quarter, each.result["top_five"]) for each in until]
    context = {
        "quarter": quarter,
        "running": found == present,
        "rows": rows,
        "states": states,
        "counted": any(row.result for row in rows),
        "bars": queries.bars_of(shares, line_percent=standard.top_percent),
        "standard": standard,
        "inside": inside,
        "before": rules.title(found - 1),
        "after": rules.title(found + 1) if found < present else "",
    }
    return render(request, "creators/quarter.html", context)


@require_safe
def figures(request: BrandRequest) -> HttpResponse:
    return _file(queries.open_data(request.brand), "creators.csv")


@require_safe
def amounts(request: BrandRequest, quarter: str) -> HttpResponse:
    """What the figures are made of: for those inside, the auditor among them."""
    rules.require_reader(request.member)
    found = rules.quarter_named(quarter)
    if found is None or found > rules.quarter_of(timezone.now().date()):
        raise Http404
    return _file(queries.inputs(request.brand, found), f"creators-{quarter}.csv")


def _file(said: str, name: str) -> HttpResponse:
    answer = HttpResponse(said, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
