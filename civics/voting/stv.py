"""The single transferable vote."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from civics.errors import InputError
from civics.voting.outcome import Outcome, Tie, Why
from civics.voting.piles import Piles
from civics.voting.process import check_seats
from civics.voting.rankings import Rankings
from civics.voting.tiebreak import LISTED, TieBreak

QUOTAS = ("droop", "hare")


def elect_stv(
    rankings: Rankings, seats: int, *, quota: str = "droop", tie_break: TieBreak = LISTED
) -> Outcome:
    """Elect a committee by the single transferable vote.

    Whoever reaches the quota is elected; what they have beyond it moves on to the next preference
    of *all* their ballots, each at the same fraction of its worth (weighted inclusive Gregory
    method), largest surplus first. When nobody has a surplus the last one leaves.

    Parameters
    ----------
    rankings
        Strict ballots, complete or not. Empty ones do not count towards the quota.
    seats
        1 ... m.
    quota
        ``droop`` (default): floor(votes / (seats + 1)) + 1. ``hare``: votes / seats, exact.
    tie_break
        Used where counts are exactly equal; such ties are in the result.

    Returns
    -------
    Outcome
        `why`: `stv.elected`, `stv.transferred`, `stv.eliminated`, `stv.elected_remaining`, with
        exact votes, factors and exhausted votes. `settings["quota"]` is the quota's value.

    Raises
    ------
    InputError
        `voting.seats`, `voting.quota`, `voting.rankings.equal_ranks`.

    Notes
    -----
    Fractions throughout: no rounding rule is needed, so counts may differ in the fifth decimal
    from laws that round (Scotland 2007). With the Droop quota, voters who fill k quotas and put
    the same candidates first, in whatever order, elect k of them (or all).
    Cost: O(n m) per step. Source: Tideman, "The Single Transferable Vote" (1995).

    >>> ballots = Rankings.from_orders([[0, 1], [2]], ["ash", "elm", "oak"], counts=[6, 3])
    >>> outcome = elect_stv(ballots, 2)
    >>> outcome.elected, outcome.why[1].code, outcome.why[1].counts["surplus"]
    (('ash', 'oak'), 'stv.transferred', Fraction(2, 1))
    """
    check_seats(seats, rankings.candidates)
    count = _Count(rankings, seats, quota, tie_break.ranks(rankings.names))
    count.run()
    settings: dict[str, int | Fraction | str] = {
        "seats": seats,
        "quota_rule": quota,
        "quota": count.quota,
    }
    return Outcome(
        "stv",
        rankings.names,
        tuple(count.elected),
        tuple(count.why),
        tuple(count.ties),
        tie_break,
        dict(settings),
    )


class _Count:
    """The state of one count."""

    def __init__(
        self, rankings: Rankings, seats: int, quota: str, ranks: NDArray[np.int64]
    ) -> None:
        self.piles = Piles(rankings)
        self.seats = seats
        self.ranks = ranks.tolist()
        self.elected: list[int] = []
        self.waiting: list[int] = []  # elected, surplus not passed on yet
        self.why: list[Why] = []
        self.ties: list[Tie] = []
        self.quota = _quota(sum(self.piles.worth(), Fraction(0)), seats, quota)

    def run(self) -> None:
        while len(self.elected) < self.seats:
            worth = self.piles.worth()
            hopeful = np.flatnonzero(self.piles.hopeful).tolist()
            if len(self.elected) + len(hopeful) <= self.seats:
                self._elect(hopeful, worth, "stv.elected_remaining")
                return
            self._elect([c for c in hopeful if worth[c] >= self.quota], worth, "stv.elected")
            if len(self.elected) >= self.seats:
                return
            if self.waiting:
                self._transfer(worth)
            else:
                self._eliminate([c for c in hopeful if self.piles.hopeful[c]], worth)

    def _elect(self, reached: list[int], worth: list[Fraction], code: str) -> None:
        for c in sorted(reached, key=lambda c: (-worth[c], self.ranks[c])):
            self.piles.hopeful[c] = False
            self.elected.append(c)
            self.waiting.append(c)
            self.why.append(Why(code, c, {"votes": worth[c], "quota": self.quota}))

    def _transfer(self, worth: list[Fraction]) -> None:
        most = max(worth[c] for c in self.waiting)
        c = self._pick([c for c in self.waiting if worth[c] == most], best=True)
        self.waiting.remove(c)
        surplus = worth[c] - self.quota
        factor = surplus / worth[c] if surplus else Fraction(0)
        exhausted = self.piles.move(c, factor)
        if surplus:
            figures = {"surplus": surplus, "factor": factor, "exhausted": exhausted}
            self.why.append(Why("stv.transferred", c, dict(figures)))

    def _eliminate(self, hopeful: list[int], worth: list[Fraction]) -> None:
        least = min(worth[c] for c in hopeful)
        c = self._pick([c for c in hopeful if worth[c] == least], best=False)
        exhausted = self.piles.move(c, Fraction(1))
        self.why.append(Why("stv.eliminated", c, {"votes": least, "exhausted": exhausted}))

    def _pick(self, equals: list[int], *, best: bool) -> int:
        order = sorted(equals, key=lambda c: int(self.ranks[c]))
        chosen = order[0] if best else order[-1]
        if len(equals) > 1:
            self.ties.append(Tie(len(self.why), tuple(equals), (chosen,)))
        return chosen


def _quota(votes: Fraction, seats: int, rule: str) -> Fraction:
    if rule == "droop":
        return Fraction(votes // (seats + 1) + 1)
    if rule == "hare":
        return votes / seats if votes else Fraction(1)
    raise InputError("voting.quota", quota=rule, known=QUOTAS)
