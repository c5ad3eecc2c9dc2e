"""The public draw: fixed beforehand, repeated by anybody, refused when anything changed."""

import dataclasses

import pytest

from civics.errors import InputError
from civics.sortition import Person, Pool, Quota, draw, lottery_from, make_lottery, pool_of
from civics.sortition.chance import Chance

CITIES = {"lin": "Wuhan", "mei": "Wuhan", "chen": "Wuhan", "zhou": "Xi'an", "wu": "Xi'an"}
QUOTAS = [Quota("city", "Wuhan", 1, 1), Quota("city", "Xi'an", 1, 1)]
# Whoever changes what is hashed or how chance is made must raise the version in its name.
COMMITMENT = "ce1bf77265192a475b739b8f4c0d7e89cb82f2eafcf6e5ae216bf00db78b019c"
DRAWN = ("lin", "zhou")


def pool(**changed: str) -> Pool:
    return pool_of({name: {"city": city} for name, city in {**CITIES, **changed}.items()})


def test_the_draw_of_this_seed_never_changes() -> None:
    lottery = make_lottery(pool(), QUOTAS, 2)
    assert lottery.commitment == COMMITMENT
    assert draw(lottery, "beacon 4242").people == DRAWN


def test_another_seed_another_panel() -> None:
    lottery = make_lottery(pool(), QUOTAS, 2)
    assert len({draw(lottery, f"beacon {i}").people for i in range(60)}) == 6


def test_changed_pool_has_another_hash_and_is_refused() -> None:
    lottery = make_lottery(pool(), QUOTAS, 2)
    changed = pool(chen="Xi'an")
    assert make_lottery(changed, QUOTAS, 2).commitment != lottery.commitment
    with pytest.raises(InputError, match=r"sortition\.changed_pool"):
        draw(lottery, "beacon 4242", pool=changed)
    assert draw(lottery, "beacon 4242", pool=pool()).commitment == lottery.commitment


def test_changed_lottery_is_refused() -> None:
    lottery = make_lottery(pool(), QUOTAS, 2)
    changed = dataclasses.replace(lottery, weights=(lottery.total - 1,))
    with pytest.raises(InputError, match=r"sortition\.changed_lottery"):
        draw(changed, "beacon 4242", commitment=lottery.commitment)


def test_no_seed_no_draw() -> None:
    with pytest.raises(InputError, match=r"sortition\.seed"):
        draw(make_lottery(pool(), QUOTAS, 2), "")


@pytest.mark.parametrize(
    ("key", "value"),
    [("total", 7), ("tickets", []), ("size", 3), ("rows", []), ("kinds", 4), ("format", "x")],
)
def test_published_lottery_that_contradicts_itself_is_refused(key: str, value: object) -> None:
    document = make_lottery(pool(), QUOTAS, 2).published()
    with pytest.raises(InputError, match=r"sortition\.(document|broken_lottery)"):
        lottery_from({**document, key: value})


def test_published_panel_that_breaks_a_quota_is_refused() -> None:
    document = make_lottery(pool(), QUOTAS, 2).published()
    with pytest.raises(InputError, match="broken_lottery"):
        lottery_from({**document, "tickets": [[10**9, [[0, 2]]]]})


def test_chance_is_uniform_and_fixed() -> None:
    chance = Chance("test", "", "seed")
    counts = [0] * 6
    for _ in range(6000):
        counts[chance.below(6)] += 1
    assert sum((count - 1000) ** 2 / 1000 for count in counts) < 20.5  # chi-square, p = .001
    assert Chance("a", "b", "c").some(range(9), 4) == Chance("a", "b", "c").some(range(9), 4)
    assert Chance("a", "b", "c").some(range(9), 9) != Chance("a", "b", "d").some(range(9), 9)


def test_household_sends_one_at_most_and_shares_its_chance() -> None:
    answers = {name: {} for name in "abcdef"}
    lottery = make_lottery(pool_of(answers, {"a": "h", "b": "h"}), [], 2)
    for i in range(40):
        assert not {"a", "b"} <= set(draw(lottery, str(i)).people)
    assert [float(one) for one in lottery.chances().values()] == pytest.approx([1 / 3] * 6)


def test_person_with_answers_survives_being_copied() -> None:
    person = Person("lin", {"city": "Wuhan"}, "home")
    assert dataclasses.replace(person) == person
