"""Asking fans before a deal: the handler writes the papers, an executive opens and replies."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.partnerships import queries, rules
from folkmoot.decide.partnerships.models import Deal, Stage
from folkmoot.deliberate.reviews import actions as reviews
from folkmoot.deliberate.reviews.queries import review_about
from folkmoot.foundation.record.actions import take_turn
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.deliberate.panels.rules import Beacon
    from folkmoot.deliberate.reviews.models import Opening, Review
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def prepare_review(
    deal: Deal, pack: str, *, window_hours: int, actor: "Member", now: datetime
) -> "Review":
    """Write what the panel will read of this deal."""
    rules.require_handler(actor)
    queries.require_same_brand(deal, actor)
    _require_going_on(deal)
    return reviews.draft(
        deal.subject,
        title=deal.partner,
        pack=pack,
        window_hours=window_hours,
        actor=actor,
        now=now,
    )


@transaction.atomic
def ask_fans(
    deal: Deal,
    *,
    reply_hours: int,
    beacon: "Beacon | None" = None,
    actor: "Member",
    now: datetime,
) -> "Opening":
    """Open the review. After the signature it is still a review, and no longer one before it."""
    queries.require_same_brand(deal, actor)
    take_turn(deal.brand)
    deal = Deal.objects.select_related("brand").get(pk=deal.pk)
    _require_going_on(deal)
    review = review_about(deal.brand, deal.subject)
    if review is None:
        raise Refusal(
            "no-review", _("Nobody has prepared a review of this yet."), status=HTTPStatus.CONFLICT
        )
    if review.by_id != deal.by_id and actor.pk == deal.by_id:
        raise Refusal(
            "own-review",
            _("Whoever brought the deal in cannot be the one who replies. Ask another executive."),
            status=HTTPStatus.FORBIDDEN,
        )
    return reviews.open_review(
        review,
        prior=deal.stage < Stage.SIGNED,
        reply_hours=reply_hours,
        beacon=beacon,
        actor=actor,
        now=now,
    )


def _require_going_on(deal: Deal) -> None:
    if deal.stage == Stage.ENDED:
        raise Refusal(
            "deal-ended",
            _("This deal has ended; there is nothing to ask."),
            status=HTTPStatus.CONFLICT,
        )
