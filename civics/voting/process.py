"""Rules that elect one candidate at a time, and the two ways to run them: one result, or all."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from fractions import Fraction
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from civics.errors import InputError
from civics.voting.outcome import Count, Tie, Why

NEAR = 1e-9
"""Relative distance within which two floats are compared again as exact fractions."""


class Process(Protocol):
    """A half-finished count. Electing somebody gives a new one; the old one stays valid."""

    @property
    def code(self) -> str:
        """The why-code of an election by this process."""

    @property
    def committee(self) -> tuple[int, ...]:
        """Who is elected so far, in order."""

    def leaders(self) -> tuple[int, ...]:
        """Those whom the rule would elect next, exactly tied, ascending; empty when it stops."""

    def figures(self, candidate: int) -> dict[str, Count]:
        """The figures that made this candidate a leader."""

    def elect(self, candidate: int) -> Process:
        """The count after electing somebody."""

    def key(self) -> Hashable:
        """Equal keys have equal futures."""


Finish = Callable[[Process], Process]


def settle(
    process: Process, seats: int, ranks: NDArray[np.int64], finish: Finish | None = None
) -> tuple[tuple[int, ...], tuple[Why, ...], tuple[Tie, ...]]:
    """Fill the seats, taking the best rank among tied leaders.

    When the process stops early, `finish` turns it into another that goes on.
    """
    why: list[Why] = []
    ties: list[Tie] = []
    while len(process.committee) < seats:
        leaders = process.leaders()
        if not leaders:
            if finish is None:
                break
            process, finish = finish(process), None
            continue
        chosen = min(leaders, key=lambda c: int(ranks[c]))
        if len(leaders) > 1:
            ties.append(Tie(len(why), leaders, (chosen,)))
        why.append(Why(process.code, chosen, process.figures(chosen)))
        process = process.elect(chosen)
    return process.committee, tuple(why), tuple(ties)


def every(
    process: Process, seats: int, finish: Finish | None = None, limit: int = 10_000
) -> tuple[tuple[int, ...], ...]:
    """All committees that some way of breaking the ties leads to, each ascending, sorted.

    Raises
    ------
    InputError
        `voting.too_many_ties` when more than `limit` counts are open at once.
    """
    found: set[tuple[int, ...]] = set()
    open_counts: list[tuple[Process, Finish | None]] = [(process, finish)]
    while open_counts:
        following: dict[Hashable, tuple[Process, Finish | None]] = {}
        for count, rest in open_counts:
            if len(count.committee) == seats:
                found.add(tuple(sorted(count.committee)))
                continue
            for after, left in _steps(count, rest, found):
                following[(left is None, type(after).__name__, after.key())] = after, left
        if len(following) + len(found) > limit:
            raise InputError("voting.too_many_ties", limit=limit)
        open_counts = list(following.values())
    return tuple(sorted(found))


def _steps(
    count: Process, finish: Finish | None, found: set[tuple[int, ...]]
) -> list[tuple[Process, Finish | None]]:
    leaders = count.leaders()
    if leaders:
        return [(count.elect(c), finish) for c in leaders]
    if finish is None:
        found.add(tuple(sorted(count.committee)))
        return []
    return [(finish(count), None)]


def exactly_largest(
    rough: NDArray[np.float64], exact: Callable[[int], Fraction], open_: Sequence[int]
) -> tuple[int, ...]:
    """Those of `open_` with the largest value: floats first, fractions where floats are close."""
    if not open_:
        return ()
    best = max(rough[c] for c in open_)
    near = [c for c in open_ if rough[c] >= best - NEAR * max(1.0, abs(best))]
    if len(near) == 1:
        return (near[0],)
    values = {c: exact(c) for c in near}
    most = max(values.values())
    return tuple(c for c in near if values[c] == most)


def check_seats(seats: int, candidates: int) -> None:
    """Refuse a committee that is empty or larger than the list of candidates."""
    if not 1 <= seats <= candidates:
        raise InputError("voting.seats", seats=seats, candidates=candidates)
