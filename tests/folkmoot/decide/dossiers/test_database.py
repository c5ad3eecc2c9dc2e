"""I5 with the database in hand: nobody alone makes evidence count, whoever writes the row."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from folkmoot.decide.dossiers import actions
from folkmoot.decide.dossiers.models import (
    Acceptance,
    Appeal,
    Capture,
    Declining,
    Dossier,
    Finding,
    Item,
    Opinion,
    Peace,
)
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.dossiers.conftest import filed


def test_nobody_reviews_their_own_or_twice(cast: Cast, handler: Member, item: Item) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.create(item=item, agrees=True, by=handler, at=NOW)
    Opinion.objects.create(item=item, agrees=True, by=cast.mei, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.create(item=item, agrees=True, by=cast.mei, at=NOW)


def test_nobody_agrees_to_what_was_not_captured(
    cast: Cast, handler: Member, dossier: Dossier
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.create(item=filed(dossier, handler), agrees=True, by=cast.mei, at=NOW)


def test_whoever_took_part_does_not_decide(cast: Cast, li: Member, confirmed: Item) -> None:
    made = actions.appeal(confirmed, "不对。", now=NOW)
    for member in (confirmed.by, li):
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.create(
                appeal=made,
                upheld=False,
                reasons=made.grounds,
                title="x",
                by=member,
                at=NOW,
                fact=made.fact,
            )


def test_what_was_said_stays(confirmed: Item) -> None:
    actions.appeal(confirmed, "不对。", now=NOW)
    for model, change in (
        (Item, {"category": "conduct"}),
        (Capture, {"sha256": "0" * 64}),
        (Opinion, {"agrees": False}),
        (Appeal, {"at": NOW}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all().delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Dossier.objects.update(name="别人")
    Dossier.objects.update(name="")


def test_a_class_that_is_none_and_a_dossier_without_a_deal(confirmed: Item) -> None:
    confirmed.pk, confirmed.number, confirmed.category = None, 2, "product"
    with pytest.raises(IntegrityError), transaction.atomic():
        confirmed.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Dossier.objects.create(
            brand=confirmed.dossier.brand,
            number=2,
            name="x",
            about="curiosity",
            reason=confirmed.excerpt,
            by=confirmed.by,
            at=NOW,
            fact=confirmed.fact,
        )


def test_an_offer_is_accepted_or_declined_and_not_both(
    cast: Cast, handler: Member, dossier: Dossier
) -> None:
    first, second = (
        actions.offer_peace(dossier, "已致歉。", actor=None, now=NOW) for _each in range(2)
    )
    said = actions.decline_peace(first, "不够。", actor=cast.mei, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptance.objects.create(offer=first, by=handler, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Declining.objects.update(at=NOW + timedelta(days=1))
    for member in (handler, cast.chen):
        actions.accept_peace(second, actor=member, now=NOW)
    row = {"reasons": said.reasons, "by": cast.mei, "at": NOW, "fact": said.fact}
    with pytest.raises(IntegrityError), transaction.atomic():
        Declining.objects.create(offer=second, **row)


def test_one_alone_makes_no_peace(cast: Cast, handler: Member, dossier: Dossier) -> None:
    offer = actions.offer_peace(dossier, "已致歉。", actor=handler, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Acceptance.objects.create(offer=offer, by=handler, at=NOW)
    Acceptance.objects.create(offer=offer, by=cast.mei, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Peace.objects.update(accepted_at=NOW)
