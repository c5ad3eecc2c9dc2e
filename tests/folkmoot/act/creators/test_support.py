"""What ordinary fans drawn by lot say of a creator, and that nobody else is told of whom."""

from datetime import timedelta
from math import sqrt

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from folkmoot.act.creators import actions, queries
from folkmoot.act.creators import jobs as _notes  # noqa: F401 - a reader
from folkmoot.act.creators.models import Asking, Creator, Support
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.models import Choice
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.panels.conftest import willing

HOUR = timedelta(hours=1)


def answered(asking: Asking, *, yes: int, no: int) -> Support:
    panel = panels.draw(asking.panel, "5e" * 32, actor=asking.by, now=asking.at + HOUR)
    seats = list(panel.invitations.order_by("seat"))[: yes + no]
    for place, seat in enumerate(seats):
        panels.accept(seat, actor=seat.lot.member, now=asking.at + HOUR)
        choice = Choice.YES if place < yes else Choice.NO
        panels.answer(seat, choice, actor=seat.lot.member, now=asking.at + HOUR)
    panels.conclude(panel, now=asking.at + timedelta(days=30))
    catch_up()
    return Support.objects.get(asking=asking)


@pytest.fixture
def asking(cast: Cast, creator: Creator) -> Asking:
    willing(cast.brand, 40)
    return actions.ask_support(creator, actor=cast.mei, now=NOW)


def test_a_share_with_its_interval(cast: Cast, asking: Asking) -> None:
    support = answered(asking, yes=12, no=4)
    assert (support.answered, support.yes, support.percent) == (16, 12, 75)
    # Wilson's limits once more, as they stand in a textbook.
    z, n, p = 1.959963984540054, 16, 0.75
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    reach = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    assert support.low == pytest.approx(centre - reach, abs=1e-12)
    assert support.high == pytest.approx(centre + reach, abs=1e-12)
    assert queries.supports(cast.brand) == {1: [support]}
    assert actions.record_support(asking.panel, now=NOW) is None


def test_fewer_than_ten_give_no_figure(cast: Cast, asking: Asking) -> None:
    support = answered(asking, yes=9, no=0)
    assert (support.answered, support.yes, support.low) == (9, None, None)
    assert queries.supports(cast.brand) == {}
    assert Fact.objects.get(kind="creator.support-measured").published["yes"] is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(
            asking=asking, answered=9, yes=9, at=NOW, fact=support.fact, method="", version=""
        )


def test_only_those_drawn_read_whom_it_is_about(cast: Cast, asking: Asking, client: Client) -> None:
    name = str(asking.creator)
    for path in (f"/lumen/panels/{asking.panel.number}/", "/lumen/panels/", "/lumen/record/"):
        assert name not in client.get(path).content.decode()
    assert str(asking.panel.material) == name


def test_asking_until_it_suits(cast: Cast, creator: Creator, asking: Asking) -> None:
    answered(asking, yes=3, no=12)
    with refused("asked-lately"):
        actions.ask_support(creator, actor=cast.mei, now=NOW + timedelta(days=89))
    actions.ask_support(creator, actor=cast.mei, now=NOW + timedelta(days=90))


def test_who_may_ask(cast: Cast, creator: Creator) -> None:
    with refused("not-creators"):
        actions.ask_support(creator, actor=cast.lin, now=NOW)
    with refused("other-brand"):
        actions.ask_support(creator, actor=cast.rival, now=NOW)
