"""The report: written by the system once the panel has answered, and sealed by its hash."""

import secrets
from datetime import datetime, timedelta

import rfc8785
from django.db import transaction

from folkmoot.deliberate.reviews import facts, queries, rules
from folkmoot.deliberate.reviews.models import Report, Review
from folkmoot.deliberate.reviews.queries.reporting import body_of
from folkmoot.deliberate.reviews.rules import State
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn


@transaction.atomic
def report(review: Review, *, now: datetime, salt: str | None = None) -> Report | None:
    """Write it and start the clock of the reply; None if it is there, or the panel still sits."""
    take_turn(review.brand)
    review = queries.fresh(review)
    opening = rules.opening_of(review)
    if rules.state_of(review) != State.RUNNING or opening is None:
        return None
    if opening.panel.concluded_at is None:
        return None
    body = body_of(review, opening) | {"salt": salt or secrets.token_hex(16)}
    digest = rules.report_digest(rfc8785.dumps(body))
    fact_body = facts.ReviewReported(
        subject=review.subject, answered=body["answered"], report=digest
    )
    fact = append(review.brand, fact_body, actor=None, now=now)
    runs = timedelta(hours=opening.reply_hours)
    clocks.start(review.brand, rules.REPLY_CLOCK, review.subject, runs=runs, now=now)
    return Report.objects.create(review=review, body=body, digest=digest, at=now, fact=fact)
