"""Reading is open to everybody."""

from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query

from folkmoot.deliberate.suggestions import queries
from folkmoot.deliberate.suggestions.api.finding import suggestion_or_404
from folkmoot.deliberate.suggestions.api.routes import router
from folkmoot.deliberate.suggestions.api.shapes import (
    LikeOut,
    PageOut,
    VersionOut,
    WholeOut,
    suggestion_out,
    version_out,
    whole_out,
)
from folkmoot.foundation.programs import brand_or_404

Statuses = Literal[
    "", "received", "assessing", "adopted", "partly", "declined", "delivered", "accepted"
]


@router.get("/{moot}/suggestions", response=PageOut, auth=None)
def suggestions(
    request: HttpRequest,
    moot: str,
    order: Literal["across", "supports", "newest", "waiting"] = "across",
    status: Statuses = "",
    page: int = Query(1, ge=1, le=1000),  # type: ignore[type-arg]
) -> dict[str, Any]:
    """In the orders of the pages. What was declined is among them unless a status is asked for."""
    now = timezone.now()
    found = queries.suggestion_page(brand_or_404(moot), order=order, status=status, page=page)
    return {
        "suggestions": [suggestion_out(row.suggestion, now) for row in found.rows],
        "page": found.number,
        "more": found.more,
    }


@router.get("/{moot}/suggestions/{number}", response=WholeOut, auth=None)
def suggestion(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    return whole_out(suggestion_or_404(moot, number), timezone.now())


@router.get("/{moot}/suggestions/{number}/versions", response=list[VersionOut], auth=None)
def versions(request: HttpRequest, moot: str, number: int) -> list[dict[str, Any]]:
    return [version_out(each) for each in queries.versions_of(suggestion_or_404(moot, number))]


@router.get("/{moot}/suggestion-receipts/{code}", response=WholeOut, auth=None)
def receipt(request: HttpRequest, moot: str, code: str) -> dict[str, Any]:
    """What became of a word, by the code of its receipt."""
    found = queries.suggestion_by_receipt(brand_or_404(moot), code)
    if found is None:
        raise Http404
    return whole_out(found, timezone.now())


@router.get("/{moot}/similar-suggestions", response=list[LikeOut], auth=None)
def similar(
    request: HttpRequest,
    moot: str,
    text: str = Query(max_length=400),  # type: ignore[type-arg]
) -> list[dict[str, Any]]:
    """The five suggestions most like a text. Nothing is stored."""
    now = timezone.now()
    return [
        {**suggestion_out(each.suggestion, now), "likeness": each.likeness}
        for each in queries.similar_to(brand_or_404(moot), text)
    ]
