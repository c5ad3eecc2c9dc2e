"""Trust: what each figure costs as size grows. No peer of these is in the bench extra."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks import cost_of
from civics.trust import (
    by_stratum,
    interrupted_series,
    log_rank,
    net_promoter,
    restricted_mean_difference,
    survival_curve,
    synthetic_control,
)

NO_PEER = "no peer in the bench extra"


def run() -> list[dict[str, Any]]:
    """Rows of the table."""
    return [
        _row("net promoter score of 1,000,000 people", score),
        _row("net promoter score of 8 strata, 28 gaps", strata),
        *(
            _row(f"interrupted series, {n:,} points, weekly calendar", broken, n)
            for n in (100, 1_000)
        ),
        *(_row(f"synthetic control, 100 × {j} donors", controlled, j) for j in (20, 200)),
        *(_row(f"survival curve, {n:,} waits", waited, n) for n in (10_000, 1_000_000)),
        *(
            _row(f"log-rank and restricted means, 2 × {n:,}", compared, n)
            for n in (10_000, 500_000)
        ),
    ]


def score() -> None:
    net_promoter(430_000, 320_000, 250_000)


def strata() -> None:
    counts = np.random.default_rng(1).integers(1, 500, (8, 3))
    by_stratum({f"s{i}": row.tolist() for i, row in enumerate(counts)})


def broken(n: int) -> None:
    interrupted_series(np.random.default_rng(1).normal(size=n), n * 3 // 5, season=7)


def controlled(donors: int) -> None:
    walk = np.cumsum(np.random.default_rng(1).normal(size=(100, donors + 1)), axis=0)
    names = [f"d{i}" for i in range(donors)]
    synthetic_control(walk[:, 0], dict(zip(names, walk.T[1:], strict=True)), 75)


def waited(n: int) -> None:
    curve = survival_curve(*_waits(n, 1))
    _ = curve.median, curve.quantile(0.9)


def compared(n: int) -> None:
    one, other = _waits(n, 1), _waits(n, 2)
    log_rank({"one": one, "other": other})
    restricted_mean_difference(one, other, 1.0)


def _waits(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    waits, watched = rng.lognormal(0, 1, n), rng.exponential(4, n)
    return np.minimum(waits, watched), waits <= watched


def _row(work: str, ours: Callable[..., None], *arguments: int) -> dict[str, Any]:
    cost = cost_of(ours, *arguments)
    return {
        "work": work,
        "ours_cpu_s": round(cost.cpu_s, 4),
        "ours_mb": round(cost.mb, 1),
        "peer": None,
        "peer_cpu_s": None,
        "peer_mb": None,
        "ratio": None,
        "note": NO_PEER,
    }
