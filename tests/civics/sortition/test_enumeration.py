"""Small pools: the same answer by writing down every panel."""

from typing import Any

import numpy as np
import pytest

from civics.sortition import Lottery, QuotasInfeasibleError, draw, make_lottery, making
from civics.sortition.generation import generated
from tests.civics.sortition import enumeration
from tests.civics.sortition.towns import small_town


def by_person(lottery: Lottery) -> np.ndarray:
    return np.array([float(chance) for chance in lottery.chances().values()])


# Whole panels cannot keep what fractional ones promise: column generation has to answer.
GAPPED = (42, 48, 63, 97, 104, 108, 117, 124)


@pytest.mark.parametrize("seed", [*range(24), *GAPPED])
def test_equals_the_optimum_over_all_panels(seed: int) -> None:
    pool, quotas, size = small_town(seed)
    panels = enumeration.every_panel(pool, quotas, size)
    if not panels:
        with pytest.raises(QuotasInfeasibleError):
            make_lottery(pool, quotas, size)
        return
    best = enumeration.leximin(panels, len(pool.people))
    fair = make_lottery(pool, quotas, size)
    assert by_person(fair) == pytest.approx(best, abs=1e-6)
    assert fair.gap() < 1e-6
    least = make_lottery(pool, quotas, size, algorithm="maximin")
    assert by_person(least).min() == pytest.approx(best.min(), abs=1e-6)
    product = by_person(make_lottery(pool, quotas, size, algorithm="nash"))
    mean = np.exp(np.log(product[product > 1e-8]).mean())
    expected = enumeration.geometric_mean(panels, len(pool.people))
    assert mean == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("seed", GAPPED)
@pytest.mark.parametrize("algorithm", ["leximin", "maximin", "nash"])
def test_column_generation_is_what_answers_there(
    seed: int, algorithm: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = []

    def noted(*arguments: Any) -> Any:
        used.append(1)
        return generated(*arguments)

    monkeypatch.setattr(making, "generated", noted)
    lottery = make_lottery(*small_town(seed), algorithm=algorithm)
    assert used
    assert lottery.proof is not None
    assert lottery.proof.cuts


@pytest.mark.parametrize("seed", range(12))
def test_lottery_draws_panels_that_exist(seed: int) -> None:
    pool, quotas, size = small_town(seed)
    panels = enumeration.every_panel(pool, quotas, size)
    if not panels:
        return
    places = {person.id: place for place, person in enumerate(pool.people)}
    lottery = make_lottery(pool, quotas, size)
    for turn in range(50):
        people = draw(lottery, f"seed {turn}").people
        assert tuple(sorted(places[name] for name in people)) in panels
