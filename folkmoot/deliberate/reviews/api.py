"""Reviews as JSON: what everybody may know of them, and all once the matter is public.

Answers are not given here. A review is read under seal, on a copy with a mark of its own, and a
program with a token would be one more place from which it can leak.
"""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema

from folkmoot.deliberate.reviews import queries
from folkmoot.foundation.programs import BEFORE, brand_or_404

router = Router()
PAGE = 50
SEALED = "Null while it is under seal, and if it was erased."


class HeardOut(Schema):
    sentence: str
    seats: int
    median: float
    agree: int = Field(description="Five or more, of seven.")


class ReplyOut(Schema):
    heed: str
    words: str | None = Field(description=SEALED)
    name: str
    title: str
    at: datetime
    record: int


class ReviewOut(Schema):
    number: int
    state: str
    prior: bool = Field(description="Opened before anything was signed.")
    opened_at: datetime
    replies_by: str = Field(description="Who owes the reply.")
    reply_due: datetime | None = Field(description="Null until the panel has reported.")
    overdue: bool = Field(description="Late now, or replied late.")
    panel: int
    digest: str | None = Field(description="SHA-256 of the report, which the record has too.")
    about: str | None = Field(description=SEALED)
    title: str | None = Field(description=SEALED)
    report: dict[str, Any] | None = Field(description=SEALED)
    reply: ReplyOut | None
    record: int


class WholeOut(ReviewOut):
    heard: list[HeardOut] = Field(description="Empty under ten seats.")


class ReviewsOut(Schema):
    reviews: list[ReviewOut]
    before: int | None = Field(description=BEFORE)


@router.get("/{moot}/reviews", response=ReviewsOut, auth=None)
def reviews(request: HttpRequest, moot: str, before: int | None = None) -> dict[str, Any]:
    found, now = queries.opened(brand_or_404(moot)), timezone.now()
    if before is not None:
        found = found.filter(number__lt=before)
    page = list(found[: PAGE + 1])
    return {
        "reviews": [queries.exported(review, now) for review in page[:PAGE]],
        "before": page[PAGE - 1].number if len(page) > PAGE else None,
    }


@router.get("/{moot}/reviews/{number}", response=WholeOut, auth=None)
def review(request: HttpRequest, moot: str, number: int) -> dict[str, Any]:
    found = queries.opened(brand_or_404(moot)).filter(number=number).first()
    if found is None:
        raise Http404
    heard = [asdict(each) | {"sentence": str(each.sentence)} for each in queries.heard_of(found)]
    return {**queries.exported(found, timezone.now()), "heard": heard}
