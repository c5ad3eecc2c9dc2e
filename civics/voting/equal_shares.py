"""The method of equal shares: everyone commands an equal part of the money."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from civics.errors import InputError
from civics.voting.completion import COMPLETIONS, raised, topped_up
from civics.voting.market import Market
from civics.voting.outcome import Outcome, Tie, Why, plain
from civics.voting.projects import Projects
from civics.voting.receipt import receipts
from civics.voting.shopping import shop
from civics.voting.tiebreak import LISTED, TieBreak

WORTHS = ("cost", "votes")
"""What a point counts for: one, or the money it brings. The first one is the default."""


@dataclass(frozen=True)
class BudgetOutcome(Outcome):
    """An :class:`~civics.voting.outcome.Outcome` about money.

    `budget` and `spent` are exact, in the currency of the costs.
    """

    budget: Fraction = Fraction(0)
    spent: Fraction = Fraction(0)

    def to_json(self) -> dict[str, object]:
        """As of `Outcome`, with the money."""
        return super().to_json() | {"budget": plain(self.budget), "spent": plain(self.spent)}


def equal_shares(
    projects: Projects,
    *,
    completion: str = "add1",
    worth: str = "cost",
    step: Fraction | int = 1,
    tie_break: TieBreak = LISTED,
    engine: str = "auto",
) -> BudgetOutcome:
    """Fund projects by the method of equal shares.

    Every voter gets an equal part of the budget. A project is bought when its supporters can pay
    for it, everyone the same per point (or all they have left); the one that gives its supporters
    most for their money goes first.

    Parameters
    ----------
    projects
        n voters, m projects, costs, budget.
    completion
        Equal shares may leave money over. ``add1`` (default): raise everyone's part by `step`
        until the next raise would overspend. ``add1-exhaustive``: the same, but stop as soon as no
        further project fits. ``greedy``: no raise; the rest goes to the most-voted projects that
        fit. ``add1-greedy``: both. ``none``: leave it over. They give different winners: name
        one before the vote.
    worth
        ``cost`` (default, as in Świecie and Wieliczka): an approval, or a point, counts as much as
        the project costs. ``votes``: it counts the same whatever the project costs, which favours
        cheap projects.
    step
        The raise, in units of the currency. Large sums in small currencies need larger steps.
    tie_break
        Used where prices are *exactly* equal; all such ties are in the result.
    engine
        ``auto``, ``numba``, ``numpy``: floats, and fractions wherever two prices (or a price and a
        purse) are within 1e-10 of the cost; ``exact``: fractions throughout, some hundred times
        slower. All give the same result.

    Returns
    -------
    BudgetOutcome
        `settings["share"]` is the final part of a voter, exact; `why` tells for each purchase the
        supporters, the price per point and how many supporters ran dry.

    Raises
    ------
    InputError
        `voting.completion`, `voting.worth`, `voting.step`, `voting.engine`.

    Notes
    -----
    Cost: one run is O(approvals x purchases) at worst, near O(approvals) in practice; `add1`
    repeats it for every raise. Without completion, a group whose members share what they want and
    whose money pays for it gets as much of it as that money buys, up to one project (EJR up to
    one). Source: Peters, Pierczyński and Skowron, NeurIPS 2021,
    arXiv:2008.13276.

    Two of six voters want what the others do not; a third of the money is theirs, where greedy
    counting would give them nothing:

    >>> from civics.voting.ballots import Approvals
    >>> names = ["road", "square", "library"]
    >>> ballots = Approvals.from_sets([{0, 1}] * 3 + [{1}] + [{2}] * 2, names)
    >>> equal_shares(Projects(ballots, [40, 30, 30], 90)).elected
    ('square', 'library')
    >>> equal_shares(Projects(ballots, [40, 30, 30], 90), completion="none").settings["share"]
    Fraction(15, 1)
    """
    _check(completion, worth, Fraction(step))
    ranks = tie_break.ranks(projects.ballots.names)
    weights = tuple(cost or 1 for cost in projects.minor_costs)
    worths = weights if worth == "cost" else (1,) * len(weights)
    market = Market.open(projects.ballots, projects.minor_costs, worths, ranks)
    if completion.startswith("add1"):
        minor = Fraction(step) * projects.unit
        exhaustive = completion == "add1-exhaustive"
        basket = raised(projects, market, step=minor, exhaustive=exhaustive, engine=engine)
    else:
        share = Fraction(projects.minor_budget, max(1, projects.ballots.voters))
        basket = shop(market, share, limit=projects.minor_budget, engine=engine)
    why = receipts(projects, basket)
    ties = [Tie(r, among, (basket.bought[r],)) for r, among in basket.tied.items()]
    winners = list(basket.bought)
    if completion.endswith("greedy"):
        for c in topped_up(projects, winners, ranks.tolist()):
            why.append(_completed(projects, c))
            winners.append(c)
    return BudgetOutcome(
        "equal-shares",
        projects.ballots.names,
        tuple(winners),
        tuple(why),
        tuple(ties),
        tie_break,
        {
            "completion": completion,
            "worth": worth,
            "step": Fraction(step),
            "share": basket.share / projects.unit,
        },
        projects.budget,
        projects.spent(winners),
    )


def _completed(projects: Projects, c: int) -> Why:
    score = int(projects.ballots.scores[c])
    return Why("equal_shares.completed_greedy", c, {"cost": projects.costs[c], "score": score})


def _check(completion: str, worth: str, step: Fraction) -> None:
    if completion not in COMPLETIONS:
        raise InputError("voting.completion", completion=completion, known=COMPLETIONS)
    if worth not in WORTHS:
        raise InputError("voting.worth", worth=worth, known=WORTHS)
    if step <= 0:
        raise InputError("voting.step", step=str(step))
