"""A reserve list: the people who, on average over who may leave, keep the quotas best."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from civics.errors import InputError
from civics.sortition.chance import Chance
from civics.sortition.drawing import people_of
from civics.sortition.lottery import Lottery
from civics.sortition.panels import Panels
from civics.sortition.polytope import Polytope
from civics.sortition.replacement import remaining
from civics.sortition.solver import INFINITY, Programme, ripple
from civics.sortition.types import Types

Floats = NDArray[np.float64]

PURPOSE = "civics.sortition.reserve/1"


@dataclass(frozen=True, slots=True)
class Reserve:
    """Who stands by.

    Attributes
    ----------
    people : ids in order; whom to call is decided by `replace_people(…, among=people)`.
    shortfall : mean number of seats by which quotas and size are missed with this list.
    shortfall_without : the same with nobody in reserve.
    """

    people: tuple[str, ...]
    shortfall: float
    shortfall_without: float


def reserve_list(
    lottery: Lottery,
    panel: Collection[str],
    size: int,
    seed: str,
    *,
    leaves: float | Mapping[str, float] = 0.1,
    scenarios: int = 24,
) -> Reserve:
    """Choose people to stand by for a panel.

    Parameters
    ----------
    lottery
        The one the panel was drawn from.
    panel
        Ids of those drawn.
    size
        How many stand by.
    seed
        Public randomness: it makes the scenarios and picks people within their type.
    leaves
        The probability that a panellist leaves, for all or by id.
    scenarios
        How many sets of leavers are imagined.

    Raises
    ------
    InputError
        `sortition.reserve_size` if there are not so many people to choose from,
        `sortition.unknown_person`, `sortition.leaves` for a probability outside [0, 1].

    Examples
    --------
    Only Wuhan can lose two of its three; both who stand by come from there.

    >>> from civics.sortition import Quota, make_lottery, pool_of, reserve_list
    >>> pool = pool_of({n: {"city": "Xi'an" if n in "fgh" else "Wuhan"} for n in "abcdefgh"})
    >>> quotas = [Quota("city", "Wuhan", 3, 3), Quota("city", "Xi'an", 1, 1)]
    >>> lottery = make_lottery(pool, quotas, 4)
    >>> chance = {"a": 0.9, "b": 0.9, "c": 0.0, "f": 0.0}
    >>> reserve = reserve_list(lottery, "abcf", 2, "beacon 8", leaves=chance)
    >>> reserve.people, reserve.shortfall
    (('d', 'e'), 0.0)

    Cost: one linear programme of types x scenarios columns: 1 s for 239 people, 30 panellists.

    Source: the loss and the sampled scenarios follow Assos, Baharav, Flanigan, Procaccia,
    "Alternates, assemble!", 2025; the list is rounded from the linear programme, so it may be a
    little worse than the best.
    """
    known = lottery.types.type_of()
    for name in sorted(panel):
        if name not in known:
            raise InputError("sortition.unknown_person", value=name, where="panel")
    chance = Chance(PURPOSE, lottery.commitment, seed)
    imagined = _scenarios(sorted(set(panel)), leaves, scenarios, chance)
    able = sorted(set(known) - set(panel))
    types = remaining(lottery.types, sorted(panel), able, size)
    if not 0 < size <= len(able):
        raise InputError("sortition.reserve_size", size=size, available=len(able))
    needs = _needs(lottery.types, types, sorted(set(panel)), imagined)
    standing = _rounded(types, _Mean(types, needs).best(size), size)
    people = people_of(types, standing.astype(int).tolist(), chance)
    called = _only(types, standing > 0)
    with_them = _Mean(called, needs).loss(standing[standing > 0])
    return Reserve(people, with_them, _missed(needs))


def _only(types: Types, some: NDArray[np.bool_]) -> Types:
    """The same problem with these types alone."""
    return replace(
        types, matrix=types.matrix[:, some], counts=types.counts[some], caps=types.caps[some]
    )


def _missed(needs: list[tuple[Floats, Floats]]) -> float:
    """The mean shortfall if nobody comes."""
    each = [np.maximum(low, 0).sum() + np.maximum(-high, 0).sum() for low, high in needs]
    return float(np.mean(each)) if each else 0.0


def _scenarios(
    panel: list[str], leaves: float | Mapping[str, float], number: int, chance: Chance
) -> list[frozenset[str]]:
    steps = 1 << 32
    found = []
    for name in panel:
        one = leaves if isinstance(leaves, float | int) else leaves.get(name, 0.0)
        if not 0.0 <= one <= 1.0:
            raise InputError("sortition.leaves", id=name, value=one)
    for _ in range(number):
        gone = set()
        for name in panel:
            one = leaves if isinstance(leaves, float | int) else leaves.get(name, 0.0)
            if chance.below(steps) < one * steps:
                gone.add(name)
        found.append(frozenset(gone))
    return found


def _needs(
    whole: Types, rest: Types, panel: list[str], imagined: list[frozenset[str]]
) -> list[tuple[Floats, Floats]]:
    """For each scenario what those who come must add: lower and upper of size and quotas."""
    type_of = whole.type_of()
    rows = sum(row.rule in _COUNTED for row in rest.rows)
    lower, upper = whole.lower[:rows], whole.upper[:rows]
    found = []
    for gone in imagined:
        sums = np.zeros(rows)
        for name in panel:
            if name not in gone:
                sums += whole.matrix[:rows, type_of[name]]
        found.append((lower - sums, upper - sums))
    return found


_COUNTED = ("size", "quota")


class _Mean:
    """The linear programme: who stands by, who of them comes in each scenario, what is missed."""

    def __init__(self, types: Types, needs: list[tuple[Floats, Floats]]) -> None:
        self.types, self.needs = types, needs
        self.counted = len(needs[0][0]) if needs else 0

    def best(self, size: int) -> Floats:
        """How many of each type should stand by, perhaps in fractions."""
        return self._solved(size, np.zeros(len(self.types.counts)), self.types.caps)[0]

    def loss(self, standing: Floats) -> float:
        """The mean shortfall when these stand by."""
        return self._solved(None, standing, standing)[1]

    def _solved(self, size: int | None, low: Floats, high: Floats) -> tuple[Floats, float]:
        width, many, rows = len(low), len(self.needs), self.counted
        if not many:
            return np.minimum(high, ripple(width)), 0.0
        counted = sparse.csc_array(self.types.matrix[:rows])
        same, unit = sparse.identity(width), sparse.identity(rows)
        scenario = sparse.identity(many)
        blocks: list[list[Any]] = [
            # sum of those who come, + missed - exceeded, within what is needed
            [None, sparse.kron(scenario, counted), sparse.kron(scenario, unit),
             -sparse.kron(scenario, unit)],
            # nobody comes who does not stand by
            [-sparse.kron(np.ones((many, 1)), same), sparse.identity(many * width), None, None],
            [sparse.csc_array(self._standing_rows()), None, None, None],
        ]  # fmt: skip
        lower = np.concatenate([n[0] for n in self.needs])
        upper = np.concatenate([n[1] for n in self.needs])
        rule_low, rule_high = self._standing_bounds(size)
        bounds = (
            np.concatenate([lower, np.full(many * width, -INFINITY), rule_low]),
            np.concatenate([upper, np.zeros(many * width), rule_high]),
        )
        columns = width + many * width + 2 * many * rows
        limits = (
            np.append(low, np.zeros(columns - width)),
            np.append(high, np.full(columns - width, INFINITY)),
        )
        cost = np.append(1e-7 * ripple(width), np.zeros(columns - width))
        cost[width + many * width :] = -1.0 / many
        programme = Programme(sparse.csc_array(sparse.block_array(blocks)), bounds, limits, cost)
        if not programme.solved():
            raise InputError("sortition.reserve_size", size=size, available=int(high.sum()))
        found = programme.columns()
        return found[:width], float(-(cost[width:] @ found[width:])) + 0.0

    def _standing_rows(self) -> Floats:
        """Size, conflicts and households bind those who stand by among themselves."""
        return self.types.matrix[self._binding()]

    def _binding(self) -> list[int]:
        return [i for i, row in enumerate(self.types.rows) if row.rule != "quota"]

    def _standing_bounds(self, size: int | None) -> tuple[Floats, Floats]:
        lower, upper = self.types.lower[self._binding()], self.types.upper[self._binding()]
        lower[0], upper[0] = (0.0, INFINITY) if size is None else (size, size)
        lower[1:] = 0.0
        return lower, upper


def _rounded(types: Types, wanted: Floats, size: int) -> Floats:
    """Whole numbers near the fractions: as much of what was wanted as fits."""
    binding = [i for i, row in enumerate(types.rows) if row.rule != "quota"]
    rows = [replace(types.rows[i]) for i in binding]
    lower = np.array([size if row.rule == "size" else 0 for row in rows], dtype=np.float64)
    upper = np.array([row.upper for row in rows], dtype=np.float64)
    for caps in (np.minimum(types.caps, np.ceil(wanted - 1e-9)), types.caps):
        space = Polytope(types.matrix[binding], lower, upper, caps)
        found = Panels(space).at_least(wanted + 1e-7 * ripple(len(wanted)), -np.inf)
        if found is not None:
            return found
    raise InputError("sortition.reserve_size", size=size, available=int(types.counts.sum()))
