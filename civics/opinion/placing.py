"""Where people stand on the plane that the axes span."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from civics.opinion.acceleration import compiled
from civics.opinion.axes import Axes
from civics.opinion.votes import Votes

# Loadings become integers in units of 2⁻⁴⁰, so that a person's sum is exact and does not depend
# on the order of statements; coordinates are then kept in units of 2⁻²⁰ (about a millionth), so
# that the sums of k-means over a group are exact as well, up to 2³³ people-units.
LOADING_UNIT = 2.0**-40
COORDINATE_UNIT = 2.0**-20

# What one vote costs in scipy's sparse product, in additions.
SLOW_PRODUCT = 20


def project(votes: Votes, axes: Axes, asked: int) -> NDArray[np.float64]:
    """(n, 2) coordinates; NaN for a person without votes.

    A missing vote counts as the statement's mean, which pulls people who voted little towards
    the centre; √(statements / votes of this person) stretches them back (Polis' correction).

    `asked`: how many statements have a vote. Cost: 20 ms for two million votes.
    """
    answered = votes.per_participant
    places = _places(sums_along(votes, axes.axes, axes.centre), stretch(answered, asked))
    places[answered == 0] = np.nan
    return places


def stretch(answered: NDArray[np.int64], statements: int) -> NDArray[np.float64]:
    """(n,) √(statements / votes of this person)."""
    factor: NDArray[np.float64] = np.sqrt(statements / np.maximum(answered, 1))
    return factor


def sums_along(
    votes: Votes,
    directions: NDArray[np.float64],
    centre: NDArray[np.float64],
    *,
    fast: bool | None = None,
) -> NDArray[np.int64]:
    """(n, q) sums of (vote − mean) × loading over each person's votes, in `LOADING_UNIT`s.

    `directions` (q, m), `centre` (m,); `fast` as in `gram_of`.
    """
    loadings, offsets = _fixed_point(directions, centre)
    kernels = compiled(len(votes.values) * SLOW_PRODUCT, fast)
    if kernels:
        numbers: NDArray[np.int64] = kernels.sums_along(votes, loadings, offsets)
        return numbers
    starts = votes.indptr
    opinions = sparse.csr_array((votes.values, votes.indices, starts), shape=votes.shape)
    ones = np.ones(len(votes.values), dtype=np.int8)
    answered = sparse.csr_array((ones, votes.indices, starts), shape=votes.shape)
    return np.asarray(opinions @ loadings - answered @ offsets, dtype=np.int64)


def place_of(
    votes: Mapping[int, int],
    axes: NDArray[np.float64],
    centre: NDArray[np.float64],
    statements: int,
) -> tuple[float, float]:
    """One person's coordinates, exactly as `project` gives them.

    `votes`: vote by place of the statement, not empty. `statements`: how many have a vote.
    """
    loadings, offsets = _fixed_point(axes, centre)
    total = sum((loadings[j] * vote - offsets[j] for j, vote in votes.items()), np.zeros(2, int))
    place = _places(total[None, :], stretch(np.array([len(votes)]), statements))[0]
    return float(place[0]), float(place[1])


def _fixed_point(
    directions: NDArray[np.float64], centre: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(m, q) loadings and (m, q) loading × mean vote, in units of `LOADING_UNIT`."""
    loadings = directions.T
    return _units(loadings, LOADING_UNIT), _units(loadings * centre[:, None], LOADING_UNIT)


def _places(sums: NDArray[np.int64], factor: NDArray[np.float64]) -> NDArray[np.float64]:
    places = sums.astype(np.float64) * (LOADING_UNIT * factor)[:, None]
    return np.asarray(_units(places, COORDINATE_UNIT) * COORDINATE_UNIT, dtype=np.float64)


def _units(figures: NDArray[np.floating], unit: float) -> NDArray[np.int64]:
    whole: NDArray[np.int64] = np.rint(figures / unit).astype(np.int64)
    return whole
