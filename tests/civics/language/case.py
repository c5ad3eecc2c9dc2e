"""How the conformance suite calls the search for near-duplicates."""

from typing import Any

import numpy as np

from civics.language import Duplicates, Index, WeightedIndex, near_duplicates, normalise

Posts = dict[str, str]


def make(seed: int) -> Posts:
    """Sixty posts from a few clauses, so that many resemble each other."""
    rng = np.random.default_rng(seed)
    clauses = [
        "门票太贵了",
        "求降价",
        "希望早点开票",
        "公布座位图",
        "支持主办方",
        "Please, more dates",
    ]
    drawn = [rng.choice(clauses, int(rng.integers(1, 4))) for _ in range(60)]
    return {f"p{k}": "，".join(words) for k, words in enumerate(drawn)}


def shuffled(posts: Posts, seed: int) -> Posts:
    names = list(posts)
    return {names[k]: posts[names[k]] for k in np.random.default_rng(seed).permutation(len(names))}


def renamed(posts: Posts) -> tuple[Posts, dict[str, str]]:
    new = {name: f"n{k * 7919 % 1009}" for k, name in enumerate(posts)}
    return {new[name]: text for name, text in posts.items()}, {n: o for o, n in new.items()}


def _every_pair(result: tuple[list[str], Duplicates]) -> Any:
    """For each post the sorted similarities to others: no order of posts is left in it."""
    names, found = result
    pairs = found.every_pair()
    near: dict[str, list[float]] = {name: [] for name in names}
    for one, other, similarity in zip(
        pairs.first.tolist(), pairs.second.tolist(), pairs.similarity.tolist(), strict=True
    ):
        near[names[one]].append(similarity)
        near[names[other]].append(similarity)
    return {name: sorted(values) for name, values in near.items()}


def _similar(posts: Posts, seed: int) -> Any:
    index, names = Index(list(posts.values())), list(posts)
    found = index.similar("门票太贵了，希望早点开票", limit=len(posts))
    return {names[match.place]: match.similarity for match in found}


def _like(posts: Posts, seed: int) -> Any:
    index, names = WeightedIndex(list(posts.values())), list(posts)
    found = index.like("门票太贵了，希望早点开票", limit=len(posts))
    return {names[hit.place]: round(hit.likeness, 9) for hit in found}


_COMMON: dict[str, Any] = {
    "page": "duplicates.md",
    "make": make,
    "shuffled": shuffled,
    "renamed": renamed,
    "edges": {
        "empty": dict,
        "single": lambda: {"a": "好"},
        "all_missing": lambda: {"a": "", "b": "！？"},
        "constant": lambda: {str(k): "支持" for k in range(30)},
    },
}

LANGUAGE: tuple[dict[str, Any], ...] = (
    {
        **_COMMON,
        "name": "language.near_duplicates",
        "method": near_duplicates,
        "call": lambda posts, seed: (list(posts), near_duplicates(list(posts.values()))),
        "plain": _every_pair,
    },
    {
        **_COMMON,
        "name": "language.similar",
        "method": Index.similar,
        "call": _similar,
        "plain": dict,
    },
    {
        **_COMMON,
        "name": "language.like",
        "method": WeightedIndex.like,
        "call": _like,
        "plain": dict,
        # Weights are counted over the first texts, so their order is part of the input.
        "shuffled": None,
    },
    {
        **_COMMON,
        "name": "language.normalise",
        "method": normalise,
        "call": lambda posts, seed: {name: normalise(text) for name, text in posts.items()},
        "plain": dict,
    },
)
