"""Which votes come together, counted: the integers that a map is computed from.

For statements j and k let the sums run over the people who voted on both:

    S[j, k] = Σ vote_j · vote_k        A[j, k] = Σ vote_j        N[j, k] = Σ 1

They are integers, so they are the same bit for bit in whatever order people are counted and on
whatever machine, and a changed vote changes only what that one person added to them. The
covariance that principal components need follows from them alone (`axes.py`).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from civics.opinion.acceleration import compiled
from civics.opinion.votes import Votes

# (1 + B·vote_j)(1 + C·vote_k) = 1 + B·vote_j + C·vote_k + BC·vote_j·vote_k: with B = 2¹⁶ and
# C = 2³² one 64-bit addition counts N, A, Aᵀ and S at once, each in sixteen bits. They hold
# as long as no more than 2¹⁵ − 1 people are added up before the fields are taken apart.
FIELD = 16
PEOPLE_AT_ONCE = (1 << (FIELD - 1)) - 1


@dataclass(frozen=True, eq=False)
class Gram:
    """The integers S, A and N of the module's formula, each (m, m) int32."""

    S: NDArray[np.int32]
    A: NDArray[np.int32]
    N: NDArray[np.int32]

    @property
    def asked(self) -> int:
        """How many statements have a vote."""
        return int(np.count_nonzero(self.N.diagonal()))

    def __add__(self, other: "Gram") -> "Gram":
        return Gram(self.S + other.S, self.A + other.A, self.N + other.N)

    def __sub__(self, other: "Gram") -> "Gram":
        return Gram(self.S - other.S, self.A - other.A, self.N - other.N)

    def spread(self, places: NDArray[np.integer], size: int) -> "Gram":
        """The same counts among `size` statements, statement j becoming `places[j]`."""
        return Gram(*(_spread(part, places, size) for part in (self.S, self.A, self.N)))


def gram_of(votes: Votes, *, fast: bool | None = None) -> Gram:
    """Count all pairs of votes.

    Parameters
    ----------
    fast
        Use the numba kernel (True), scipy alone (False), or what is quicker (None). The counts
        are the same.

    >>> votes = Votes.of([0, 0, 1], [0, 1, 1], [1, -1, 1], participants="ab", statements="xy")
    >>> counts = gram_of(votes)
    >>> counts.S.tolist(), counts.A.tolist(), counts.N.tolist()
    ([[1, -1], [-1, 2]], [[1, 1], [-1, 0]], [[1, 1], [1, 2]])

    Cost: Σ over people of (number of votes)² / 2 additions, 1–2 ns each with numba; memory
    20 m² bytes.
    """
    people, width = votes.shape
    kernels = compiled(float((votes.per_participant.astype(float) ** 2).sum()), fast)
    count = kernels.packed_pairs if kernels else _packed_pairs
    total = Gram(*(np.zeros((width, width), dtype=np.int32) for _ in range(3)))
    for first in range(0, people, PEOPLE_AT_ONCE):
        last = min(first + PEOPLE_AT_ONCE, people)
        _add_fields(total, count(votes, first, last))
    return total


def recounted(gram: Gram, old: Votes, new: Votes) -> Gram:
    """The pair counts after some people's rows `old` have become `new`.

    Both hold these people alone, and the same statements as `gram`. Cost: their own pairs, and
    one pass over the m × m counts.
    """
    if max(len(old.participants), len(new.participants)) > PEOPLE_AT_ONCE:
        return gram - gram_of(old) + gram_of(new)
    total = Gram(gram.S.copy(), gram.A.copy(), gram.N.copy())
    kernels = compiled(0, None)
    count = kernels.packed_pairs if kernels else _packed_pairs
    before = count(old, 0, len(old.participants))
    _add_fields(total, count(new, 0, len(new.participants)) - before)
    return total


def _packed_pairs(votes: Votes, first: int, last: int) -> NDArray[np.int64]:
    start, end = votes.indptr[first], votes.indptr[last]
    index, value = votes.indices[start:end], votes.values[start:end].astype(np.int64)
    shape = (last - first, len(votes.statements))
    rows = votes.indptr[first : last + 1] - start
    left = sparse.csr_array((1 + (value << FIELD), index, rows), shape=shape)
    right = sparse.csr_array((1 + (value << 2 * FIELD), index, rows), shape=shape)
    packed: NDArray[np.int64] = (left.T @ right).toarray()
    return np.triu(packed)


def _add_fields(total: Gram, packed: NDArray[np.int64]) -> None:
    """Take the four signed fields of an upper triangle apart and add them to the counts."""
    low, fields = packed.astype(np.int16), []
    for _ in range(3):
        fields.append(low)
        packed = (packed - low) >> FIELD
        low = packed.astype(np.int16)
    both, of_row, of_column, product = *fields, low
    for counts, upper, lower in (
        (total.N, both, both),
        (total.A, of_row, of_column),
        (total.S, product, product),
    ):
        counts += upper
        counts += lower.T
        counts[np.diag_indices_from(counts)] -= lower.diagonal()  # both triangles have it


def _spread(part: NDArray[np.int32], places: NDArray[np.integer], size: int) -> NDArray[np.int32]:
    wide = np.zeros((size, size), dtype=np.int32)
    wide[np.ix_(places, places)] = part
    return wide
