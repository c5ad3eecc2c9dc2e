"""How the conformance suite calls the bridging methods."""

from collections.abc import Callable
from typing import Any

import numpy as np

from civics.bridging import (
    Ratings,
    bridge,
    factor_model,
    jackknife,
    net_supporters,
    rater_influence,
    strata_scores,
    without_raters,
)

# (rater, item, value) rows and the stratum of each rater: as a file would have them.
Rows = tuple[list[tuple[str, str, float]], dict[str, str]]


def make(seed: int) -> Rows:
    """Two camps of thirty on fifteen items, a third of the ratings missing."""
    rng = np.random.default_rng(seed)
    camp = np.repeat([1.0, -1.0], 30)
    liked = rng.normal(0.5, 0.3, 15) + camp[:, None] * rng.normal(0, 0.4, 15)
    value = np.clip(np.round(2 * (liked + rng.normal(0, 0.3, liked.shape))) / 2, 0, 1)
    rater, item = np.nonzero(rng.random(liked.shape) < 0.7)
    rows = [(f"r{r}", f"i{i}", float(value[r, i])) for r, i in zip(rater, item, strict=True)]
    return rows, {f"r{r}": "core" if camp[r] > 0 else "public" for r in range(60)}


def ratings(rows: Rows) -> Ratings:
    """Names become places in the order in which they are met."""
    people = {name: i for i, name in enumerate(dict.fromkeys(row[0] for row in rows[0]))}
    things = {name: i for i, name in enumerate(dict.fromkeys(row[1] for row in rows[0]))}
    return Ratings.of(
        [people[rater] for rater, _, _ in rows[0]],
        [things[item] for _, item, _ in rows[0]],
        [value for _, _, value in rows[0]],
        raters=list(people),
        items=list(things),
    )


def shuffled(rows: Rows, seed: int) -> Rows:
    order = np.random.default_rng(seed).permutation(len(rows[0]))
    return [rows[0][k] for k in order], dict(reversed(rows[1].items()))


def renamed(rows: Rows) -> tuple[Rows, dict[str, str]]:
    """Other names in an unrelated order."""
    names = sorted({name for row in rows[0] for name in row[:2]} | set(rows[1]))
    new = {name: f"n{k * 7919 % 1009}" for k, name in enumerate(names)}
    again = [(new[rater], new[item], value) for rater, item, value in rows[0]]
    strata = {new[rater]: stratum for rater, stratum in rows[1].items()}
    return (again, strata), {there: here for here, there in new.items()}


def by_name(names: tuple[str, ...], *columns: Any) -> Any:
    rows = zip(*(np.asarray(column).tolist() for column in columns), strict=True)
    return {name: list(row) for name, row in zip(names, rows, strict=True)}


def _strata(rows: Rows, seed: int) -> Any:
    held = ratings(rows)
    return held.items, strata_scores(held, rows[1])


def _supporters(rows: Rows, seed: int) -> Any:
    model = factor_model(ratings(rows), starts=2, seed=seed)
    return model.ratings.items, *net_supporters(model)


def _jackknife(rows: Rows, seed: int) -> Any:
    model = factor_model(ratings(rows), starts=2, seed=seed)
    return model.ratings.items, jackknife(model, groups=5, seed=seed)


def _influence(rows: Rows, seed: int) -> Any:
    model = factor_model(ratings(rows), starts=2, seed=seed)
    found = rater_influence(model)
    items = [model.ratings.items[place] for place in found.largest_item]
    return model.ratings.raters, found.total, found.largest, items


_COMMON: dict[str, Any] = {
    "page": "bridging.md",
    "make": make,
    "shuffled": shuffled,
    "renamed": renamed,
    "edges": {
        "empty": lambda: ([], {}),
        "single": lambda: ([("a", "x", 1.0)], {"a": "core"}),
        "all_missing": lambda: ([], {"a": "core", "b": "public"}),
        "constant": lambda: (
            [(f"r{k}", f"i{n}", 1.0) for k in range(12) for n in range(12)],
            {f"r{k}": "core" if k % 2 else "public" for k in range(12)},
        ),
    },
}


def _without(rows: Rows, seed: int) -> Any:
    model = factor_model(ratings(rows), starts=2, seed=seed)
    some = [i for i, name in enumerate(model.ratings.raters) if rows[1].get(name) == "core"]
    return model.ratings.items, without_raters(model, np.array(some, dtype=np.int64))


def _case(
    method: Callable[..., Any], call: Callable[[Rows, int], Any], plain: Callable[[Any], Any]
) -> dict[str, Any]:
    name = f"bridging.{method.__name__}"
    return {**_COMMON, "name": name, "method": method, "call": call, "plain": plain}


BRIDGING: tuple[dict[str, Any], ...] = (
    _case(
        strata_scores,
        _strata,
        lambda r: by_name(r[0], r[1].score, r[1].weakest, *r[1].low, *r[1].high),
    ),
    _case(
        factor_model,
        lambda rows, seed: factor_model(ratings(rows), starts=3, seed=seed),
        lambda m: [
            by_name(m.ratings.items, m.item_intercept, m.item_factor, m.spread),
            by_name(m.ratings.raters, m.rater_intercept, m.rater_factor),
            [m.mean, m.loss, *m.losses],
        ],
    ),
    _case(jackknife, _jackknife, lambda r: by_name(r[0], r[1].low, r[1].high)),
    _case(net_supporters, _supporters, lambda r: by_name(r[0], *r[1], *r[2])),
    _case(without_raters, _without, lambda r: by_name(*r)),
    _case(rater_influence, _influence, lambda r: by_name(*r)),
    _case(
        bridge,
        lambda rows, seed: bridge(ratings(rows), rows[1], starts=2, groups=5, seed=seed),
        lambda found: {v.item: repr(v).replace(v.item, "", 1) for v in found.verdicts},
    ),
)
