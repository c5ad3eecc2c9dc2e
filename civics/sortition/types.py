"""People whom the rules cannot tell apart have equal chances, so the arithmetic is on types.

A *type* is a set of people with the same answers in the same kind of household. A *kind* is a
set of households made up alike. With x_t people of type t expected on the panel, each has the
chance x_t / n_t. Whole-number x that keep the rows below can always be turned into people, and
evenly: pick different households of the kind at random, then one person in each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.sortition.pool import Person, Pool, Quota

Floats = NDArray[np.float64]
Signature = tuple[int, ...]  # the rows of the programme in which a person counts

# What a row stands for.
SIZE, QUOTA, CONFLICT, HOUSEHOLD = "size", "quota", "conflict", "household"


@dataclass(frozen=True, slots=True)
class Row:
    """lower <= sum of people of the types it counts <= upper.

    `rule` is one of ``size``, ``quota``, ``conflict`` and ``household``; a conflict has its name
    as feature.
    """

    rule: str
    category: str
    feature: str
    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class Kind:
    """Households made up alike: their types, and for each household its people by type."""

    types: tuple[int, ...]
    households: tuple[tuple[tuple[str, ...], ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Types:
    """A sortition problem on types.

    Attributes
    ----------
    size : people on a panel.
    rows : quotas, conflicts and households; row 0 is the size itself.
    matrix : shape (rows, types), 0.0 or 1.0.
    counts : shape (types,), people of each type.
    caps : shape (types,), how many of a type one panel may have (its number of households).
    kinds : the people.
    """

    size: int
    rows: tuple[Row, ...]
    matrix: Floats
    counts: Floats
    caps: Floats
    kinds: tuple[Kind, ...]

    @property
    def lower(self) -> Floats:
        """Shape (rows,)."""
        return np.array([row.lower for row in self.rows], dtype=np.float64)

    @property
    def upper(self) -> Floats:
        """Shape (rows,)."""
        return np.array([row.upper for row in self.rows], dtype=np.float64)

    def type_of(self) -> dict[str, int]:
        """The type of each person."""
        return {
            person: kind_type
            for kind in self.kinds
            for household in kind.households
            for kind_type, members in zip(kind.types, household, strict=True)
            for person in members
        }


def rows_of(pool: Pool, quotas: Sequence[Quota], size: int) -> list[Row]:
    """The rows of quotas and conflicts that can bind, in a fixed order, after the size's own."""
    people = len(pool.people)
    found = [Row(SIZE, "", "", size, size)]
    answers = Counter(item for person in pool.people for item in person.answers.items())
    for quota in sorted(quotas):
        count = answers[quota.category, quota.feature]
        # Nobody can break such a quota; without it more people are of one type.
        slack = quota.minimum <= max(0, size - people + count) and quota.maximum >= min(size, count)
        if not slack:
            bounds = quota.minimum, quota.maximum
            found.append(Row(QUOTA, quota.category, quota.feature, *bounds))
    return found


def types_of(pool: Pool, quotas: Sequence[Quota], size: int) -> Types:
    """Group the people of a pool by the rows in which they count.

    Cost: linear in people times categories.
    """
    rows = rows_of(pool, quotas, size)
    conflicts = [Row(CONFLICT, "", group.name, 0, group.at_most) for group in pool.conflicts]
    named = {(row.category, row.feature): i for i, row in enumerate(rows) if row.rule == QUOTA}
    groups = [group.people for group in pool.conflicts]
    signs = {person.id: _signature(person, named, groups, len(rows)) for person in pool.people}
    homes = {person.id: person.household for person in pool.people}
    return grouped([*rows, *conflicts], size, signs, homes)


def _signature(
    person: Person,
    named: Mapping[tuple[str, str], int],
    groups: Sequence[frozenset[str]],
    first: int,
) -> Signature:
    counted = [named[item] for item in person.answers.items() if item in named]
    counted += [first + i for i, group in enumerate(groups) if person.id in group]
    return tuple(sorted(counted))


def grouped(
    rows: Sequence[Row], size: int, signs: Mapping[str, Signature], homes: Mapping[str, str]
) -> Types:
    """Types and kinds of people with these signatures, in an order that no renaming changes."""
    households: dict[tuple[str, str], list[str]] = {}
    for person in signs:
        home = homes.get(person, "")
        households.setdefault(("home", home) if home else ("alone", person), []).append(person)
    kinds: dict[tuple[Signature, ...], list[list[str]]] = {}
    for members in households.values():
        kinds.setdefault(tuple(sorted(signs[person] for person in members)), []).append(members)
    made: list[Kind] = []
    columns: list[Signature] = []
    extra: list[tuple[int, ...]] = []
    for makeup in sorted(kinds):
        signatures = sorted(set(makeup))
        types = tuple(range(len(columns), len(columns) + len(signatures)))
        columns += signatures
        by_type = (
            tuple(tuple(sorted(p for p in home if signs[p] == s)) for s in signatures)
            for home in kinds[makeup]
        )
        made.append(Kind(types, tuple(sorted(by_type))))
        if len(types) > 1:
            extra.append(types)
    return _assembled(rows, size, made, columns, extra)


def _assembled(
    rows: Sequence[Row],
    size: int,
    kinds: Sequence[Kind],
    columns: Sequence[Signature],
    extra: Sequence[tuple[int, ...]],
) -> Types:
    homes = {kind.types: len(kind.households) for kind in kinds}
    all_rows = [*rows, *(Row(HOUSEHOLD, "", str(i), 0, homes[t]) for i, t in enumerate(extra))]
    matrix = np.zeros((len(all_rows), len(columns)))
    matrix[0] = 1.0
    for column, signature in enumerate(columns):
        matrix[list(signature), column] = 1.0
    for i, types in enumerate(extra):
        matrix[len(rows) + i, list(types)] = 1.0
    counts, caps = np.zeros(len(columns)), np.zeros(len(columns))
    for kind in kinds:
        for place, kind_type in enumerate(kind.types):
            caps[kind_type] = len(kind.households)
            counts[kind_type] = sum(len(home[place]) for home in kind.households)
    for array in (matrix, counts, caps):
        array.flags.writeable = False
    return Types(size, tuple(all_rows), matrix, counts, caps, tuple(kinds))
