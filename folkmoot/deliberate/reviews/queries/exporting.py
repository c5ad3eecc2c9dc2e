"""A review as programs read it: no more than the page shows to everybody."""

from datetime import datetime
from typing import Any

from folkmoot.deliberate.reviews import rules
from folkmoot.deliberate.reviews.models import Review


def exported(review: Review, now: datetime) -> dict[str, Any]:
    """What is under seal stays null until the matter is public."""
    opening, unsealed = review.opening, hasattr(review, "unsealing")
    report, memo = getattr(review, "report", None), getattr(review, "memo", None)
    return {
        "number": review.number,
        "state": rules.state_of(review).value,
        "prior": opening.prior,
        "opened_at": opening.at,
        "replies_by": f"{opening.name}, {opening.title}",
        "reply_due": rules.due_at(review),
        "overdue": rules.is_overdue(review, now),
        "panel": opening.panel.number,
        "digest": report.digest if report else None,
        "about": review.about if unsealed else None,
        "title": review.title.text if unsealed else None,
        "report": report.body if report and unsealed else None,
        "reply": memo
        and {
            "heed": memo.heed,
            "words": memo.words.text if unsealed else None,
            "name": memo.name,
            "title": memo.title,
            "at": memo.at,
            "record": memo.fact.number,
        },
        "record": opening.fact.number,
    }
