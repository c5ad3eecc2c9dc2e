"""Seats of those who leave are filled within the quotas, by lot and repeatably."""

import pytest

from civics.errors import InputError
from civics.sortition import (
    Quota,
    QuotasInfeasibleError,
    draw,
    make_lottery,
    pool_of,
    replace_people,
    reserve_list,
)
from tests.civics.sortition import enumeration
from tests.civics.sortition.towns import shared, small_town


@pytest.mark.parametrize("seed", range(8))
def test_panel_after_replacement_is_one_that_exists(seed: int) -> None:
    pool, quotas, size = small_town(seed, 11, 4)
    try:
        lottery = make_lottery(pool, quotas, size)
    except QuotasInfeasibleError:
        return
    panel = draw(lottery, "first").people
    change = replace_people(lottery, panel, panel[:2], "second")
    places = {person.id: place for place, person in enumerate(pool.people)}
    exists = tuple(sorted(places[name] for name in change.panel)) in enumeration.every_panel(
        pool, quotas, size
    )
    assert exists == (change.changes == ())
    assert set(panel[2:]) <= set(change.panel)
    assert not set(panel[:2]) & set(change.panel)
    again = replace_people(lottery, panel, panel[:2], "second")
    assert (again.panel, again.lottery.commitment) == (change.panel, change.lottery.commitment)


def test_a_quota_nobody_can_keep_is_loosened_and_named() -> None:
    pool = pool_of({name: {"city": "Xi'an" if name == "e" else "Wuhan"} for name in "abcde"})
    quotas = [Quota("city", "Wuhan", 1, 1), Quota("city", "Xi'an", 1, 1)]
    lottery = make_lottery(pool, quotas, 2)
    change = replace_people(lottery, ["a", "e"], ["e"], "seed")
    told = {(one.feature, one.bound, one.before, one.after) for one in change.changes}
    assert told == {("Wuhan", "maximum", 1, 2), ("Xi'an", "minimum", 1, 0)}
    assert len(change.panel) == 2


def test_households_of_those_who_stay_send_nobody_else() -> None:
    lottery = make_lottery(pool_of({name: {} for name in "abcd"}, {"a": "h", "b": "h"}), [], 2)
    for i in range(20):
        assert "b" not in replace_people(lottery, ["a", "c"], ["c"], str(i)).panel


def test_replacing_among_the_reserve_alone() -> None:
    pool, quotas, size = shared("sortition_algorithms_150")
    lottery = make_lottery(pool, quotas, size)
    panel = draw(lottery, "first").people
    reserve = reserve_list(lottery, panel, 8, "second")
    assert len(set(reserve.people) - set(panel)) == 8
    assert reserve.shortfall < reserve.shortfall_without
    change = replace_people(lottery, panel, panel[:1], "third", among=reserve.people)
    assert set(change.selection.people) <= set(reserve.people)


def test_reserve_is_repeatable_and_covers_who_will_leave() -> None:
    pool = pool_of({name: {"city": "Xi'an" if name > "d" else "Wuhan"} for name in "abcdefgh"})
    quotas = [Quota("city", "Wuhan", 2, 2), Quota("city", "Xi'an", 2, 2)]
    lottery = make_lottery(pool, quotas, 4)
    sure = {"a": 1.0, "e": 1.0}
    one, again = (reserve_list(lottery, "abef", 2, "seed", leaves=sure) for _ in range(2))
    assert one == again
    assert one.shortfall == 0
    assert one.shortfall_without == 4  # two seats and two quotas
    assert sum(name > "d" for name in one.people) == 1


def test_refusals() -> None:
    lottery = make_lottery(pool_of({name: {} for name in "abcd"}), [], 2)
    for panel, leaving, code in (
        ("ab", "", "nobody_leaves"),
        ("ab", "c", "unknown_person"),
        ("ax", "a", "unknown_person"),
        ("abcd", "abc", "nobody_left"),
    ):
        with pytest.raises(InputError, match=code):
            replace_people(lottery, panel, leaving, "seed")
    with pytest.raises(InputError, match="reserve_size"):
        reserve_list(lottery, "ab", 3, "seed")
    with pytest.raises(InputError, match="leaves"):
        reserve_list(lottery, "ab", 1, "seed", leaves=1.5)
    with pytest.raises(InputError, match="unknown_person"):
        reserve_list(lottery, "ax", 1, "seed")
