"""What if the most active voters were silent?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.errors import InputError
from civics.influence.inequality import TOP
from civics.opinion import Votes

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Silence:
    """Every item's tally with and without the most active voters.

    Attributes
    ----------
    silenced : ids of the voters left out. Nobody is when the most active cannot be told apart: of
        voters with equally many votes either all are left out or none.
    vote_share : what part of all votes theirs is.
    before, after : (items,) agree minus disagree, divided by votes; NaN without votes.
    flipped : (items,) whether the majority changes sides, appears or vanishes.
    """

    silenced: tuple[str, ...]
    vote_share: float
    before: Floats
    after: Floats
    flipped: NDArray[np.bool_]


def without_top(votes: Votes, *, top: float = TOP) -> Silence:
    """Count again without the most active part `top` of the voters (at least one voter).

    Items are in the order of `votes.statements`.

    >>> votes = Votes.of([0, 0, 0, 1, 2], [0, 1, 2, 0, 0], [1, 1, 1, -1, 0],
    ...                  participants=["ann", "bo", "cai"], statements=["s1", "s2", "s3"])
    >>> silence = without_top(votes, top=0.3)
    >>> silence.silenced, silence.flipped.tolist()
    (('ann',), [True, True, True])

    Cost: O(votes).
    """
    if not 0 < top < 1:
        raise InputError("influence.top", value=top)
    activity = votes.per_participant
    silent = most_active(activity, top)
    gone = np.zeros(len(activity), dtype=bool)
    gone[silent] = True
    cast = gone[votes.rows]
    before = _net(votes, np.ones(len(cast), dtype=bool))
    after = _net(votes, ~cast)
    return Silence(
        tuple(votes.participants[place] for place in silent),
        float(cast.mean()) if cast.size else 0.0,
        before,
        after,
        np.sign(np.nan_to_num(before)) != np.sign(np.nan_to_num(after)),
    )


def most_active(activity: Integers, top: float) -> Integers:
    """Return the places of the most active part `top`, ties left in as a whole."""
    voters = int(np.count_nonzero(activity))
    if not voters:
        return np.empty(0, dtype=np.int64)
    allowed = max(1, int(np.floor(top * voters + 1e-9)))
    ranked = np.sort(activity)[::-1]
    border = ranked[allowed] if allowed < len(ranked) else 0
    return np.flatnonzero(activity > border)


def _net(votes: Votes, counted: NDArray[np.bool_]) -> Floats:
    items = len(votes.statements)
    places = votes.indices[counted]
    total = np.bincount(places, minlength=items)
    net = np.bincount(places, weights=votes.values[counted], minlength=items)
    share: Floats = np.divide(net, total, out=np.full(items, np.nan), where=total > 0)
    return share
