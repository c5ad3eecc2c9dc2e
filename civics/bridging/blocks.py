"""The two halves of the factor model: with one side fixed, the other has a closed solution.

The prediction is y ≈ μ + a_u + a_n + f_u·f_n. Given (a_n, f_n) of all items, each rater's
(a_u, f_u) is a ridge regression with two unknowns; the same holds with the sides exchanged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from civics.bridging.ratings import Ratings

Floats = NDArray[np.float64]

# Community Notes' penalties; each applies to the *mean* of squares over raters or items.
INTERCEPT_PENALTY, FACTOR_PENALTY = 0.15, 0.03

# Below this many ratings the plain sums are done before numba would be imported.
_WORTH_COMPILING = 300_000

# (row starts, columns, values, the other side's intercept and factor as rows) -> (4, rows)
Sums = Callable[[NDArray[np.int64], NDArray[np.int32], Floats, Floats], Floats]


@dataclass(frozen=True, eq=False)
class Side:
    """One side's view of the ratings: compressed rows, and the penalties a row bears."""

    starts: NDArray[np.int64]
    others: NDArray[np.int32]
    values: Floats
    counts: Floats
    totals: Floats
    ridge: tuple[float, float]

    def __len__(self) -> int:
        return len(self.counts)


def sides(ratings: Ratings) -> tuple[Side, Side]:
    """Return the raters' and the items' view.

    The penalties are λ/raters and λ/items, the squared errors are averaged over the ratings;
    multiplied by the number of ratings this is a plain ridge for each row.
    """
    shape = (len(ratings.raters), len(ratings.items))
    starts = np.searchsorted(ratings.rater, np.arange(shape[0] + 1))
    columns = ratings.item.astype(np.int32)
    by_rater = sparse.csr_array((ratings.value, columns, starts), shape=shape)
    by_item = by_rater.tocsc()
    return _side(by_rater, len(ratings)), _side(by_item, len(ratings))


def _side(matrix: sparse.csr_array | sparse.csc_array, ratings: int) -> Side:
    starts = matrix.indptr.astype(np.int64)
    rows = max(len(starts) - 1, 1)
    running = np.concatenate(([0.0], np.cumsum(matrix.data)))
    return Side(
        starts,
        matrix.indices.astype(np.int32),
        matrix.data,
        np.diff(starts).astype(np.float64),
        running[starts[1:]] - running[starts[:-1]],
        (INTERCEPT_PENALTY * ratings / rows, FACTOR_PENALTY * ratings / rows),
    )


@dataclass(frozen=True, eq=False)
class Solved:
    """The closed solution of one side, and what the other sums need."""

    intercept: Floats
    factor: Floats
    gain: float
    """How much the solution lowers the sum of squares and penalties, compared with zeros."""
    factor_sums: Floats
    residual_sums: Floats


def solve(side: Side, mean: float, intercept: Floats, factor: Floats, sums: Sums) -> Solved:
    """Solve the 2×2 ridge of every row of `side`, given the other side's parameters."""
    # side by side, so that a rating touches one cache line of the other side
    given = np.column_stack([intercept, factor])
    f, ff, r, rf = sums(side.starts, side.others, side.values, given)
    right_a, right_f = r - mean * side.counts, rf - mean * f
    aa, ff = side.counts + side.ridge[0], ff + side.ridge[1]
    determinant = aa * ff - f * f
    own_intercept = (ff * right_a - f * right_f) / determinant
    own_factor = (aa * right_f - f * right_a) / determinant
    gain = float(right_a @ own_intercept + right_f @ own_factor)
    return Solved(own_intercept, own_factor, gain, f, r)


def plain_sums(
    starts: NDArray[np.int64],
    others: NDArray[np.int32],
    values: Floats,
    given: Floats,
) -> Floats:
    """Return Σf, Σf², Σ(y - a) and Σ(y - a)f of each row, by sparse products."""
    shape = (len(starts) - 1, len(given))
    intercept, factor = given.T
    seen = sparse.csr_array((np.ones(len(values)), others, starts), shape=shape)
    rated = sparse.csr_array((values, others, starts), shape=shape)
    a = seen @ np.column_stack([factor, factor * factor, intercept, intercept * factor])
    y = rated @ np.column_stack([np.ones_like(factor), factor])
    return np.stack([a[:, 0], a[:, 1], y[:, 0] - a[:, 2], y[:, 1] - a[:, 3]])


def best_sums(ratings: int) -> Sums:
    """Return the compiled sums for large work where numba is installed, else the plain ones.

    They agree to rounding (1e-12), far below any digit that is published.
    """
    if ratings < _WORTH_COMPILING or find_spec("numba") is None:
        return plain_sums
    compiled: Sums = import_module("civics.bridging.kernel").compiled_sums
    return compiled
