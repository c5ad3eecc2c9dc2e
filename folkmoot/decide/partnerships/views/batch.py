"""Many partners at once: a file in, a table out; of that what was chosen is registered."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from folkmoot.decide.dossiers.rules import bare_all
from folkmoot.decide.partnerships import actions, queries, rules
from folkmoot.decide.partnerships.forms import BatchForm
from folkmoot.decide.partnerships.imports import Candidate, columns, decoded, read_candidates
from folkmoot.decide.partnerships.models import Verdict
from folkmoot.decide.partnerships.views.saying import lines_of, sentence
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


@dataclass(frozen=True)
class Judged:
    """A line of the file with its verdict; `deal` is the one that goes on already, if any."""

    found: Candidate
    verdict: Verdict
    reasons: list[str]
    deal: int | None


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: BrandRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    rules.require_handler(request.member)
    form = BatchForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "partnerships/batch.html", {"form": form}, status=status)
    data = form.data_sent()
    found, faults = read_candidates(data, _numbers(request.brand))
    status = 422 if faults else 200
    if "register" in request.POST and not faults:
        try:
            return _registered(request, found)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            status = refusal.status
    rows = _judged(request.brand, found)
    context: dict[str, Any] = {
        "form": form,
        "faults": faults,
        "rows": rows,
        "may_register": not faults and any(row.found.purpose and not row.deal for row in rows),
        "text": decoded(data),
        "chosen": request.POST.getlist("row"),
    }
    return render(request, "partnerships/batch.html", context, status=status)


def _registered(request: BrandRequest, found: list[Candidate]) -> HttpResponse:
    """Those lines that were chosen, all of them or none."""
    actor = rules.require_handler(request.member)
    rows = set(request.POST.getlist("row"))
    chosen = [each for each in found if str(each.row) in rows]
    made = actions.register_all(chosen, actor=actor, now=timezone.now())
    said = ngettext("%(number)d deal is registered.", "%(number)d deals are registered.", len(made))
    messages.success(request, said % {"number": len(made)})
    return redirect("partnerships", request.brand.slug)


@require_safe
def example(request: BrandRequest) -> HttpResponse:
    """The headings of today's questions; the empty cells count as not known."""
    rules.require_handler(request.member)
    heads = columns(_numbers(request.brand))
    said = {"kind": "creator", "reach": "middle", "harm": "low"}
    row = [said.get(name, "") for name in heads]
    text = "\ufeff" + "".join(",".join(cells) + "\r\n" for cells in (heads, row))
    headers = {"Content-Disposition": 'attachment; filename="partners.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _numbers(brand: "Brand") -> list[int]:
    return [line.number for line in queries.lines_in_force(brand)]


def _judged(brand: "Brand", found: list[Candidate]) -> list[Judged]:
    """In the order of the file."""
    lines, going = lines_of(brand), queries.going(brand)
    asked = [(each.partner, each.answers) for each in found]
    names = bare_all([each.partner for each in found])
    verdicts = queries.tried(brand, asked, timezone.now())
    return [
        Judged(
            each,
            verdict,
            [sentence(reason.code, reason.about, lines) for reason in reasons],
            going.get((name, each.kind)),
        )
        for name, each, (verdict, reasons) in zip(names, found, verdicts, strict=True)
    ]
