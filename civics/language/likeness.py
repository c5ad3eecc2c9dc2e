"""Which texts wish for the same thing, also in other words: an index that weighs what is rare.

A paraphrase shares few three-character pieces with its original, but it does share characters and
pairs of characters, and the rare ones among them say what it is about. A piece weighs the more
the fewer texts have it; two texts are alike by how much of their weight they share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from civics.errors import InputError
from civics.language.normal import normalise_all

Pieces = NDArray[np.uint64]
Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

_CJK = 0x2E80
_BITS = np.uint64(21)
# What asks, joins or counts. Alone it says nothing of what a wish is about.
_WEAK = (
    "的了是我在有和就不都也很到说要会着没看好自这那能以可吗吧呢啊"
    "请把被给让想希望建议个一们太还再又多点些"
)
_WEAK_WORDS = (
    "the and that this those these what when with from have has had are was were will would can "
    "could should not for you your our please want wish make more much very let all one but"
)
# What is missing in the stored text counts fully, what it says besides hardly: it may say more.
_MISSING, _BESIDES = 0.5, 0.2
# How often texts are counted anew: at 16 texts, and whenever there are a quarter more.
_FIRST_COUNT = 16


@dataclass(frozen=True, slots=True)
class Hit:
    """A stored text (its place in order of addition) and how alike it is, between 0 and 1."""

    place: int
    likeness: float


def pieces(texts: Sequence[str]) -> tuple[Pieces, Integers]:
    """Return the pieces of all texts, each once a text, and the text to which each belongs.

    Chinese, Japanese and Korean give characters and pairs of them, other scripts three letters at
    a time. Each is written in one integer; a code point has 21 bits, and three of them fit.
    """
    codes, starts = normalise_all(texts)
    owner = np.repeat(np.arange(len(texts), dtype=np.int64), np.diff(starts))
    code = codes.astype(np.uint64)
    cjk = codes >= _CJK
    weak = np.isin(codes, np.array([ord(c) for c in _WEAK], dtype=codes.dtype))
    lone = np.flatnonzero(cjk & ~weak)
    pair = np.flatnonzero((owner[:-1] == owner[1:]) & (cjk[:-1] | cjk[1:]))
    pair = pair[~(weak[pair] & weak[pair + 1])]
    plain = ~cjk
    three = np.flatnonzero((owner[:-2] == owner[2:]) & plain[:-2] & plain[1:-1] & plain[2:])
    two = (code[pair] << _BITS) | code[pair + 1]
    triple = (((code[three] << _BITS) | code[three + 1]) << _BITS) | code[three + 2]
    telling = ~np.isin(triple, _weak_triples())
    three, triple = three[telling], triple[telling]
    found = np.concatenate([code[lone], two, triple])
    whose = np.concatenate([owner[lone], owner[pair], owner[three]])
    order = np.lexsort((found, whose))
    found, whose = found[order], whose[order]
    first = np.ones(len(found), dtype=bool)
    first[1:] = (found[1:] != found[:-1]) | (whose[1:] != whose[:-1])
    return found[first], whose[first]


class WeightedIndex:
    """Stored texts, answered for by place: 0 for the first text added, and so on.

    >>> index = WeightedIndex(["请把电池做成用户可以自行更换的", "希望出一个白色版本"])
    >>> index.add(["保修卡丢了可以补办吗"])
    range(2, 3)
    >>> [hit.place for hit in index.like("电池能不能自己换", limit=1)]
    [0]

    The answer depends on the texts and their order alone, not on how they were added: weights are
    counted over the first 16, 20, 25, … texts, the largest such number that there are.

    Cost: at 100,000 suggestions of 40 characters a question takes some milliseconds. Memory: 12
    bytes a piece, about 80 pieces a suggestion.
    """

    def __init__(self, texts: Sequence[str] = ()) -> None:
        self._texts = 0
        self._counted = 0
        self._segments: list[tuple[Pieces, NDArray[np.int32]]] = []
        self._vocabulary: Pieces = np.empty(0, dtype=np.uint64)
        self._rarity: Floats = np.empty(0)
        self._weight: Floats = np.empty(0)
        if len(texts):
            self.add(texts)

    def __len__(self) -> int:
        return self._texts

    @property
    def nbytes(self) -> int:
        """How many bytes the stored pieces and weights take."""
        held = [self._vocabulary, self._rarity, self._weight]
        return sum(a.nbytes for a in held) + sum(a.nbytes for pair in self._segments for a in pair)

    def add(self, texts: Sequence[str]) -> range:
        """Store texts and return their places."""
        if isinstance(texts, str):
            raise InputError("duplicates.text", value="str")
        found, whose = pieces(texts)
        begin, end = self._texts, self._texts + len(texts)
        order = np.argsort(found, kind="stable")
        self._segments.append((found[order], (whose[order] + begin).astype(np.int32)))
        self._merge()
        self._texts = end
        counted = _last_count(end)
        if counted != self._counted:
            self._count(counted)
        else:
            new = np.bincount(whose, weights=self._weights_of(found), minlength=len(texts))
            self._weight = np.concatenate([self._weight, new])
        return range(begin, end)

    def like(self, text: str, limit: int = 5, *, at_least: float = 0.0) -> list[Hit]:
        """Return the `limit` stored texts most like this one, the older first on ties.

        Likeness is the shared weight over itself, half of the weight that the stored text misses
        and a fifth of what it says besides (Tversky's index). It is 1 for the same pieces, and
        high where the question is a part of a longer text, as while somebody is typing.

        Cost: proportional to how often the question's pieces occur.
        """
        wanted, _ = pieces([text])
        if not len(wanted) or not self._texts:
            return []
        weights = self._weights_of(wanted)
        shared = np.zeros(self._texts)
        for piece, place in self._segments:
            begin = np.searchsorted(piece, wanted)
            end = np.searchsorted(piece, wanted, side="right")
            for b, e, weight in zip(begin, end, weights, strict=True):
                if e > b:  # a text has each piece once, so nothing is added twice
                    shared[place[b:e]] += weight
        places = np.flatnonzero(shared)
        both = shared[places]
        missing, besides = weights.sum() - both, self._weight[places] - both
        likeness = both / (both + _MISSING * missing + _BESIDES * np.maximum(besides, 0.0))
        near = np.flatnonzero(likeness >= at_least)
        order = near[np.lexsort((places[near], -likeness[near].round(12)))][: max(limit, 0)]
        return [Hit(int(places[k]), float(likeness[k])) for k in order]

    def _weights_of(self, found: Pieces) -> Floats:
        unseen = _rarity(np.zeros(1), self._counted)[0]
        if not len(self._vocabulary):
            return np.full(len(found), unseen)
        at = np.minimum(np.searchsorted(self._vocabulary, found), len(self._vocabulary) - 1)
        known = self._vocabulary[at] == found
        return np.where(known, self._rarity[at], unseen)

    def _count(self, counted: int) -> None:
        """Count in how many of the first texts each piece occurs, and weigh all texts anew."""
        piece = np.concatenate([s[0] for s in self._segments])
        place = np.concatenate([s[1] for s in self._segments])
        order = np.argsort(piece, kind="stable")
        piece, place = piece[order], place[order]
        self._segments = [(piece, place)]
        self._vocabulary, starts = np.unique(piece, return_index=True)
        among = (place < counted).astype(np.int64)
        often = np.add.reduceat(among, starts) if len(starts) else among
        self._counted = counted
        self._rarity = _rarity(often, counted)
        lengths = np.diff(np.append(starts, len(piece)))
        each = np.repeat(self._rarity, lengths)
        weight = np.bincount(place, weights=each, minlength=self._texts)
        self._weight = weight.astype(np.float64)

    def _merge(self) -> None:
        """Keep the segments' lengths falling by half, so that there are O(log n) of them."""
        while len(self._segments) > 1 and len(self._segments[-2][0]) < 2 * len(
            self._segments[-1][0]
        ):
            newer, older = self._segments.pop(), self._segments.pop()
            piece = np.concatenate([older[0], newer[0]])
            place = np.concatenate([older[1], newer[1]])
            order = np.argsort(piece, kind="stable")
            self._segments.append((piece[order], place[order]))


@cache
def _weak_triples() -> Pieces:
    text = f" {_WEAK_WORDS} "
    threes = {text[i : i + 3] for i in range(len(text) - 2)}
    packed = [(ord(each[0]) << 42) | (ord(each[1]) << 21) | ord(each[2]) for each in threes]
    return np.array(sorted(packed), dtype=np.uint64)


def _rarity(often: NDArray[np.generic], counted: int) -> Floats:
    """Return the inverse document frequency, smoothed so that it is positive without any text."""
    weight: Floats = np.log1p((counted + 1.0) / (often.astype(np.float64) + 1.0))
    return weight


def _last_count(texts: int) -> int:
    """Return the largest of 0, 16, 20, 25, … (a quarter more each time) that is not above."""
    counted, following = 0, _FIRST_COUNT
    while following <= texts:
        counted, following = following, following * 5 // 4
    return counted
