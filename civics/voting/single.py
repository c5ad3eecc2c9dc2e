"""One winner from ranked ballots."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from civics.errors import InputError
from civics.voting.outcome import Outcome, Tie, Why, plain
from civics.voting.rankings import Rankings
from civics.voting.runoff import instant_runoff
from civics.voting.tiebreak import LISTED, TieBreak

Ints = NDArray[np.int64]
Found = tuple[list[int], list[Why]]


@dataclass(frozen=True)
class RankedOutcome(Outcome):
    """An :class:`~civics.voting.outcome.Outcome` of ranked ballots.

    `tied` are all whom the rule calls winners (the tie-break took one of them); `pairwise[a][b]`
    counts the voters who prefer a to b.
    """

    tied: tuple[int, ...] = ()
    pairwise: tuple[tuple[int, ...], ...] = ()

    def to_json(self) -> dict[str, object]:
        """As of `Outcome`, with all co-winners and the pairwise counts."""
        tied = [self.names[c] for c in self.tied]
        return super().to_json() | {"tied": tied, "pairwise": plain(self.pairwise)}


def elect_one(rule: str, rankings: Rankings, *, tie_break: TieBreak = LISTED) -> RankedOutcome:
    """Elect one candidate.

    Parameters
    ----------
    rule
        ``schulze``: nobody has a stronger chain of victories (by margins) to the winner than the
        winner back. ``split-cycle``: as few defeats as needed are discarded, the weakest of every
        cycle. ``minimax``: the smallest worst defeat, by margins. ``borda``: the most points,
        m - 1 for the first place. ``irv``: the last in first preferences leaves, until somebody
        has more than half of those still counted.
    rankings
        Ballots; equal and missing ranks are fine except for ``irv``, which refuses equal ones.
    tie_break
        Used among exact co-winners, and in ``irv`` among exactly equal last ones.

    Returns
    -------
    RankedOutcome
        `why` gives for every loser the defeat that counted, with its margin.

    Raises
    ------
    InputError
        `voting.rule`; `voting.rankings.equal_ranks`; `voting.no_candidates`.

    Notes
    -----
    ``schulze``, ``split-cycle`` and ``minimax`` elect whoever beats everybody else one to one
    (a Condorcet winner), if there is one; ``borda`` and ``irv`` may not. ``split-cycle`` is immune
    to spoilers and also resists the strong no-show paradox. Cost: O(n m^2) comparisons of whole
    columns plus O(m^3).

    Sources: Schulze (2011); Holliday and Pacuit, "Split Cycle" (Public Choice 2023); Young (1977)
    for minimax; Emerson (2013) for ballots that do not rank all in Borda.

    Elm beats everybody one to one, and has the fewest first places:

    >>> ballots = Rankings.from_orders([[0, 1, 2], [2, 1, 0], [1, 0, 2]], ["ash", "elm", "oak"],
    ...                                counts=[4, 3, 2])
    >>> [elect_one(rule, ballots).elected for rule in ("schulze", "irv")]
    [('elm',), ('ash',)]
    """
    if not rankings.names:
        raise InputError("voting.no_candidates")
    wins = rankings.pairwise()
    if rule == "irv":
        tied, why, ties = instant_runoff(rankings, tie_break.ranks(rankings.names))
        return _outcome(rule, rankings, wins, tied, why, ties, tie_break)
    if rule not in _RULES:
        raise InputError("voting.rule", rule=rule, known=SINGLE_RULES)
    tied, why = _RULES[rule](rankings, wins - wins.T)
    ranks = tie_break.ranks(rankings.names)
    tied.sort(key=lambda c: int(ranks[c]))
    ties = [Tie(0, tuple(sorted(tied)), (tied[0],))] if len(tied) > 1 else []
    why.sort(key=lambda step: step.candidate != tied[0])
    return _outcome(rule, rankings, wins, tied, why, ties, tie_break)


def strongest_paths(margins: Ints) -> Ints:
    """The width of the widest chain of victories between any two candidates; 0 without one.

    A chain is as wide as its narrowest margin. Cost: O(m^3), vectorised over m^2.

    >>> strongest_paths(np.array([[0, 5, -3], [-5, 0, 1], [3, -1, 0]])).tolist()
    [[0, 5, 1], [1, 0, 1], [3, 3, 0]]
    """
    width = np.maximum(margins, 0)
    for middle in range(len(width)):
        through = np.minimum(width[:, middle, None], width[None, middle, :])
        width = np.maximum(width, through)
    np.fill_diagonal(width, 0)
    return width


def _schulze(rankings: Rankings, margins: Ints) -> Found:
    width = strongest_paths(margins)
    return _undefeated(rankings, width - width.T, width, width.T, "schulze")


def _split_cycle(rankings: Rankings, margins: Ints) -> Found:
    # A defeat stands unless the loser has a way back at least as wide: then it is a weakest link.
    width = strongest_paths(margins)
    stands = np.where(margins > 0, margins - width.T, 0)
    return _undefeated(rankings, stands, margins, width.T, "split_cycle")


def _undefeated(rankings: Rankings, lead: Ints, forth: Ints, back: Ints, name: str) -> Found:
    """Candidates whom nobody leads; for the others, whoever leads them most."""
    worst = np.argmax(lead, axis=0)
    tied, why = [], []
    for c, a in enumerate(worst.tolist()):
        if lead[a, c] <= 0:
            tied.append(c)
            why.append(Why(f"{name}.unbeaten", c, {}))
            continue
        figures = {"by": rankings.names[a], "strength": int(forth[a, c]), "back": int(back[a, c])}
        why.append(Why(f"{name}.beaten", c, figures))
    return tied, why


def _minimax(rankings: Rankings, margins: Ints) -> Found:
    against = np.argmax(margins, axis=0).tolist()
    worst = [int(margins[a, c]) for c, a in enumerate(against)]
    why = [
        Why("minimax.worst_defeat", c, {"margin": worst[c], "by": rankings.names[a]})
        for c, a in enumerate(against)
    ]
    return [c for c, margin in enumerate(worst) if margin == min(worst)], why


def _borda(rankings: Rankings, margins: Ints) -> Found:
    # Equal and missing ranks share the points of the places they cover: half a point a pair.
    doubled = margins.sum(axis=1) + rankings.voters * (rankings.candidates - 1)
    best = int(doubled.max())
    why = [
        Why("borda.points", c, {"points": Fraction(p, 2)}) for c, p in enumerate(doubled.tolist())
    ]
    return [c for c, points in enumerate(doubled.tolist()) if points == best], why


def _outcome(
    rule: str,
    rankings: Rankings,
    wins: Ints,
    tied: list[int],
    why: list[Why],
    ties: list[Tie],
    tie_break: TieBreak,
) -> RankedOutcome:
    pairwise = tuple(map(tuple, wins.tolist()))
    winner = (tied[0],)
    return RankedOutcome(
        rule,
        rankings.names,
        winner,
        tuple(why),
        tuple(ties),
        tie_break,
        {"voters": rankings.voters},
        tuple(sorted(tied)),
        pairwise,
    )


_RULES: dict[str, Callable[[Rankings, Ints], Found]] = {
    "schulze": _schulze,
    "split-cycle": _split_cycle,
    "minimax": _minimax,
    "borda": _borda,
}
SINGLE_RULES = (*_RULES, "irv")
