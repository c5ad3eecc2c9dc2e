"""Who holds the second key: asked by the brand, never put away by it."""

import pytest

from folkmoot.charter.articles import queries
from folkmoot.charter.articles.actions import (
    accept_guard,
    ask_guardian,
    give_back,
    propose,
    sign,
)
from folkmoot.charter.articles.models import Edition, Guardian, SoulItem
from tests.folkmoot.charter.articles.conftest import DAY, THEN
from tests.folkmoot.charter.articles.test_amend import other_soul
from tests.folkmoot.conftest import NOW, Cast, refused

YEAR = 360 * DAY


@pytest.fixture
def item(cast: Cast, edition: Edition) -> SoulItem:
    return SoulItem.objects.get(brand=cast.brand)


def test_a_key_counts_once_it_is_accepted(cast: Cast, item: SoulItem) -> None:
    asked = ask_guardian(item, cast.lin, actor=cast.chen, now=NOW)
    assert not queries.live_guardians(cast.brand, NOW).exists()
    accept_guard(asked, "守灯人", adult=True, actor=cast.lin, now=NOW)
    assert [g.seat for g in queries.live_guardians(cast.brand, NOW)] == ["守灯人"]
    assert not queries.live_guardians(cast.brand, NOW + YEAR).exists()


@pytest.mark.parametrize("name", ["mei", "chen", "wu"])
def test_staff_cannot_hold_the_second_key(cast: Cast, item: SoulItem, name: str) -> None:
    with refused("staff-cannot-vote"):
        ask_guardian(item, getattr(cast, name), actor=cast.chen, now=NOW)


def test_minors_hold_no_key(cast: Cast, item: SoulItem) -> None:
    asked = ask_guardian(item, cast.lin, actor=cast.chen, now=NOW)
    with refused("adults-only"):
        accept_guard(asked, "守灯人", adult=False, actor=cast.lin, now=NOW)


def test_only_the_one_who_was_asked_accepts_or_leaves(cast: Cast, guardian: Guardian) -> None:
    for actor in (cast.zhou, cast.chen):
        with refused("not-guardian"):
            give_back(guardian, actor=actor, now=NOW)
    give_back(guardian, actor=cast.lin, now=NOW)
    assert not queries.live_guardians(cast.brand, NOW).exists()


def test_nobody_becomes_a_guardian_while_a_change_is_on_its_way(
    cast: Cast, edition: Edition, guardian: Guardian
) -> None:
    amendment = propose("灵魂", "理由", other_soul(edition), actor=cast.chen, now=NOW)
    asked = ask_guardian(guardian.item, cast.zhou, actor=cast.chen, now=NOW + DAY)
    accept_guard(asked, "新来的", adult=True, actor=cast.zhou, now=NOW + DAY)
    with refused("not-guardian"):
        sign(amendment, "同意", consents=True, actor=cast.zhou, now=NOW + 2 * DAY)
    assert queries.keys_of(amendment, brand=True).guardians == 1


def test_after_three_terms_comes_a_rest(cast: Cast, item: SoulItem) -> None:
    now = THEN
    for _ in range(3):
        asked = ask_guardian(item, cast.lin, actor=cast.chen, now=now)
        accept_guard(asked, "守灯人", adult=True, actor=cast.lin, now=now)
        now += YEAR
    with refused("term-limit"):
        ask_guardian(item, cast.lin, actor=cast.chen, now=now)
    with refused("term-limit"):
        ask_guardian(item, cast.lin, actor=cast.chen, now=now + YEAR - DAY)
    assert ask_guardian(item, cast.lin, actor=cast.chen, now=now + YEAR).pk
