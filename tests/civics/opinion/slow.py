"""The slow and obvious way to the same map: dense matrices, nothing clever."""

import numpy as np
from numpy.typing import NDArray

from civics.opinion import Votes


def dense(votes: Votes) -> NDArray[np.float64]:
    """(n, m), NaN where there is no vote."""
    table = np.full(votes.shape, np.nan)
    table[votes.rows, votes.indices] = votes.values
    return table


def imputed_axes(votes: Votes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean votes, and the first two right singular vectors of the imputed, centred matrix."""
    table = dense(votes)
    answered = ~np.isnan(table)
    mean = np.where(answered, table, 0.0).sum(axis=0) / np.maximum(answered.sum(axis=0), 1)
    centred = np.where(answered, table - mean, 0.0)
    _, sizes, vectors = np.linalg.svd(centred, full_matrices=False)
    return mean, vectors[:2] * (sizes[:2, None] > 1e-9)


def places(
    votes: Votes, mean: NDArray[np.float64], axes: NDArray[np.float64]
) -> NDArray[np.float64]:
    """(n, 2), person by person and vote by vote."""
    table = dense(votes)
    asked = int((~np.isnan(table)).any(axis=0).sum())
    rows = []
    for person in table:
        given = np.flatnonzero(~np.isnan(person))
        if not len(given):
            rows.append(np.full(2, np.nan))
            continue
        total = sum((axes[:, j] * (person[j] - mean[j]) for j in given), np.zeros(2))
        rows.append(total * np.sqrt(asked / len(given)))
    return np.array(rows)


def pairs(votes: Votes) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """S, A and N by adding up one person after another."""
    m = votes.shape[1]
    s, a, n = (np.zeros((m, m), dtype=np.int64) for _ in range(3))
    for person in dense(votes):
        for j in np.flatnonzero(~np.isnan(person)):
            for k in np.flatnonzero(~np.isnan(person)):
                s[j, k] += int(person[j] * person[k])
                a[j, k] += int(person[j])
                n[j, k] += 1
    return s, a, n


def discovered(p_values: list[float], rate: float) -> set[int]:
    """Places that Benjamini and Hochberg's step-up procedure rejects, as they wrote it down."""
    ranked = sorted(range(len(p_values)), key=lambda place: p_values[place])
    passed = 0
    for rank, place in enumerate(ranked, start=1):
        if p_values[place] <= rate * rank / len(ranked):
            passed = rank
    return set(ranked[:passed])
