"""How the conformance suite calls the opinion map."""

from typing import Any

import numpy as np

from civics.opinion import OpinionMap, Votes, locate, opinion_map, update
from tests.civics.opinion.towns import town


def shuffled(votes: Votes, seed: int) -> Votes:
    """The same votes, people and statements in another order."""
    rng = np.random.default_rng(seed)
    people, statements = (rng.permutation(size) for size in votes.shape)
    order = rng.permutation(len(votes.values))
    return Votes.of(
        np.argsort(people)[votes.rows][order],
        np.argsort(statements)[votes.indices][order],
        votes.values[order],
        participants=[votes.participants[i] for i in people],
        statements=[votes.statements[j] for j in statements],
    )


def renamed(votes: Votes) -> tuple[Votes, dict[str, str]]:
    """The same votes of other people on other statements, in an unrelated order of names."""
    people = {name: f"p{hash_of(name)}" for name in votes.participants}
    statements = {name: f"s{hash_of(name)}" for name in votes.statements}
    again = Votes.of(
        votes.rows,
        votes.indices,
        votes.values,
        participants=[people[name] for name in votes.participants],
        statements=[statements[name] for name in votes.statements],
    )
    return again, {new: old for old, new in (people | statements).items()}


def hash_of(name: str) -> int:
    """A number that has nothing to do with the order of names."""
    return int.from_bytes(name.encode(), "big") * 2654435761 % 2**32


def plain(map_: OpinionMap) -> Any:
    """The published map with people and statements by id, without the digest of the ids."""
    published = map_.to_json()
    people, statements = published.pop("participants"), published.pop("statements")
    published["people"] = {
        name: [published["coordinates"][i], published["group_of"][i]]
        for i, name in enumerate(people)
    }
    published["asked_of"] = {
        name: [
            published["centre"][j],
            [axis[j] for axis in published["axes"]],
            [rows[j] for rows in published["counts"]],
        ]
        for j, name in enumerate(statements)
    }
    for keyed_above in ("coordinates", "group_of", "centre", "axes", "counts", "digest", "follows"):
        del published[keyed_above]
    return published


def _empty() -> Votes:
    return Votes.of([], [], [], participants=[], statements=[])


def _single() -> Votes:
    return Votes.of([0], [0], [1], participants=["ann"], statements=["s"])


def _all_missing() -> Votes:
    return Votes.of([], [], [], participants=["ann", "bo"], statements=["s", "t"])


def _constant() -> Votes:
    person, statement = (place.ravel() for place in np.indices((30, 9)))
    people = [f"p{i}" for i in range(30)]
    return Votes.of(
        person, statement, np.ones(270, int), participants=people, statements="abcdefghi"
    )


EDGES = {
    "empty": _empty,
    "single": _single,
    "all_missing": _all_missing,
    "constant": _constant,
}


def _updated(votes: Votes, seed: int) -> OpinionMap:
    """A map that took the first statement's votes of everybody in an update."""
    late = votes.statements[votes.indices[0]] if len(votes.indices) else ""
    kept = votes.indices != (votes.statements.index(late) if late else -1)
    before = Votes.of(
        votes.rows[kept],
        votes.indices[kept],
        votes.values[kept],
        participants=votes.participants,
        statements=votes.statements,
    )
    drawn = opinion_map(before, rng_seed=seed)
    who = [votes.participants[i] for i in votes.rows[~kept]]
    return update(drawn, who, [late] * len(who), votes.values[~kept].tolist())


def _all_located(votes: Votes, seed: int) -> Any:
    drawn = opinion_map(votes, rng_seed=seed)
    return {name: locate(drawn, votes.of_participant(name)) for name in votes.participants[:5]}


def _plain_positions(positions: Any) -> Any:
    return {
        name: [at.x, at.y, at.votes, at.group, dict(at.distances)] for name, at in positions.items()
    }


_COMMON: dict[str, Any] = {
    "page": "opinion.md",
    "make": lambda seed: town(people=60, statements=12, camps=3, seed=seed),
    "edges": EDGES,
}

OPINION: tuple[dict[str, Any], ...] = (
    {
        **_COMMON,
        "name": "opinion.opinion_map",
        "method": opinion_map,
        "call": lambda votes, seed: opinion_map(votes, rng_seed=seed),
        "plain": plain,
        "shuffled": shuffled,
        "renamed": renamed,
    },
    {
        **_COMMON,
        "name": "opinion.update",
        "method": update,
        "call": _updated,
        "plain": plain,
        "shuffled": None,  # which statement comes late depends on the order
        "renamed": None,
    },
    {
        **_COMMON,
        "name": "opinion.locate",
        "method": locate,
        "call": _all_located,
        "plain": _plain_positions,
        "shuffled": shuffled,
        "renamed": None,  # the first five people are others under other names
    },
)
