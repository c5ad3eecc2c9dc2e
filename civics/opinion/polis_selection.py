"""Which statements Polis shows for a group, and which for everybody, in its order."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.opinion.representative import DIRECTIONS, Tests
from civics.opinion.result import Direction
from civics.opinion.statistics import share, share_z
from civics.opinion.tallies import AGREE, DISAGREE, seen

# One-sided 90 %.
CRITICAL_Z = 1.2816
SHOWN = 5


@dataclass(frozen=True, slots=True)
class PolisRow:
    """A statement with the figures Polis gives for it; `ratio` and `ratio_z` None in consensus."""

    statement: str
    direction: Direction
    success: int
    trials: int
    share: float
    share_z: float
    ratio: float | None = None
    ratio_z: float | None = None
    best_agree: bool = False


def group_rows(
    tests: Tests, group: int, statements: tuple[str, ...], hidden: NDArray[np.bool_]
) -> tuple[PolisRow, ...]:
    """At most five statements: the one the group agrees on best, then those that pass both tests
    by falling score; in the end those for agreement come first."""
    share_z, ratio_z = tests.share_z[:, group], tests.ratio_z[:, group]
    passing = ((share_z > CRITICAL_Z) & (ratio_z > CRITICAL_Z)).any(axis=0) & ~hidden
    best = _best_agree(tests, group, hidden)
    towards = (ratio_z[1] >= ratio_z[0]).astype(int)  # for disagreement unless agreement is ahead
    score = np.take_along_axis(tests.score[:, group], towards[None], axis=0)[0]
    chosen = [j for j in np.argsort(-score, kind="stable").tolist() if passing[j] and j != best]
    if not passing.any() and best is None:
        strongest = np.where(hidden, -np.inf, ratio_z.max(axis=0))
        chosen = [int(strongest.argmax())] if not hidden.all() else []
    if best is not None:
        chosen.insert(0, best)
    rows = [_row(tests, group, j, int(towards[j]), statements, j == best) for j in chosen[:SHOWN]]
    return tuple(sorted(rows, key=lambda row: DIRECTIONS.index(row.direction)))


def _best_agree(tests: Tests, group: int, hidden: NDArray[np.bool_]) -> int | None:
    """The statement the group agrees on best, found in one walk through the statements.

    A statement has to clear a low bar to be the first; afterwards it has to beat the one before:
    by the whole score if that one is agreed on more here than elsewhere, else by share alone.
    """
    share, ratio, share_z = tests.share[0, group], tests.ratio[0, group], tests.share_z[0, group]
    score, lean = tests.score[0, group], share * share_z
    voiced = tests.success[:, group].sum(axis=0) > 0
    best: int | None = None
    for j in np.flatnonzero(voiced & ~hidden).tolist():
        if best is None:
            better = share_z[j] > CRITICAL_Z or (ratio[j] > 1 and share[j] > 0.5)
        elif ratio[best] > 1:
            better = score[j] > score[best]
        else:
            better = lean[j] > lean[best]
        best = j if better else best
    return best


def _row(
    tests: Tests,
    group: int,
    statement: int,
    direction: int,
    statements: tuple[str, ...],
    best_agree: bool,
) -> PolisRow:
    at = (direction, group, statement)
    return PolisRow(
        statements[statement],
        DIRECTIONS[direction],
        int(tests.success[at]),
        int(tests.trials[at]),
        float(tests.share[at]),
        float(tests.share_z[at]),
        float(tests.ratio[at]),
        float(tests.ratio_z[at]),
        best_agree,
    )


def consensus_rows(
    counts: NDArray[np.int64], statements: tuple[str, ...], hidden: NDArray[np.bool_]
) -> tuple[tuple[PolisRow, ...], tuple[PolisRow, ...]]:
    """Up to five statements most people agree on, and five they disagree on.

    `counts` (m, 3) over everybody, grouped or not.
    """
    trials = seen(counts)
    lists: list[tuple[PolisRow, ...]] = []
    for direction, kind in zip(DIRECTIONS, (AGREE, DISAGREE), strict=True):
        success = counts[:, kind]
        part, z = share(success, trials), share_z(success, trials)
        usable = np.flatnonzero((part > 0.5) & (z > CRITICAL_Z) & ~hidden)
        falling = usable[np.argsort(-(part * z)[usable], kind="stable")][:SHOWN]
        lists.append(
            tuple(
                PolisRow(
                    statements[j],
                    direction,
                    int(success[j]),
                    int(trials[j]),
                    float(part[j]),
                    float(z[j]),
                )
                for j in falling.tolist()
            )
        )
    return lists[0], lists[1]
