"""Granting and ending mandates: by a recorded vote or a clause, until a day, and not for ever."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.charter.articles.queries import article_in_force
from folkmoot.charter.mandates import facts, queries, rules
from folkmoot.charter.mandates.models import (
    Body,
    Contest,
    Mandate,
    MandateEnd,
    Motion,
    Seat,
)
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.charter.models import Topic
    from folkmoot.foundation.people.rules import Member


@transaction.atomic
def grant_by_vote(
    motion: Motion,
    scope: str,
    *,
    topic: "Topic",
    until: datetime,
    seat: Seat | None = None,
    actor: "Member",
    now: datetime,
) -> Mandate:
    """The mandate that the body has just voted for; it is used once for each vote."""
    rules.require_seat(motion.body, actor, now)
    rules.require_carried(motion, Motion.Purpose.MANDATE)
    take_turn(motion.body.brand)
    rules.require_unused(used=Mandate.objects.filter(motion=motion).exists())
    return _grant(
        motion.body,
        scope,
        topic=topic,
        until=until,
        seat=seat,
        motion=motion,
        clause="",
        actor=actor,
        now=now,
    )


@transaction.atomic
def grant_by_clause(
    body: Body,
    scope: str,
    *,
    topic: "Topic",
    until: datetime,
    seat: Seat | None = None,
    actor: "Member",
    now: datetime,
) -> Mandate:
    """The mandate that the body's article of the charter gives it."""
    rules.require_executive(actor)
    rules.require_same_brand(body.brand_id, actor)
    take_turn(body.brand)
    rules.require_article(article_in_force(body.brand, body.article, now))
    return _grant(
        body,
        scope,
        topic=topic,
        until=until,
        seat=seat,
        motion=None,
        clause=body.article,
        actor=actor,
        now=now,
    )


def _grant(
    body: Body,
    scope: str,
    *,
    topic: "Topic",
    until: datetime,
    seat: Seat | None,
    motion: Motion | None,
    clause: str,
    actor: "Member",
    now: datetime,
) -> Mandate:
    rules.require_same_brand(topic.brand_id, actor)
    rules.require_seat_of(body, seat, now)
    scope = rules.require_text(scope, longest=rules.CLAIM_LENGTH)
    rules.require_until(until, longest=rules.LONGEST_MANDATE, now=now)
    rules.require_unused(used=queries.live_mandate_of(body, topic, now) is not None)
    rules.require_cooled(queries.cooling_until(body, topic, now))
    limits = queries.limits_of(body, now)
    earlier = queries.mandates(body.brand).filter(body=body, topic=topic)
    terms, rest = rules.in_a_row([queries.mandate_end(m) for m in earlier], limits, now)
    rules.require_rested(terms=terms, resting_until=rest, limit=limits.limit)
    number = Mandate.objects.filter(brand=body.brand).count() + 1
    source = Mandate.Source.VOTE if motion else Mandate.Source.CLAUSE
    granted = facts.MandateGranted(
        subject=f"mandate:{number}",
        body=body.number,
        topic=topic.slug,
        source=str(source),
        clause=clause,
        motion=motion.number if motion else 0,
        until=until.isoformat(timespec="minutes"),
        scope=scope,
    )
    fact = append(body.brand, granted, actor=actor, now=now)
    return Mandate.objects.create(
        brand=body.brand,
        number=number,
        body=body,
        seat=seat,
        topic=topic,
        words=passage_of(fact, "scope"),
        source=source,
        motion=motion,
        clause=clause,
        since=now,
        until=until,
        fact=fact,
    )


@transaction.atomic
def end_mandate(
    mandate: Mandate, reason: str, text: str, *, actor: "Member", now: datetime
) -> MandateEnd:
    """End it before its day.

    The body gives it back. The brand can end it only when members contested it, or when its
    clause is gone: a mandate to criticise must not depend on the one who is criticised.
    """
    rules.require_same_brand(mandate.brand_id, actor)
    rules.require_known(reason, MandateEnd.Reason)
    text = rules.require_text(text, longest=rules.CLAIM_LENGTH)
    take_turn(mandate.brand)
    mandate = Mandate.objects.select_related("body", "brand", "end", "contest").get(pk=mandate.pk)
    rules.require_live(mandate, now)
    if reason == MandateEnd.Reason.GIVEN_BACK:
        rules.require_seat(mandate.body, actor, now)
    elif reason == MandateEnd.Reason.OVERSTEPPED:
        rules.require_executive(actor)
        rules.require_contested(mandate)
    else:
        rules.require_executive(actor)
        article = article_in_force(mandate.brand, mandate.body.article, now)
        rules.require_clause_gone(gone=article is None)
    body = facts.MandateEnded(subject=mandate.subject, cause=reason, text=text)
    fact = append(mandate.brand, body, actor=actor, now=now)
    return MandateEnd.objects.create(
        mandate=mandate, reason=reason, words=passage_of(fact, "text"), at=now, fact=fact
    )


@transaction.atomic
def confirm(motion: Motion, *, actor: "Member", now: datetime) -> None:
    """A contested mandate goes on after all: the body has voted for it again."""
    rules.require_seat(motion.body, actor, now)
    rules.require_carried(motion, Motion.Purpose.CONFIRM)
    take_turn(motion.body.brand)
    contest = Contest.objects.select_related("mandate__brand").get(mandate=motion.mandate_id)
    rules.require_live(contest.mandate, now)
    rules.require_unused(used=contest.confirmed_by_id is not None)
    body = facts.MandateConfirmed(subject=contest.mandate.subject, motion=motion.number)
    append(motion.body.brand, body, actor=actor, now=now)
    contest.confirmed_by = motion
    contest.save(update_fields=["confirmed_by"])
