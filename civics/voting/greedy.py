"""Participatory budgets as most cities count them: most votes first, while the money lasts."""

from __future__ import annotations

from itertools import groupby

from civics.errors import InputError
from civics.voting.equal_shares import BudgetOutcome
from civics.voting.outcome import Count, Tie, Why
from civics.voting.projects import Projects
from civics.voting.tiebreak import LISTED, TieBreak

GREEDY_RULES = ("greedy", "greedy-no-skip", "greedy-threshold")


def greedy_budget(
    projects: Projects,
    *,
    rule: str = "greedy",
    least_score: int = 0,
    tie_break: TieBreak = LISTED,
) -> BudgetOutcome:
    """Fund the projects with most points, in that order.

    Parameters
    ----------
    projects
        Ballots, costs, budget. Points count if the ballots have them, else approvals.
    rule
        ``greedy`` (default): a project that no longer fits is skipped, cheaper ones after it may
        still be funded. ``greedy-no-skip``: the first one that does not fit ends the count.
        ``greedy-threshold``: as ``greedy``, and `least_score` is asked for.
    least_score
        Projects with fewer points are not funded, under any of the three.
    tie_break
        The order among equal scores. A tie is in the result when some of the equals were funded
        and some were not.

    Returns
    -------
    BudgetOutcome
        `why` names every project: `greedy.funded`, `greedy.too_dear`, `greedy.too_few`,
        `greedy.after_the_end`, with score, cost and the money that was left.

    Raises
    ------
    InputError
        `voting.rule`; `voting.least_score` when ``greedy-threshold`` has none.

    Notes
    -----
    Projects without any point are never funded. Cost: O(m log m). A further voter for a project
    never costs it the money; but a majority can take all of it: 51 % of the voters may decide over
    100 %. Compare with :func:`civics.voting.equal_shares`.

    >>> from civics.voting.ballots import Approvals
    >>> ballots = Approvals.from_sets([{0, 1}] * 3 + [{1, 2}] * 2, ["road", "square", "library"])
    >>> greedy_budget(Projects(ballots, [40, 70, 30], 100)).elected
    ('square', 'library')
    >>> greedy_budget(Projects(ballots, [40, 70, 30], 100), rule="greedy-no-skip").elected
    ('square',)
    """
    if rule not in GREEDY_RULES:
        raise InputError("voting.rule", rule=rule, known=GREEDY_RULES)
    if rule == "greedy-threshold" and least_score < 1:
        raise InputError("voting.least_score", least_score=least_score)
    line = _line(projects, tie_break)
    why = _count(projects, line, max(1, least_score), rule == "greedy-no-skip")
    winners = tuple(c for c, step in zip(line, why, strict=True) if step.code == "greedy.funded")
    return BudgetOutcome(
        rule,
        projects.ballots.names,
        winners,
        tuple(why),
        tuple(_ties(projects, line, set(winners))),
        tie_break,
        {"least_score": least_score},
        projects.budget,
        projects.spent(winners),
    )


def _line(projects: Projects, tie_break: TieBreak) -> list[int]:
    ranks = tie_break.ranks(projects.ballots.names).tolist()
    scores = projects.ballots.scores.tolist()
    return sorted(range(len(scores)), key=lambda c: (-scores[c], ranks[c]))


def _count(projects: Projects, line: list[int], least: int, stop: bool) -> list[Why]:
    left, ended = projects.budget, False
    why = []
    for c in line:
        score, cost = int(projects.ballots.scores[c]), projects.costs[c]
        code = "greedy.funded"
        if score < least:
            code = "greedy.too_few"
        elif ended:
            code = "greedy.after_the_end"
        elif cost > left:
            code, ended = "greedy.too_dear", stop
        counts: dict[str, Count] = {"score": score, "cost": cost, "left": left}
        why.append(Why(code, c, counts))
        left -= cost if code == "greedy.funded" else 0
    return why


def _ties(projects: Projects, line: list[int], funded: set[int]) -> list[Tie]:
    ties, step = [], 0
    for _, equals in groupby(line, key=lambda c: int(projects.ballots.scores[c])):
        group = tuple(equals)
        chosen = tuple(c for c in group if c in funded)
        if 0 < len(chosen) < len(group):
            ties.append(Tie(step, tuple(sorted(group)), chosen))
        step += len(group)
    return ties
