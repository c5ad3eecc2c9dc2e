"""What every group shares, and by how much it would hold with other voters."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.opinion import statistics
from civics.opinion.representative import DIRECTIONS, removed_voters
from civics.opinion.result import Consensus, Parameters, Reason, Sensitivity
from civics.opinion.tallies import AGREE, DISAGREE, Counts, Tally, seen

Figures = NDArray[np.float64]

# A consensus says "most", in every group and in the mean of the groups.
MAJORITY = 0.5


@dataclass(frozen=True, eq=False)
class Sharing:
    """Group-informed consensus of every statement; arrays (2, m), direction agree first."""

    product: Figures
    mean: Figures
    low: Figures
    high: Figures
    weakest: NDArray[np.intp]
    """Place of the group with the smallest share."""
    weakest_share: Figures
    low_after: Figures
    """The interval's lower end without the most influential voters."""
    weakest_after: Figures
    """The smallest share without them."""

    @property
    def holds(self) -> NDArray[np.bool_]:
        """Surely more than half in the mean of the groups, and more than half in each."""
        return (self.low > MAJORITY) & (self.weakest_share > MAJORITY)


def shared(counts: Counts, removed: int, confidence: float) -> Sharing:
    """Measure agreement and disagreement across groups.

    Parameters
    ----------
    counts
        (groups, m, 3); one group says: everybody.
    removed
        Number of voters to take away for the sensitivity.
    """
    success = np.stack([counts[..., AGREE], counts[..., DISAGREE]], axis=1)
    trials = np.broadcast_to(seen(counts)[:, None], success.shape)
    shares = statistics.share(success, trials)
    low, high = statistics.geometric_interval(success, trials, confidence)
    low_after, weakest_after = _after_removal(success, trials, removed, confidence)
    return Sharing(
        product=shares.prod(axis=0),
        mean=np.exp(np.log(shares).mean(axis=0)),
        low=low,
        high=high,
        weakest=shares.argmin(axis=0),
        weakest_share=shares.min(axis=0),
        low_after=low_after,
        weakest_after=weakest_after,
    )


def _after_removal(
    success: NDArray[np.int64], trials: NDArray[np.int64], removed: int, confidence: float
) -> tuple[Figures, Figures]:
    """The interval's lower end and the smallest share, if all who are taken away had succeeded in
    one and the same group, whichever hurts most.

    Each further removal from one group lowers the mean more than the one before (the logarithm of
    (A − x + 1) / (S − x + 2) is concave in x), so spreading them over groups hurts the mean less.
    A group with fewer than `removed` who succeeded loses those it has.
    """
    lows, shares = [], []
    for group in range(len(success)):
        taken = np.zeros_like(success)
        taken[group] = np.minimum(success[group], removed)
        left, seen_by = success - taken, trials - taken
        lows.append(statistics.geometric_interval(left, seen_by, confidence)[0])
        shares.append(statistics.share(left, seen_by).min(axis=0))
    return np.min(lows, axis=0), np.min(shares, axis=0)


def consensus(tally: Tally, parameters: Parameters) -> tuple[Consensus, ...]:
    """The statements that hold in every group, surest first, at most `listed` a direction."""
    removed = removed_voters(tally.people, parameters)
    sharing = shared(tally.counts, removed, parameters.confidence)
    rows: list[Consensus] = []
    for direction in range(2):
        holding = np.flatnonzero(sharing.holds[direction])
        low = sharing.low[direction, holding]
        falling = holding[np.lexsort((tally.rank[holding], -low))]
        for statement in falling[: parameters.listed]:
            at = (direction, int(statement))
            rows.append(_row(sharing, at, tally, removed, parameters))
    return tuple(rows)


def _row(
    sharing: Sharing, at: tuple[int, int], tally: Tally, removed: int, parameters: Parameters
) -> Consensus:
    direction, after = DIRECTIONS[at[0]], float(sharing.low_after[at])
    still = after > MAJORITY and bool(sharing.weakest_after[at] > MAJORITY)
    weakest = tally.labels[int(sharing.weakest[at])]
    figures: dict[str, int | float | str] = {
        "groups": len(tally.labels),
        "low": float(sharing.low[at]),
        "confidence": parameters.confidence,
        "weakest_group": weakest,
        "weakest_share": float(sharing.weakest_share[at]),
    }
    return Consensus(
        statement=tally.statements[at[1]],
        direction=direction,
        product=float(sharing.product[at]),
        mean=float(sharing.mean[at]),
        low=float(sharing.low[at]),
        high=float(sharing.high[at]),
        weakest_group=weakest,
        weakest_share=float(sharing.weakest_share[at]),
        holds=bool(sharing.holds[at]),
        sensitivity=Sensitivity(removed, after, still),
        why=(Reason(f"consensus.{direction}", figures),),
    )
