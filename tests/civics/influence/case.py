"""How the conformance suite calls the measures of influence."""

from typing import Any

import numpy as np

from civics.influence import (
    concentration,
    concentration_intervals,
    lorenz,
    pagerank,
    representativeness,
    without_top,
)
from tests.civics.opinion.case import EDGES
from tests.civics.opinion.case import renamed as votes_renamed
from tests.civics.opinion.case import shuffled as votes_shuffled
from tests.civics.opinion.towns import town

Activity = dict[str, int]
Links = list[tuple[str, str]]


def _activity(seed: int) -> Activity:
    counts = np.random.default_rng(seed).negative_binomial(1, 0.1, 600)
    return {f"p{k}": int(count) for k, count in enumerate(counts)}


def _mixed(held: Activity, seed: int) -> Activity:
    names = list(held)
    return {names[k]: held[names[k]] for k in np.random.default_rng(seed).permutation(len(names))}


def _renamed(held: Activity) -> tuple[Activity, dict[str, str]]:
    new = {name: f"n{k * 7919 % 10007}" for k, name in enumerate(held)}
    return {new[name]: count for name, count in held.items()}, {n: o for o, n in new.items()}


_ACTIVITY: dict[str, Any] = {
    "page": "influence.md",
    "make": _activity,
    "shuffled": _mixed,
    "renamed": _renamed,
    "edges": {
        "empty": dict,
        "single": lambda: {"a": 3},
        "all_missing": lambda: {"a": 0, "b": 0},
        "constant": lambda: {f"p{k}": 4 for k in range(600)},
    },
}


def _links(seed: int) -> Links:
    rng = np.random.default_rng(seed)
    return [(f"n{s}", f"n{t}") for s, t in rng.integers(0, 30, (120, 2))]


def _ranked(links: Links, seed: int) -> dict[str, float]:
    names = {name: k for k, name in enumerate(dict.fromkeys(n for link in links for n in link))}
    source, target = [names[s] for s, _ in links], [names[t] for _, t in links]
    score = pagerank(source, target, nodes=len(names)).score
    return dict(zip(names, score.tolist(), strict=True))


def _links_shuffled(links: Links, seed: int) -> Links:
    return [links[k] for k in np.random.default_rng(seed).permutation(len(links))]


def _links_renamed(links: Links) -> tuple[Links, dict[str, str]]:
    new = {name: f"m{int(name[1:]) * 7 % 31}" for link in links for name in link}
    return [(new[s], new[t]) for s, t in links], {n: o for o, n in new.items()}


def _silence(found: Any) -> Any:
    votes, silence = found
    # The mean is NaN for an item without votes, which JSON does not have.
    columns = [np.nan_to_num(silence.before, nan=9), np.nan_to_num(silence.after, nan=9)]
    rows = zip(*(c.tolist() for c in columns), silence.flipped.tolist(), strict=True)
    return {
        "silenced": dict.fromkeys(silence.silenced, True),
        "items": dict(zip(votes.statements, map(list, rows), strict=True)),
        "vote_share": silence.vote_share,
    }


INFLUENCE: tuple[dict[str, Any], ...] = (
    {
        **_ACTIVITY,
        "name": "influence.concentration",
        "method": concentration,
        "call": lambda held, seed: concentration(list(held.values())),
        "plain": repr,
    },
    {
        **_ACTIVITY,
        "name": "influence.concentration_intervals",
        "method": concentration_intervals,
        "call": lambda held, seed: concentration_intervals(list(held.values()), seed=seed),
        "plain": repr,
    },
    {
        **_ACTIVITY,
        "name": "influence.lorenz",
        "method": lorenz,
        "call": lambda held, seed: lorenz(list(held.values())),
        "plain": lambda curve: [axis.tolist() for axis in curve],
    },
    {
        "page": "influence.md",
        "name": "influence.pagerank",
        "method": pagerank,
        "make": _links,
        "call": _ranked,
        # Sums run in the order of the nodes; what is published has ten digits.
        "plain": lambda score: {name: round(value, 10) for name, value in score.items()},
        "shuffled": _links_shuffled,
        "renamed": _links_renamed,
        "edges": {"empty": list, "single": lambda: [("a", "a")], "constant": lambda: [("a", "b")]},
    },
    {
        "page": "influence.md",
        "name": "influence.without_top",
        "method": without_top,
        "make": lambda seed: town(people=60, statements=12, camps=3, seed=seed),
        "call": lambda votes, seed: (votes, without_top(votes, top=0.1)),
        "plain": _silence,
        "shuffled": votes_shuffled,
        "renamed": votes_renamed,
        "edges": EDGES,
    },
    {
        **_ACTIVITY,
        "name": "influence.representativeness",
        "method": representativeness,
        "make": lambda seed: {
            name: int(n)
            for name, n in zip("abcd", np.random.default_rng(seed).integers(1, 90, 4), strict=True)
        },
        "call": lambda held, seed: representativeness(held, dict.fromkeys(held, 1.0), seed=seed),
        "plain": lambda found: {group.group: repr(group)[20:] for group in found.groups},
        # Groups are drawn in the order of their names, so a p-value may move in its last digit.
        "renamed": None,
    },
)
