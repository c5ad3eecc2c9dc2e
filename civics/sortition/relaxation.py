"""Quotas no panel can meet, explained by the smallest change that would help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.errors import InputError
from civics.sortition.pool import Quota
from civics.sortition.solver import Programme, ripple
from civics.sortition.types import QUOTA, Row, Types

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Change:
    """Let the bound of one quota, ``minimum`` or ``maximum``, go from `before` to `after`."""

    category: str
    feature: str
    bound: str
    before: int
    after: int


class QuotasInfeasibleError(InputError):
    """No panel meets the quotas; `relaxation` are the changes that help, empty if none do."""

    def __init__(self, relaxation: tuple[Change, ...]) -> None:
        code = "sortition.infeasible" if relaxation else "sortition.hopeless"
        told = "; ".join(
            f"{change.bound} of {change.category}: {change.feature} from {change.before} to "
            f"{change.after}"
            for change in relaxation
        )
        super().__init__(code, changes=told)
        self.relaxation = relaxation

    def __reduce__(self) -> tuple[object, ...]:
        return (QuotasInfeasibleError, (self.relaxation,))


def smallest_relaxation(types: Types, quotas: Sequence[Quota] = ()) -> tuple[Change, ...]:
    """The changes of quotas with the smallest sum that let a panel exist.

    Parameters
    ----------
    types
        The problem; its size, households and conflicts are never relaxed.
    quotas
        Where the limits `least` and `most` of each quota are taken from.

    Returns
    -------
    tuple[Change, ...]
        In order of the quotas; of several equally small sets of changes a fixed one. Empty if no
        change within the limits helps, and if none is needed.

    Cost: one search over whole numbers, about 0.1 s for 239 people and seven categories.
    """
    limits = {(quota.category, quota.feature): (quota.least, quota.most) for quota in quotas}
    loose = [i for i, row in enumerate(types.rows) if row.rule == QUOTA]
    rows = [types.rows[i] for i in loose]
    width, moves = len(types.counts), len(loose)
    unit = np.zeros((len(types.rows), moves))
    unit[loose, np.arange(moves)] = 1.0
    # matrix @ z + down - up stays within the bounds; down lowers a minimum, up raises a maximum.
    matrix = np.hstack([types.matrix, unit, -unit])
    highest = np.concatenate([types.caps, *_room(rows, limits, types.size)])
    # One seat of change outweighs every tie-break together.
    tie = ripple(2 * moves) / (4.0 * moves * types.size + 4.0)
    cost = np.concatenate([np.zeros(width), -1.0 - tie])
    bounds = (np.zeros(len(cost)), highest)
    whole = np.ones(len(cost), dtype=bool)
    programme = Programme(matrix, (types.lower, types.upper), bounds, cost, whole)
    if not programme.solved():
        return ()
    steps = np.rint(programme.columns()[width:]).astype(np.int64)
    return _changes(rows, steps[:moves].tolist(), steps[moves:].tolist())


def _room(
    rows: Sequence[Row], limits: dict[tuple[str, str], tuple[int, int | None]], size: int
) -> tuple[Floats, Floats]:
    """How far each minimum may fall and each maximum may rise."""
    down, up = [], []
    for row in rows:
        least, most = limits.get((row.category, row.feature), (0, None))
        down.append(max(0, row.lower - least))
        up.append(max(0, (size if most is None else most) - row.upper))
    return np.array(down, dtype=np.float64), np.array(up, dtype=np.float64)


def _changes(rows: Sequence[Row], down: list[int], up: list[int]) -> tuple[Change, ...]:
    found = []
    for row, less, more in zip(rows, down, up, strict=True):
        if less:
            lowered = row.lower - less
            found.append(Change(row.category, row.feature, "minimum", row.lower, lowered))
        if more:
            raised = row.upper + more
            found.append(Change(row.category, row.feature, "maximum", row.upper, raised))
    return tuple(found)
