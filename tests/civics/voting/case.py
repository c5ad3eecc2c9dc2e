"""How the conformance suite calls the rules."""

from collections.abc import Callable
from typing import Any

import numpy as np

from civics.voting import (
    COMMITTEE_RULES,
    GREEDY_RULES,
    SINGLE_RULES,
    TWO_THIRDS,
    Approvals,
    Projects,
    Quorum,
    Rankings,
    all_committees,
    elect_committee,
    elect_one,
    elect_stv,
    equal_shares,
    greedy_budget,
    judge,
)
from tests.civics.opinion.case import hash_of
from tests.civics.voting.ballot_boxes import letters, random_box

ORDER_OF_VOTERS = ("greedy-monroe",)  # by its definition; with a seed it does not matter either
RULES = tuple(rule for rule in COMMITTEE_RULES if rule not in ORDER_OF_VOTERS)


def approvals(seed: int) -> Approvals:
    drawn = random_box(np.random.default_rng(seed), 25, 7, 0.35)
    return Approvals(tuple(letters(7)), drawn.offsets, drawn.choices)


def projects(seed: int) -> Projects:
    costs = np.random.default_rng(seed).integers(1, 9, 7).tolist()
    return Projects(approvals(seed), costs, 12)


def rankings(seed: int) -> Rankings:
    rng = np.random.default_rng(seed)
    cut = rng.integers(1, 7, 25)
    return Rankings.from_orders(
        [rng.permutation(6)[:length].tolist() for length in cut], letters(6)
    )


def other_voters(ballots: Approvals, seed: int) -> Approvals:
    order = np.random.default_rng(seed).permutation(ballots.voters)
    return Approvals.from_sets([ballots.ballot(i) for i in order], ballots.names)


def other_names(names: tuple[str, ...]) -> tuple[list[str], dict[str, str]]:
    """The order of the list stays: it is the tie-break."""
    fresh = {name: f"c{hash_of(name)}" for name in names}
    return list(fresh.values()), {new: old for old, new in fresh.items()}


def renamed(ballots: Approvals) -> tuple[Approvals, dict[str, str]]:
    fresh, back = other_names(ballots.names)
    return Approvals(tuple(fresh), ballots.offsets, ballots.choices), back


def renamed_projects(plan: Projects) -> tuple[Projects, dict[str, str]]:
    ballots, back = renamed(plan.ballots)
    return Projects(ballots, plan.costs, plan.budget), back


def renamed_rankings(ballots: Rankings) -> tuple[Rankings, dict[str, str]]:
    fresh, back = other_names(ballots.names)
    return Rankings(fresh, ballots.ranks, ballots.counts), back


def other_rankers(ballots: Rankings, seed: int) -> Rankings:
    order = np.random.default_rng(seed).permutation(len(ballots.ranks))
    return Rankings(ballots.names, ballots.ranks[order], ballots.counts[order])


def boxes(make: Callable[[Approvals], Any]) -> dict[str, Callable[[], Any]]:
    def of(ballots: list[set[int]], m: int) -> Callable[[], Any]:
        return lambda: make(Approvals.from_sets(ballots, letters(m)))

    return {
        "empty": of([], 0),
        "no_voters": of([], 3),
        "single": of([{0}], 1),
        "all_missing": of([set(), set()], 3),
        "constant": of([{0, 1, 2}] * 4, 3),
    }


def told(outcomes: Any) -> Any:
    return [outcome.to_json() for outcome in outcomes]


APPROVING: dict[str, Any] = {
    "page": "voting.md",
    "make": approvals,
    "shuffled": other_voters,
    "renamed": renamed,
    "edges": boxes(lambda ballots: ballots),
}
SPENDING: dict[str, Any] = {
    "page": "voting.md",
    "make": projects,
    "plain": told,
    "shuffled": lambda plan, seed: Projects(
        other_voters(plan.ballots, seed), plan.costs, plan.budget
    ),
    "renamed": renamed_projects,
    "edges": boxes(lambda ballots: Projects(ballots, [2] * ballots.candidates, 3)),
}
RANKING: dict[str, Any] = {
    "page": "voting.md",
    "make": rankings,
    "plain": told,
    "shuffled": other_rankers,
    "renamed": renamed_rankings,
    "edges": {
        "empty": lambda: Rankings.from_orders([], 0),
        "no_voters": lambda: Rankings.from_orders([], 3),
        "single": lambda: Rankings.from_orders([[0]], 1),
        "all_missing": lambda: Rankings.from_orders([[], []], 3),
        "constant": lambda: Rankings.from_orders([[2, 1, 0]] * 4, 3),
    },
}

VOTING: tuple[dict[str, Any], ...] = (
    {
        "page": "voting.md",
        "name": "voting.judge",
        "method": judge,
        "make": lambda seed: np.random.default_rng(seed).integers(0, 90, 3).tolist(),
        "call": lambda counts, seed: judge(
            *counts, eligible=300, threshold=TWO_THIRDS, quorums=[Quorum("cast", number=100)]
        ),
        "plain": lambda verdict: [verdict.passed, [[w.code, repr(w.counts)] for w in verdict.why]],
        "shuffled": None,
        "renamed": None,
        "edges": {
            "empty": lambda: [0, 0, 0],
            "single": lambda: [1, 0, 0],
            "all_missing": lambda: [0, 0, 7],
            "negative": lambda: [-1, 0, 0],
        },
    },
    {
        **APPROVING,
        "name": "voting.elect_committee",
        "method": elect_committee,
        "call": lambda ballots, seed: [elect_committee(rule, ballots, 3) for rule in RULES],
        "plain": told,
    },
    {
        **APPROVING,
        "name": "voting.all_committees",
        "method": all_committees,
        "call": lambda ballots, seed: [all_committees(rule, ballots, 3) for rule in RULES],
        "plain": lambda committees: committees,
    },
    {
        **SPENDING,
        "name": "voting.equal_shares",
        "method": equal_shares,
        "call": lambda plan, seed: [
            equal_shares(plan, completion=how) for how in ("add1", "greedy", "none")
        ],
    },
    {
        **SPENDING,
        "name": "voting.greedy_budget",
        "method": greedy_budget,
        "call": lambda plan, seed: [
            greedy_budget(plan, rule=rule, least_score=1) for rule in GREEDY_RULES
        ],
    },
    {
        **RANKING,
        "name": "voting.elect_one",
        "method": elect_one,
        "call": lambda ballots, seed: [elect_one(rule, ballots) for rule in SINGLE_RULES],
    },
    {
        **RANKING,
        "name": "voting.elect_stv",
        "method": elect_stv,
        "call": lambda ballots, seed: [elect_stv(ballots, 2)],
    },
)
