"""Care for a creator: item by item, by name, and looked at again until it is finished."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from folkmoot.act.creators import actions, queries
from folkmoot.act.creators.models import Checklist, Concern, Creator, Look, Tick
from folkmoot.act.creators.rules.caring import ITEMS, VERSION
from tests.folkmoot.act.creators.conftest import DAY, TODAY
from tests.folkmoot.conftest import NOW, Cast, refused


@pytest.fixture
def care(cast: Cast, creator: Creator) -> Checklist:
    return actions.open_checklist(
        creator,
        Concern.CARE,
        "评论区有人号召去骂。",
        review_on=TODAY + 7 * DAY,
        actor=cast.mei,
        now=NOW,
    )


def seen(care: Checklist, today: date) -> queries.Care:
    found = queries.checklist_by_number(care.brand, care.number)
    assert found is not None
    return queries.care(found, today)


def test_every_concern_has_its_items() -> None:
    for items in ITEMS.values():
        assert set(items) == set(Concern)
        assert all(len(each) >= 3 for each in items.values())


def test_from_open_to_finished(cast: Cast, care: Checklist) -> None:
    by = {"actor": cast.mei, "now": NOW}
    assert not seen(care, TODAY + 7 * DAY).overdue
    assert seen(care, TODAY + 8 * DAY).overdue
    with refused("items-open"):
        actions.look_again(care, "看过了", next_on=None, **by)
    for item in ITEMS[VERSION][Concern.CARE]:
        actions.tick(care, item, "已做", **by)
    with refused("ticked"):
        actions.tick(care, "contact", "再做", **by)
    with refused("no-such-item"):
        actions.tick(care, "treatment", "不是这张清单的", **by)
    actions.look_again(care, "还没平息", next_on=TODAY + 30 * DAY, **by)
    assert not seen(care, TODAY + 30 * DAY).overdue
    later = {"actor": cast.chen, "now": NOW + timedelta(days=30)}
    actions.look_again(care, "平息了", next_on=None, **later)
    assert seen(care, TODAY + 999 * DAY).next_on is None
    with refused("checklist-finished"):
        actions.look_again(care, "再看", next_on=TODAY + 40 * DAY, **later)


def test_one_of_a_kind_is_open_at_a_time(cast: Cast, creator: Creator, care: Checklist) -> None:
    plain = {"review_on": TODAY + DAY, "actor": cast.mei, "now": NOW}
    with refused("checklist-open"):
        actions.open_checklist(creator, Concern.CARE, "又来", **plain)
    actions.open_checklist(creator, Concern.SOLIDARITY, "可能退出合作", **plain)
    assert queries.checklists(cast.brand).count() == 2


@pytest.mark.parametrize("days", [0, -1, 91])
def test_the_next_day_is_near(cast: Cast, creator: Creator, days: int) -> None:
    with refused("review-out-of-range"):
        actions.open_checklist(
            creator, Concern.CARE, "x", review_on=TODAY + days * DAY, actor=cast.mei, now=NOW
        )


def test_what_was_ticked_stays(cast: Cast, care: Checklist) -> None:
    actions.tick(care, "contact", "已通话", actor=cast.mei, now=NOW)
    actions.look_again(care, "还要看", next_on=TODAY + DAY, actor=cast.mei, now=NOW)
    for tamper in (
        lambda: Tick.objects.all().delete(),
        lambda: Look.objects.update(next_on=date(2027, 1, 1)),
        lambda: Checklist.objects.update(review_on=date(2027, 1, 1)),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper()
    with refused("not-creators"):
        actions.tick(care, "safety", "x", actor=cast.lin, now=NOW)
