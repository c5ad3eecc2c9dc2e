"""Near-duplicate texts: all pairs of a collection, or one text against a growing index.

Similarity is the Jaccard similarity of the sets of character 3-grams, computed exactly. Nothing
here is approximate: every pair that reaches the threshold is found, and none that does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from civics.errors import InputError
from civics.language.bits import mixed
from civics.language.join import Pairs, overlaps, similar_pairs
from civics.language.shingles import Shingles, shingles

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What `near_duplicates` found.

    Attributes
    ----------
    threshold : the least Jaccard similarity that counts.
    copy_of : shape (texts,); the first text with exactly the same shingles, itself for that text.
    pairs : similar pairs among those first texts; copies are not listed again, so that a thousand
        equal posts cost a thousand entries and not half a million.
    """

    threshold: float
    copy_of: Integers
    pairs: Pairs

    def groups(self) -> list[list[int]]:
        """Return the chains of similar texts with two or more members, in order of first member.

        A group is what can be reached step by step: its ends may be less similar than the
        threshold. Show the evidence (`pairs`) to the person who merges.
        """
        texts = len(self.copy_of)
        left = np.concatenate([np.arange(texts), self.pairs.first])
        right = np.concatenate([self.copy_of, self.pairs.second])
        links = sparse.coo_array((np.ones(len(left), dtype=bool), (left, right)), (texts, texts))
        _, label = connected_components(links, directed=False)
        order = np.argsort(label, kind="stable")
        cuts = np.flatnonzero(np.diff(label[order])) + 1
        found = [part.tolist() for part in np.split(order, cuts) if len(part) > 1]
        return sorted(found)

    def every_pair(self) -> Pairs:
        """Return the pairs of all texts, copies written out; the number may be quadratic."""
        members = np.argsort(self.copy_of, kind="stable")
        leaders = self.copy_of[members]
        begin = np.searchsorted(leaders, np.arange(len(leaders)))
        end = np.searchsorted(leaders, np.arange(len(leaders)), side="right")
        first, second, which = _products(self.pairs, begin, end)
        groups = np.flatnonzero(end - begin > 1)
        same = [np.column_stack(np.triu_indices(end[g] - begin[g], 1)) + begin[g] for g in groups]
        inner = np.concatenate([np.empty((0, 2), dtype=np.int64), *same])
        one = members[np.concatenate([first, inner[:, 0]])]
        other = members[np.concatenate([second, inner[:, 1]])]
        similarity = np.concatenate([self.pairs.similarity[which], np.ones(len(inner))])
        low, high = np.minimum(one, other), np.maximum(one, other)
        order = np.lexsort((high, low))
        return Pairs(low[order], high[order], similarity[order])


def near_duplicates(
    texts: Sequence[str], threshold: float = 0.6, *, at_most: int = 20_000_000
) -> Duplicates:
    """Find every pair of texts whose Jaccard similarity is at least `threshold`.

    Parameters
    ----------
    texts : the posts as people wrote them; normalisation happens here.
    threshold : in (0, 1]. One changed character inside a text of n characters costs three of its
        n - 2 shingles: at 0.6 a text of 15 characters may differ in one place.
    at_most : refuse when more pairs of distinct texts would have to be compared.

    Raises
    ------
    InputError
        "duplicates.threshold", "duplicates.text" (not a string), "duplicates.too_many_pairs".

    Example
    -------
    >>> found = near_duplicates(["门票太贵了，求降价！", "门票太贵了 求降价", "好听"], 0.6)
    >>> found.copy_of.tolist()
    [0, 0, 2]
    >>> found.groups()
    [[0, 1]]

    Cost: about linear for human writing; 100,000 posts of 27 characters take 1.3 s. A collection
    built from few fixed clauses costs more, see docs/methods/duplicates.md.
    """
    if not 0 < threshold <= 1:
        raise InputError("duplicates.threshold", value=threshold)
    sets = shingles(_checked(texts))
    copy_of = _copies(sets)
    leaders = np.flatnonzero(copy_of == np.arange(len(texts)))
    pairs = similar_pairs(_subset(sets, leaders), threshold, at_most)
    named = Pairs(leaders[pairs.first], leaders[pairs.second], pairs.similarity)
    return Duplicates(float(threshold), copy_of, named)


def _checked(texts: Sequence[str]) -> Sequence[str]:
    for place, text in enumerate(texts):
        if not isinstance(text, str):
            raise InputError("duplicates.text", row=place, value=type(text).__name__)
    return texts


def _copies(sets: Shingles) -> Integers:
    """Return for each set the first set equal to it; the empty set equals only itself."""
    sizes = sets.sizes
    owner = np.repeat(np.arange(len(sets)), sizes)
    digest = np.zeros(len(sets), dtype=np.uint64)
    np.add.at(digest, owner, mixed(sets.vocabulary)[sets.ranks])
    _, first, which = np.unique(digest, return_index=True, return_inverse=True)
    leader = np.where(sizes > 0, first[which], np.arange(len(sets)))
    copies = np.flatnonzero(leader != np.arange(len(sets)))
    shared = overlaps(sets, leader[copies], copies)
    equal = (shared == sizes[copies]) & (shared == sizes[leader[copies]])
    # A digest may collide, a comparison does not; such a text is then compared like any other.
    leader[copies[~equal]] = copies[~equal]
    return leader


def _subset(sets: Shingles, chosen: Integers) -> Shingles:
    sizes = sets.sizes
    keep = np.zeros(len(sets), dtype=bool)
    keep[chosen] = True
    starts = np.concatenate(([0], np.cumsum(sizes[chosen])))
    return Shingles(sets.vocabulary, sets.ranks[np.repeat(keep, sizes)], starts)


def _products(pairs: Pairs, begin: Integers, end: Integers) -> tuple[Integers, Integers, Integers]:
    """Return the places of all (copy of first, copy of second), and which pair each came from."""
    rows = end[pairs.first] - begin[pairs.first]
    columns = end[pairs.second] - begin[pairs.second]
    products = rows * columns
    which = np.repeat(np.arange(len(pairs)), products)
    within = np.arange(len(which)) - np.repeat(np.cumsum(products) - products, products)
    row, column = np.divmod(within, columns[which])
    return begin[pairs.first][which] + row, begin[pairs.second][which] + column, which
