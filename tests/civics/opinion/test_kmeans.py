"""Lloyd's rounds, compiled and plain."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.opinion import kmeans
from civics.opinion.placing import COORDINATE_UNIT


@given(st.integers(0, 10_000), st.integers(1, 40), st.integers(1, 5), st.integers(0, 30))
def test_compiled_rounds_give_the_same_bits(seed: int, count: int, k: int, steps: int) -> None:
    """Many problems at once, points that coincide, weights of nothing, centres without points."""
    rng = np.random.default_rng(seed)
    points = np.rint(rng.normal(size=(3, count, 2)) * 8) * COORDINATE_UNIT * rng.integers(1, 2**18)
    weights = rng.integers(0, 3, (3, count)).astype(float)
    centres = points[:, rng.integers(0, count, k)] + rng.integers(0, 2) * COORDINATE_UNIT
    plain, quick = (
        kmeans.lloyd(points, weights, centres, steps, fast=fast) for fast in (False, True)
    )
    assert plain.tobytes() == quick.tobytes()


@pytest.mark.parametrize("fast", [False, True])
def test_points_may_serve_many_problems(fast: bool) -> None:
    """As where one map's places are cut from several starts: every start comes to rest."""
    rng = np.random.default_rng(4)
    points = np.rint(rng.normal(size=(30, 2)) * 2**20) * COORDINATE_UNIT
    centres = rng.normal(size=(8, 3, 2))
    together = kmeans.lloyd(points, np.ones(30), centres, fast=fast)
    alone = [kmeans.lloyd(points, np.ones(30), start, fast=fast) for start in centres]
    assert together.tobytes() == np.stack(alone).tobytes()


def test_one_problem_needs_no_leading_dimension() -> None:
    points = np.array([[0.0, 0], [1, 0], [8, 0], [9, 0]])
    centres = kmeans.lloyd(points, np.ones(4), points[[0, 1]], fast=True)
    assert centres.tolist() == [[0.5, 0.0], [8.5, 0.0]]
