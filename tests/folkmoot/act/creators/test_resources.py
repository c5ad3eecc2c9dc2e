"""Broad co-creation against creators: nothing is counted twice, and nothing is rubbed out."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from folkmoot.act.creators import actions, queries
from folkmoot.act.creators.models import Allocation, Creator, Resource, Side, Strike
from folkmoot.act.creators.rules import Standard, quarter_named
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.act.creators.conftest import TODAY, given
from tests.folkmoot.conftest import NOW, Cast, refused

AFTER = NOW + timedelta(days=60)
FIRST = quarter_named("2026Q1") or 0


def allocated(cast: Cast, side: Side, resource: Resource, quantity: int) -> Allocation:
    return actions.allocate(
        side,
        resource,
        quantity,
        "春季设计大赛",
        on=TODAY,
        about="contest:3",
        actor=cast.mei,
        now=NOW,
    )


def percent(cast: Cast, resource: Resource) -> int | None:
    (found,) = [s for s in queries.shares_of(cast.brand, FIRST) if s.resource == resource]
    return found.percent


def test_money_to_creators_is_read_from_the_register(cast: Cast, creator: Creator) -> None:
    with refused("money-is-a-privilege"):
        allocated(cast, Side.LEADING, Resource.MONEY, 100)
    assert percent(cast, Resource.MONEY) is None
    allocated(cast, Side.BROAD, Resource.MONEY, 4_000_00)
    assert percent(cast, Resource.MONEY) == 100
    actions.grant(creator, given(quantity=12_000_00), actor=cast.mei, now=NOW)
    assert percent(cast, Resource.MONEY) == 25


def test_resources_are_never_added_up(cast: Cast) -> None:
    allocated(cast, Side.BROAD, Resource.SLOTS, 30)
    allocated(cast, Side.LEADING, Resource.SLOTS, 10)
    allocated(cast, Side.LEADING, Resource.EXPOSURE, 5)
    assert percent(cast, Resource.SLOTS) == 75
    assert percent(cast, Resource.EXPOSURE) == 0
    assert percent(cast, Resource.MONEY) is None


def test_a_wrong_entry_is_struck_and_stays(cast: Cast) -> None:
    wrong = allocated(cast, Side.BROAD, Resource.SLOTS, 3000)
    allocated(cast, Side.LEADING, Resource.SLOTS, 10)
    actions.strike(wrong, "多写了两个零。", actor=cast.mei, now=NOW)
    with refused("struck"):
        actions.strike(wrong, "再来", actor=cast.mei, now=NOW)
    assert percent(cast, Resource.SLOTS) == 0
    assert queries.allocations(cast.brand).count() == 2
    for tamper in (
        lambda: Allocation.objects.update(quantity=1),
        lambda: Allocation.objects.all().delete(),
        lambda: Strike.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper()
    with pytest.raises(IntegrityError), transaction.atomic():
        Allocation.objects.create(
            brand=cast.brand,
            number=9,
            side=Side.LEADING,
            resource=Resource.MONEY,
            quantity=1,
            on=date(2026, 3, 2),
            purpose=wrong.purpose,
            by=cast.mei,
            at=NOW,
            fact=wrong.fact,
        )


@pytest.mark.usefixtures("today")
def test_the_public_sees_shares_once_the_limits_say_so(
    cast: Cast, creator: Creator, client: Client
) -> None:
    allocated(cast, Side.BROAD, Resource.MONEY, 4_000_00)
    actions.grant(creator, given(quantity=12_000_00), actor=cast.mei, now=NOW)
    path, english = "/lumen/creators/resources", {"accept-language": "en"}
    assert "25 %" not in client.get(path, headers=english).content.decode()
    actions.set_limits(Standard(shared=True), "公开", actor=cast.chen, now=NOW)
    page = client.get(path, headers=english).content.decode()
    # The running quarter is for those inside until it is over, and amounts always are.
    assert "Nothing has been entered yet" in page
    assert "4,000" not in page
    assert [row.percent for row in queries.shares(cast.brand, AFTER, running=False)] == [25]


def test_what_can_be_entered(cast: Cast) -> None:
    plain = {"on": TODAY, "actor": cast.mei, "now": NOW}
    with refused("no-subject"):
        actions.allocate(Side.BROAD, Resource.SLOTS, 3, "x", about="大赛 3", **plain)
    with refused("day-out-of-range"):
        actions.allocate(Side.BROAD, Resource.SLOTS, 3, "x", **plain | {"on": date(2030, 1, 1)})
    with refused("quantity-out-of-range"):
        actions.allocate(Side.BROAD, Resource.SLOTS, 0, "x", **plain)
    with refused("not-creators"):
        actions.allocate(Side.BROAD, Resource.SLOTS, 3, "x", **plain | {"actor": cast.lin})
    assert not Fact.objects.filter(kind="resource.allocated").exists()
