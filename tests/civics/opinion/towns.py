"""Invented towns whose people fall into camps, for tests that need votes of a known kind."""

import numpy as np

from civics.opinion import Votes


def town(
    *,
    people: int,
    statements: int,
    camps: int,
    seed: int,
    answered: float = 0.8,
    noise: float = 0.5,
) -> Votes:
    """Votes of people in `camps` equally likely camps; with 0 camps, of people without leanings.

    Each camp has its own opinion on each statement, each person strays from it by `noise`, and
    sees each statement with chance `answered`.
    """
    rng = np.random.default_rng(seed)
    views = rng.normal(size=(max(camps, 1), statements))
    camp = rng.integers(0, max(camps, 1), people)
    pull = views[camp] if camps else np.zeros((people, statements))
    leaning = pull + rng.normal(scale=noise, size=(people, statements))
    vote = np.where(leaning > 0.2, 1, np.where(leaning < -0.2, -1, 0))
    row, column = np.nonzero(rng.random((people, statements)) < answered)
    return Votes.of(
        row,
        column,
        vote[row, column],
        participants=[f"p{i}" for i in range(people)],
        statements=[f"s{j}" for j in range(statements)],
    )
