"""What is done to a review, in the order in which it is done."""

from folkmoot.deliberate.reviews.actions.answering import mark_heard, respond, undertake
from folkmoot.deliberate.reviews.actions.closing import archive, reply, trace, unseal
from folkmoot.deliberate.reviews.actions.opening import draft, open_review
from folkmoot.deliberate.reviews.actions.reporting import report

__all__ = [
    "archive",
    "draft",
    "mark_heard",
    "open_review",
    "reply",
    "report",
    "respond",
    "trace",
    "undertake",
    "unseal",
]
