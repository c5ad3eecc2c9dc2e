"""Promises as JSON. Reading is open to everybody; the brand's slug is called `moot` here."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from folkmoot.account.promises import queries
from folkmoot.foundation.people.api import brand_or_404

if TYPE_CHECKING:
    pass

router = Router()


class PromiseOut(Schema):
    number: int
    text: str | None
    scope: str | None
    proof: str | None
    name: str
    title: str
    source: str
    made_at: datetime
    due_at: datetime
    state: Literal["due", "overdue", "kept", "kept-late", "partly", "broken", "replaced"]
    confirmed_by_fans: bool | None


class PageOut(Schema):
    promises: list[PromiseOut]
    pages: int


class TallyOut(Schema):
    due: int
    kept: int
    confirmed: int
    late: int
    partly: int
    broken: int
    overdue: int
    moved: int


@router.get("/{moot}/promises", response=PageOut, auth=None)
def promises(
    request: HttpRequest, moot: str, show: Literal["owed", "kept", "all"] = "owed", page: int = 1
) -> dict[str, Any]:
    lines, found = queries.page_of(brand_or_404(moot), show=show, number=page, now=timezone.now())
    return {"promises": [_out(line) for line in lines], "pages": found.paginator.num_pages}


@router.get("/{moot}/promises/consistency", response=TallyOut, auth=None)
def consistency(request: HttpRequest, moot: str) -> queries.Tally:
    """Promises that were due, and what became of them."""
    return queries.consistency(brand_or_404(moot), timezone.now()).whole


@router.get("/{moot}/promises/{number}", response=PromiseOut, auth=None)
def promise(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    found = queries.promise_by_number(brand_or_404(moot), number)
    if found is None:
        raise Http404
    return _out(queries.line_of(found, timezone.now()))


def _out(line: queries.Line) -> dict[str, Any]:
    made = line.promise
    return {
        "number": made.number,
        "text": made.words.text,
        "scope": made.scope.text,
        "proof": made.proof.text,
        "name": made.name,
        "title": made.title,
        "source": made.source,
        "made_at": made.made_at,
        "due_at": made.due_at,
        "state": line.state.value,
        "confirmed_by_fans": line.confirmed,
    }
