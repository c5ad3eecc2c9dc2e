"""Which statement to show next."""

import numpy as np
from numpy.typing import NDArray

from civics.opinion.axes import Axes
from civics.opinion.tallies import AGREE, PASS, Counts, seen

# A question about the person rather than an opinion ("I am over 60") keeps this fixed weight.
META_PRIORITY = 49.0

# A statement without votes is eight times as urgent on top; every five votes halve the surplus.
NOVELTY, NOVELTY_HALVING = 8.0, 5.0


def priorities(
    counts: Counts, extremity: NDArray[np.float64], meta: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """(m,) how much one more vote on each statement tells; Polis' formula, on current figures.

        ((1 − p)(e + 1) a (1 + 8 · 2^(−S / 5)))²

    with p the share that passed, a the share that agreed, S the votes and e how far from the
    centre one who agreed with nothing else would stand. Statements people pass on sink, those
    that tell people apart and new ones rise.
    """
    votes = counts.sum(axis=0)
    trials = seen(votes)
    passed, agreed = ((votes[:, kind] + 1) / (trials + 2) for kind in (PASS, AGREE))
    novelty = 1 + NOVELTY * np.exp2(-trials / NOVELTY_HALVING)
    worth = ((1 - passed) * (extremity + 1) * agreed * novelty) ** 2
    return np.where(meta, META_PRIORITY, worth)


def extremity(axes: Axes, statements: int) -> NDArray[np.float64]:
    """(m,) distance from the centre of somebody whose one vote is to agree with a statement."""
    one_vote = (1 - axes.centre) * np.sqrt(statements)
    length: NDArray[np.float64] = np.hypot(axes.axes[0], axes.axes[1]) * np.abs(one_vote)
    return length
