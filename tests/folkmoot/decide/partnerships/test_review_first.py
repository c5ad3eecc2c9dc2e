"""R43: nothing is signed before fans drawn by lot reviewed it and an executive replied to them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from folkmoot.decide.partnerships import actions
from folkmoot.decide.partnerships.models import Deal, Kind, Stage
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.models import Choice
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.panels.rules import Beacon
from folkmoot.deliberate.reviews import actions as reviews
from folkmoot.deliberate.reviews import jobs as _reports  # noqa: F401 - a reader
from folkmoot.deliberate.reviews import queries
from folkmoot.deliberate.reviews.models import Heed, Opening, Review
from folkmoot.deliberate.reviews.rules import RIGHT
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.partnerships.conftest import answers, intended
from tests.folkmoot.deliberate.panels.conftest import willing
from tests.folkmoot.deliberate.reviews.conftest import answers as advice

HOUR = timedelta(hours=1)
UP_TO_THE_SIGNATURE = (Stage.CONTACT, Stage.NEGOTIATION, Stage.DRAFT)


@pytest.fixture
def about_to_be_signed(cast: Cast, handler: Member) -> Deal:
    """A co-branding with a green verdict, and everything but the signature."""
    willing(cast.brand, 40, core=12)
    deal = actions.register(
        "北岸皮具", Kind.CO_BRANDING, "联名相机包", answers(), actor=handler, now=NOW
    )
    for stage in UP_TO_THE_SIGNATURE:
        deal = actions.move(deal, stage, actor=handler, now=NOW)
    return deal


def asked(deal: Deal, cast: Cast, handler: Member) -> Review:
    actions.prepare_review(deal, "联名相机包的方案。", window_hours=24, actor=handler, now=NOW)
    beacon = Beacon(name="双色球第2026025期", at=NOW + HOUR)
    made = actions.ask_fans(deal, reply_hours=72, beacon=beacon, actor=cast.chen, now=NOW)
    return made.review


def reported(review: Review, cast: Cast) -> Review:
    panel = review.opening.panel
    panels.draw(panel, "5e" * 32, actor=cast.wu, now=NOW + HOUR)
    for seat in seats_of(panel)[:12]:
        actor, now = seat.lot.member, NOW + HOUR
        panels.accept(seat, actor=actor, now=now)
        reviews.undertake(review, interest=False, said=RIGHT, actor=actor, now=now)
        reviews.respond(review, advice(2), free=Choice.YES, actor=actor, now=now)
    panels.conclude(panel, now=NOW + timedelta(days=3))
    catch_up()
    return queries.fresh(review)


def test_the_signature_waits_for_the_reply(
    cast: Cast, handler: Member, about_to_be_signed: Deal
) -> None:
    deal = about_to_be_signed
    later = NOW + timedelta(days=3, hours=1)
    with refused("review-unanswered"):
        actions.move(deal, Stage.SIGNED, actor=handler, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deal.objects.filter(pk=deal.pk).update(stage=Stage.SIGNED)
    review = reported(asked(deal, cast, handler), cast)
    with refused("review-unanswered"):  # the report alone is no reply
        actions.move(deal, Stage.SIGNED, actor=handler, now=later)
    reviews.reply(review, Heed.WHOLLY, "继续,两条都写进合同。", actor=cast.chen, now=later)
    actions.move(deal, Stage.SIGNED, actor=handler, now=later)
    actions.announce(deal, actor=handler, now=later)
    assert hasattr(queries.fresh(review), "unsealing")
    assert Fact.objects.filter(kind="review.unsealed", public=True).count() == 1


def test_a_green_creator_needs_none(handler: Member) -> None:
    deal = intended(handler)
    for stage in (*UP_TO_THE_SIGNATURE, Stage.SIGNED):
        deal = actions.move(deal, stage, actor=handler, now=NOW)
    assert deal.stage == Stage.SIGNED


def test_an_amber_creator_needs_one(handler: Member) -> None:
    deal = intended(handler, answers(cautions={"interest": "yes"}))
    for stage in UP_TO_THE_SIGNATURE:
        deal = actions.move(deal, stage, actor=handler, now=NOW)
    with refused("review-unanswered"):
        actions.move(deal, Stage.SIGNED, actor=handler, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deal.objects.filter(pk=deal.pk).update(stage=Stage.SIGNED)


def test_a_review_after_the_signature_is_none_before(
    cast: Cast, handler: Member, line: object
) -> None:
    deal = intended(handler, answers(1))
    for stage in (*UP_TO_THE_SIGNATURE, Stage.SIGNED):
        deal = actions.move(deal, stage, actor=handler, now=NOW)
    review = asked(deal, cast, handler)
    assert not review.opening.prior
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.filter(pk=review.opening.pk).update(prior=True)
    fact = Fact.objects.get(kind="review.opened")
    assert fact.published["prior"] is False


def test_nobody_asks_about_what_has_ended(cast: Cast, handler: Member) -> None:
    deal = actions.move(intended(handler), Stage.ENDED, actor=handler, now=NOW)
    with refused("deal-ended"):
        actions.prepare_review(deal, "材料", window_hours=24, actor=handler, now=NOW)


def test_whoever_wants_the_deal_does_not_reply(cast: Cast, handler: Member) -> None:
    """Ma is an executive too; her deal, and papers that somebody else wrote."""
    willing(cast.brand, 20)
    deal = intended(handler)
    with refused("no-review"):
        actions.ask_fans(deal, reply_hours=72, actor=cast.chen, now=NOW)
    actions.prepare_review(deal, "材料", window_hours=24, actor=cast.mei, now=NOW)
    with refused("own-review"):
        actions.ask_fans(deal, reply_hours=72, actor=handler, now=NOW)
    actions.ask_fans(deal, reply_hours=72, actor=cast.chen, now=NOW)
