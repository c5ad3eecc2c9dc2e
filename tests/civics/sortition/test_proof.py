"""The proof holds without trusting whoever found it, and notices a worse lottery."""

import dataclasses

import numpy as np
import pytest

from civics.sortition import make_lottery
from civics.sortition.leximin import leximin
from civics.sortition.nash import nash
from civics.sortition.polytope import polytope
from civics.sortition.proof import bound, gaps
from civics.sortition.types import types_of
from tests.civics.sortition import enumeration
from tests.civics.sortition.towns import shared, small_town


@pytest.mark.parametrize("seed", range(6))
def test_any_multipliers_give_a_true_bound(seed: int) -> None:
    pool, quotas, size = small_town(seed)
    types = types_of(pool, quotas, size)
    type_of = types.type_of()
    rng = np.random.default_rng(seed)
    for panel in enumeration.every_panel(pool, quotas, size)[:50]:
        counts = np.zeros(len(types.counts))
        for i in panel:
            counts[type_of[pool.people[i].id]] += 1
        weights = rng.normal(size=len(types.counts))
        multipliers = rng.normal(size=len(types.rows))
        assert weights @ counts <= bound(types, (), weights, multipliers) + 1e-12


def test_multipliers_of_the_solver_make_it_tight() -> None:
    types = types_of(*shared("hd_like_30"))
    for optimise in (leximin, nash):
        target = optimise(polytope(types), types.counts)
        assert target is not None
        assert np.abs(gaps(types, target.proof, target.expected)).max() < 1e-9


def test_every_type_is_settled_once() -> None:
    types = types_of(*shared("hd_like_30"))
    target = leximin(polytope(types), types.counts)
    assert target is not None
    settled = [one for level in target.proof.levels for one in level.settled]
    assert sorted(settled) == list(range(len(types.counts)))
    chances = [level.chance for level in target.proof.levels]
    assert np.diff(chances).min() > -1e-9


def test_a_worse_lottery_shows_its_gap() -> None:
    lottery = make_lottery(*shared("sortition_algorithms_150"))
    first = 10**9 - len(lottery.weights) + 1
    weights = (first, *([1] * (len(lottery.weights) - 1)))
    worse = dataclasses.replace(lottery, weights=weights)
    gap, worse_gap = lottery.gap(), worse.gap()
    assert gap is not None
    assert worse_gap is not None
    assert gap < 1e-7
    assert worse_gap > 0.05
