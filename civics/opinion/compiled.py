"""The hot loops, compiled. Imported only when it pays (`acceleration.py`).

All of them add up whole numbers of a unit, so they give what the numpy paths give, bit for bit.
"""

import numba
import numpy as np
from numpy.typing import NDArray

from civics.opinion.votes import Votes

# As in `gram.py`, which packs its four sums into fields of this many bits.
FIELD = 16


def packed_pairs(votes: Votes, first: int, last: int) -> NDArray[np.int64]:
    """Upper triangle of the packed pair counts of people `first` … `last - 1` (`gram.py`)."""
    width = len(votes.statements)
    packed = np.zeros((width, width), dtype=np.int64)
    _count_pairs(votes.indptr, votes.indices, votes.values, first, last, packed)
    return packed


def sums_along(
    votes: Votes, loadings: NDArray[np.int64], offsets: NDArray[np.int64]
) -> NDArray[np.int64]:
    """(n, q) sums of vote × loading − offset over each person's votes (`placing.py`)."""
    sums = np.zeros((len(votes.participants), loadings.shape[1]), dtype=np.int64)
    _add_loadings(votes.indptr, votes.indices, votes.values, loadings, offsets, sums)
    return sums


def rested(
    points: NDArray[np.float64],
    weights: NDArray[np.float64],
    centres: NDArray[np.float64],
    steps: int,
) -> NDArray[np.float64]:
    """(…, k, 2) centres after Lloyd's rounds, see `kmeans.lloyd`."""
    shape, count = centres.shape, points.shape[-2]
    problems = shape[:-2]  # the same points may serve all of them, as numpy's broadcasting has it
    moved = np.array(centres, dtype=np.float64).reshape(-1, *shape[-2:])
    _move(
        np.array(np.broadcast_to(points, (*problems, count, 2))).reshape(-1, count, 2),
        np.array(np.broadcast_to(weights, (*problems, count))).reshape(-1, count),
        moved,
        steps,
    )
    return moved.reshape(shape)


def _pairs(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    values: NDArray[np.int8],
    first: int,
    last: int,
    packed: NDArray[np.int64],
) -> None:
    # Unsigned places spare the loop numpy's check for negative ones.
    place = np.empty(len(packed), dtype=np.uint64)
    right = np.empty(len(packed), dtype=np.int64)
    for person in range(first, last):
        start = indptr[person]
        length = indptr[person + 1] - start
        for b in range(length):
            place[b] = indices[start + b]
            right[b] = 1 + (np.int64(values[start + b]) << 2 * FIELD)
        for a in range(length):
            row = packed[place[a]]
            left = 1 + (np.int64(values[start + a]) << FIELD)
            for b in range(a, length):
                row[place[b]] += left * right[b]


def _loadings(
    indptr: NDArray[np.int64],
    indices: NDArray[np.int32],
    values: NDArray[np.int8],
    loadings: NDArray[np.int64],
    offsets: NDArray[np.int64],
    sums: NDArray[np.int64],
) -> None:
    for person in range(len(indptr) - 1):
        for at in range(indptr[person], indptr[person + 1]):
            statement = np.uint64(indices[at])
            vote = np.int64(values[at])
            for q in range(sums.shape[1]):
                sums[person, q] += vote * loadings[statement, q] - offsets[statement, q]


def _rounds(
    points: NDArray[np.float64],
    weights: NDArray[np.float64],
    centres: NDArray[np.float64],
    steps: int,
) -> None:
    k = centres.shape[1]
    sums = np.empty((k, 3))
    for problem in range(len(points)):
        place, weight, centre = points[problem], weights[problem], centres[problem]
        for _ in range(steps):
            sums[:] = 0.0
            for c in range(len(place)):
                x, y = place[c, 0], place[c, 1]
                nearest, label = np.inf, 0
                for j in range(k):
                    across, along = x - centre[j, 0], y - centre[j, 1]
                    distance = across * across + along * along
                    if distance < nearest:
                        nearest, label = distance, j
                sums[label, 0] += weight[c] * x
                sums[label, 1] += weight[c] * y
                sums[label, 2] += weight[c]
            still = True
            for j in range(k):
                if sums[j, 2] > 0:
                    x, y = sums[j, 0] / sums[j, 2], sums[j, 1] / sums[j, 2]
                    still = still and x == centre[j, 0] and y == centre[j, 1]
                    centre[j, 0], centre[j, 1] = x, y
            if still:
                break


_move = numba.njit(cache=True, nogil=True)(_rounds)
_count_pairs = numba.njit(cache=True, nogil=True)(_pairs)
_add_loadings = numba.njit(cache=True, nogil=True)(_loadings)
