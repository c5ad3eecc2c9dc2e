"""R21 and R44 lived through: a few creators get most, and the brand turns it around in public."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client

from folkmoot.act.creators import actions, queries
from folkmoot.act.creators.jobs import count, watch
from folkmoot.act.creators.models import Resource, Side
from folkmoot.act.creators.rules import Standard
from folkmoot.foundation.notices.models import Notice
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.act.creators.conftest import entered, given
from tests.folkmoot.act.creators.test_support import answered
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.panels.conftest import willing

APRIL = NOW + timedelta(days=35)
JULY = NOW + timedelta(days=125)
SPRING = {"begins": date(2026, 4, 10), "until": date(2026, 6, 30)}


@pytest.mark.usefixtures("today")
def test_a_few_become_no_caste(cast: Cast, client: Client) -> None:
    # Twelve creators work with the brand. In the first quarter two of them get nearly all.
    willing(cast.brand, 40)
    creators = [entered(cast.mei, f"创作者{place:02}") for place in range(1, 13)]
    for place, creator in enumerate(creators):
        yuan = 90_000 if place < 2 else 2_000
        actions.grant(creator, given(quantity=yuan * 100), actor=cast.mei, now=NOW)
    favourite = creators[0]

    # April: the quarter is counted by itself, and Mei is told with the way to the evidence.
    assert (count(APRIL), count(APRIL)) == (1, 0)
    assert watch(APRIL) >= 1
    catch_up()
    pages = set(Notice.objects.filter(member=cast.mei).values_list("path", flat=True))
    assert "/lumen/creators/quarters/2026Q1" in pages

    # Fans drawn by lot do not find that the favourite speaks for them.
    support = answered(actions.ask_support(favourite, actor=cast.mei, now=APRIL), yes=4, no=12)
    assert support.percent == 25
    assert "support-low" in {each.code for each in queries.alerts(cast.brand, APRIL)}

    # Chen sets limits, in public: one quarter in two, and everybody sees how resources are shared.
    limits = Standard(held=1, of=2, shared=True)
    actions.set_limits(limits, "位置要轮换，钱要多投给大家。", actor=cast.chen, now=APRIL)
    with pytest.raises(Refusal) as caught:
        actions.grant(favourite, given(**SPRING), actor=cast.mei, now=APRIL)
    assert (caught.value.code, caught.value.params["again"]) == ("rotation", "2026-07-01")
    asked = actions.ask_exception(favourite, given(**SPRING), actor=cast.mei, now=APRIL)
    with refused("not-executive"):
        actions.exempt(asked, "他不一样", actor=cast.mei, now=APRIL)

    # Nobody signs it. The money goes to a contest of the fans.
    contest = {"on": date(2026, 5, 4), "about": "contest:1", "actor": cast.mei, "now": APRIL}
    actions.allocate(Side.BROAD, Resource.MONEY, 9_000_000, "外观设计大赛", **contest)
    for creator in (entered(cast.mei, "新人甲"), entered(cast.mei, "新人乙")):
        actions.grant(creator, given(quantity=3_000_000, **SPRING), actor=cast.mei, now=APRIL)

    # July: what was done can be read by anybody, and no name is on any page.
    count(JULY)
    with time_machine.travel(JULY, tick=False):
        english = {"accept-language": "en"}
        front = client.get("/lumen/creators/", headers=english).content.decode()
        shares = client.get("/lumen/creators/resources", headers=english).content.decode()
        record = client.get("/lumen/record/", headers=english).content.decode()
    assert "in at most 1 of 2 quarters" in front
    assert "No exception from these limits has been signed" in front
    assert "60 %" in shares
    assert "How privileges were spread over creators in a quarter" in record
    for said in (front, shares, record):
        assert "创作者0" not in said
        assert "新人" not in said
