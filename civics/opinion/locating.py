"""Where one person stands."""

from collections.abc import Mapping

import numpy as np

from civics.errors import InputError
from civics.opinion.map import OpinionMap
from civics.opinion.placing import place_of
from civics.opinion.result import Position, Reason
from civics.opinion.tallies import AGREE, DISAGREE


def locate(map_: OpinionMap, votes: Mapping[str, int]) -> Position:
    """Place one person on a map from their votes by statement id.

    The person need not be on the map; somebody who is gets the coordinates the map has. Votes on
    statements the map does not know, or that nobody on it voted on, are passed over.

    Raises
    ------
    InputError
        `votes.value` for a vote that is not 1, −1 or 0.

    >>> from civics.opinion.mapping import opinion_map
    >>> from civics.opinion.votes import Votes
    >>> ballots = [[1, 1, -1], [1, 1, 0], [-1, -1, 1], [-1, 0, 1]]
    >>> votes = Votes.of([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], [0, 1, 2] * 4, sum(ballots, []),
    ...                  participants="abcd", statements="xyz")
    >>> drawn = opinion_map(votes)
    >>> here = locate(drawn, {"x": 1, "y": 1, "z": -1})
    >>> (here.x, here.y) == tuple(drawn.coordinates[0])
    True

    Cost: microseconds for each vote.
    """
    place = {name: j for j, name in enumerate(map_.statements)}
    for statement, vote in votes.items():
        if vote not in (-1, 0, 1):
            raise InputError("votes.value", statement=statement, value=str(vote))
    known = {place[name]: vote for name, vote in votes.items() if name in place}
    if not known:
        return Position(0.0, 0.0, 0, None, {}, {}, (Reason("position.no_votes"),))
    x, y = place_of(known, map_.axes, map_.centre, map_.asked)
    distances = {
        group.label: float(np.hypot(x - group.centre[0], y - group.centre[1]))
        for group in map_.groups
    }
    group, why = _group(map_, len(known), distances)
    return Position(x, y, len(known), group, distances, _agreement(map_, known), why)


def _group(
    map_: OpinionMap, votes: int, distances: Mapping[int, float]
) -> tuple[int | None, tuple[Reason, ...]]:
    needed = min(map_.parameters.min_votes, map_.asked)
    if not distances:
        return None, (Reason("position.no_groups"),)
    if votes < needed:
        return None, (Reason("position.more_votes", {"votes": votes, "needed": needed}),)
    nearest = min(distances, key=lambda label: (distances[label], label))
    return nearest, (Reason("position.nearest", {"group": nearest, "votes": votes}),)


def _agreement(map_: OpinionMap, known: Mapping[int, int]) -> dict[int, float]:
    """By group: of this person's votes for or against, the share that the group leans to too."""
    places = [j for j, vote in known.items() if vote]
    if not places or not map_.groups:
        return {}
    votes = np.array([known[j] for j in places])
    leaning = map_.counts[:, places, AGREE] - map_.counts[:, places, DISAGREE]
    same = (np.sign(leaning) == votes).mean(axis=1)
    return {group.label: float(s) for group, s in zip(map_.groups, same, strict=True)}
