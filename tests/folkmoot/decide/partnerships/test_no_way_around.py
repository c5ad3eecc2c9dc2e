"""I3 and I4 with the database in hand: no row gets past the gate, whoever writes it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from folkmoot.decide.partnerships import actions, queries
from folkmoot.decide.partnerships.models import Deal, Degree, Dispensation, Run, Stage, Verdict
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.partnerships.conftest import answers, intended

DAY = timedelta(days=1)


@pytest.fixture
def red(handler: Member) -> Deal:
    return intended(handler, answers(harm=Degree.HIGH))


@pytest.fixture
def barred(handler: Member) -> Deal:
    return intended(handler, answers(bars={"minor": "yes"}))


def _saved(deal: Deal, stage: Stage) -> None:
    deal.stage = stage
    deal.save()


def _raw(deal: Deal, stage: Stage) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE partnerships_deal SET stage = %s WHERE id = %s", [int(stage), deal.pk]
        )


WAYS: dict[str, Callable[[Deal, Stage], Any]] = {
    "the model": _saved,
    "a queryset, as the admin and an import use it": lambda deal, stage: Deal.objects.filter(
        pk=deal.pk
    ).update(stage=stage),
    "many at once": lambda deal, stage: Deal.objects.bulk_update(
        [setattr(deal, "stage", stage) or deal], ["stage"]
    ),
    "SQL": _raw,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
@pytest.mark.parametrize("stage", [Stage.CONTACT, Stage.SIGNED, Stage.RUNNING])
@pytest.mark.parametrize("which", ["red", "barred"])
def test_no_stage_past_the_gate(
    request: pytest.FixtureRequest, which: str, stage: Stage, way: Callable[[Deal, Stage], Any]
) -> None:
    deal = request.getfixturevalue(which)
    with pytest.raises(IntegrityError), transaction.atomic():
        way(deal, stage)
    deal.refresh_from_db()
    assert deal.stage == Stage.INTENT


def test_no_deal_begins_later(red: Deal) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Deal.objects.create(
            brand=red.brand,
            number=2,
            partner="x",
            kind=red.kind,
            purpose="x",
            by=red.by,
            at=NOW,
            stage=Stage.SIGNED,
            stage_at=NOW,
            fact=red.fact,
        )


def test_a_stale_verdict_is_none(cast: Cast, handler: Member) -> None:
    deal = intended(handler)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deal.objects.filter(pk=deal.pk).update(stage=1, stage_at=NOW + 31 * DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deal.objects.filter(pk=deal.pk).update(stage=1, stage_at=NOW - DAY)
    Deal.objects.filter(pk=deal.pk).update(stage=1, stage_at=NOW + 29 * DAY)


def test_an_older_green_does_not_cover_a_newer_red(cast: Cast, handler: Member) -> None:
    deal = intended(handler)
    actions.run_gate(deal, answers(harm=Degree.HIGH), actor=handler, now=NOW + DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deal.objects.filter(pk=deal.pk).update(stage=1, stage_at=NOW + 2 * DAY)


def dispensation(deal: Deal, by: Member) -> Dispensation:
    run = queries.latest_run(deal)
    assert run is not None
    return Dispensation(
        run=run,
        reasons_id=deal.brand_id,
        by=by,
        name="x",
        title="x",
        at=NOW,
        publish_on=date(2026, 6, 1),
        latest=date(2027, 3, 2),
        fact=deal.fact,
    )


def test_no_exception_is_slipped_in(cast: Cast, handler: Member, red: Deal, barred: Deal) -> None:
    """Not for one's own deal, not by somebody else, not from the law."""
    for deal, by in ((red, handler), (red, cast.mei), (barred, cast.chen)):
        with pytest.raises(IntegrityError), transaction.atomic():
            dispensation(deal, by).save()
    late = dispensation(red, cast.chen)
    late.publish_on = date(2030, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        late.save()


def test_what_was_said_stays(cast: Cast, handler: Member, red: Deal) -> None:
    actions.dispense(red, "理由", actor=cast.chen, publish_on=date(2026, 6, 1), now=NOW)
    tampering: list[Callable[[], Any]] = [
        lambda: Run.objects.update(verdict=Verdict.GREEN),
        lambda: Run.objects.update(good_until=NOW + 900 * DAY),
        lambda: Run.objects.all().delete(),
        lambda: Deal.objects.update(by=cast.mei),
        lambda: Deal.objects.update(partner="别人"),
        lambda: Dispensation.objects.update(by=cast.mei),
        lambda: Dispensation.objects.update(publish_on=date(2026, 9, 1)),
    ]
    for tamper in tampering:
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper()
    actions.publish_due(now=NOW + 100 * DAY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Dispensation.objects.update(published=None)


def test_a_name_may_go_for_good(red: Deal) -> None:
    Deal.objects.update(partner="", purpose="")
    red.refresh_from_db()
    assert (red.partner, red.purpose) == ("", "")
