"""The tests behind every verdict: shares, z values, intervals, false discovery rate.

Everywhere a share is `(success + 1) / (trials + 2)`, trials counting passes: somebody who saw a
statement and passed did not agree with it.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Figures = NDArray[np.float64]
Counts = NDArray[np.floating] | NDArray[np.integer]


def share(success: ArrayLike, trials: ArrayLike) -> Figures:
    """Share of success, drawn towards one half by one imagined success and one failure."""
    shrunk: Figures = (np.asarray(success) + 1) / (np.asarray(trials) + 2)
    return shrunk


def share_z(success: ArrayLike, trials: ArrayLike) -> Figures:
    """z of "more than half of those who saw it", one success and one trial added.

    >>> share_z(35, 40).round(4).item()
    4.8414
    """
    more = np.asarray(trials) + 1
    z: Figures = 2 * np.sqrt(more) * ((np.asarray(success) + 1) / more - 0.5)
    return z


def ratio_z(
    success: ArrayLike, trials: ArrayLike, other_success: ArrayLike, other_trials: ArrayLike
) -> Figures:
    """z of "a larger share here than there": pooled two proportions, one added to all four.

    0 where everybody, imagined ones included, succeeded: the test has nothing to compare.
    """
    here, there = np.asarray(success) + 1, np.asarray(other_success) + 1
    of_here, of_there = np.asarray(trials) + 1, np.asarray(other_trials) + 1
    pooled = (here + there) / (of_here + of_there)
    spread = pooled * (1 - pooled) * (1 / of_here + 1 / of_there)
    flat = spread <= 0
    difference = here / of_here - there / of_there
    return np.where(flat, 0.0, difference / np.sqrt(np.where(flat, 1.0, spread)))


def upper_tail(z: Figures) -> Figures:
    """One-sided p value of a z value."""
    tail: Figures = special.ndtr(-z)
    return tail


def quantile(confidence: float) -> float:
    """z of a two-sided interval: 1.96 for 0.95."""
    return float(special.ndtri((1 + confidence) / 2))


def discovery_q(p: Figures) -> Figures:
    """Benjamini and Hochberg's q of each p value, of any shape, all of them one family (1995).

    Calling everything with q ≤ r discovered lets a share of at most r be false on average, if
    the tests are independent or rise together.

    >>> discovery_q(np.array([0.01, 0.04, 0.03, 0.5])).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]
    """
    flat = p.ravel()
    order = np.argsort(flat, kind="stable")
    ladder = flat[order] * len(flat) / np.arange(1, len(flat) + 1)
    q = np.empty(len(flat))
    q[order] = np.minimum(np.minimum.accumulate(ladder[::-1])[::-1], 1.0)
    return q.reshape(p.shape)


def geometric_interval(
    success: Counts, trials: Counts, confidence: float
) -> tuple[Figures, Figures]:
    """Interval of the geometric mean over groups (first axis) of the groups' shares.

    Each share has the posterior Beta(success + ½, failures + ½) (Jeffreys); the logarithm of the
    mean is taken as normal with the posterior's own mean and variance.
    """
    groups = len(success)
    alpha, total = np.asarray(success + 0.5, float), np.asarray(trials + 1.0, float)
    middle = (special.digamma(alpha) - special.digamma(total)).mean(axis=0)
    spread = (_trigamma(alpha) - _trigamma(total)).sum(axis=0)
    reach = quantile(confidence) * np.sqrt(spread) / groups
    return np.exp(middle - reach), np.minimum(np.exp(middle + reach), 1.0)


def gap_interval(
    success: Counts, trials: Counts, other_success: Counts, other_trials: Counts, z: float
) -> tuple[Figures, Figures]:
    """Interval of the difference of two shares (Agresti and Caffo 2000): one success and one
    failure are added to each side, then the plain normal interval is taken."""
    here, there = share(success, trials), share(other_success, other_trials)
    spread = here * (1 - here) / (trials + 2) + there * (1 - there) / (other_trials + 2)
    reach = z * np.sqrt(spread)
    return here - there - reach, here - there + reach


def _trigamma(x: Figures) -> Figures:
    """ψ′ for x > 0, to 1e-10: six steps up, then the asymptotic series (Abramowitz and Stegun
    6.4.6 and 6.4.12). A tenth of the time of `special.polygamma`."""
    steps = sum((1 / (x + step) ** 2 for step in range(6)), np.zeros_like(x))
    x = x + 6
    y = 1 / (x * x)
    tail = 1 / x + y / 2 + y / x * (1 / 6 - y * (1 / 30 - y * (1 / 42 - y * (1 / 30 - y * 5 / 66))))
    return np.asarray(steps + tail)
