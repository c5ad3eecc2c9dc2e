import csv
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import minimize

from civics.bridging import FactorModel, Ratings, factor_model
from civics.bridging.blocks import plain_sums, sides
from civics.errors import InputError
from civics.opinion import read_votes
from tests.civics.bridging.worlds import World

Floats = NDArray[np.float64]

# Regularised losses that Community Notes' own class reached on these data.
THEIR_LOSS = {"american-assembly.bowling-green": 0.116598, "vtaiwan.uberx": 0.121025}


def obvious_loss(
    ratings: Ratings, mean: float, a_u: Floats, f_u: Floats, a_n: Floats, f_n: Floats
) -> float:
    """The formula of Community Notes' guide, term by term."""
    u, n = ratings.rater, ratings.item
    error = ratings.value - (mean + a_u[u] + a_n[n] + f_u[u] * f_n[n])
    intercepts = np.mean(a_u**2) + np.mean(a_n**2) + mean**2
    factors = np.mean(f_u**2) + np.mean(f_n**2)
    return float(np.mean(error**2) + 0.15 * intercepts + 0.03 * factors)


def loss_of(model: FactorModel) -> float:
    return obvious_loss(
        model.ratings,
        model.mean,
        model.rater_intercept,
        model.rater_factor,
        model.item_intercept,
        model.item_factor,
    )


@pytest.mark.parametrize("conversation", sorted(THEIR_LOSS))
def test_equals_community_notes(shared_data: Path, conversation: str) -> None:
    path = shared_data / "polis" / conversation / "participants-votes.csv"
    oracle = shared_data / "bridging-oracle" / f"cn_{conversation}.csv"
    model = factor_model(Ratings.of_votes(read_votes(path)))
    with oracle.open(encoding="utf-8") as rows:
        theirs = {row["item"]: float(row["intercept"]) for row in csv.DictReader(rows)}
    their_intercept = np.array([theirs[name] for name in model.ratings.items])
    assert loss_of(model) == pytest.approx(model.loss, abs=1e-12)
    assert model.loss <= THEIR_LOSS[conversation]
    assert np.corrcoef(model.item_intercept, their_intercept)[0, 1] >= 0.999
    ours, others = np.argsort(-model.item_intercept), np.argsort(-their_intercept)
    assert set(ours[:20]) == set(others[:20])
    assert len(model.losses) == 10
    assert model.spread.max() < 1e-4


@pytest.mark.parametrize("seed", range(2))
def test_a_general_optimiser_finds_nothing_lower(seed: int) -> None:
    ratings = World(8, 0.6, seed).ratings(20, seed)
    raters, items = len(ratings.raters), len(ratings.items)
    cuts = np.cumsum([1, raters, raters, items])

    def loss(x: Floats) -> float:
        mean, *parts = np.split(x, cuts)
        return obvious_loss(ratings, float(mean[0]), *parts)

    def gradient(x: Floats) -> Floats:
        (mean,), a_u, f_u, a_n, f_n = np.split(x, cuts)
        u, n = ratings.rater, ratings.item
        e = 2 / len(ratings) * (mean + a_u[u] + a_n[n] + f_u[u] * f_n[n] - ratings.value)
        return np.concatenate(
            [
                [e.sum() + 0.3 * mean],
                np.bincount(u, e, raters) + 0.3 * a_u / raters,
                np.bincount(u, e * f_n[n], raters) + 0.06 * f_u / raters,
                np.bincount(n, e, items) + 0.3 * a_n / items,
                np.bincount(n, e * f_u[u], items) + 0.06 * f_n / items,
            ]
        )

    rng = np.random.default_rng(seed)
    starts = [rng.normal(0, 0.4, cuts[-1] + items) for _ in range(4)]
    options = {"maxiter": 1000, "maxcor": 30, "ftol": 1e-13, "gtol": 1e-8}
    ends = [minimize(loss, x, jac=gradient, method="L-BFGS-B", options=options) for x in starts]
    model = factor_model(ratings, seed=seed)
    assert loss_of(model) == pytest.approx(model.loss, abs=1e-12)
    assert model.loss <= min(end.fun for end in ends) + 1e-9


def test_finds_the_quality_that_was_put_in() -> None:
    world = World(200, 0.25, 1)
    model = factor_model(world.ratings(1500, 1), starts=1)
    found = world.in_order(model.ratings.items, model.item_intercept)
    assert np.corrcoef(found, world.quality)[0, 1] >= 0.88
    side = world.in_order(model.ratings.items, model.item_factor)
    assert abs(np.corrcoef(side, world.side)[0, 1]) >= 0.95


def test_a_large_fit_scouts_and_ends_in_the_same_place(monkeypatch: pytest.MonkeyPatch) -> None:
    ratings = World(60, 0.3, 2).ratings(900, 2)
    whole = factor_model(ratings)
    monkeypatch.setattr("civics.bridging.factor._SCOUTED", len(ratings) // 4)
    scouted = factor_model(ratings)
    assert scouted.loss == pytest.approx(whole.loss, abs=1e-10)
    np.testing.assert_allclose(scouted.item_intercept, whole.item_intercept, atol=1e-5)
    assert scouted.sweeps < whole.sweeps


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=10, deadline=None)
def test_order_and_names_change_no_byte(seed: int) -> None:
    ratings = World(15, 0.4, seed % 7).ratings(60, seed % 11)
    rng = np.random.default_rng(seed)
    people, things = rng.permutation(len(ratings.raters)), rng.permutation(len(ratings.items))
    rows = rng.permutation(len(ratings))
    renamed = Ratings.of(
        people[ratings.rater][rows],
        things[ratings.item][rows],
        ratings.value[rows],
        raters=[f"x{i}" for i in range(len(people))],
        items=[f"y{i}" for i in range(len(things))],
    )
    one, other = factor_model(ratings, starts=3), factor_model(renamed, starts=3)
    assert [f"y{things[ratings.items.index(n)]}" for n in ratings.items] == list(renamed.items)
    assert one.item_intercept.tobytes() == other.item_intercept.tobytes()
    assert one.spread.tobytes() == other.spread.tobytes()


def test_the_compiled_sums_are_the_plain_ones() -> None:
    pytest.importorskip("numba")
    compiled_sums = import_module("civics.bridging.kernel").compiled_sums
    ratings = World(40, 0.3, 3).ratings(500, 3)
    rng = np.random.default_rng(0)
    for side, others in zip(sides(ratings), (ratings.items, ratings.raters), strict=True):
        given = rng.normal(size=(len(others), 2))
        plain = plain_sums(side.starts, side.others, side.values, given)
        compiled = compiled_sums(side.starts, side.others, side.values, given)
        np.testing.assert_allclose(compiled, plain, atol=1e-12 * len(ratings))


def test_sparse_ratings_show_a_spread_over_starts() -> None:
    model = factor_model(World(100, 0.04, 4).ratings(75, 4))
    assert max(model.losses) - min(model.losses) > 1e-5
    assert model.loss == min(model.losses)
    assert model.spread.max() > 0.05


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_constant_ratings_divide_nobody(value: float) -> None:
    rater, item = np.divmod(np.arange(60), 6)
    ratings = Ratings.of(rater, item, np.full(60, value), raters="abcdefghij", items="uvwxyz")
    model = factor_model(ratings)
    assert np.ptp(model.item_factor) < 1e-3
    assert np.ptp(model.item_intercept) < 1e-6


def test_the_core_has_enough_of_everything_and_is_the_largest() -> None:
    ratings = World(60, 0.15, 5).ratings(120, 5)
    core = ratings.core()
    assert np.bincount(core.item).min() >= 5
    assert np.bincount(core.rater).min() >= 10
    assert len(core.core()) == len(core) < len(ratings)


def test_nothing_is_refused() -> None:
    nothing = Ratings.of([], [], [], raters=[], items=[])
    with pytest.raises(InputError, match=r"bridging\.no_ratings"):
        factor_model(nothing)
    assert len(nothing.core()) == 0


@pytest.mark.parametrize(
    ("rater", "item", "value", "code"),
    [
        ([0, 1], [0], [1], "ratings.length"),
        ([0], [2], [1], "ratings.place"),
        ([-1], [0], [1], "ratings.place"),
        ([0.5], [0], [1], "ratings.not_integers"),
        ([0], [0], [1.5], "ratings.value"),
        ([0], [0], [float("nan")], "ratings.value"),
    ],
)
def test_what_is_no_rating_is_refused(
    rater: list[int], item: list[int], value: list[float], code: str
) -> None:
    with pytest.raises(InputError) as refusal:
        Ratings.of(rater, item, value, raters="ab", items="xy")
    assert refusal.value.code == code


def test_the_last_of_several_ratings_counts() -> None:
    ratings = Ratings.of([0, 1, 0], [0, 0, 0], [1, 0, 0.5], raters="ab", items="x")
    by_name = dict(zip((ratings.raters[r] for r in ratings.rater), ratings.value, strict=True))
    assert by_name == {"a": 0.5, "b": 0.0}
