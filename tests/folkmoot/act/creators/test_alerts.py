"""What stands out is found once for the page and once for the notices, and told once."""

import re
from datetime import date, timedelta
from pathlib import Path

from django.utils.translation import override

from folkmoot.act.creators import actions, queries
from folkmoot.act.creators.jobs import watch
from folkmoot.act.creators.models import (
    Alert,
    Concern,
    Creator,
    Kind,
    Label,
    Resource,
    Side,
)
from folkmoot.act.creators.rules import Standard, alerting
from folkmoot.foundation.notices.models import Notice
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.act.creators.conftest import DAY, TODAY, entered, given
from tests.folkmoot.act.creators.test_support import answered
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.panels.conftest import willing

AFTER = NOW + timedelta(days=60)


def codes(cast: Cast, now: object = NOW) -> list[str]:
    return sorted(each.code for each in queries.alerts(cast.brand, now))  # type: ignore[arg-type]


def test_an_empty_register_is_quiet(cast: Cast, creator: Creator) -> None:
    assert codes(cast) == []


def test_five_have_more_than_the_limit(cast: Cast) -> None:
    """In the quarter that runs, and in the last one as it was counted."""
    for place in range(12):
        creator = entered(cast.mei, f"创作者{place}")
        actions.grant(creator, given(quantity=900 if place < 5 else 10), actor=cast.mei, now=NOW)
    (found,) = queries.alerts(cast.brand, NOW)
    assert (found.code, found.said["percent"], found.page) == (
        "concentrated",
        98,
        "quarters/2026Q1",
    )
    actions.count_quarters(cast.brand, now=AFTER)
    assert "concentrated" in codes(cast, AFTER)
    actions.set_limits(Standard(top_percent=99), "测试", actor=cast.chen, now=AFTER)
    assert "concentrated" not in codes(cast, AFTER)


def test_support_is_low_and_falls(cast: Cast, creator: Creator) -> None:
    willing(cast.brand, 40)
    answered(actions.ask_support(creator, actor=cast.mei, now=NOW), yes=12, no=4)
    assert codes(cast) == []
    later = NOW + timedelta(days=91)
    answered(actions.ask_support(creator, actor=cast.mei, now=later), yes=7, no=9)
    assert codes(cast) == ["support-fell", "support-low"]
    assert {each.creator for each in queries.alerts(cast.brand, later)} == {creator}


def test_a_turn_comes_near_its_end(cast: Cast, creator: Creator) -> None:
    actions.set_limits(Standard(held=1, of=4), "轮流", actor=cast.chen, now=NOW)
    privilege = actions.grant(creator, given(), actor=cast.mei, now=NOW)
    assert codes(cast) == ["turn-near"]
    actions.revoke(privilege, TODAY, "停", actor=cast.mei, now=NOW)
    assert codes(cast) == []


def test_labels_and_reviews(cast: Cast, ma: Member, creator: Creator) -> None:
    piece = actions.register_piece(
        creator, "https://example.org/1", Label.ADVERTISING, published_on=TODAY, actor=ma, now=NOW
    )
    actions.open_checklist(
        creator, Concern.CARE, "x", review_on=TODAY + DAY, actor=cast.mei, now=NOW
    )
    assert codes(cast) == []
    assert codes(cast, NOW + 4 * DAY) == ["label-overdue", "review-overdue"]
    actions.give_proof(piece, "评论区", actor=ma, now=NOW)
    actions.check_proof(piece, False, "看不到", actor=cast.mei, now=NOW)
    assert codes(cast) == ["label-missing"]


def test_the_many_get_less_than_was_meant(cast: Cast, creator: Creator) -> None:
    actions.grant(creator, given(quantity=300), actor=cast.mei, now=NOW)
    actions.allocate(Side.BROAD, Resource.MONEY, 100, "大赛", on=TODAY, actor=cast.mei, now=NOW)
    assert "broad-low" not in codes(cast)
    (found,) = queries.alerts(cast.brand, AFTER)
    assert (found.code, found.said["percent"], found.said["wanted"]) == ("broad-low", 25, 50)


def test_it_is_told_once_with_a_way_to_the_evidence(cast: Cast, creator: Creator) -> None:
    actions.register_piece(
        creator,
        "https://example.org/1",
        Label.ADVERTISING,
        published_on=TODAY,
        actor=cast.mei,
        now=NOW,
    )
    assert watch(NOW) == 0
    assert [watch(NOW + 4 * DAY), watch(NOW + 5 * DAY)] == [1, 0]
    catch_up()
    notice = Notice.objects.get(member=cast.mei)
    assert notice.path == "/lumen/creators/pieces/1/"
    assert not Notice.objects.filter(member=cast.lin).exists()
    alert = Alert.objects.get()
    assert (alert.code, alert.about) == ("label-overdue", "piece:1")
    assert not Fact.objects.filter(kind="creators.alerted", public=True).exists()


def test_an_executive_hears_of_what_waits_for_a_signature(cast: Cast, creator: Creator) -> None:
    actions.set_limits(Standard(held=1, of=4), "轮流", actor=cast.chen, now=NOW)
    terms = given(kind=Kind.GIFT, quantity=1, until=date(2026, 6, 30))
    actions.ask_exception(creator, terms, actor=cast.mei, now=NOW)
    catch_up()
    assert Notice.objects.get(member=cast.chen).path == "/lumen/creators/register"


def test_every_alert_has_its_sentence(cast: Cast, creator: Creator) -> None:
    """Every code that the queries can find, and none besides."""
    source = Path(alerting.__file__).parents[1].joinpath("queries", "alerts.py").read_text("utf-8")
    assert set(re.findall(r'Found\(\s*"([a-z-]+)"', source)) == set(alerting.SENTENCES)
    found = queries.Found("label-missing", "piece:1:1", "pieces/1/", {"number": 1}, creator)
    with override("en"):
        assert str(found) == "No label was seen on piece 1."
