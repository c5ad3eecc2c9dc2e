"""Preparing a review, and opening it in the name of whoever will reply."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from folkmoot.charter.articles.queries import panel_terms
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.rules import DRAW_WITHIN, Beacon, Purpose, quicknet_round
from folkmoot.deliberate.reviews import facts, queries, rules
from folkmoot.deliberate.reviews.models import HeardBox, Opening, Review
from folkmoot.deliberate.reviews.rules import State
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.people.rules import Level
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def draft(
    about: str, *, title: str, pack: str, window_hours: int, actor: "Member", now: datetime
) -> Review:
    """Write the papers. Part of another room's act, which knows what the review is about."""
    rules.require_drafter(actor)
    title = rules.require_text(title, longest=rules.TITLE_LENGTH)
    pack = rules.require_text(pack, longest=rules.PACK_LENGTH)
    rules.require_hours(window_hours, *rules.WINDOW)
    take_turn(actor.brand)
    latest = queries.review_about(actor.brand, about)
    if latest is not None and rules.state_of(latest) != State.ARCHIVED:
        raise Refusal(
            "review-running",
            _("A review of this is under way already."),
            status=HTTPStatus.CONFLICT,
        )
    number = Review.objects.filter(brand=actor.brand).count() + 1
    body = facts.ReviewDrafted(
        subject=f"review:{number}", about=about, window=window_hours, title=title, pack=pack
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    return Review.objects.create(
        brand=actor.brand,
        number=number,
        about=about,
        title=passage_of(fact, "title"),
        pack=passage_of(fact, "pack"),
        window_hours=window_hours,
        by=actor,
        at=now,
        fact=fact,
    )


@transaction.atomic
def open_review(
    review: Review,
    *,
    prior: bool,
    reply_hours: int = rules.REPLY_WITHIN,
    beacon: Beacon | None = None,
    actor: "Member",
    now: datetime,
) -> Opening:
    """Ask fans drawn by lot. Whoever opens it will reply; the room it is about knows if `prior`."""
    rules.require_owner(actor, review)
    queries.require_same_brand(review, actor)
    terms = panel_terms(review.brand, now)
    rules.require_hours(reply_hours, 1, min(rules.REPLY_WITHIN, terms.reply_hours))
    take_turn(review.brand)
    review = queries.fresh(review)
    rules.require_state(review, State.DRAFT)
    beacon = beacon or quicknet_round(now)
    panel = panels.convene(
        review.brand,
        Purpose.SEALED,
        review.subject,
        question=_fair_question(),
        seats=terms.seats,
        quorum=terms.quorum,
        percent=terms.agreed_above,
        quotas={"core": (terms.core, terms.core), "mass": (terms.others, terms.others)},
        level=Level(terms.minimum_level),
        beacon=beacon,
        invite_hours=rules.INVITE_HOURS,
        answer_hours=review.window_hours,
        actor=actor,
        now=now,
    )
    longest = timedelta(hours=rules.INVITE_HOURS + review.window_hours + reply_hours)
    reply_due = beacon.at + DRAW_WITHIN + longest
    name, title = str(actor.person), people.title_of(actor)
    body = facts.ReviewOpened(
        subject=review.subject,
        panel=panel.subject,
        prior=prior,
        window=review.window_hours,
        reply_hours=reply_hours,
        reply_due=reply_due.isoformat(timespec="seconds"),
        title=title,
        name=name,
    )
    fact = append(review.brand, body, actor=actor, now=now)
    HeardBox.objects.bulk_create(
        HeardBox(review=review, item=item, mark=mark)
        for item in rules.HEARD
        for mark in rules.MARKS
    )
    return Opening.objects.create(
        review=review,
        panel=panel,
        owner=actor,
        name=name,
        title=title,
        prior=prior,
        reply_hours=reply_hours,
        reply_due=reply_due,
        agreed_above=terms.agreed_above,
        at=now,
        fact=fact,
    )


def _fair_question() -> str:
    """What everybody may know of a panel under seal. In every language, since it is drawn later."""
    asked = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            asked.append(gettext("Could you judge freely, with what you were given?"))
    return " · ".join(asked)
