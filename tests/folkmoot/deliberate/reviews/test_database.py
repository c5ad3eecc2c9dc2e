"""I7 with the database in hand: no step out of turn, and no way from an answer to a name."""

import random
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from folkmoot.deliberate.panels.models import Attendance, Choice
from folkmoot.deliberate.reviews import actions, rules
from folkmoot.deliberate.reviews.models import (
    Archive,
    Heed,
    Memo,
    Opening,
    Report,
    Response,
    Review,
    Unsealing,
)
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.reviews.conftest import LATER, answered, answers, promise, seats


def refused_by_the_database() -> "pytest.RaisesExc[IntegrityError]":
    return pytest.raises(IntegrityError)


def test_nothing_that_was_said_is_changed_or_deleted(reported: Review) -> None:
    for model in (Review, Opening, Report, Response):
        row = model.objects.first()
        assert row is not None
        with refused_by_the_database(), transaction.atomic():
            model.objects.filter(pk=row.pk).delete()
    with refused_by_the_database(), transaction.atomic():
        Report.objects.update(digest="0" * 64)
    with refused_by_the_database(), transaction.atomic():
        Response.objects.update(harm=0)
    with refused_by_the_database(), transaction.atomic():
        Opening.objects.update(reply_due=NOW + timedelta(days=99))


def test_no_answer_after_the_report(reported: Review) -> None:
    some = Response.objects.first()
    assert some is not None
    with refused_by_the_database(), transaction.atomic():
        Response.objects.create(
            review=reported,
            stratum="mass",
            harm=0,
            **dict.fromkeys(rules.SIDED, 1),
            reasons=some.reasons,
        )


def opening_like(other: Review, **changed: object) -> Opening:
    """A second opening like this one, with a panel of its own."""
    panel = other.opening.panel
    panel.pk = None
    panel.number, panel.about, panel.secret_digest = 99, "review:99", "ab" * 32
    panel.save()
    fields = {
        "owner": other.opening.owner,
        "name": "x",
        "title": "x",
        "prior": True,
        "reply_hours": 72,
        "reply_due": NOW + timedelta(days=9),
        "agreed_above": 60,
        "at": NOW,
        "fact": other.opening.fact,
        "panel": panel,
    }
    return Opening(**{**fields, **changed})


def test_no_opening_without_an_owner_and_a_day(cast: Cast, opened: Review) -> None:
    other = actions.draft(
        "partnership:2", title="乙", pack="材料", window_hours=24, actor=cast.mei, now=NOW
    )
    template = opening_like(opened, review=other)
    for changed in (
        {"owner": cast.mei},  # no executive
        {"reply_hours": 73},
        {"reply_due": NOW},
    ):
        for name, value in changed.items():
            kept = getattr(template, name)
            setattr(template, name, value)
            with refused_by_the_database(), transaction.atomic():
                template.save(force_insert=True)
            setattr(template, name, kept)
    template.owner_id = None  # type: ignore[assignment]
    with refused_by_the_database(), transaction.atomic():
        template.save(force_insert=True)


def test_no_reply_before_the_report_and_by_nobody_else(cast: Cast, running: Review) -> None:
    memo = {"review": running, "heed": Heed.WHOLLY, "words": running.title, "at": NOW}
    with refused_by_the_database(), transaction.atomic():
        Memo.objects.create(**memo, by=cast.chen, fact=running.fact)
    answered(running, [answers()] * 10)
    with refused_by_the_database(), transaction.atomic():
        Memo.objects.create(**memo, by=cast.mei, fact=running.fact)
    with refused_by_the_database(), transaction.atomic():
        Archive.objects.create(review=running, by=cast.mei, at=NOW, fact=running.fact)


def test_no_report_while_the_panel_sits(running: Review) -> None:
    with refused_by_the_database(), transaction.atomic():
        Report.objects.create(review=running, body={}, digest="0" * 64, at=NOW, fact=running.fact)
    with refused_by_the_database(), transaction.atomic():
        Unsealing.objects.create(review=running, at=NOW, fact=running.fact)


def test_nobody_answers_without_a_declaration(running: Review) -> None:
    with refused_by_the_database(), transaction.atomic():
        Attendance.objects.create(invitation=seats(running)[0])


def test_no_key_leads_from_an_answer_to_a_seat() -> None:
    """Its review and its part of the pool are all that an answer knows; no time, no member."""
    response = apps.get_model("reviews", "Response")
    related = {f.name for f in response._meta.get_fields() if f.is_relation}
    assert related == {"review"}
    assert not any(
        isinstance(f, models.DateField | models.AutoField) for f in response._meta.get_fields()
    )


def test_the_order_of_the_rows_says_nothing(running: Review) -> None:
    """Seat n says n. In no order that the database knows do the answers stand as they came."""
    rng = random.Random(7)
    for mark, seat in enumerate(seats(running)[:10]):
        promise(running, seat)
        actions.respond(
            running,
            answers(mark),
            free=Choice.YES,
            actor=seat.lot.member,
            now=LATER,
            rng=rng,
        )
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT harm FROM reviews_response ORDER BY {place}")  # noqa: S608
        stored = [row[0] for row in cursor.fetchall()]
        assert sorted(stored) == list(range(10))
        assert stored != sorted(stored)
        assert stored[-1] != 9 or stored[0] != 0
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM reviews_response")
            assert cursor.fetchone() == (1,)
