"""Many partners at once: a file in, a table out, and nothing kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.decide.partnerships import queries, rules
from folkmoot.decide.partnerships.forms import BatchForm
from folkmoot.decide.partnerships.imports import Candidate, columns, read_candidates
from folkmoot.decide.partnerships.models import Kind, Verdict
from folkmoot.decide.partnerships.views.saying import lines_of, sentence
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


@dataclass(frozen=True)
class Judged:
    partner: str
    kind: Kind
    verdict: Verdict
    reasons: list[str]


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: BrandRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    rules.require_handler(request.member)
    form = BatchForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            numbers = [line.number for line in queries.lines_in_force(request.brand)]
            found, faults = read_candidates(form.data_sent(), numbers)
            context |= {"faults": faults, "rows": _judged(request.brand, found)}
            status = 422 if faults else 200
    return render(request, "partnerships/batch.html", context, status=status)


@require_safe
def example(request: BrandRequest) -> HttpResponse:
    """The headings of today's questions; the empty cells count as not known."""
    rules.require_handler(request.member)
    numbers = [line.number for line in queries.lines_in_force(request.brand)]
    heads = columns(numbers)
    row = ["", "creator", "middle", "low", *("" for _each in heads[4:])]
    text = "\ufeff" + "".join(",".join(cells) + "\r\n" for cells in (heads, row))
    headers = {"Content-Disposition": 'attachment; filename="partners.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _judged(brand: "Brand", found: list[Candidate]) -> list[Judged]:
    """In the order of the file."""
    lines = lines_of(brand)
    asked = [(each.partner, each.answers) for each in found]
    verdicts = queries.tried(brand, asked, timezone.now())
    return [
        Judged(
            each.partner, each.kind, verdict, [sentence(r.code, r.about, lines) for r in reasons]
        )
        for each, (verdict, reasons) in zip(found, verdicts, strict=True)
    ]
