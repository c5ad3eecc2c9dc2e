"""Would other voters have been cut into the same groups?

Voters are resampled with replacement. Each resample has its own principal axes, found among the
leading directions of the whole (ten of them, so that one resample costs a matrix of
that size and not one of all statements), its own plane and its own k-means. In a conversation
without structure the leading directions are about equally long, the axes swing from resample to
resample and the groups with them; that is what tells groups from a cut through fog.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.opinion import kmeans
from civics.opinion.kmeans import Labels, Points
from civics.opinion.placing import COORDINATE_UNIT

# Resamples are of at most this many people: more would only make the groups look stabler.
MOST_PEOPLE = 1_000

BOOTSTRAP_STEPS = 20


@dataclass(frozen=True, eq=False)
class Resamples:
    """Voters drawn again, each draw with its own plane."""

    points: Points
    """(people, 2) on the map itself."""
    planes: Points
    """(draws, people, 2)"""
    weights: NDArray[np.float64]
    """(draws, people) how often each person was drawn."""
    chances: NDArray[np.float64]
    """(draws, k) uniform numbers for the starts of k-means, as many as are ever needed."""


def resample(
    points: Points,
    scores: NDArray[np.float64],
    stretch: NDArray[np.float64],
    draws: int,
    rng: np.random.Generator,
    most_groups: int,
) -> Resamples:
    """Draw voters again `draws` times.

    Parameters
    ----------
    points
        (people, 2) places on the map, in canonical order.
    scores
        (people, q) coordinates along the leading directions, not stretched.
    stretch
        (people,) correction for how little each person voted, see `placing.py`.
    """
    people = len(points)
    weights = rng.multinomial(people, np.full(people, 1 / people), size=draws).astype(float)
    planes = np.empty((draws, people, 2))
    for draw, weight in enumerate(weights):
        centred = scores - (weight @ scores) / people
        _, vectors = np.linalg.eigh((centred * weight[:, None]).T @ centred)
        planes[draw] = centred @ vectors[:, :-3:-1]
    planes *= stretch[:, None]
    # In whole units k-means has exact sums, here as on the map.
    planes = np.rint(planes / COORDINATE_UNIT) * COORDINATE_UNIT
    return Resamples(points, planes, weights, rng.random((draws, most_groups)))


def stability(resamples: Resamples, centres: Points) -> tuple[float, NDArray[np.float64]]:
    """Mean adjusted Rand index with the resamples, and (k,) mean Jaccard overlap of each group.

    Each resample is cut twice, from the same groups and from fresh starts, and the tighter cut
    counts.
    """
    k = len(centres)
    labels = kmeans.assign(resamples.points, centres)
    other = _cut_again(resamples, labels, k)
    mine = np.equal.outer(labels, np.arange(k)).astype(float)
    overlap = np.stack([(other == label) @ mine for label in range(k)], axis=1)
    union = overlap.sum(axis=2, keepdims=True) + overlap.sum(axis=1, keepdims=True) - overlap
    jaccard = (overlap / np.maximum(union, 1)).max(axis=1).mean(axis=0)
    return float(kmeans.adjusted_rand(overlap).mean()), jaccard


def _cut_again(resamples: Resamples, labels: Labels, k: int) -> Labels:
    planes, weights = resamples.planes, resamples.weights
    fresh = kmeans.spread_starts(planes, weights, resamples.chances[:, :k])
    same = kmeans.averaged(planes, weights, np.broadcast_to(labels, weights.shape), fresh)
    ends = [kmeans.lloyd(planes, weights, start, BOOTSTRAP_STEPS) for start in (same, fresh)]
    first = np.less_equal(*(kmeans.inertia(planes, weights, end) for end in ends))
    return kmeans.assign(planes, np.where(first[:, None, None], *ends))
