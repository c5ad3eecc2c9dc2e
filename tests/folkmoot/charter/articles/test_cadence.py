"""The pace of change, and the warnings of too fast and too slow."""

from datetime import datetime, timedelta

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.articles import queries
from folkmoot.charter.articles.actions import decline, propose, review
from folkmoot.charter.articles.models import Edition
from folkmoot.charter.models import Rung
from tests.folkmoot.charter.articles.conftest import DAY
from tests.folkmoot.charter.articles.test_amend import minutes_in_three_days
from tests.folkmoot.conftest import NOW, Cast, refused

TERMS = Terms(rung=Rung.ADVISE, decider="陈", open_to_change="配色", not_open="安全")


def change(cast: Cast, days: int, *, now: datetime = NOW) -> None:
    start = now + timedelta(days=days)
    announce("design", "产品设计", TERMS, effective_from=start, actor=cast.chen, now=now)


def warned(cast: Cast, now: datetime = NOW) -> list[tuple[str, int, str]]:
    return [
        (pace.title, pace.number, concern.code)
        for pace in queries.cadence(cast.brand, now)
        for concern in pace.warnings
    ]


def test_first_rules_and_a_first_charter_are_no_haste(cast: Cast, edition: Edition) -> None:
    assert warned(cast) == []
    assert len(queries.cadence(cast.brand, NOW)) == 3


def test_two_changes_within_the_cool_down_are_too_fast(cast: Cast, edition: Edition) -> None:
    change(cast, 7)
    assert warned(cast) == []  # thirty-seven days after the first rule
    change(cast, 20)
    assert warned(cast) == [("产品设计", 3, "too-fast")]


def test_announced_and_far_away_is_too_slow(cast: Cast, edition: Edition) -> None:
    change(cast, 200)
    assert warned(cast) == [("产品设计", 2, "too-slow")]
    assert warned(cast, NOW + 200 * DAY) == []


def test_an_amendment_that_nobody_settles_is_too_slow(cast: Cast, edition: Edition) -> None:
    amendment = propose("纪要", "慢", minutes_in_three_days(edition), actor=cast.chen, now=NOW)
    late = amendment.closes_at + 31 * DAY
    assert warned(cast, amendment.closes_at) == []
    assert warned(cast, late) == [("纪要", 1, "too-slow")]
    decline(amendment, "不改了", actor=cast.chen, now=late)
    assert warned(cast, late) == []


def test_an_overdue_review_is_too_slow_until_it_is_made(cast: Cast, edition: Edition) -> None:
    late = edition.review_due + DAY
    assert [code for _title, _number, code in warned(cast, late)] == ["too-slow"]
    review(edition, "kept", "两年来没有人要求改。", actor=cast.chen, now=late)
    assert warned(cast, late) == []
    again = late + 24 * 30 * DAY + DAY
    assert [code for _title, _number, code in warned(cast, again)] == ["too-slow"]
    review(edition, "kept", "还是不改。", actor=cast.chen, now=again)
    assert warned(cast, again) == []


def test_only_an_executive_reviews_the_latest(cast: Cast, edition: Edition) -> None:
    with refused("not-executive"):
        review(edition, "kept", "x", actor=cast.mei, now=NOW)
    with refused("unknown-outcome"):
        review(edition, "gone", "x", actor=cast.chen, now=NOW)
