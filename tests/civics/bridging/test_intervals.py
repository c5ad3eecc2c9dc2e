import numpy as np
import pytest

from civics.bridging import (
    FactorModel,
    Ratings,
    factor_model,
    jackknife,
    rater_influence,
    without_raters,
)
from civics.errors import InputError
from tests.civics.bridging.worlds import World


@pytest.mark.parametrize(("items", "rate", "raters"), [(40, 0.4, 150), (60, 0.2, 150)])
def test_the_jackknife_covers(items: int, rate: float, raters: int) -> None:
    """The goal: what the same method publishes when a very large population has rated."""
    world = World(items, rate, 1)
    everybody = factor_model(world.ratings(6_000, 1).core(), starts=1)
    goal = world.in_order(everybody.ratings.items, everybody.item_intercept)
    hits = []
    for seed in range(16):
        model = factor_model(world.ratings(raters, 100 + seed).core(), starts=1)
        names = model.ratings.items
        found = jackknife(model, seed=seed)
        low, high = world.in_order(names, found.low), world.in_order(names, found.high)
        there = ~np.isnan(low)
        hits.append((low[there] <= goal[there]) & (goal[there] <= high[there]))
    assert 0.93 <= np.concatenate(hits).mean() <= 0.97


def test_same_seed_same_bytes_and_no_change_of_the_model() -> None:
    model = factor_model(World(30, 0.4, 2).ratings(100, 2), starts=2)
    before = model.item_intercept.tobytes()
    assert jackknife(model, seed=3).low.tobytes() == jackknife(model, seed=3).low.tobytes()
    assert model.item_intercept.tobytes() == before


def test_one_rater_gives_no_interval() -> None:
    ratings = Ratings.of([0, 0], [0, 1], [1, 0], raters="a", items="xy")
    with pytest.raises(InputError, match=r"bridging\.groups"):
        jackknife(factor_model(ratings))


def obvious_intercept(model: FactorModel, item: int, gone: set[int]) -> float:
    """Solve the item's ridge regression anew without some raters."""
    ratings = model.ratings
    rows = [
        k for k in range(len(ratings)) if ratings.item[k] == item and ratings.rater[k] not in gone
    ]
    f = model.rater_factor[ratings.rater[rows]]
    residual = ratings.value[rows] - model.mean - model.rater_intercept[ratings.rater[rows]]
    design = np.column_stack([np.ones_like(f), f])
    ridge = np.diag([0.15, 0.03]) * len(ratings) / len(ratings.items)
    return float(np.linalg.solve(design.T @ design + ridge, design.T @ residual)[0])


def test_the_influence_of_a_rating_is_what_leaving_it_out_does() -> None:
    model = factor_model(World(10, 0.5, 3).ratings(30, 3), starts=2)
    influence = rater_influence(model)
    ratings = model.ratings
    for k in range(0, len(ratings), 7):
        rater, item = int(ratings.rater[k]), int(ratings.item[k])
        change = obvious_intercept(model, item, set()) - obvious_intercept(model, item, {rater})
        assert influence.shift[k] == pytest.approx(change, abs=1e-5)
    for rater in range(len(ratings.raters)):
        own = np.abs(influence.shift[ratings.rater == rater])
        assert influence.total[rater] == pytest.approx(own.sum())
        assert influence.largest[rater] == own.max()


def test_a_set_is_left_out_as_a_whole() -> None:
    model = factor_model(World(10, 0.5, 4).ratings(30, 4), starts=2)
    left = without_raters(model, np.array([2, 5, 7]))
    for item in range(len(model.ratings.items)):
        assert left[item] == pytest.approx(obvious_intercept(model, item, {2, 5, 7}), abs=1e-9)
    same = without_raters(model, np.array([], dtype=np.int64))
    np.testing.assert_allclose(same, model.item_intercept, atol=1e-5)


def test_a_coordinated_set_stands_out() -> None:
    world = World(40, 0.4, 5)
    honest = world.ratings(200, 5)
    target = honest.items.index("0")
    puppets = 25
    rater = np.concatenate([honest.rater, 1000 + np.repeat(np.arange(puppets), 11)])
    others = np.array([honest.items.index(str(i)) for i in range(1, 11)])
    item = np.concatenate([honest.item, np.tile(np.append(others, target), puppets)])
    rng = np.random.default_rng(0)
    noise = rng.choice([0.0, 0.5, 1.0], (puppets, 10))
    praise = np.column_stack([noise, np.ones(puppets)]).ravel()
    names = [*honest.raters, *(f"free{i}" for i in range(1000 - len(honest.raters)))]
    names += [f"puppet{i}" for i in range(puppets)]
    value = np.concatenate([honest.value, praise])
    ratings = Ratings.of(rater, item, value, raters=names, items=honest.items)
    model = factor_model(ratings, starts=2)
    them = np.array([i for i, name in enumerate(ratings.raters) if name.startswith("puppet")])
    moved = model.item_intercept - without_raters(model, them)
    assert ratings.items[int(np.abs(moved).argmax())] == "0"
    assert moved[ratings.items.index("0")] > 0.03
