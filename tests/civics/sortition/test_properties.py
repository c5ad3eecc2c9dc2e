"""What holds for every pool."""

import json
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civics.sortition import (
    ALGORITHMS,
    Lottery,
    Pool,
    QuotasInfeasibleError,
    draw,
    lottery_from,
    make_lottery,
)
from tests.civics.sortition.towns import small_town

seeds = st.integers(0, 10_000)
few = settings(max_examples=12, deadline=None, derandomize=True)


def made(seed: int, algorithm: str = "leximin") -> Lottery | None:
    try:
        return make_lottery(
            *small_town(seed, 11, 4), algorithm=algorithm, rng=np.random.default_rng(seed)
        )
    except QuotasInfeasibleError:
        return None


@few
@given(seeds, st.sampled_from([name for name in ALGORITHMS if name != "simple"]))
def test_chances_sum_to_the_size_and_panels_keep_quotas(seed: int, algorithm: str) -> None:
    lottery = made(seed, algorithm)
    if lottery is None:
        return
    assert sum(lottery.chances().values()) == lottery.size
    assert lottery.total == 10**9
    sums = lottery.panels @ lottery.types.matrix.T
    assert (sums >= lottery.types.lower).all()
    assert (sums <= lottery.types.upper).all()


@few
@given(seeds, st.permutations(range(11)))
def test_neither_order_nor_names_change_chances(seed: int, order: list[int]) -> None:
    pool, quotas, size = small_town(seed, 11, 4)
    first = made(seed)
    if first is None:
        return
    turned = Pool(tuple(pool.people[i] for i in order), pool.conflicts)
    assert make_lottery(turned, quotas, size).commitment == first.commitment
    reverse = quotas[::-1]
    assert make_lottery(pool, reverse, size).chances() == first.chances()


@few
@given(seeds)
def test_whoever_answers_alike_has_the_same_chance(seed: int) -> None:
    pool, _, _ = small_town(seed, 11, 4)
    lottery = made(seed)
    if lottery is None:
        return
    chances = lottery.chances()
    alike: dict[tuple[object, ...], set[Fraction]] = {}
    for person in pool.people:
        groups = [group.name for group in pool.conflicts if person.id in group.people]
        if not person.household:
            key = (tuple(sorted(person.answers.items())), tuple(groups))
            alike.setdefault(key, set()).add(chances[person.id])
    assert all(len(one) == 1 for one in alike.values())


@few
@given(seeds, st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable()))
def test_replay_from_the_published_form_gives_the_same_panel(seed: int, public: str) -> None:
    lottery = made(seed)
    if lottery is None:
        return
    again = lottery_from(json.loads(json.dumps(lottery.published())))
    assert again.commitment == lottery.commitment
    assert draw(again, public) == draw(lottery, public)


@few
@given(seeds, st.integers(1, 5000))
def test_any_number_of_tickets_stays_near_the_optimum(seed: int, total: int) -> None:
    pool, quotas, size = small_town(seed, 11, 4)
    exact = made(seed)
    if exact is None:
        return
    coarse = make_lottery(pool, quotas, size, total=total)
    assert coarse.total == total
    off = [abs(one - exact.chances()[name]) for name, one in coarse.chances().items()]
    assert max(off) <= Fraction(len(exact.weights), total) + Fraction(1, 10**6)


def test_draws_come_as_often_as_the_chances_say() -> None:
    lottery = made(3)
    assert lottery is not None
    times = dict.fromkeys(lottery.chances(), 0)
    for turn in range(4000):
        for name in draw(lottery, f"turn {turn}").people:
            times[name] += 1
    for name, chance in lottery.chances().items():
        expected = float(chance)
        deviation = (expected * (1 - expected) / 4000) ** 0.5
        assert times[name] / 4000 == pytest.approx(expected, abs=4.5 * deviation + 1e-9)
