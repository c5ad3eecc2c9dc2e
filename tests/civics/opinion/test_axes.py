"""Counting pairs and finding axes, against the slow way."""

from importlib.util import find_spec

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.opinion import Votes
from civics.opinion.axes import Axes, principal_axes
from civics.opinion.gram import gram_of, recounted
from civics.opinion.placing import place_of, project, sums_along
from tests.civics.opinion import slow
from tests.civics.opinion.towns import town

TOWNS = st.builds(
    town,
    people=st.integers(1, 40),
    statements=st.integers(1, 12),
    camps=st.integers(0, 4),
    seed=st.integers(0, 10_000),
    answered=st.floats(0.2, 1.0),
)


@given(TOWNS)
def test_pairs_are_counted_as_by_hand(votes: Votes) -> None:
    counts = gram_of(votes, fast=False)
    for mine, by_hand in zip((counts.S, counts.A, counts.N), slow.pairs(votes), strict=True):
        assert np.array_equal(mine, by_hand)


@pytest.mark.skipif(find_spec("numba") is None, reason="numba is not installed")
@pytest.mark.parametrize("people", [1, 500, 40_000])  # 40,000: more than one block of fields
def test_compiled_loops_give_the_same_bits(people: int) -> None:
    votes = town(people=people, statements=20, camps=3, seed=1)
    plain, quick = gram_of(votes, fast=False), gram_of(votes, fast=True)
    for one, other in ((plain.S, quick.S), (plain.A, quick.A), (plain.N, quick.N)):
        assert np.array_equal(one, other)
    axes = principal_axes(plain)
    along = [sums_along(votes, axes.axes, axes.centre, fast=fast) for fast in (False, True)]
    assert np.array_equal(*along)


@given(TOWNS, TOWNS)
def test_recounting_equals_counting(before: Votes, after: Votes) -> None:
    shared = sorted(set(before.statements) & set(after.statements))
    old = before.without(statements=set(before.statements) - set(shared))
    new = after.without(statements=set(after.statements) - set(shared))
    again = recounted(gram_of(old), old, new)
    counts = gram_of(new)
    assert np.array_equal(again.S, counts.S)
    assert np.array_equal(again.A, counts.A)
    assert np.array_equal(again.N, counts.N)


@given(TOWNS)
def test_axes_are_the_singular_vectors_of_the_imputed_matrix(votes: Votes) -> None:
    axes = principal_axes(gram_of(votes), decimals=None)
    mean, vectors = slow.imputed_axes(votes)
    assert axes.centre == pytest.approx(mean, abs=1e-14)
    table = np.nan_to_num(slow.dense(votes) - mean)
    # Where two singular values are equal the vectors are not unique; what they explain is.
    explained = [np.linalg.norm(table @ axis) for axis in axes.axes]
    wanted = [np.linalg.norm(table @ axis) for axis in vectors] + [0.0]
    assert explained == pytest.approx(wanted[:2], abs=1e-6)


@given(TOWNS)
def test_places_are_added_up_vote_by_vote(votes: Votes) -> None:
    gram = gram_of(votes)
    axes = principal_axes(gram)
    places = project(votes, axes, gram.asked)
    by_hand = slow.places(votes, axes.centre, axes.axes)
    assert places == pytest.approx(by_hand, abs=2e-6, nan_ok=True)
    for person in range(len(votes.participants)):
        span = slice(votes.indptr[person], votes.indptr[person + 1])
        own = dict(zip(votes.indices[span].tolist(), votes.values[span].tolist(), strict=True))
        if own:
            alone = place_of(own, axes.axes, axes.centre, gram.asked)
            assert alone == tuple(places[person])


def test_many_statements_take_the_other_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    gram = gram_of(town(people=300, statements=60, camps=3, seed=2))
    dense = principal_axes(gram)
    monkeypatch.setattr("civics.opinion.axes.DENSE_LIMIT", 10)
    assert np.array_equal(principal_axes(gram).axes, dense.axes)


def test_search_from_old_axes_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    gram = gram_of(town(people=300, statements=60, camps=3, seed=2))
    full = principal_axes(gram)
    monkeypatch.setattr("civics.opinion.axes.SMALL", 10)
    start = full.axes + np.random.default_rng(0).normal(scale=0.02, size=full.axes.shape)
    near = principal_axes(gram, near=start)
    assert np.abs(near.axes) == pytest.approx(np.abs(full.axes), abs=2e-9)


def test_nothing_to_explain_gives_no_axes() -> None:
    votes = Votes.of([0, 1], [0, 0], [1, 1], participants="ab", statements="x")
    axes = principal_axes(gram_of(votes))
    assert not axes.axes.any()
    assert axes.explained == (0.0, 0.0)
    assert isinstance(axes, Axes)
