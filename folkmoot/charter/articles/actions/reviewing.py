"""The review that a charter's sunset asks for."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.charter.articles import facts, queries, rules
from folkmoot.charter.articles.models import Edition, Review
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.rules import Member


@transaction.atomic
def review(
    edition: Edition, outcome: str, reason: str, *, actor: "Member", now: datetime
) -> Review:
    """Say in public whether the charter is kept as it is; the next review gets its own clock."""
    rules.require_executive(actor)
    rules.require_same_brand(edition.brand_id, actor)
    rules.require_outcome(outcome)
    reason = rules.require_text(reason, longest=rules.REPLY_LENGTH)
    take_turn(edition.brand)
    rules.require_latest(edition, queries.latest_edition(edition.brand))
    months = min(article["sunset"]["months"] for article in edition.body["articles"])
    next_due = now + months * rules.MONTH
    body = facts.CharterReviewed(
        subject=edition.subject,
        outcome=outcome,
        reason=reason,
        next_due=next_due.isoformat(timespec="minutes"),
    )
    fact = append(edition.brand, body, actor=actor, now=now)
    for kind in queries.review_clocks(edition):
        clocks.meet(edition.brand, kind, edition.subject, fact=fact)
    number = edition.reviews.count() + 2
    kind = f"{rules.REVIEW_CLOCK}-{number}"
    clocks.start(edition.brand, kind, edition.subject, runs=next_due - now, now=now)
    return Review.objects.create(
        edition=edition,
        outcome=outcome,
        reason=reason,
        next_due=next_due,
        by=actor,
        at=now,
        fact=fact,
    )
