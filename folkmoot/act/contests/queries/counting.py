"""Counting the jury's papers by the rule of the brief, and the lane of newcomers.

The lane, as the brief says it: so many places are kept for newcomers. The rule first fills the
other places from all finalists; then it fills the kept ones from the newcomers who have not won.
A place that no newcomer can take is filled from all who are left. In a budget, the kept money is
spent on newcomers, and what they do not need is left over.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from civics.voting import (
    Approvals,
    Outcome,
    Projects,
    Rankings,
    TieBreak,
    elect_committee,
    elect_stv,
    equal_shares,
)
from folkmoot.act.contests.models import Contest, Entry, Rule, Win

METHOD = "contest/1"
# A budget is in fen: the raise of equal shares is one yuan.
STEP = 100
MAIN, LANE, REST = "main", "newcomers", "rest"


@dataclass(frozen=True)
class Round:
    """One count: who stood, for how many places (or how much money), and who won."""

    name: str
    standing: tuple[str, ...]
    places: int
    outcome: Outcome

    @property
    def won(self) -> tuple[str, ...]:
        return self.outcome.elected

    def stored(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "standing": list(self.standing),
            "places": self.places,
            "won": list(self.won),
            "outcome": self.outcome.to_json(),
        }


def count(
    rule: str,
    papers: Sequence[Sequence[str]],
    *,
    finalists: Sequence[str],
    places: int,
    kept: int,
    newcomers: Collection[str],
    costs: dict[str, int],
    seed: str,
) -> list[Round]:
    """Every round that was needed, in order. Names are the keys on the papers."""

    def once(name: str, standing: Sequence[str], seats: int) -> Round | None:
        if not standing or seats < 1:
            return None
        capped = seats if rule == Rule.SHARES else min(seats, len(standing))
        outcome = _outcome(rule, papers, standing, capped, costs, seed)
        return Round(name, tuple(standing), capped, outcome)

    new = [name for name in finalists if name in newcomers]
    lane_size = kept if rule == Rule.SHARES else min(kept, len(new))
    rounds = [once(MAIN, finalists, places - lane_size)]
    won = _won(rounds)
    rounds.append(once(LANE, [name for name in new if name not in won], lane_size))
    won = _won(rounds)
    if rule != Rule.SHARES:
        left = [name for name in finalists if name not in won]
        rounds.append(once(REST, left, places - len(won)))
    return [each for each in rounds if each is not None]


def _won(rounds: Sequence[Round | None]) -> set[str]:
    return {name for each in rounds if each for name in each.won}


def _outcome(
    rule: str,
    papers: Sequence[Sequence[str]],
    standing: Sequence[str],
    places: int,
    costs: dict[str, int],
    seed: str,
) -> Outcome:
    tie_break = TieBreak.by_seed(seed)
    if rule == Rule.STV:
        return elect_stv(rankings_over(papers, standing), places, tie_break=tie_break)
    approvals = approvals_over(papers, standing)
    if rule == Rule.SHARES:
        money = [costs[name] for name in standing]
        return equal_shares(
            Projects(approvals, money, places), step=Fraction(STEP), tie_break=tie_break
        )
    return elect_committee(rule, approvals, places, tie_break=tie_break)


def approvals_over(papers: Sequence[Sequence[str]], standing: Sequence[str]) -> Approvals:
    place = {name: number for number, name in enumerate(standing)}
    sets = [{place[name] for name in paper if name in place} for paper in papers]
    return Approvals.from_sets(sets, list(standing))


def rankings_over(papers: Sequence[Sequence[str]], standing: Sequence[str]) -> Rankings:
    """Papers with only those who stand; one that names none of them has no say in this round."""
    place = {name: number for number, name in enumerate(standing)}
    ranks = np.zeros((len(papers), len(standing)), dtype=np.int16)
    for row, paper in enumerate(papers):
        named = [name for name in paper if name in place]
        for rank, name in enumerate(named, start=1):
            ranks[row, place[name]] = rank
    return Rankings(tuple(standing), ranks[ranks.any(axis=1)])


def newcomers_among(contest: Contest, entries: Sequence[Entry]) -> set[str]:
    """Whoever has never won a contest of this brand before."""
    authors = {entry.author_id for entry in entries}
    winners = set(
        Win.objects.filter(entry__author__in=authors, entry__brand=contest.brand)
        .exclude(entry__contest=contest)
        .values_list("entry__author", flat=True)
    )
    return {f"e{entry.number}" for entry in entries if entry.author_id not in winners}


def prior_standing(contest: Contest, winners: Sequence[Entry]) -> dict[str, int]:
    """Where the winners stood before, as counts: nobody's place is told, and there is no list.

    What is known of somebody before is what is public of their earlier entries here.
    """
    earlier = Entry.objects.filter(brand=contest.brand, contest__number__lt=contest.number)
    entered = set(earlier.values_list("author", flat=True))
    won = set(earlier.filter(win__isnull=False).values_list("author", flat=True))
    standing = {"winners": len(winners), "first": 0, "entered": 0, "won": 0}
    for entry in winners:
        known = "won" if entry.author_id in won else "entered"
        standing[known if entry.author_id in entered else "first"] += 1
    return standing
