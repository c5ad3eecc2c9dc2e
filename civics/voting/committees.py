"""Committees from approval ballots: one face for every rule."""

from __future__ import annotations

from civics.errors import InputError
from civics.voting.ballots import Approvals
from civics.voting.committee_shares import COMMITTEE_COMPLETIONS, committee_shares, shares_count
from civics.voting.monroe import monroe_count
from civics.voting.outcome import Outcome
from civics.voting.phragmen import phragmen_count
from civics.voting.process import Process, check_seats, every, settle
from civics.voting.tiebreak import LISTED, TieBreak
from civics.voting.weighted import (
    approval_count,
    coverage_count,
    harmonic_count,
    satisfaction_count,
)

COMMITTEE_RULES = (
    "approval",
    "sav",
    "seqpav",
    "seqphragmen",
    "equal-shares",
    "greedy-cc",
    "greedy-monroe",
)
_SPEAKING_FOR_ALL = "greedy-monroe"


def elect_committee(
    rule: str,
    ballots: Approvals,
    seats: int,
    *,
    tie_break: TieBreak = LISTED,
    completion: str = COMMITTEE_COMPLETIONS[0],
) -> Outcome:
    """Elect a committee of a fixed size from approval ballots.

    Parameters
    ----------
    rule
        ``approval``: most approvals. ``sav``: every voter has one vote, split over the ballot.
        ``seqpav``: a voter with j elected counts 1/(j+1) from then on. ``seqphragmen``: the load
        of a seat is carried evenly. ``equal-shares``: every voter has seats/n of a seat to spend.
        ``greedy-cc``: a voter counts until somebody represents them. ``greedy-monroe``: every
        elected person speaks for one district of n/seats voters.
    ballots
        n ballots over m candidates. Points, if any, are read as approvals.
    seats
        1 ... m. The committee always has this size, unless `completion` is ``none``.
    tie_break
        Used where scores are exactly equal; such ties are in the result. ``greedy-monroe`` also
        asks it who enters a district that is too small: with ``listed`` the order of the ballots
        matters, with a seed it does not.
    completion
        For ``equal-shares`` alone, see :func:`civics.voting.committee_shares.committee_shares`.

    Returns
    -------
    Outcome
        `why` has one step for each seat with the exact score, price or load.

    Raises
    ------
    InputError
        `voting.rule`, `voting.seats`, `voting.completion`.

    Notes
    -----
    All comparisons are exact. Cost: O(approvals) per seat. `seqphragmen` and `equal-shares` give
    every group of l n / seats voters who agree on l candidates somebody who represents them
    (PJR; EJR for equal shares); ``approval`` and ``sav`` give no such promise: 51 % can take all.

    Source: Lackner and Skowron, "Multi-Winner Voting with Approval Preferences" (2023).

    >>> ballots = Approvals.from_sets([{0, 1}] * 6 + [{2}] * 4, ["ash", "elm", "oak"])
    >>> elect_committee("approval", ballots, 2).elected
    ('ash', 'elm')
    >>> elect_committee("seqphragmen", ballots, 2).elected
    ('ash', 'oak')
    """
    check_seats(seats, ballots.candidates)
    if rule == "equal-shares":
        return committee_shares(ballots, seats, tie_break=tie_break, completion=completion)
    count = _start(rule, ballots, seats, tie_break)
    winners, why, ties = settle(count, seats, tie_break.ranks(ballots.names))
    return Outcome(rule, ballots.names, winners, why, ties, tie_break, {"seats": seats})


def all_committees(
    rule: str,
    ballots: Approvals,
    seats: int,
    *,
    completion: str = COMMITTEE_COMPLETIONS[0],
    limit: int = 10_000,
) -> tuple[tuple[int, ...], ...]:
    """Every committee that some way of breaking the ties would elect, sorted.

    Parameters are those of :func:`elect_committee`; not for ``greedy-monroe``, nor for equal
    shares with ``add1``, whose answers depend on more than the order of the candidates.

    Raises
    ------
    InputError
        `voting.too_many_ties` when more than `limit` ways are open at once.

    Notes
    -----
    Cost: grows with the number of ties, exponentially at worst. Meant for small elections and for
    the question "would another draw have changed it?".

    >>> all_committees("approval", Approvals.from_sets([{0, 1}, {0, 2}], 3), 2)
    ((0, 1), (0, 2))
    """
    check_seats(seats, ballots.candidates)
    if rule == "equal-shares":
        count, finish = shares_count(ballots, seats, completion)
        return every(count, seats, finish, limit)
    if rule == _SPEAKING_FOR_ALL:
        raise InputError("voting.rule", rule=rule, known=COMMITTEE_RULES[:-1])
    return every(_start(rule, ballots, seats, LISTED), seats, None, limit)


def _start(rule: str, ballots: Approvals, seats: int, tie_break: TieBreak) -> Process:
    if rule == "approval":
        return approval_count(ballots)
    if rule == "sav":
        return satisfaction_count(ballots)
    if rule == "seqpav":
        return harmonic_count(ballots, seats)
    if rule == "seqphragmen":
        return phragmen_count(ballots)
    if rule == "greedy-cc":
        return coverage_count(ballots)
    if rule == _SPEAKING_FOR_ALL:
        return monroe_count(ballots, seats, tie_break)
    raise InputError("voting.rule", rule=rule, known=COMMITTEE_RULES)
