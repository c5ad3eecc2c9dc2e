"""What a seat does: it promises, it answers alone, and at the end it says whether it was heard."""

import random
import secrets
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Case, F, PositiveIntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import has_answered
from folkmoot.deliberate.panels.rules import Choice
from folkmoot.deliberate.reviews import queries, rules
from folkmoot.deliberate.reviews.models import (
    Attempt,
    HeardBox,
    HeardSeat,
    Response,
    Review,
    Undertaking,
)
from folkmoot.deliberate.reviews.rules import State
from folkmoot.foundation.record.actions import take_turn
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.deliberate.panels.models import Invitation
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def undertake(
    review: Review, *, interest: bool, said: Mapping[str, str], actor: "Member", now: datetime
) -> Undertaking | None:
    """Before the papers: no interest of one's own, silence until it is public, and what it is for.

    Whoever has an interest steps back, and the next one is asked. Whoever has not understood may
    read it again: None, and the attempt is counted.
    """
    take_turn(review.brand)
    invitation = _seat(review, actor)
    if interest:
        panels.recuse(invitation, actor=actor, now=now)
        return None
    rules.require_state(queries.fresh(review), State.RUNNING)
    if queries.undertaking_of(invitation):
        raise Refusal(
            "undertaken", _("You have promised this already."), status=HTTPStatus.CONFLICT
        )
    right = rules.right_of(said)
    Attempt.objects.create(invitation=invitation, right=right, at=now)
    if right < len(rules.RIGHT):
        return None
    return Undertaking.objects.create(invitation=invitation, at=now)


@transaction.atomic
def respond(
    review: Review,
    given: rules.Answers,
    *,
    free: Choice,
    actor: "Member",
    now: datetime,
    rng: random.Random | None = None,
) -> None:
    """Answer the five questions, once. That this seat answered is kept apart from what it said."""
    invitation = _seat(review, actor)
    given = rules.require_answers(given)
    if queries.undertaking_of(invitation) is None:
        raise Refusal(
            "no-undertaking",
            _("First say that you have no interest of your own, and promise silence."),
            status=HTTPStatus.CONFLICT,
        )
    panels.count_answer(invitation, free, actor=actor, now=now)
    response = Response(
        review=review,
        stratum=invitation.lot.stratum,
        harm=given.harm,
        **given.sides,
        reasons=dict(given.reasons),
    )
    _put(response, rng or secrets.SystemRandom())


def _put(response: Response, rng: random.Random) -> None:
    """Every row is written anew, in an order of chance: none of them is the one just added."""
    rows = [*Response.objects.filter(review=response.review), response]
    rng.shuffle(rows)
    Response.objects.filter(review=response.review).delete()
    Response.objects.bulk_create(rows)


@transaction.atomic
def mark_heard(review: Review, marks: Mapping[str, int], *, actor: "Member", now: datetime) -> None:
    """After the reply: were you heard? Once, and counted without a name."""
    invitation = _seat(review, actor)
    rules.require_marks(marks)
    take_turn(review.brand)
    rules.require_state(queries.fresh(review), State.REPLIED)
    if not has_answered(invitation) or HeardSeat.objects.filter(invitation=invitation).exists():
        raise Refusal(
            "heard-done",
            _("Only whoever answered says this, and once."),
            status=HTTPStatus.CONFLICT,
        )
    HeardSeat.objects.create(invitation=invitation)
    chosen = Q()
    for item, mark in marks.items():
        chosen |= Q(item=item, mark=mark)
    # Every box is written, so that not even the database's own bookkeeping tells which ones grew.
    added = Case(When(chosen, then=Value(1)), default=Value(0), output_field=PositiveIntegerField())
    HeardBox.objects.filter(review=review).update(seats=F("seats") + added)


def _seat(review: Review, member: "Member | None") -> "Invitation":
    """The member's own seat; others find none."""
    found = queries.seat_of(review, member)
    if found is None:
        raise Refusal("not-your-seat", _("There is no seat for you here."))
    return found
