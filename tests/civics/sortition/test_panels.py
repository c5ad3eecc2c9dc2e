"""The search for panels: numpy, numba and HiGHS agree."""

import numpy as np
import pytest
from scipy.optimize import linprog

from civics.sortition import make_lottery, panels
from civics.sortition.panels import Panels
from civics.sortition.polytope import polytope
from civics.sortition.simplex import Simplex
from civics.sortition.types import types_of
from tests.civics.sortition.towns import shared, small_town


def simplex(space: panels.Polytope, compiled: bool) -> Simplex:
    return Simplex(space.matrix, space.lower, space.upper, space.caps, compiled)


@pytest.mark.parametrize("compiled", [False, True])
def test_simplex_reaches_the_optimum_of_scipy(compiled: bool) -> None:
    if compiled:
        pytest.importorskip("numba")
    space = polytope(types_of(*shared("hd_like_30")))
    ours = simplex(space, compiled)
    rng = np.random.default_rng(2)
    for _ in range(20):
        cost = rng.normal(size=len(space.caps))
        theirs = linprog(
            -cost,
            np.vstack([space.matrix, -space.matrix]),
            np.append(space.upper, -space.lower),
            bounds=list(zip(np.zeros(len(cost)), space.caps, strict=True)),
        )
        ours.costs(cost)
        found = ours.solve(-np.inf)
        assert found is not None
        assert cost @ found == pytest.approx(-theirs.fun, abs=1e-8)
        assert ours.solve(-theirs.fun + 1e-6) is None


@pytest.mark.parametrize("seed", range(20))
def test_search_finds_a_panel_exactly_if_there_is_one(seed: int) -> None:
    pool, quotas, size = small_town(seed)
    finder = Panels(polytope(types_of(pool, quotas, size)))
    rng = np.random.default_rng(seed)
    for _ in range(5):
        weights = rng.normal(size=len(finder.space.caps))
        best = finder.best(weights)
        if best is None:
            assert finder.at_least(weights, -np.inf) is None
            continue
        top = float(weights @ best)
        assert finder.at_least(weights, top + 1e-6) is None
        found = finder.at_least(weights, top - 1e-9)
        assert found is not None
        assert weights @ found == pytest.approx(top)


@pytest.mark.parametrize("worth", [0, np.inf])
def test_numba_and_numpy_give_the_same_chances(
    worth: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("numba")
    instance = shared("sortition_algorithms_150")
    ordinary = make_lottery(*instance).chances()
    monkeypatch.setattr(panels, "_WORTH_COMPILING", worth)
    other = make_lottery(*instance).chances()
    assert max(abs(other[name] - ordinary[name]) for name in other) < 1e-6
