"""The count of a secret ballot in the conformance suite."""

from dataclasses import asdict
from random import Random
from typing import Any

from civics.ballots import Definition, Paper, count_papers

Given = tuple[Definition, tuple[Paper, ...]]
NAMES = ("ash", "elm", "oak", "yew")
BY_SEED = (
    Definition("one", NAMES),
    Definition("approval", NAMES, rule="equal-shares", seats=2),
    Definition("ranking", NAMES, rule="split-cycle"),
    Definition("ranking", NAMES, rule="stv", seats=2),
)


def make(seed: int) -> Given:
    chance, definition = Random(seed), BY_SEED[seed % len(BY_SEED)]
    papers = []
    for _voter in range(25):
        many = 1 if definition.method == "one" else chance.randint(1, len(NAMES))
        choice = definition.in_order(chance.sample(NAMES, many))
        papers.append(Paper(chance.randbytes(10).hex(), choice))
    return definition, tuple(papers)


def shuffled(given: Given, seed: int) -> Given:
    definition, papers = given
    return definition, tuple(Random(seed).sample(papers, len(papers)))


BALLOTS: list[dict[str, Any]] = [
    {
        "name": "ballots.count_papers",
        "method": count_papers,
        "page": "ballots.md",
        "make": make,
        "call": lambda given, seed: count_papers(*given),
        "plain": asdict,
        "shuffled": shuffled,
        # Exact ties are broken by the root of the papers, which other names change.
        "renamed": None,
        "edges": {
            "empty": lambda: (BY_SEED[2], ()),
            "single": lambda: (BY_SEED[2], make(2)[1][:1]),
            "blank": lambda: (BY_SEED[1], (Paper("0" * 20, ()),)),
            "not_filled_in": lambda: (BY_SEED[0], (Paper("0" * 20, ()),)),
        },
    },
]
