"""Every pair of sets whose Jaccard similarity reaches a threshold: an exact prefix-filter join.

Two sets of which J = |x ∩ y| / |x ∪ y| ≥ t share at least t·|x| elements. Order all elements from
rare to frequent: then x and y already share one of the first |x| - ⌈t|x|⌉ + 1 elements of x and
one of the equally defined first elements of y (were all their common elements later ones, there
would be too few of them). So only texts with a common *rare* shingle are compared. Unlike banded
MinHash this misses nothing, and on short texts it also meets fewer candidates.

Sources: Chaudhuri, Ganti, Kaushik, "A primitive operator for similarity joins", ICDE 2006 (prefix);
Sandes, Teodoro, Melo, "Bitmap filter", Information Systems 88, 2020 (the bit rows).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from civics.errors import InputError
from civics.language.bits import bit_rows, overlap_bound
from civics.language.shingles import Shingles

Integers = NDArray[np.int64]
# Candidates looked at in one go: some 60 MB of working memory.
_BATCH = 1 << 20
# Sizes are multiplied by a decimal threshold; the filters must never round a pair away.
_SLACK = 1e-9


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs in ascending order, first < second, with the exact similarity of each."""

    first: Integers
    second: Integers
    similarity: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.first)


def similar_pairs(sets: Shingles, threshold: float, at_most: int) -> Pairs:
    """Return every pair of sets whose Jaccard similarity is at least `threshold`.

    Raises `InputError` "duplicates.too_many_pairs" when more than `at_most` pairs pass the bit rows
    and would have to be compared exactly.
    """
    sizes = sets.sizes
    members, stops = _prefix_groups(sets, threshold)
    rows = bit_rows(sets.vocabulary[sets.ranks], sets.starts, words=1)
    counts = rows.counts
    kept: list[Integers] = []
    total = 0
    for first, second in _batches(members, stops):
        bound = overlap_bound(
            rows.bits[first],
            counts[first],
            sizes[first],
            rows.bits[second],
            counts[second],
            sizes[second],
        )
        may = bound >= threshold / (1 + threshold) * (sizes[first] + sizes[second]) - _SLACK
        low, high = np.minimum(first[may], second[may]), np.maximum(first[may], second[may])
        kept.append(np.unique(low * len(sets) + high))
        total += len(kept[-1])
        if total > 2 * at_most:  # a pair may be met in several batches
            kept = [np.unique(np.concatenate(kept))]
            total = len(kept[0])
            _refuse_beyond(at_most, total)
    codes = np.unique(np.concatenate(kept)) if kept else np.empty(0, dtype=np.int64)
    _refuse_beyond(at_most, len(codes))
    return _verified(sets, codes, threshold)


def _refuse_beyond(at_most: int, total: int) -> None:
    if total > at_most:
        raise InputError("duplicates.too_many_pairs", at_most=at_most)


def _prefix_groups(sets: Shingles, threshold: float) -> tuple[Integers, Integers]:
    """Group the sets by shared prefix element.

    Returns
    -------
    members : set numbers; within a group of equal elements they ascend by size.
    stops : for each place in `members`, where the sets end that are in the same group and not
        too large to reach the threshold with it.
    """
    sizes = sets.sizes
    owner = np.repeat(np.arange(len(sets)), sizes)
    frequency = np.bincount(sets.ranks, minlength=len(sets.vocabulary))
    rarity = np.empty(len(frequency), dtype=np.int64)
    rarity[np.argsort(frequency, kind="stable")] = np.arange(len(frequency))
    keys = np.sort((owner << 32) | rarity[sets.ranks])
    prefix = sizes - np.ceil(sizes * threshold - _SLACK).astype(np.int64) + 1
    place = np.arange(len(keys)) - np.repeat(sets.starts[:-1], sizes)
    chosen = place < np.repeat(prefix, sizes)
    element, member = keys[chosen] & 0xFFFFFFFF, owner[chosen]
    order = np.lexsort((member, sizes[member], element))
    element, member = element[order], member[order]
    # One search over (element, size) finds both the group's end and the largest admissible size.
    span = int(sizes.max(initial=0)) + 1
    place_of = element * span + sizes[member]
    largest = np.minimum(np.floor(sizes[member] / threshold + _SLACK).astype(np.int64), span - 1)
    return member, np.searchsorted(place_of, element * span + largest, side="right")


def _batches(members: Integers, stops: Integers) -> Iterator[tuple[Integers, Integers]]:
    partners = stops - np.arange(len(members)) - 1
    done = np.cumsum(partners)
    at = 0
    while at < len(members):
        before = done[at - 1] if at else 0
        end = max(at + 1, int(np.searchsorted(done, before + _BATCH, side="right")))
        count = partners[at:end]
        left = np.repeat(np.arange(at, end), count)
        within = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count)
        if left.size:
            yield members[left], members[left + 1 + within]
        at = end


def _verified(sets: Shingles, codes: Integers, threshold: float) -> Pairs:
    first, second = np.divmod(codes, max(len(sets), 1))
    shared = overlaps(sets, first, second)
    sizes = sets.sizes
    similarity = shared / np.maximum(sizes[first] + sizes[second] - shared, 1)
    # The quotient is correctly rounded, so 3/5 is the same number as the literal 0.6.
    true = similarity >= threshold
    return Pairs(first[true], second[true], similarity[true])


def overlaps(sets: Shingles, first: Integers, second: Integers) -> Integers:
    """Return |set(first[k]) ∩ set(second[k])| for each k, counted exactly."""
    ones = np.ones(len(sets.ranks), dtype=np.int32)
    shape = (len(sets), max(len(sets.vocabulary), 1))
    incidence = sparse.csr_array((ones, sets.ranks, sets.starts), shape=shape)
    counted = [np.empty(0, dtype=np.int64)]
    for at in range(0, len(first), _BATCH // 8):
        part = slice(at, at + _BATCH // 8)
        both = incidence[first[part]].multiply(incidence[second[part]])
        counted.append(np.asarray(both.sum(axis=1), dtype=np.int64).ravel())
    return np.concatenate(counted)
