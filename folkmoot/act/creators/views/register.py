"""The two lists: aggregates for everybody, the register for those who work with creators."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from folkmoot.act.creators import queries, rules
from folkmoot.act.creators.models import Kind
from folkmoot.foundation.people.rules import is_executive
from folkmoot.foundation.requests import BrandRequest


@require_safe
def creators(request: BrandRequest) -> HttpResponse:
    """What everybody sees: the limits and aggregates, and no creator by name.

    A creator's contract is between two parties, and a list of names with amounts would be the
    ranking of persons that this software refuses. Who is paid shows at each piece, by its label.
    """
    versions = list(queries.limits_of(request.brand))
    standard = queries.standard(request.brand)
    counted = queries.series(request.brand, Kind.BUDGET)
    shares = [(each.quarter, each.result["top_five"]) for each in counted]
    context = {
        "limits": versions[0] if versions else None,
        "earlier": [(each, rules.standard_of(each)) for each in versions[1:]],
        "standard": standard,
        "bars": queries.bars_of(shares, line_percent=standard.top_percent),
        "counted": counted,
        "exceptions": queries.exceptions(request.brand),
        "last_quarter": rules.title(rules.quarter_of(timezone.now().date()) - 1),
        "sees_register": rules.sees_creators(request.member),
    }
    return render(request, "creators/public.html", context)


@require_safe
def register(request: BrandRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    member, now = rules.require_reader(request.member), timezone.now()
    context = {
        "present": rules.title(rules.quarter_of(now.date())),
        "rows": queries.register(request.brand, now),
        "alerts": queries.alerts(request.brand, now),
        "requests": queries.requests_open(request.brand, now),
        "standard": queries.standard(request.brand),
        "may_handle": rules.handles_creators(member),
        "may_sign": is_executive(member),
    }
    return render(request, "creators/register.html", context)
