"""What to do with the money that equal shares leaves over."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from civics.voting.market import Market
from civics.voting.projects import Projects
from civics.voting.shopping import shop
from civics.voting.trip import Basket

COMPLETIONS = ("add1", "add1-exhaustive", "add1-greedy", "greedy", "none")
"""The first one is the default."""

_MANY = 100
"""How many raises to expect."""


def raised(
    projects: Projects, market: Market, *, step: Fraction, exhaustive: bool, engine: str
) -> Basket:
    """Give every voter `step` more, again and again, until the purchases overspend the budget.

    Returns the last basket that did not; with `exhaustive` the first one after which no further
    project fits, if there is one before. `step` is in minor amounts.
    """
    budget = projects.minor_budget
    share = Fraction(budget, max(1, projects.ballots.voters))
    if _all_fit(projects):
        share = max(share, Fraction(max(projects.minor_costs, default=0)))
    basket = shop(market, share, limit=budget, engine=engine, runs=_MANY)
    while not (exhaustive and _exhausted(projects, basket)) and not _complete(projects, basket):
        share += step
        following = shop(market, share, limit=budget, engine=engine, runs=_MANY)
        if following.overspent:
            break
        basket = following
    return basket


def topped_up(projects: Projects, taken: Sequence[int], ranks: Sequence[int]) -> list[int]:
    """The projects that a greedy count adds: most points first, skipping what does not fit."""
    left = projects.minor_budget - sum(projects.minor_costs[c] for c in taken)
    scores = projects.ballots.scores.tolist()
    added = []
    for c in sorted(range(len(scores)), key=lambda c: (-scores[c], ranks[c])):
        if c not in taken and scores[c] and projects.minor_costs[c] <= left:
            left -= projects.minor_costs[c]
            added.append(c)
    return added


def _wanted(projects: Projects) -> list[int]:
    return [c for c, score in enumerate(projects.ballots.scores.tolist()) if score]


def _all_fit(projects: Projects) -> bool:
    # Then raising ends with everything that anybody wants; the steps would only be long.
    return sum(projects.minor_costs[c] for c in _wanted(projects)) <= projects.minor_budget


def _complete(projects: Projects, basket: Basket) -> bool:
    return len(basket.bought) == len(_wanted(projects))


def _exhausted(projects: Projects, basket: Basket) -> bool:
    left = projects.minor_budget - basket.spent
    rest = set(_wanted(projects)) - set(basket.bought)
    return all(projects.minor_costs[c] > left for c in rest)
