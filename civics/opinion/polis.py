"""Polis' own figures, for comparing with what Polis publishes.

These functions follow Polis where this package deliberately does not: statements that were
moderated out count as answered by everybody, significance knows nothing of how many tests there
were, consensus is a product that shrinks with the number of groups, and groups are made of base
clusters. What depends on a conversation's history (base clusters of more than a hundred people,
the smoothed number of groups) can be handed in. The selection of statements is in
`polis_selection.py`.

Votes are 1 for agree here and −1 inside Polis, so its centre and places come out mirrored.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial.distance import cdist

from civics.opinion import kmeans
from civics.opinion.axes import Axes, principal_axes
from civics.opinion.gram import Gram, gram_of
from civics.opinion.kmeans import Points
from civics.opinion.polis_selection import PolisRow, consensus_rows, group_rows
from civics.opinion.priorities import extremity, priorities
from civics.opinion.representative import compare
from civics.opinion.statistics import share
from civics.opinion.tallies import AGREE, counted, seen
from civics.opinion.votes import Votes

MIN_VOTES, TOP_UP = 7, 15
BASE_CLUSTERS, BASE_STEPS, GROUP_STEPS = 100, 10, 20
MOST_GROUPS, PEOPLE_PER_GROUP = 5, 12


@dataclass(frozen=True, eq=False)
class PolisMap:
    """A conversation as Polis sees it. Group places count from 0."""

    axes: Axes
    base: tuple[tuple[str, ...], ...]
    """People of each base cluster."""
    base_centres: Points
    groups: tuple[tuple[int, ...], ...]
    """Places of each group's base clusters."""
    representative: tuple[tuple[PolisRow, ...], ...]
    agreed: tuple[PolisRow, ...]
    disagreed: tuple[PolisRow, ...]
    group_aware: dict[str, float]
    priorities: dict[str, float]


def polis_map(
    votes: Votes,
    *,
    moderated_out: Collection[str] = (),
    meta: Collection[str] = (),
    axes: Axes | None = None,
    base: Sequence[Sequence[str]] | None = None,
    k: int | None = None,
) -> PolisMap:
    """Everything Polis publishes about a conversation, from its votes.

    Parameters
    ----------
    moderated_out, meta
        Ids of statements.
    axes, base, k
        What Polis took from the conversation's history, if it is known: its axes, the people of
        each base cluster, the number of groups. Else they are computed as on a first run.

    Cost: that of a full map; base clusters of many people some seconds more.
    """
    hidden = _among(votes.statements, moderated_out)
    axes = polis_axes(votes, hidden) if axes is None else axes
    places = polis_places(votes, axes, hidden)
    base_places = _base(votes, places, base)
    centres = np.array([places[people].mean(axis=0) for people in base_places])
    weights = np.array([len(people) for people in base_places], dtype=float)
    labels = group_bases(centres, weights, k)
    group_of = np.full(len(votes.participants), -1)
    for label, people in zip(labels, base_places, strict=True):
        group_of[people] = label
    counts = counted(votes, group_of, int(labels.max()) + 1)
    worth = priorities(
        counts,
        extremity(axes, len(votes.statements)),
        _among(votes.statements, meta),
    )
    product = share(counts[..., AGREE], seen(counts)).prod(axis=0)
    everybody = counted(votes, np.zeros_like(group_of), 1)[0]
    agreed, disagreed = consensus_rows(everybody, votes.statements, hidden)
    tests = compare(counts)
    return PolisMap(
        axes=axes,
        base=tuple(tuple(votes.participants[i] for i in people) for people in base_places),
        base_centres=centres,
        groups=tuple(tuple(np.flatnonzero(labels == g).tolist()) for g in range(len(counts))),
        representative=tuple(
            group_rows(tests, group, votes.statements, hidden) for group in range(len(counts))
        ),
        agreed=agreed,
        disagreed=disagreed,
        group_aware=dict(zip(votes.statements, product.tolist(), strict=True)),
        priorities=dict(zip(votes.statements, worth.tolist(), strict=True)),
    )


def polis_axes(votes: Votes, hidden: NDArray[np.bool_]) -> Axes:
    """Axes with the hidden statements' columns full of zeros, not rounded."""
    gram = gram_of(votes)
    shown = np.outer(~hidden, ~hidden)
    return principal_axes(Gram(gram.S * shown, gram.A * shown, gram.N * shown), decimals=None)


def polis_places(votes: Votes, axes: Axes, hidden: NDArray[np.bool_]) -> Points:
    """(n, 2) places; a hidden statement counts as answered by everybody."""
    loadings = np.where(hidden, 0.0, axes.axes).T
    shown = ~hidden[votes.indices]
    opinions = sparse.csr_array((votes.values, votes.indices, votes.indptr), shape=votes.shape)
    ones = np.ones(len(votes.values))
    given = sparse.csr_array((ones, votes.indices, votes.indptr), shape=votes.shape)
    sums = opinions @ loadings - given @ (loadings * axes.centre[:, None])
    own = np.bincount(votes.rows[shown], minlength=len(votes.participants))
    answered = np.maximum(own + np.count_nonzero(hidden), 1)
    places: Points = sums * np.sqrt(len(votes.statements) / answered)[:, None]
    return places


def group_bases(centres: Points, weights: NDArray[np.float64], k: int | None) -> kmeans.Labels:
    """(bases,) group of each base cluster: weighted k-means from the first k distinct centres.

    Without `k` the number from 2 to min(5, 2 + bases // 12) with the best silhouette.
    """
    if k is not None:
        start = first_distinct(centres, k)
        return kmeans.assign(centres, kmeans.lloyd(centres, weights, start, GROUP_STEPS))
    most = min(MOST_GROUPS, 2 + len(centres) // PEOPLE_PER_GROUP)
    cuts = [group_bases(centres, weights, tried) for tried in range(2, most + 1)]
    distances, alone = cdist(centres, centres), np.ones(len(centres))
    return max(cuts, key=lambda labels: kmeans.silhouette(distances, alone, labels))


def first_distinct(points: Points, k: int) -> Points:
    """(k, 2) the first k points that differ from those before; fewer if there are fewer."""
    _, first = np.unique(points, axis=0, return_index=True)
    return points[np.sort(first)[:k]]


def _base(
    votes: Votes, places: Points, given: Sequence[Sequence[str]] | None
) -> list[NDArray[np.intp]]:
    if given is not None:
        place = {name: i for i, name in enumerate(votes.participants)}
        return [np.array([place[name] for name in people if name in place]) for people in given]
    answered = votes.per_participant
    enough = answered >= min(MIN_VOTES, len(votes.statements))
    ranked = np.argsort(-answered, kind="stable")[:TOP_UP]
    inside = np.flatnonzero(enough) if enough.sum() >= TOP_UP else np.sort(ranked)
    points, alone = places[inside], np.ones(len(inside))
    centres = kmeans.lloyd(points, alone, first_distinct(points, BASE_CLUSTERS), BASE_STEPS)
    labels = kmeans.assign(points, centres)
    return [inside[labels == label] for label in np.unique(labels)]


def _among(statements: tuple[str, ...], chosen: Collection[str]) -> NDArray[np.bool_]:
    wanted = set(chosen)
    return np.array([name in wanted for name in statements], dtype=bool)
