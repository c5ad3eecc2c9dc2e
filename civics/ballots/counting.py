"""The count of a list of papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from civics.ballots.definitions import APPROVAL, RANKING, STV, Definition
from civics.ballots.listing import Paper, lines_root
from civics.voting import Approvals, Rankings, TieBreak, elect_committee, elect_one, elect_stv

__all__ = ["Tally", "count_papers"]


@dataclass(frozen=True)
class Tally:
    """What a list of papers says.

    `counts` has every choice in the order of the definition: how many papers name it, or in a
    ranking how many name it first. `elected` are those whom the rule elects, in its order; nobody
    without a rule or without papers. `root` is the Merkle root of the list.
    """

    papers: int
    counts: dict[str, int]
    elected: tuple[str, ...]
    root: str


def count_papers(definition: Definition, papers: Sequence[Paper]) -> Tally:
    """Count papers by their definition.

    Parameters
    ----------
    definition
        As it was published before the ballot opened.
    papers
        In any order: it does not matter.

    Returns
    -------
    Tally
        Exact ties are broken by the order that the list's root decides (`TieBreak.by_seed`): it is
        public, and nobody outside of the server can know it while papers can still be cast.

    Raises
    ------
    InputError
        `papers.choice` for a paper that is not filled in as the method asks.

    Notes
    -----
    Cost: O(n m) for n papers of m choices, and what `civics.voting` says of the rule.

    >>> ballot = Definition("ranking", ("ash", "elm", "oak"), rule="schulze")
    >>> orders = [("ash", "elm")] * 4 + [("oak", "elm")] * 3 + [("elm", "ash")] * 2
    >>> papers = [Paper(f"{n:020x}", order) for n, order in enumerate(orders)]
    >>> tally = count_papers(ballot, papers)
    >>> tally.counts, tally.elected
    ({'ash': 4, 'elm': 2, 'oak': 3}, ('elm',))
    """
    for paper in papers:
        definition.require_valid(paper.choice)
    named = [paper.choice[:1] if definition.method == RANKING else paper.choice for paper in papers]
    counts = {key: sum(key in keys for keys in named) for key in definition.choices}
    root = lines_root(paper.line for paper in papers)
    elected = _elected(definition, sorted(papers), TieBreak.by_seed(root))
    return Tally(len(papers), counts, elected, root)


def _elected(
    definition: Definition, papers: Sequence[Paper], tie_break: TieBreak
) -> tuple[str, ...]:
    if not definition.rule or not papers:
        return ()
    place = {key: number for number, key in enumerate(definition.choices)}
    chosen = [[place[key] for key in paper.choice] for paper in papers]
    if definition.method == APPROVAL:
        approvals = Approvals.from_sets([set(keys) for keys in chosen], definition.choices)
        return elect_committee(
            definition.rule, approvals, definition.seats, tie_break=tie_break
        ).elected
    rankings = Rankings.from_orders(chosen, definition.choices)
    if definition.rule == STV:
        return elect_stv(rankings, definition.seats, tie_break=tie_break).elected
    return elect_one(definition.rule, rankings, tie_break=tie_break).elected
