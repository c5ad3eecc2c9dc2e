"""Texts as sets of three-character pieces.

Three neighbouring characters need no word segmentation, so Chinese, English and a mixture of both
are treated alike. Code points have 21 bits, three of them fit into 63: a shingle is *written* in
one integer, not hashed, and a Jaccard similarity computed from these integers is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.language.normal import Codes, normalise_all

WIDTH = 3
_BITS = 21


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingle sets of some texts.

    Set i is `vocabulary[ranks[starts[i]:starts[i + 1]]]`, ascending and without repetition.
    """

    vocabulary: NDArray[np.uint64]
    ranks: NDArray[np.int32]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> NDArray[np.int64]:
        return np.diff(self.starts)


def shingles(texts: Sequence[str]) -> Shingles:
    """Return the set of character 3-grams of every normalised text.

    A text of one or two characters is one shingle, itself. (Were it the empty set, all short texts
    would be equal to each other.) A text of punctuation alone has no shingle and equals nothing.

    >>> shingles(["好吃", "好吃极了", "！？"]).sizes.tolist()
    [1, 2, 0]
    """
    codes, starts = normalise_all(texts)
    lengths = np.diff(starts)
    counts = np.where(lengths >= WIDTH, lengths - WIDTH + 1, np.minimum(lengths, 1))
    owner = np.repeat(np.arange(len(texts)), counts)
    within = np.arange(owner.size) - np.repeat(np.cumsum(counts) - counts, counts)
    packed = _packed(codes, starts[owner] + within, starts[owner + 1])
    return _as_sets(packed, owner, len(texts))


def _packed(
    codes: Codes, position: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.uint64]:
    # No normalised text contains NUL, so a zero in the last places says "the text ended here".
    padded = np.concatenate([codes, np.zeros(WIDTH, dtype=np.uint32)]).astype(np.uint64)
    packed = np.zeros(position.size, dtype=np.uint64)
    for offset in range(WIDTH):
        piece = np.where(position + offset < end, padded[position + offset], np.uint64(0))
        packed = (packed << np.uint64(_BITS)) | piece
    return packed


def _as_sets(packed: NDArray[np.uint64], owner: NDArray[np.int64], texts: int) -> Shingles:
    vocabulary, ranks = np.unique(packed, return_inverse=True)
    keys = np.sort((owner << 32) | ranks)
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if keys.size else keys
    counts = np.bincount(keys >> 32, minlength=texts)
    starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Shingles(vocabulary, (keys & 0xFFFFFFFF).astype(np.int32), starts)
