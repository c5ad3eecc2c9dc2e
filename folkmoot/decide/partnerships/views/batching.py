"""Several partners at once: one table of verdicts, and nothing is registered until it is chosen."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.decide.partnerships import actions, batches, queries, rules
from folkmoot.decide.partnerships.batches import Batch
from folkmoot.decide.partnerships.forms import BatchForm
from folkmoot.decide.partnerships.views.dealing import sentences
from folkmoot.decide.partnerships.views.nearing import TONES
from folkmoot.foundation.refusal import Refusal
from folkmoot.foundation.requests import BrandRequest

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


@require_http_methods(["GET", "HEAD", "POST"])
def batch(request: BrandRequest) -> HttpResponse:
    """The form, or the table of what the gate would say."""
    if request.method != "POST" and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    rules.require_handler(request.member)
    asked = [line.number for line in queries.lines_in_force(request.brand)]
    if request.method != "POST":
        return _page(request, BatchForm(), asked)
    form = BatchForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, asked, status=422)
    try:
        text = form.text()
        found = batches.read(text, asked)
        table = _table(request.brand, found)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, form, asked, status=refusal.status)
    if request.POST.get("as") == "csv":
        return _as_csv(table)
    return _page(request, form, asked, text=text, table=table, problems=found.problems)


@require_POST
def batch_registration(request: BrandRequest) -> HttpResponse:
    """Register the chosen rows of a table: all of them or none."""
    actor = rules.require_handler(request.member)
    asked = [line.number for line in queries.lines_in_force(request.brand)]
    chosen = set(request.POST.getlist("row"))
    found = batches.read(request.POST.get("table", ""), asked)
    rows = [row for row in found.rows if str(row.line) in chosen]
    made = actions.register_all(rows, actor=actor, now=timezone.now())
    said = ngettext("%(count)d deal is registered.", "%(count)d deals are registered.", len(made))
    messages.success(request, said % {"count": len(made)})
    return redirect("partnerships", request.brand.slug)


def _page(
    request: BrandRequest, form: BatchForm, asked: list[int], status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "header": batches.columns(asked),
        "lines": queries.lines_in_force(request.brand),
        "questions": {**rules.BARS, **rules.CAUTIONS},
        **more,
    }
    return render(request, "partnerships/batch.html", context, status=status)


def _table(brand: "Brand", found: Batch) -> list[dict[str, Any]]:
    lines = list(queries.lines(brand))
    asked = [(row.partner, row.answers) for row in found.rows]
    return [
        {
            "row": row,
            "verdict": verdict.label,
            "tone": TONES[verdict],
            "reasons": sentences([(each.code, each.about) for each in reasons], lines),
        }
        for row, (verdict, reasons) in zip(
            found.rows, queries.tried(brand, asked, timezone.now()), strict=True
        )
    ]


def _as_csv(table: list[dict[str, Any]]) -> HttpResponse:
    header = [_("Line"), _("Partner"), _("Kind of partnership"), _("Verdict"), _("Reasons")]
    rows = [
        [
            each["row"].line,
            each["row"].partner,
            each["row"].kind.label,
            each["verdict"],
            "\n".join(each["reasons"]),
        ]
        for each in table
    ]
    response = HttpResponse(
        batches.written([header, *rows]), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="verdicts.csv"'
    return response
