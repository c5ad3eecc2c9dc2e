"""Quotas no panel can meet are explained, and the explanation helps."""

import dataclasses
import pickle

import pytest

from civics.errors import InputError
from civics.sortition import (
    Change,
    Conflict,
    Pool,
    Quota,
    QuotasInfeasibleError,
    make_lottery,
    pool_of,
)
from tests.civics.sortition import enumeration
from tests.civics.sortition.towns import small_town


def two_cities() -> Pool:
    return pool_of({name: {"city": "Wuhan" if name < "e" else "Xi'an"} for name in "abcdef"})


def asked(pool: Pool, quotas: list[Quota], size: int) -> tuple[Change, ...]:
    with pytest.raises(QuotasInfeasibleError) as raised:
        make_lottery(pool, quotas, size)
    return raised.value.relaxation


def test_smallest_change_is_named() -> None:
    quotas = [Quota("city", "Wuhan", 0, 1), Quota("city", "Xi'an", 0, 5)]
    (change,) = asked(two_cities(), quotas, 4)
    assert change == Change("city", "Wuhan", "maximum", 1, 2)


def test_limits_of_a_quota_are_kept() -> None:
    quotas = [Quota("city", "Wuhan", 0, 1, most=1), Quota("city", "Xi'an", 0, 5)]
    assert asked(two_cities(), quotas, 4) == ()


def test_no_quota_helps_a_pool_that_is_too_small() -> None:
    assert asked(two_cities(), [], 7) == ()


def test_conflicts_and_households_are_never_relaxed() -> None:
    pool = pool_of(
        {name: {} for name in "abcd"}, {"a": "h", "b": "h"}, [Conflict("x", frozenset("cd"))]
    )
    assert asked(pool, [], 3) == ()
    assert make_lottery(pool, [], 2).size == 2


def loosened(quotas: list[Quota], changes: tuple[Change, ...]) -> list[Quota]:
    by_name = {(quota.category, quota.feature): quota for quota in quotas}
    for change in changes:
        name = (change.category, change.feature)
        by_name[name] = dataclasses.replace(by_name[name], **{change.bound: change.after})
    return list(by_name.values())


@pytest.mark.parametrize("seed", range(8))
def test_change_helps_and_nothing_smaller_does(seed: int) -> None:
    pool, quotas, size = small_town(seed)
    pinched = [*quotas]
    pinched[0] = dataclasses.replace(pinched[0], minimum=size, maximum=size)
    pinched[2] = dataclasses.replace(pinched[2], minimum=size, maximum=size)
    if enumeration.every_panel(pool, pinched, size):
        return
    changes = asked(pool, pinched, size)
    if not changes:
        return
    make_lottery(pool, loosened(pinched, changes), size)
    for place, change in enumerate(changes):
        step = 1 if change.after < change.before else -1
        less = [*changes]
        less[place] = dataclasses.replace(change, after=change.after + step)
        assert not enumeration.every_panel(pool, loosened(pinched, tuple(less)), size)


def test_error_survives_pickling() -> None:
    error = QuotasInfeasibleError((Change("city", "Wuhan", "maximum", 1, 2),))
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (again.code, again.relaxation) == (error.code, error.relaxation)


@pytest.mark.parametrize(
    ("quotas", "size", "code"),
    [
        ([Quota("city", "Wuhan", 0, 1)], 2, "sortition.unknown_answer"),
        ([Quota("city", "Wuhan", 2, 1), Quota("city", "Xi'an", 0, 1)], 2, "sortition.quota_bounds"),
        ([Quota("city", "Wuhan", 0, 1)] * 2, 2, "sortition.repeated_quota"),
        ([], 0, "sortition.panel_size"),
    ],
)
def test_bad_input_is_refused(quotas: list[Quota], size: int, code: str) -> None:
    with pytest.raises(InputError) as raised:
        make_lottery(two_cities(), quotas, size)
    assert raised.value.code == code


def test_other_refusals() -> None:
    with pytest.raises(InputError, match="empty_pool"):
        make_lottery(pool_of({}), [], 1)
    with pytest.raises(InputError, match="algorithm"):
        make_lottery(two_cities(), [], 1, algorithm="best")
    with pytest.raises(InputError, match="total"):
        make_lottery(two_cities(), [], 1, total=0)
    with pytest.raises(InputError, match="rng"):
        make_lottery(two_cities(), [], 1, algorithm="simple")
    with pytest.raises(InputError, match="unknown_person"):
        pool_of({"lin": {}}, excluded={"mei": "staff"})
    with pytest.raises(InputError, match="repeated_id"):
        make_lottery(Pool(two_cities().people * 2), [], 1)
