"""The reply, the end of the seal, and the end of the review."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.reviews import facts, queries, rules
from folkmoot.deliberate.reviews.models import Archive, Heed, Memo, Review, Unsealing
from folkmoot.deliberate.reviews.rules import State
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def reply(review: Review, heed: Heed, words: str, *, actor: "Member", now: datetime) -> Memo:
    """Say what becomes of the advice, and why, in one's own name. It is said once."""
    queries.require_same_brand(review, actor)
    rules.require_replier(review, actor)
    words = rules.require_text(words, longest=rules.MEMO_LENGTH)
    take_turn(review.brand)
    rules.require_state(queries.fresh(review), State.REPORTED)
    title = people.title_of(actor)
    body = facts.ReviewReplied(
        subject=review.subject,
        heed=Heed(heed).value,
        title=title,
        memo=words,
    )
    fact = append(review.brand, body, actor=actor, now=now)
    clocks.meet(review.brand, rules.REPLY_CLOCK, review.subject, fact=fact)
    return Memo.objects.create(
        review=review,
        heed=heed,
        words=passage_of(fact, "memo"),
        by=actor,
        name=str(actor.person),
        title=title,
        at=now,
        fact=fact,
    )


@transaction.atomic
def archive(review: Review, *, actor: "Member", now: datetime) -> Archive:
    """Close it. Without a reply there is nothing to close."""
    rules.require_drafter(actor)
    queries.require_same_brand(review, actor)
    take_turn(review.brand)
    review = queries.fresh(review)
    rules.require_state(review, State.REPLIED)
    body = facts.ReviewArchived(subject=review.subject, on_time=not rules.is_overdue(review, now))
    fact = append(review.brand, body, actor=actor, now=now)
    return Archive.objects.create(review=review, by=actor, at=now, fact=fact)


@transaction.atomic
def unseal(review: Review, *, actor: "Member | None", now: datetime) -> Unsealing | None:
    """Part of the act that makes the matter public. None if it is open, or has no report yet."""
    take_turn(review.brand)
    review = queries.fresh(review)
    if hasattr(review, "unsealing") or not hasattr(review, "report"):
        return None
    body = facts.ReviewUnsealed(
        subject=review.subject,
        about=review.about,
        report=review.report.digest,
        reviewed=str(review.title),
    )
    fact = append(review.brand, body, actor=actor, now=now)
    return Unsealing.objects.create(review=review, at=now, fact=fact)


@transaction.atomic
def trace(review: Review, mark: str, reasons: str, *, actor: "Member", now: datetime) -> str | None:
    """Whose copy bears this mark: the random name of a seat, which is told. None if nobody's."""
    rules.require_tracer(actor)
    queries.require_same_brand(review, actor)
    reasons = rules.require_text(reasons, longest=rules.REASON_LENGTH)
    opening = rules.opening_of(review)
    if opening is None:
        return None
    take_turn(review.brand)
    wanted = mark.strip().lower()
    for seat in seats_of(opening.panel):
        if rules.mark_of(opening, seat.pk) == wanted:
            body = facts.CopyTraced(
                subject=review.subject, pseudonym=seat.lot.pseudonym, reasons=reasons
            )
            append(review.brand, body, actor=actor, now=now)
            return seat.lot.pseudonym
    return None
