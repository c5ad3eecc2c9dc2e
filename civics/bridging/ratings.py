"""Who rated what, in an order that names and arrival cannot change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from civics.errors import InputError
from civics.opinion import Votes

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

# Community Notes rates notes and raters only above these counts.
LEAST_PER_ITEM, LEAST_PER_RATER = 5, 10
# Ratings are told apart to this fraction when the order is decided.
_VALUE_STEPS = 1 << 20
_ROUNDS = 3


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings between 0 (against) and 1 (for), sorted by rater, then item.

    Build it with `Ratings.of` or `Ratings.of_votes`. Raters and items stand in the order of a code
    computed from the ratings alone, so that sums are added up in the same order, and random starts
    fall on the same items, whatever the rows' order and whatever anybody is called.
    """

    raters: tuple[str, ...]
    items: tuple[str, ...]
    rater: Integers
    """(ratings,) place in `raters`"""
    item: Integers
    """(ratings,) place in `items`"""
    value: Floats
    """(ratings,)"""

    def __post_init__(self) -> None:
        for array in (self.rater, self.item, self.value):
            array.flags.writeable = False

    def __len__(self) -> int:
        return len(self.value)

    @staticmethod
    def of(
        rater: ArrayLike,
        item: ArrayLike,
        value: ArrayLike,
        *,
        raters: Sequence[str],
        items: Sequence[str],
    ) -> Ratings:
        """Ratings from three parallel arrays, in the order in which they were given.

        Of several ratings by one person of one item the last one counts. People and items without
        ratings are left out.

        Raises
        ------
        InputError
            "ratings.length", "ratings.place" (with column and index), "ratings.value" (not between
            0 and 1, or not a number), "ratings.duplicate_rater", "ratings.duplicate_item".
        """
        people = _places(rater, len(raters), "rater")
        things = _places(item, len(items), "item")
        values = np.asarray(value, dtype=np.float64)
        if not len(people) == len(things) == len(values):
            raise InputError(
                "ratings.length", rater=len(people), item=len(things), value=len(values)
            )
        outside = np.flatnonzero(~((values >= 0) & (values <= 1)))
        if outside.size:
            at = int(outside[0])
            raise InputError("ratings.value", index=at, value=float(values[at]))
        for names, what in ((raters, "rater"), (items, "item")):
            if len(set(names)) != len(names):
                raise InputError(f"ratings.duplicate_{what}")
        return _canonical(*_latest(people, things, values, len(items)), raters, items)

    @staticmethod
    def of_votes(votes: Votes) -> Ratings:
        """Agree becomes 1, pass ½, disagree 0."""
        return Ratings.of(
            votes.rows,
            votes.indices,
            (votes.values + 1) / 2,
            raters=votes.participants,
            items=votes.statements,
        )

    def core(self, per_item: int = LEAST_PER_ITEM, per_rater: int = LEAST_PER_RATER) -> Ratings:
        """Keep items with enough ratings and raters with enough ratings, until both hold."""
        keep = np.ones(len(self), dtype=bool)
        while True:
            by_item = np.bincount(self.item[keep], minlength=len(self.items))
            by_rater = np.bincount(self.rater[keep], minlength=len(self.raters))
            enough = (by_item >= per_item)[self.item] & (by_rater >= per_rater)[self.rater]
            if (enough | ~keep).all():
                return self._where(keep)
            keep &= enough

    def without(self, raters: Integers) -> Ratings:
        """The same ratings without some raters (by place), raters and items in the same order."""
        stays = np.ones(len(self.raters), dtype=bool)
        stays[raters] = False
        return self._where(stays[self.rater])

    def _where(self, keep: NDArray[np.bool_]) -> Ratings:
        people, rater = np.unique(self.rater[keep], return_inverse=True)
        things, item = np.unique(self.item[keep], return_inverse=True)
        return Ratings(
            tuple(self.raters[place] for place in people),
            tuple(self.items[place] for place in things),
            rater.astype(np.int64),
            item.astype(np.int64),
            self.value[keep],
        )


def _places(array: ArrayLike, limit: int, what: str) -> Integers:
    places = np.asarray(array)
    if not places.size:
        return np.empty(0, dtype=np.int64)
    if not np.issubdtype(places.dtype, np.integer):
        raise InputError("ratings.not_integers", column=what, dtype=str(places.dtype))
    outside = np.flatnonzero((places < 0) | (places >= limit))
    if outside.size:
        at = int(outside[0])
        raise InputError("ratings.place", column=what, index=at, value=int(places[at]))
    return places.astype(np.int64)


def _latest(
    rater: Integers, item: Integers, value: Floats, items: int
) -> tuple[Integers, Integers, Floats]:
    cell = rater * max(items, 1) + item
    if not (cell[1:] > cell[:-1]).all():
        order = np.argsort(cell, kind="stable")
        last = np.append(cell[order][1:] != cell[order][:-1], True)
        chosen = order[last]
        rater, item, value = rater[chosen], item[chosen], value[chosen]
    return rater, item, value


def _canonical(
    rater: Integers, item: Integers, value: Floats, raters: Sequence[str], items: Sequence[str]
) -> Ratings:
    rater_code, item_code = _structure(rater, item, value, len(raters), len(items))
    people = _ranked(rater_code, np.bincount(rater, minlength=len(raters)), raters)
    things = _ranked(item_code, np.bincount(item, minlength=len(items)), items)
    rater, item = _inverse(people, len(raters))[rater], _inverse(things, len(items))[item]
    order = np.argsort(rater * max(len(things), 1) + item)
    return Ratings(
        tuple(raters[place] for place in people),
        tuple(items[place] for place in things),
        rater[order],
        item[order],
        value[order],
    )


def _structure(
    rater: Integers, item: Integers, value: Floats, raters: int, items: int
) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Codes of raters and items that depend on the pattern of ratings and on nothing else.

    Each round adds up (modulo 2⁶⁴, so in any order) what one has rated or was rated by, the colour
    refinement of Weisfeiler and Leman. Two people with one code have rated alike.
    """
    weight = _scrambled((value * _VALUE_STEPS).astype(np.uint64))
    rater_code = np.zeros(raters, dtype=np.uint64)
    item_code = np.zeros(items, dtype=np.uint64)
    for _ in range(_ROUNDS):
        seen = np.zeros(items, dtype=np.uint64)
        np.add.at(seen, item, _scrambled(rater_code)[rater] * weight)
        item_code = _scrambled(seen)
        given = np.zeros(raters, dtype=np.uint64)
        np.add.at(given, rater, item_code[item] * weight)
        rater_code = _scrambled(given)
    return rater_code, item_code


def _scrambled(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    mixed = codes + np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(31)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xD6E8FEB86659FD93)
    return mixed ^ (mixed >> np.uint64(32))


def _ranked(codes: NDArray[np.uint64], counts: Integers, names: Sequence[str]) -> Integers:
    """Places in order of code, those without ratings left out; names decide only among equals."""
    order = np.argsort(codes, kind="stable")
    ranked = codes[order]
    if (ranked[1:] == ranked[:-1]).any():
        by_name = sorted(range(len(names)), key=names.__getitem__)
        name_rank = np.empty(len(names), dtype=np.int64)
        name_rank[by_name] = np.arange(len(names))
        order = np.lexsort((name_rank, codes))
    return order[counts[order] > 0].astype(np.int64)


def _inverse(order: Integers, size: int) -> Integers:
    inverse = np.full(size, -1, dtype=np.int64)
    inverse[order] = np.arange(len(order))
    return inverse
