"""An order of the statements that depends on the votes and on nothing else.

Sums of floating-point numbers depend on their order; names and arrival must not decide it.
Each statement gets a 64-bit number from its own counts, then twice one from its counts with
every other statement and that statement's number (the colour refinement of Weisfeiler and
Leman). Statements that still share a number are, short of a collision, interchangeable.
"""

import numpy as np
from numpy.typing import NDArray

from civics.opinion.gram import Gram

ROUNDS = 2


def canonical_order(gram: Gram) -> NDArray[np.intp]:
    """(m,) places of the statements in canonical order."""
    pairs = _mixed(_folded(gram.S, gram.A, gram.A.T, gram.N))
    number = _mixed(pairs.diagonal().copy())
    for _ in range(ROUNDS):
        number = _mixed(number + pairs @ number)
    return np.argsort(number, kind="stable")


def _folded(*parts: NDArray[np.int32]) -> NDArray[np.uint64]:
    folded = np.zeros(parts[0].shape, dtype=np.uint64)
    for part in parts:
        folded *= np.uint64(0x9E3779B97F4A7C15)
        folded += part.astype(np.int64).view(np.uint64)
    return folded


def _mixed(number: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))
