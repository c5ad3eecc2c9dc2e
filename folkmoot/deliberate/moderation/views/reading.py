"""The public log, the policy, and the report of each quarter."""

import csv
import io

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from folkmoot.deliberate.moderation import queries, rules
from folkmoot.deliberate.moderation.models import Appeal, Filing, Measure, Reason
from folkmoot.foundation.requests import BrandRequest

LABELS = {
    **{reason.value: reason.label for reason in Reason},
    **{outcome.value: outcome.label for outcome in Appeal.Outcome},
    **{outcome.value: outcome.label for outcome in Filing.Outcome},
    **{through.value: through.label for through in Measure.Through},
}


@require_safe
def log(request: BrandRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    chosen = queries.log(request.brand)
    if before.isascii() and before.isdigit() and len(before) < 10:
        chosen = chosen.filter(number__lt=int(before))
    found = list(chosen[: queries.PAGE + 1])
    reads = bool(rules.may_read(request.member))
    context = {
        "measures": found[: queries.PAGE],
        "before": found[queries.PAGE - 1].number if len(found) > queries.PAGE else None,
        "staff": reads,
        "waiting": list(queries.appeals_for_person(request.brand)) if reads else [],
    }
    return render(request, "moderation/log.html", context)


@require_safe
def policy(request: BrandRequest) -> HttpResponse:
    versions = [
        (version, [(reason.label, sentences[reason]) for reason in Reason if reason in sentences])
        for version, sentences in sorted(rules.POLICIES.items(), reverse=True)
    ]
    return render(request, "moderation/policy.html", {"versions": versions})


@require_safe
def report(request: BrandRequest) -> HttpResponse:
    quarter = _quarter(request)
    found = queries.report_of(request.brand, quarter)
    parts = {
        name: [(LABELS.get(kind, kind), kind, count) for kind, count in counts.items()]
        for name, counts in (
            ("measures", found.measures),
            ("lifted", found.lifted),
            ("appeals", found.appeals),
            ("filings", found.filings),
        )
    }
    context = {
        "report": found,
        "parts": parts,
        "quarter": quarter,
        "latest": quarter >= queries.quarter_of(timezone.now()),
    }
    return render(request, "moderation/report.html", context)


@require_safe
def report_csv(request: BrandRequest) -> HttpResponse:
    quarter = _quarter(request)
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["quarter", "what", "kind", "count"])
    rows = queries.report_of(request.brand, quarter).rows()
    writer.writerows([str(quarter), *row] for row in rows)
    name = f"{request.brand.slug}-moderation-{quarter}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def _quarter(request: BrandRequest) -> queries.Quarter:
    asked = request.GET.get("quarter")
    quarter = queries.quarter_from(asked) if asked else queries.quarter_of(timezone.now())
    if quarter is None:
        raise Http404
    return quarter
