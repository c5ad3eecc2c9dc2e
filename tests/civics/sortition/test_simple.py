"""The plain lottery: quotas hold, nothing is promised about chances."""

import numpy as np
import pytest

from civics.sortition import Quota, QuotasInfeasibleError, make_lottery, pool_of
from tests.civics.sortition.towns import small_town


def test_without_quotas_everybody_has_the_same_chance() -> None:
    pool = pool_of({f"p{i}": {} for i in range(10)})
    lottery = make_lottery(pool, [], 3, algorithm="simple", rng=np.random.default_rng(1))
    assert [float(one) for one in lottery.chances().values()] == pytest.approx([0.3] * 10)
    assert lottery.gap() is None


@pytest.mark.parametrize("seed", range(6))
def test_quotas_hold_and_the_same_lots_give_the_same_lottery(seed: int) -> None:
    pool, quotas, size = small_town(seed)
    try:
        one, again = (
            make_lottery(pool, quotas, size, algorithm="simple", rng=np.random.default_rng(5))
            for _ in range(2)
        )
    except QuotasInfeasibleError:
        return
    assert one.commitment == again.commitment
    sums = one.panels @ one.types.matrix.T
    assert ((sums >= one.types.lower) & (sums <= one.types.upper)).all()


def test_leximin_is_at_least_as_kind_to_the_least_likely() -> None:
    for seed in range(4):
        pool, quotas, size = small_town(seed)
        try:
            fair = make_lottery(pool, quotas, size)
        except QuotasInfeasibleError:
            continue
        rng = np.random.default_rng(1)
        plain = make_lottery(pool, quotas, size, algorithm="simple", rng=rng)
        assert min(plain.chances().values()) <= min(fair.chances().values()) + 1e-8


def test_households_hold() -> None:
    pool = pool_of({name: {"x": "y"} for name in "abcdef"}, {"a": "h", "b": "h"})
    quotas = [Quota("x", "y", 0, 9)]
    lottery = make_lottery(pool, quotas, 5, algorithm="simple", rng=np.random.default_rng(1))
    chances = lottery.chances()
    assert chances["a"] + chances["b"] == 1
