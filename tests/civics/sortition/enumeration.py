"""The slow way to the answer: write down every panel, and solve over all of them."""

from itertools import combinations

import numpy as np
from scipy.optimize import linprog, minimize

from civics.sortition import Pool, Quota


def every_panel(pool: Pool, quotas: list[Quota], size: int) -> list[tuple[int, ...]]:
    """All panels that keep quotas, households and conflicts, as places in the pool."""
    people = pool.people
    found = []
    for panel in combinations(range(len(people)), size):
        sitting = [people[i] for i in panel]
        homes = [person.household for person in sitting if person.household]
        counts = [
            (sum(person.answers[quota.category] == quota.feature for person in sitting), quota)
            for quota in quotas
        ]
        if (
            len(homes) == len(set(homes))
            and all(quota.minimum <= count <= quota.maximum for count, quota in counts)
            and all(
                sum(person.id in group.people for person in sitting) <= group.at_most
                for group in pool.conflicts
            )
        ):
            found.append(panel)
    return found


def leximin(panels: list[tuple[int, ...]], people: int) -> np.ndarray:
    """Leximin chances over all panels: whoever cannot rise above a level is fixed at it."""
    member = np.zeros((people, len(panels)))
    for column, panel in enumerate(panels):
        member[list(panel), column] = 1.0
    fixed: dict[int, float] = {}
    while len(fixed) < people:
        free = [i for i in range(people) if i not in fixed]
        least = _level(member, fixed, free)
        fixed |= {i: least for i in free if _highest(member, fixed, free, least, i) < least + 1e-7}
    return np.array([fixed[i] for i in range(people)])


def _level(member: np.ndarray, fixed: dict[int, float], free: list[int]) -> float:
    panels = member.shape[1]
    rows = [np.append(-member[i], 1.0) for i in free]
    rows += [np.append(-member[i], 0.0) for i in fixed]
    limits = [0.0] * len(free) + [-value + 1e-9 for value in fixed.values()]
    cost = np.append(np.zeros(panels), -1.0)
    return -_solved(cost, rows, limits, np.append(np.ones(panels), 0.0))


def _highest(
    member: np.ndarray, fixed: dict[int, float], free: list[int], least: float, one: int
) -> float:
    rows = [-member[i] for i in [*free, *fixed]]
    limits = [-least + 1e-9] * len(free) + [-value + 1e-9 for value in fixed.values()]
    return -_solved(-member[one], rows, limits, np.ones(member.shape[1]))


def _solved(cost: np.ndarray, rows: list, limits: list, ones: np.ndarray) -> float:
    found = linprog(cost, np.array(rows), limits, ones[None, :], [1.0], method="highs")
    assert found.status == 0, found.message
    return float(found.fun)


def geometric_mean(panels: list[tuple[int, ...]], people: int) -> float:
    """The largest geometric mean of the chances of all who have one."""
    member = np.zeros((people, len(panels)))
    for column, panel in enumerate(panels):
        member[list(panel), column] = 1.0
    member = member[member.sum(axis=1) > 0]
    start = np.full(len(panels), 1.0 / len(panels))
    found = minimize(
        lambda mix: -np.log(np.maximum(member @ mix, 1e-12)).mean(),
        start,
        jac=lambda mix: -(member / np.maximum(member @ mix, 1e-12)[:, None]).mean(axis=0),
        bounds=[(0, 1)] * len(panels),
        constraints={"type": "eq", "fun": lambda mix: mix.sum() - 1.0},
        method="SLSQP",
        options={"maxiter": 1000, "ftol": 1e-14},
    )
    return float(np.exp(-found.fun))
