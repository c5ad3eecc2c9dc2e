"""Weighted k-means in the plane, for many weightings at once, and how good its cuts are.

Shapes: c points (…, c, 2), weights (…, c), k centres (…, k, 2); leading dimensions are separate
problems. Where points are in units of 2⁻²⁰ (`placing.py`) and weights whole, every sum is exact
and no result depends on the order of the points.
"""

import numpy as np
from numpy.typing import NDArray

from civics.opinion.acceleration import compiled

Points = NDArray[np.float64]
Weights = NDArray[np.float64]
Labels = NDArray[np.intp]

STEPS = 50


def assign(points: Points, centres: Points) -> Labels:
    """(…, c) nearest centre of each point; of equally near ones the first."""
    distance = squared(points, centres)
    nearest, labels = distance[..., 0, :], np.zeros(distance[..., 0, :].shape, dtype=np.intp)
    for place in range(1, distance.shape[-2]):
        np.copyto(labels, place, where=distance[..., place, :] < nearest)
        nearest = np.minimum(nearest, distance[..., place, :])
    return labels


def lloyd(
    points: Points,
    weights: Weights,
    centres: Points,
    steps: int = STEPS,
    *,
    fast: bool | None = None,
) -> Points:
    """(…, k, 2) centres after at most `steps` rounds of assigning and averaging (Lloyd 1982).

    A centre that loses all its points stays where it is. `fast` as in `gram_of`.
    """
    kernels = compiled(float(weights.size * centres.shape[-2] * steps), fast)
    if kernels:
        rested: Points = kernels.rested(points, weights, centres, steps)
        return rested
    for _ in range(steps):
        moved = averaged(points, weights, assign(points, centres), centres)
        if np.array_equal(moved, centres):
            break
        centres = moved
    return centres


def averaged(points: Points, weights: Weights, labels: Labels, centres: Points) -> Points:
    """(…, k, 2) weighted mean of each label's points; the given centre where it has none."""
    places = np.arange(centres.shape[-2])[:, None]
    share = (labels[..., None, :] == places) * weights[..., None, :]
    size = share.sum(axis=-1, keepdims=True)
    mean: Points = np.where(size > 0, (share @ points) / np.where(size > 0, size, 1.0), centres)
    return mean


def spread_starts(points: Points, weights: Weights, draws: NDArray[np.float64]) -> Points:
    """(…, k, 2) starting centres by k-means++ (Arthur and Vassilvitskii 2007).

    `draws` (…, k): uniform numbers, one for each choice.
    """
    nearest = np.ones(weights.shape)
    centres = np.empty((*draws.shape, 2))
    for place in range(draws.shape[-1]):
        ladder = np.cumsum(weights * nearest, axis=-1)
        aim = draws[..., place, None] * ladder[..., -1:]
        chosen = np.minimum((ladder <= aim).sum(axis=-1), ladder.shape[-1] - 1)
        picked = np.take_along_axis(points, chosen[..., None, None], axis=-2)
        centres[..., place, :] = picked[..., 0, :]
        distance = squared(points, picked)[..., 0, :]
        nearest = distance if place == 0 else np.minimum(nearest, distance)
    return centres


def inertia(points: Points, weights: Weights, centres: Points) -> NDArray[np.float64]:
    """(…,) weighted sum of squared distances to the nearest centre."""
    total: NDArray[np.float64] = (squared(points, centres).min(axis=-2) * weights).sum(axis=-1)
    return total


def squared(points: Points, centres: Points) -> NDArray[np.float64]:
    """(…, k, c) squared distances, coordinate by coordinate: equal places give equal bits."""
    across = points[..., None, :, 0] - centres[..., :, None, 0]
    along = points[..., None, :, 1] - centres[..., :, None, 1]
    across *= across
    along *= along
    across += along
    return across


def silhouette(distances: NDArray[np.float64], weights: Weights, labels: Labels) -> float:
    """Mean silhouette (Rousseeuw 1987) of weighted points, a weight standing for that many.

    `distances` (c, c). Points alone in their group count 0. Cost: c² k.
    """
    groups, own = np.unique(labels, return_inverse=True)
    if len(groups) < 2:
        return 0.0
    members = np.equal.outer(own, np.arange(len(groups))) * weights[:, None]
    sizes = members.sum(axis=0)
    to_groups = distances @ members
    mine = np.arange(len(labels)), own
    inside = to_groups[mine] / np.maximum(sizes[own] - 1, 1)
    outside = to_groups / sizes
    outside[mine] = np.inf
    nearest = outside.min(axis=1)
    widest = np.maximum(np.maximum(inside, nearest), np.finfo(float).tiny)
    width = np.where(sizes[own] > 1, (nearest - inside) / widest, 0.0)
    return float((width * weights).sum() / weights.sum())


def adjusted_rand(overlap: NDArray[np.float64]) -> NDArray[np.float64]:
    """(…,) adjusted Rand index (Hubert and Arabie 1985) of (…, k, l) overlap counts.

    1: the same partition; about 0: no more alike than chance would make them.

    >>> adjusted_rand(np.array([[5.0, 0.0], [0.0, 5.0]])).item()
    1.0
    """
    together = _pairs(overlap).sum(axis=(-2, -1))
    rows = _pairs(overlap.sum(axis=-1)).sum(axis=-1)
    columns = _pairs(overlap.sum(axis=-2)).sum(axis=-1)
    chance = rows * columns / np.maximum(_pairs(overlap.sum(axis=(-2, -1))), 1)
    spread = (rows + columns) / 2 - chance
    trivial = spread <= 0
    return np.where(trivial, 1.0, (together - chance) / np.where(trivial, 1.0, spread))


def _pairs(count: NDArray[np.float64]) -> NDArray[np.float64]:
    return count * (count - 1) / 2
