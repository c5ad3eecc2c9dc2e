"""Score limits of a mean of ratings: those true means which the ratings do not reject.

For a supposed true mean, take the shares of the ratings that have this mean and explain the counts
best. If n(observed - supposed)² is at most z² times the variance under those shares, the supposed
mean is in the interval. Nothing is taken to be normal but the test itself, and the variance is
never that of an accident of the sample: ten times the same answer have an interval, too.

With the scores 0 and 1 these are Wilson's limits of a share (1927), with -1, 0 and 1 Tango's of a
difference of paired shares (Statistics in Medicine 17, 1998), which is what NPS is.

All shares with a given mean that explain the counts best lie on one path: p_j in proportion to
count_j / (c + distance_j), where the distance is from the end of the scale that the path leads to
and c falls from infinity (the observed shares) to 0. If nobody chose that end, the path goes on:
what is missing from the mean is given to the end itself. Limits are found on it by bisection.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Halvings; after 60 the path is known to the last bit.
_STEPS = 60


def score_limits(counts: Floats, scores: Floats, z: float) -> tuple[Floats, Floats]:
    """Return lower and upper limits of the mean.

    Parameters
    ----------
    counts : (tables, k) how often each score was given, at least one in each row.
    scores : (k,) different numbers in ascending order, k at least 2.
    z : quantile of the normal distribution, 1.96 for 95 %.

    Cost: 120 passes over the counts.
    """
    low = scores[0] + _toward_zero(counts, scores - scores[0], z)
    high = scores[-1] - _toward_zero(counts[:, ::-1], (scores[-1] - scores)[::-1], z)
    return low, high


def _toward_zero(counts: Floats, distance: Floats, z: float) -> Floats:
    """Return the limit on the way to distance 0, the first column, as a distance."""
    observed = counts @ distance / counts.sum(axis=1)
    near = np.where(counts[:, 0] > 0, 0.0, -1.0)
    far = np.ones(len(counts))
    for _ in range(_STEPS):
        middle = (near + far) / 2
        mean, variance = _moments(counts, distance, middle)
        rejected = counts.sum(axis=1) * (observed - mean) ** 2 > z * z * variance
        near, far = np.where(rejected, middle, near), np.where(rejected, far, middle)
    mean, _ = _moments(counts, distance, far)
    return np.where(observed == 0, 0.0, mean)


def _moments(counts: Floats, distance: Floats, place: Floats) -> tuple[Floats, Floats]:
    """Mean and variance at a place on the path: 1 observed, 0 where c = 0, -1 the end of it."""
    inside = np.maximum(place, 0.0)[:, None]
    tilt = (1 - inside) * distance + inside * distance[-1]
    shares = np.divide(counts, tilt, out=np.zeros(counts.shape), where=tilt > 0)
    shares *= ((1 + np.minimum(place, 0.0)) / shares.sum(axis=1))[:, None]
    mean = shares @ distance
    return mean, shares @ distance**2 - mean**2
