"""The blend of donors that comes closest: least squares with weights that are shares.

Weights are at least 0 and sum to 1, so the blend never leaves the range of the donors. Finding
them is finding the point of a polytope that is nearest to the origin, and that is a least-squares
problem without the sum: for u ≥ 0 with u = s · w, minimise |D u|² + (Σ u - 1)². The best s for a
given w leaves |D w|² / (1 + |D w|²), which rises with |D w|², so w = u / Σ u is exact.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import nnls

from civics.trust.estimate import Floats


def blend(treated: Floats, donors: Floats) -> Floats:
    """Return (donors,) the weights whose blend of `donors` (n, j) is nearest to `treated` (n,).

    If several blends are equally near, one of them; `is_unique` tells.
    """
    return _nearest(donors - treated[:, None])


def blends(treated: Floats, donors: Floats) -> Floats:
    """Return (m, j): `blend` for each row of `treated` (m, n)."""
    return np.array([blend(row, donors) for row in treated])


def is_unique(treated: Floats, donors: Floats, weights: Floats) -> bool:
    """Whether no other weights come as near.

    All weights that come as near use donors on whose side of the blend the distance does not rise,
    and all make the same blend. There is one way if these donors, with a row of ones, are
    independent.
    """
    apart = donors - treated[:, None]
    scale = np.abs(apart).max()
    if scale == 0:
        return bool(donors.shape[1] == 1)
    apart = apart / scale
    rise = apart.T @ (apart @ weights)
    face = apart[:, rise <= rise @ weights + 1e-9]
    rows = np.vstack([face, np.ones(face.shape[1])])
    return bool(np.linalg.matrix_rank(rows, tol=1e-9) == face.shape[1])


def _nearest(apart: Floats) -> Floats:
    j = apart.shape[1]
    # Any scale gives the same weights. This one keeps the row of ones as heavy as the rest.
    scale = np.sqrt(np.einsum("ij,ij->j", apart, apart).min())
    if scale == 0:  # some donor is the treated series itself
        scale = max(float(np.abs(apart).max()), 1.0)
    rows = np.vstack([apart / scale, np.ones(j)])
    goal = np.zeros(len(rows))
    goal[-1] = 1.0
    found = nnls(rows, goal)[0]
    weights: Floats = found / found.sum()
    return weights
