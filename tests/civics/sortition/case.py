"""How the conformance suite calls sortition."""

from collections.abc import Callable
from typing import Any

import numpy as np

from civics.sortition import (
    Lottery,
    Pool,
    Quota,
    draw,
    make_lottery,
    pool_of,
    replace_people,
    reserve_list,
)
from civics.sortition.pool import Person
from tests.civics.sortition.towns import small_town

Input = tuple[Pool, list[Quota], int]


def _make(seed: int) -> Input:
    """A pool whose quotas can be kept: those of `small_town` are drawn around a real panel."""
    place = seed
    while True:
        pool, quotas, size = small_town(place, 14, 4)
        if not pool.conflicts and not any(person.household for person in pool.people):
            return pool, quotas, size
        place += 1


def _shuffled(given: Input, seed: int) -> Input:
    pool, quotas, size = given
    order = np.random.default_rng(seed).permutation(len(pool.people))
    return Pool(tuple(pool.people[i] for i in order)), quotas[::-1], size


def _renamed(given: Input) -> tuple[Input, dict[str, str]]:
    pool, quotas, size = given
    names = {person.id: f"n{(i * 7 + 3) % 97:02d}" for i, person in enumerate(pool.people)}
    people = tuple(Person(names[one.id], one.answers, one.household) for one in pool.people)
    return (Pool(people), quotas, size), {new: old for old, new in names.items()}


def _chances(lottery: Lottery) -> Any:
    return {name: str(chance) for name, chance in lottery.chances().items()}


def _lottery(algorithm: str) -> Callable[[Input, int], Lottery]:
    def call(given: Input, seed: int) -> Lottery:
        rng = np.random.default_rng(seed)
        return make_lottery(*given, algorithm=algorithm, rng=rng)

    return call


def _drawn(given: Input, seed: int) -> Any:
    return draw(make_lottery(*given), f"seed {seed}")


def _replaced(given: Input, seed: int) -> Any:
    lottery = make_lottery(*given)
    panel = draw(lottery, "first").people
    return replace_people(lottery, panel, panel[:1], f"seed {seed}")


def _reserved(given: Input, seed: int) -> Any:
    lottery = make_lottery(*given)
    return reserve_list(lottery, draw(lottery, "first").people, 1, f"seed {seed}")


def _edge(people: int, *quotas: Quota) -> Callable[[], Input]:
    answers = {f"p{i}": {quota.category: quota.feature for quota in quotas} for i in range(people)}
    return lambda: (pool_of(answers), list(quotas), 1)


EDGES = {
    "empty": _edge(0),
    "single": _edge(1),
    "constant": _edge(5, Quota("city", "Wuhan", 1, 1)),
    "all_missing": lambda: (pool_of({"a": {}, "b": {}}), [Quota("city", "Wuhan", 0, 1)], 1),
    "impossible": _edge(2, Quota("city", "Wuhan", 0, 0)),
}

_COMMON: dict[str, Any] = {
    "page": "sortition.md",
    "make": _make,
    "shuffled": _shuffled,
    "edges": EDGES,
}

SORTITION: tuple[dict[str, Any], ...] = (
    *(
        {
            **_COMMON,
            "name": f"sortition.make_lottery[{algorithm}]",
            "method": make_lottery,
            "call": _lottery(algorithm),
            "plain": _chances,
            "shuffled": _shuffled if algorithm != "simple" else None,
            "renamed": _renamed if algorithm != "simple" else None,
        }
        for algorithm in ("leximin", "maximin", "nash", "simple")
    ),
    {
        **_COMMON,
        "name": "sortition.draw",
        "method": draw,
        "call": _drawn,
        "plain": lambda drawn: [drawn.people, drawn.ticket, drawn.commitment],
        "renamed": None,  # the commitment covers the names, and chance depends on it
    },
    {
        **_COMMON,
        "name": "sortition.replace_people",
        "method": replace_people,
        "call": _replaced,
        "plain": lambda change: [change.panel, change.lottery.commitment],
        "renamed": None,
    },
    {
        **_COMMON,
        "name": "sortition.reserve_list",
        "method": reserve_list,
        "call": _reserved,
        "plain": lambda reserve: [reserve.people, reserve.shortfall],
        "renamed": None,
    },
)
