"""So many an hour and no more, also when fifty ask in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from folkmoot.foundation.people.allowances.actions import spend
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast


def spends(who: str, *, per_hour: int = 10, after: timedelta = timedelta()) -> bool:
    try:
        spend(who, "statement", per_hour=per_hour, now=NOW + after)
    except Refusal as refused:
        return refused.status != 429
    return True


@pytest.mark.django_db
def test_it_refills_evenly() -> None:
    assert sum(spends("a") for _ in range(15)) == 10
    assert not spends("a", after=timedelta(minutes=5, seconds=59))
    assert spends("a", after=timedelta(minutes=6))
    assert sum(spends("a", after=timedelta(hours=2)) for _ in range(15)) == 10


@pytest.mark.django_db
@pytest.mark.parametrize("per_hour", [1, 2, 3, 7, 60, 1000])
def test_the_limit_is_exact(per_hour: int) -> None:
    assert sum(spends("a", per_hour=per_hour) for _ in range(per_hour + 5)) == per_hour


@pytest.mark.django_db
def test_a_clock_set_back_gives_nothing_away() -> None:
    assert spends("a", per_hour=2)
    assert not spends("a", per_hour=2, after=-timedelta(minutes=1))
    assert spends("a", per_hour=2)
    assert not spends("a", per_hour=2)


def test_people_and_actions_are_apart(cast: Cast) -> None:
    spend(cast.lin, "x", per_hour=1, now=NOW)
    spend(cast.zhou, "x", per_hour=1, now=NOW)
    spend(cast.lin, "y", per_hour=1, now=NOW)
    with pytest.raises(Refusal) as refused:
        spend(cast.lin, "x", per_hour=1, now=NOW)
    assert refused.value.params == {"minutes": 60}


@pytest.mark.django_db
def test_what_the_act_takes_back_is_not_spent() -> None:
    with transaction.atomic():
        assert spends("a", per_hour=1)
        transaction.set_rollback(True)
    assert spends("a", per_hour=1)


def test_fifty_at_once_get_exactly_the_limit(parallel: None) -> None:
    def attempt(_: int) -> bool:
        try:
            return spends("a", per_hour=20)
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        assert sum(pool.map(attempt, range(50))) == 20
