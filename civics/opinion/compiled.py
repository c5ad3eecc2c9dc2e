"""The two hot loops, compiled. Imported only when it pays (`acceleration.py`).

Both add up integers, so they give what the numpy paths give, bit for bit.
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


_count_pairs = numba.njit(cache=True, nogil=True)(_pairs)
_add_loadings = numba.njit(cache=True, nogil=True)(_loadings)
