"""A few bits for each set, from which its overlap with another set can be bounded, never missed.

Each element sets one bit of its set's row. A bit that x has and y has not stands for at least one
element of x that y lacks, so |x ∩ y| ≤ |x| - (bits of x outside y), and the same seen from y.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class BitRows:
    """`bits` has shape (sets, words); `counts` says how many bits of each row are set."""

    bits: Words
    counts: Integers


def bit_rows(values: Words, starts: Integers, words: int) -> BitRows:
    """Return the bit rows of the sets `values[starts[i]:starts[i + 1]]`."""
    spread = mixed(values)
    # 2⁶⁴ / width: the upper bits choose the place, all widths being powers of two
    place = (spread >> np.uint64(65 - (64 * words).bit_length())).astype(np.int64)
    owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    bits = np.zeros((len(starts) - 1, words), dtype=np.uint64)
    flags = np.uint64(1) << (place & 63).astype(np.uint64)
    np.bitwise_or.at(bits.reshape(-1), owner * words + (place >> 6), flags)
    return BitRows(bits, np.bitwise_count(bits).sum(axis=1, dtype=np.int64))


def overlap_bound(
    bits: Words,
    counts: Integers,
    sizes: Integers,
    other_bits: Words,
    other_counts: Integers,
    other_sizes: Integers,
) -> Integers:
    """Return an upper bound of |x ∩ y| for sets x and y given row by row."""
    common = np.bitwise_count(bits & other_bits).sum(axis=-1, dtype=np.int64)
    bound: Integers = np.minimum(sizes - counts + common, other_sizes - other_counts + common)
    return bound


def mixed(values: Words) -> Words:
    """Return a bijective scramble of 64-bit integers (xor-shift and multiply, three rounds)."""
    v = values.copy()
    for shift, factor in ((32, 0xD6E8FEB86659FD93), (29, 0xD6E8FEB86659FD93)):
        v ^= v >> np.uint64(shift)
        v *= np.uint64(factor)
    v ^= v >> np.uint64(32)
    return v
