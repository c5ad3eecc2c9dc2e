"""Principal axes under mean imputation, from the pair counts alone.

A missing vote is taken to be the mean of its statement and contributes nothing once the mean is
subtracted. The covariance of the imputed matrix is therefore, without building that matrix,

    G[j, k] = S[j, k] − μ_k A[j, k] − μ_j A[k, j] + μ_j μ_k N[j, k]        μ_j = A[j, j] / N[j, j]
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import linalg
from scipy.sparse.linalg import ArpackNoConvergence, eigsh

from civics.opinion.gram import Gram
from civics.opinion.ordering import canonical_order

# Published figures: the solver agrees with itself on other machines to about 1e-12.
AXIS_DECIMALS = 9

# Up to this many statements the dense solver is the faster one (40 ms at 783).
DENSE_LIMIT = 1_500

# Up to this many statements the dense solver is quick enough to start from nothing every time.
SMALL = 200

# How many directions are kept for judging how steady the first two are.
DIRECTIONS = 10

# An axis with less than this share of the variance is rounding noise.
NOISE = 1e-12


@dataclass(frozen=True, eq=False)
class Axes:
    """Where the map's plane lies among the statements."""

    centre: NDArray[np.float64]
    """(m,) mean vote; 0 for a statement without votes."""
    axes: NDArray[np.float64]
    """(2, m) unit vectors; zeros where there is nothing left to explain."""
    explained: tuple[float, float]
    directions: NDArray[np.float64]
    """(q, m) leading eigenvectors, the axes among them: what `stability.py` draws from."""


def mean_votes(gram: Gram) -> NDArray[np.float64]:
    """(m,) mean vote of each statement among those who voted on it, passes included."""
    mean: NDArray[np.float64] = gram.A.diagonal() / np.maximum(gram.N.diagonal(), 1)
    return mean


def covariance(gram: Gram) -> NDArray[np.float64]:
    """(m, m) G of the module's formula, not divided by the number of people."""
    mean = mean_votes(gram)
    crossed = gram.A * mean
    both: NDArray[np.float64] = gram.S - (crossed + crossed.T) + gram.N * np.outer(mean, mean)
    return both


def principal_axes(
    gram: Gram,
    *,
    decimals: int | None = AXIS_DECIMALS,
    near: NDArray[np.float64] | None = None,
) -> Axes:
    """The two directions along which votes differ most.

    Statements are put into an order that depends on the votes alone before anything is computed
    in floating point, so that the result has the same bits in whatever order they came. Of the
    two signs an axis can have, the one is taken in which its longest loading is positive (the
    first of equals in that order).

    `near` (2, m): axes from before some votes changed. The search then starts there, and finds
    no more directions than the two; to the published decimals they are the same.

    >>> from civics.opinion.gram import gram_of
    >>> from civics.opinion.votes import Votes
    >>> votes = Votes.of([0, 0, 1, 1, 2, 2], [0, 1, 0, 1, 0, 1], [1, 1, 1, 1, -1, -1],
    ...                  participants="abc", statements="xy")
    >>> principal_axes(gram_of(votes)).axes.round(3).tolist()
    [[0.707, 0.707], [0.0, 0.0]]

    Cost: 0.04 s for 783 statements; grows with m³, from 1,500 statements on with m².
    """
    matrix, order = covariance(gram), np.arange(len(gram.N))
    if near is None:
        order = canonical_order(gram)
        matrix = matrix[np.ix_(order, order)]
    total = float(np.trace(matrix))
    shares, vectors = np.zeros(DIRECTIONS), np.zeros((DIRECTIONS, len(order)))
    if total > 0:
        values, found = _leading(matrix) if near is None else _nearby(matrix, near)
        kept = np.flatnonzero(values > NOISE * total)
        shares[kept] = values[kept] / total
        vectors[np.ix_(kept, order)] = [_signed(found[place]) for place in kept]
    axes = vectors[:2]
    if decimals is not None:
        axes = axes.round(decimals) + 0.0  # + 0.0: no negative zeros
    return Axes(mean_votes(gram), axes, (float(shares[0]), float(shares[1])), vectors)


def _leading(matrix: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The largest eigenvalues, at most `DIRECTIONS` of them, and their vectors as rows."""
    size = len(matrix)
    wanted = min(DIRECTIONS, size)
    if size > DENSE_LIMIT:
        values, vectors = eigsh(matrix, k=wanted, v0=np.ones(size), tol=0)
    else:
        values, vectors = linalg.eigh(matrix, subset_by_index=[size - wanted, size - 1])
    largest_first = np.argsort(-values, kind="stable")
    return values[largest_first], vectors.T[largest_first]


def _nearby(
    matrix: NDArray[np.float64], near: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The same for the two axes, by Lanczos steps from where they were."""
    if len(matrix) <= SMALL or not near.any(axis=1).all():
        return _leading(matrix)
    try:
        values, vectors = eigsh(matrix, k=2, v0=near.sum(axis=0), tol=0, maxiter=len(matrix))
    except ArpackNoConvergence:
        return _leading(matrix)
    return values[::-1], vectors.T[::-1]


def _signed(vector: NDArray[np.float64]) -> NDArray[np.float64]:
    longest = np.argmax(np.abs(vector).round(AXIS_DECIMALS))
    return vector if vector[longest] > 0 else -vector
