"""The map of power: who holds which right on a day, and what the last change did to it."""

from datetime import timedelta

import pytest
from django.utils import translation

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.articles import queries
from folkmoot.charter.articles.actions import adopt, propose
from folkmoot.charter.articles.models import Edition, Guardian
from folkmoot.charter.articles.rules.patterns import pattern
from folkmoot.charter.models import Rung
from tests.folkmoot.charter.articles.conftest import DAY, THEN
from tests.folkmoot.conftest import NOW, Cast


@pytest.fixture(autouse=True)
def english() -> object:
    with translation.override("en"):
        yield


def line(cast: Cast, slug: str = "design", *, days: int = 0) -> queries.PowerLine:
    lines = {line.topic.slug: line for line in queries.power(cast.brand, NOW + days * DAY)}
    return lines[slug]


def held(line: queries.PowerLine) -> dict[str, list[str]]:
    return {cell.right: [holder.name for holder in cell.holders] for cell in line.cells}


def test_at_l1_fans_and_their_board_advise_and_the_brand_decides(
    cast: Cast, edition: Edition
) -> None:
    assert held(line(cast)) == {
        "know": ["everyone"],
        "advise": ["members (e-mail confirmed)", "Fan advisory board"],
        "reconsider": [],
        "co-decide": [],
        "carry-out": ["副总裁 陈"],
        "oversee": ["everyone, in the public record", "the auditor"],
    }


def test_at_l3_the_second_key_is_named(cast: Cast, edition: Edition) -> None:
    assert held(line(cast, "soul"))["co-decide"] == ["more than 50 % of those who say yes or no"]


def test_guardians_are_counted(cast: Cast, guardian: Guardian) -> None:
    assert held(line(cast, "soul"))["co-decide"][0] == "1 guardian"


def test_a_change_shows_who_gained_and_who_lost(cast: Cast, edition: Edition) -> None:
    terms = Terms(
        rung=Rung.SUSPEND,
        decider="产品委员会",
        open_to_change="配色",
        not_open="安全",
        higher_decider="董事会",
    )
    announce("design", "产品设计", terms, effective_from=NOW + 10 * DAY, actor=cast.chen, now=NOW)
    assert not line(cast, days=9).changed
    after = line(cast, days=10)
    assert after.changed
    assert after.changed_at == NOW + 10 * DAY
    cells = {cell.right: cell for cell in after.cells}
    assert [h.name for h in cells["reconsider"].holders if h.new] == [
        "5 % of the active members from 3 cohorts",
        "董事会",
    ]
    assert cells["carry-out"].gone == ["副总裁 陈"]


def test_an_edition_changes_the_map_as_well(cast: Cast, edition: Edition) -> None:
    body = {**edition.body, "articles": [*edition.body["articles"], pattern("T6")]}
    amendment = propose("评议团", "多听", body, actor=cast.chen, now=NOW)
    new = adopt(amendment, "好", actor=cast.chen, now=amendment.closes_at)
    days = (new.effective_from - NOW).days
    assert "Panel drawn by lot" not in held(line(cast, days=days - 1))["advise"]
    cells = {cell.right: cell for cell in line(cast, days=days).cells}
    assert [h.name for h in cells["advise"].holders if h.new] == ["Panel drawn by lot"]


def test_before_the_first_rule_nobody_holds_anything(cast: Cast, edition: Edition) -> None:
    before = queries.power(cast.brand, THEN - timedelta(microseconds=1))
    assert [line.version for line in before] == [None, None]
