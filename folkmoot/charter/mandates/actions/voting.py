"""The recorded vote of a body. Who voted how is never shown; the count is."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.charter.mandates import facts, queries, rules
from folkmoot.charter.mandates.models import (
    Body,
    Mandate,
    Motion,
    Result,
    SeatVote,
    Statement,
)
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.rules import Member


@transaction.atomic
def open_motion(
    body: Body,
    purpose: str,
    text: str,
    *,
    statement: Statement | None = None,
    mandate: Mandate | None = None,
    actor: "Member",
    now: datetime,
) -> Motion:
    """Put a motion to the body: for a mandate, for publishing a draft, or to confirm a mandate."""
    rules.require_same_brand(body.brand_id, actor)
    rules.require_seat(body, actor, now)
    rules.require_known(purpose, Motion.Purpose)
    rules.require_object(body, purpose, statement=statement, mandate=mandate)
    text = rules.require_text(text, longest=rules.CLAIM_LENGTH)
    take_turn(body.brand)
    number = body.motions.count() + 1
    closes_at = now + rules.MOTION_WINDOW
    opened = facts.MotionOpened(
        subject=body.subject,
        number=number,
        purpose=purpose,
        closes=closes_at.isoformat(timespec="minutes"),
        text=text,
    )
    fact = append(body.brand, opened, actor=actor, now=now)
    return Motion.objects.create(
        body=body,
        number=number,
        purpose=purpose,
        words=passage_of(fact, "text"),
        statement=statement,
        mandate=mandate,
        opened_at=now,
        closes_at=closes_at,
        fact=fact,
    )


@transaction.atomic
def vote_on_motion(motion: Motion, choice: int, *, actor: "Member", now: datetime) -> None:
    """For 1, against -1, abstaining 0. The latest one holds until the vote ends."""
    seat = rules.require_seat(motion.body, actor, now)
    rules.require_choice(choice)
    take_turn(motion.body.brand)
    closed = Result.objects.filter(motion=motion).exists()
    rules.require_motion_open(motion, now, closed=closed)
    SeatVote.objects.update_or_create(
        motion=motion, seat=seat, defaults={"choice": choice, "at": now}
    )
    note_active(actor, now=now)


@transaction.atomic
def close_motion(motion: Motion, *, actor: "Member", now: datetime) -> Result:
    """Count: when every seat has voted, or when the window has ended. Once."""
    rules.require_seat(motion.body, actor, now)
    take_turn(motion.body.brand)
    rules.require_unused(used=Result.objects.filter(motion=motion).exists())
    count, seats = queries.motion_count(motion), len(queries.seats(motion.body, now))
    voted = sum(count.values())
    rules.require_decided(everyone=voted >= seats, over=now >= motion.closes_at)
    carried = rules.is_carried(in_favour=count[1], against=count[-1], voted=voted, seats=seats)
    body = facts.MotionClosed(
        subject=motion.body.subject,
        number=motion.number,
        in_favour=count[1],
        against=count[-1],
        abstained=count[0],
        seats=seats,
        carried=carried,
    )
    fact = append(motion.body.brand, body, actor=actor, now=now)
    return Result.objects.create(
        motion=motion,
        in_favour=count[1],
        against=count[-1],
        abstained=count[0],
        seats=seats,
        carried=carried,
        at=now,
        fact=fact,
    )
