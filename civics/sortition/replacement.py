"""Filling the seats of those who leave, so that the panel still meets its quotas."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

import numpy as np

from civics.errors import InputError
from civics.sortition.drawing import Selection, draw
from civics.sortition.lottery import Lottery, canonical
from civics.sortition.making import TOTAL, lottery_over
from civics.sortition.relaxation import Change, QuotasInfeasibleError
from civics.sortition.types import HOUSEHOLD, QUOTA, Row, Signature, Types, grouped


@dataclass(frozen=True, slots=True, eq=False)
class Replacement:
    """Who comes for those who left.

    Attributes
    ----------
    selection : the draw among those who could come.
    panel : everybody who sits now, ids in order.
    lottery : what was drawn from; committed to like any other.
    changes : quotas that nobody available could keep, and what was kept instead; usually empty.
    """

    selection: Selection
    panel: tuple[str, ...]
    lottery: Lottery
    changes: tuple[Change, ...]


def replace_people(
    lottery: Lottery,
    panel: Collection[str],
    leaving: Collection[str],
    seed: str,
    *,
    among: Collection[str] | None = None,
) -> Replacement:
    """Draw people for the seats of those who leave, by leximin among those who fit.

    Parameters
    ----------
    lottery
        The one the panel was drawn from.
    panel
        Ids of everybody drawn, those who leave included.
    leaving
        Ids of those who leave; they are not drawn again.
    seed
        Public randomness for this draw. With the seed of the first draw everything is decided
        by the order in which people leave; a fresh one cannot be foreseen.
    among
        Who may come: a reserve list, say. Without it, everybody in the pool.

    Raises
    ------
    InputError
        `sortition.unknown_person` if an id is not in the pool or leaves without sitting,
        `sortition.nobody_left` if there are fewer people than seats.

    Examples
    --------
    >>> from civics.sortition import Quota, make_lottery, pool_of, replace_people
    >>> pool = pool_of({n: {"city": "Xi'an" if n in "def" else "Wuhan"} for n in "abcdef"})
    >>> quotas = [Quota("city", "Wuhan", 1, 1), Quota("city", "Xi'an", 1, 1)]
    >>> lottery = make_lottery(pool, quotas, 2)
    >>> change = replace_people(lottery, ["a", "d"], ["d"], "beacon 7")
    >>> change.panel[0], change.panel[1] in {"e", "f"}
    ('a', True)

    Cost: that of a lottery over the remaining people for the empty seats; far below the first.
    """
    _checked(lottery, panel, leaving, among)
    kept = sorted(set(panel) - set(leaving))
    able = sorted(set(lottery.types.type_of() if among is None else among) - set(panel))
    types = remaining(lottery.types, kept, able, len(set(leaving)))
    if not types.kinds:
        raise InputError("sortition.nobody_left", seats=len(set(leaving)))
    digest = _digest(lottery, kept, leaving, able)
    changes: tuple[Change, ...] = ()
    try:
        rest = lottery_over(types, lottery.quotas, "leximin", TOTAL, digest)
    except QuotasInfeasibleError as error:
        if not error.relaxation:
            raise InputError("sortition.nobody_left", seats=len(set(leaving))) from error
        types = _relaxed(types, error.relaxation)
        changes = _as_quotas(lottery.types, error.relaxation)
        rest = lottery_over(types, lottery.quotas, "leximin", TOTAL, digest)
    selection = draw(rest, seed)
    return Replacement(selection, tuple(sorted([*kept, *selection.people])), rest, changes)


def _checked(
    lottery: Lottery,
    panel: Collection[str],
    leaving: Collection[str],
    among: Collection[str] | None,
) -> None:
    known = lottery.types.type_of()
    for names, allowed, where in (
        (panel, known, "panel"),
        (leaving, set(panel), "leaving"),
        (among or (), known, "among"),
    ):
        for name in sorted(names):
            if name not in allowed:
                raise InputError("sortition.unknown_person", value=name, where=where)
    if not leaving:
        raise InputError("sortition.nobody_leaves")


def remaining(types: Types, kept: Iterable[str], able: Iterable[str], seats: int) -> Types:
    """The problem of filling `seats` among `able` beside those kept."""
    type_of = types.type_of()
    place = np.zeros(len(types.counts))
    for person in kept:
        place[type_of[person]] += 1
    sums = (types.matrix @ place).astype(int)
    rows = [
        replace(row, lower=row.lower - int(sums[i]), upper=row.upper - int(sums[i]))
        for i, row in enumerate(types.rows)
        if row.rule != HOUSEHOLD
    ]
    rows[0] = replace(rows[0], lower=seats, upper=seats)
    homes = _homes(types)
    taken = {homes[person] for person in kept}
    signs = {
        person: _signature(types, type_of[person], len(rows))
        for person in sorted(able)
        if homes[person] not in taken
    }
    return grouped(rows, seats, signs, homes)


def _homes(types: Types) -> dict[str, str]:
    return {
        person: f"{i}.{j}"
        for i, kind in enumerate(types.kinds)
        for j, home in enumerate(kind.households)
        for members in home
        for person in members
    }


def _signature(types: Types, one: int, rows: int) -> Signature:
    return tuple(i for i in np.flatnonzero(types.matrix[:, one]).tolist() if 0 < i < rows)


def _relaxed(types: Types, changes: Iterable[Change]) -> Types:
    rows = list(types.rows)
    for change in changes:
        place = _place(rows, change)
        if change.bound == "minimum":
            rows[place] = replace(rows[place], lower=change.after)
        else:
            rows[place] = replace(rows[place], upper=change.after)
    return replace(types, rows=tuple(rows))


def _place(rows: Iterable[Row], change: Change) -> int:
    wanted = (QUOTA, change.category, change.feature)
    return next(i for i, row in enumerate(rows) if (row.rule, row.category, row.feature) == wanted)


def _as_quotas(before: Types, changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes in terms of the whole panel instead of its empty seats."""
    found = []
    for change in changes:
        row = before.rows[_place(before.rows, change)]
        bound = row.lower if change.bound == "minimum" else row.upper
        after = bound + change.after - change.before
        found.append(replace(change, before=bound, after=after))
    return tuple(found)


def _digest(
    lottery: Lottery, kept: Collection[str], leaving: Collection[str], able: Collection[str]
) -> str:
    written = canonical([lottery.commitment, sorted(kept), sorted(leaving), sorted(able)])
    return hashlib.sha256(written.encode()).hexdigest()
