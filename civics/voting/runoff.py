"""Instant run-off: the weakest leaves, their ballots move on."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from civics.voting.outcome import Count, Tie, Why
from civics.voting.piles import Piles
from civics.voting.rankings import Rankings


def instant_runoff(
    rankings: Rankings, ranks: NDArray[np.int64]
) -> tuple[list[int], list[Why], list[Tie]]:
    """Winner (as a list of one), steps and ties; see :func:`civics.voting.elect_one`."""
    piles = Piles(rankings)
    why: list[Why] = []
    ties: list[Tie] = []
    while True:
        worth = piles.worth()
        still = np.flatnonzero(piles.hopeful).tolist()
        leader = min(still, key=lambda c: (-worth[c], ranks[c]))
        counted = sum((worth[c] for c in still), Fraction(0))
        if len(still) == 1 or 2 * worth[leader] > counted:
            why.append(Why("irv.elected", leader, {"votes": worth[leader], "counted": counted}))
            return [leader], why, ties
        least = min(worth[c] for c in still)
        last = [c for c in still if worth[c] == least]
        leaving = max(last, key=lambda c: int(ranks[c]))
        if len(last) > 1:
            ties.append(Tie(len(why), tuple(last), (leaving,)))
        exhausted = piles.move(leaving, Fraction(1))
        figures: dict[str, Count] = {"votes": least, "counted": counted, "exhausted": exhausted}
        why.append(Why("irv.eliminated", leaving, figures))
