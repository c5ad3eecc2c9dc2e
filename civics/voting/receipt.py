"""The figures behind each purchase of equal shares, recomputed once at the end.

Accounts are summed in sorted order, so the figures do not depend on the order of the voters, on
the engine or on the machine.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from civics.voting.outcome import Count, Why
from civics.voting.projects import Projects
from civics.voting.trip import Basket


def receipts(projects: Projects, basket: Basket) -> list[Why]:
    """One reason for each purchase: who supported it, what a point cost them, who ran dry."""
    balance = np.full(projects.ballots.voters, float(basket.share))
    return [_receipt(projects, balance, c) for c in basket.bought]


def _receipt(projects: Projects, balance: NDArray[np.float64], c: int) -> Why:
    offsets, voters, points = projects.ballots.by_candidate
    here = slice(offsets[c], offsets[c + 1])
    payers = voters[here]
    weight = np.ones(len(payers)) if points is None else points[here].astype(np.float64)
    price = _price(balance[payers], weight, float(projects.minor_costs[c]))
    held = balance[payers]
    paid = np.minimum(held, price * weight)
    balance[payers] -= paid
    figures: dict[str, Count] = {
        "cost": projects.costs[c],
        "supporters": len(payers),
        "price": price / projects.unit,
        "ran_dry": int((held < price * weight).sum()),
    }
    return Why("equal_shares.bought", c, figures)


def _price(held: NDArray[np.float64], weight: NDArray[np.float64], cost: float) -> float:
    """Least t with sum min(held, t weight) >= cost, by sorting."""
    order = np.lexsort((held, weight, held / weight))
    held, weight = held[order], weight[order]
    before = np.concatenate(([0.0], np.cumsum(held)[:-1]))
    rest = np.cumsum(weight[::-1])[::-1]
    level = (cost - before) / rest
    enough = np.flatnonzero(level <= held / weight * (1 + 1e-12))
    return float(level[enough[0]]) if len(enough) else float((held / weight)[-1])
