"""On which statements the groups part."""

from dataclasses import dataclass
from itertools import permutations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from civics.opinion.representative import removed_voters
from civics.opinion.result import Division, Parameters, Reason, Sensitivity
from civics.opinion.statistics import gap_interval, share
from civics.opinion.tallies import AGREE, DISAGREE, Counts, Tally, seen

Figures = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Gaps:
    """The widest gap of each statement; every array (m,)."""

    agreeing: NDArray[np.intp]
    disagreeing: NDArray[np.intp]
    gap: Figures
    low: Figures
    high: Figures
    after_removal: Figures
    opposed: NDArray[np.bool_]


def widest_gaps(counts: Counts, removed: int, confidence: float) -> Gaps:
    """For each statement the two groups whose shares of agreement surely lie furthest apart.

    Of all pairs the one with the highest lower end is taken. So that looking at every pair does
    not find gaps by luck, the intervals are widened to hold for all pairs at once (Bonferroni).
    """
    pairs = list(permutations(range(len(counts)), 2))
    tests = len(pairs) // 2
    z = float(special.ndtri(1 - (1 - confidence) / (2 * tests)))
    bounds = np.array([_bounds(counts, pair, z) for pair in pairs])
    best = bounds[:, 0].argmax(axis=0)
    low, high = np.take_along_axis(bounds, best[None, None, :], axis=0)[0]
    agreeing, disagreeing = np.array(pairs)[best].T
    here, there = _of(counts, agreeing), _of(counts, disagreeing)
    return Gaps(
        agreeing,
        disagreeing,
        share(here[:, AGREE], here.sum(axis=1)) - share(there[:, AGREE], there.sum(axis=1)),
        low,
        high,
        _after_removal(here, there, removed, z),
        (here[:, AGREE] * 2 > here.sum(axis=1)) & (there[:, DISAGREE] * 2 > there.sum(axis=1)),
    )


def _of(counts: Counts, group: NDArray[np.intp]) -> NDArray[np.int64]:
    """(m, 3) the counts of another group for each statement."""
    return counts[group, np.arange(counts.shape[1])]


def _bounds(counts: Counts, pair: tuple[int, int], z: float) -> tuple[Figures, Figures]:
    here, there = counts[pair[0]], counts[pair[1]]
    return gap_interval(here[:, AGREE], seen(here), there[:, AGREE], seen(there), z)


def _after_removal(
    here: NDArray[np.int64], there: NDArray[np.int64], removed: int, z: float
) -> Figures:
    """The lower end without those who agree on one side, or who do not on the other."""
    fans = np.minimum(here[:, AGREE], removed)
    critics = np.minimum(seen(there) - there[:, AGREE], removed)
    agree, all_here, others, all_there = here[:, AGREE], seen(here), there[:, AGREE], seen(there)
    without_fans, _ = gap_interval(agree - fans, all_here - fans, others, all_there, z)
    without_critics, _ = gap_interval(agree, all_here, others, all_there - critics, z)
    return np.minimum(without_fans, without_critics)


def divisions(tally: Tally, parameters: Parameters) -> tuple[Division, ...]:
    """The statements on which groups surely differ: opposed majorities first, then the widest.

    Nothing without groups: whether a statement divides is a question about groups.
    """
    if len(tally.labels) < 2:
        return ()
    removed = removed_voters(tally.people, parameters)
    gaps = widest_gaps(tally.counts, removed, parameters.confidence)
    sure = np.flatnonzero(gaps.low > 0)
    order = sure[np.lexsort((tally.rank[sure], -gaps.low[sure], ~gaps.opposed[sure]))]
    return tuple(_row(gaps, int(j), tally, removed) for j in order[: parameters.listed])


def _row(gaps: Gaps, j: int, tally: Tally, removed: int) -> Division:
    counts, labels = tally.counts, tally.labels
    here, there = int(gaps.agreeing[j]), int(gaps.disagreeing[j])
    after = float(gaps.after_removal[j])
    figures: dict[str, int | float | str] = {
        "agreeing_group": labels[here],
        "agree": int(counts[here, j, AGREE]),
        "seen": int(counts[here, j].sum()),
        "disagreeing_group": labels[there],
        "other_agree": int(counts[there, j, AGREE]),
        "other_disagree": int(counts[there, j, DISAGREE]),
        "other_seen": int(counts[there, j].sum()),
        "low": float(gaps.low[j]),
    }
    return Division(
        statement=tally.statements[j],
        agreeing_group=labels[here],
        disagreeing_group=labels[there],
        gap=float(gaps.gap[j]),
        low=float(gaps.low[j]),
        high=float(gaps.high[j]),
        opposed=bool(gaps.opposed[j]),
        sensitivity=Sensitivity(removed, after, after > 0),
        why=(Reason("divides.opposed" if gaps.opposed[j] else "divides.degree", figures),),
    )
