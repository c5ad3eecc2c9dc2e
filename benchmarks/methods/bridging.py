"""The factor model as ratings grow: CPU seconds (user + system) and peak memory.

The peer, Community Notes' scorer, is on no package registry, so it is not run here; its fits on the
shared conversations are an oracle in tests/civics/bridging.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civics.bridging import Ratings, factor_model

ROOT = Path(__file__).resolve().parents[2]
TIMES = 3

SIZES = ((9_760, 500, 200_000), (97_600, 5_000, 2_000_000))


def run(sizes: tuple[tuple[int, int, int], ...] = SIZES) -> list[dict[str, Any]]:
    """The rows: ordering the ratings and fitting ten starts; the share of each in the note."""
    rows = []
    for raters, items, ratings in sizes:
        words = [sys.executable, __file__, str(raters), str(items), str(ratings)]
        env = {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
        done = subprocess.run(words, check=True, capture_output=True, text=True, env=env)
        found = json.loads(done.stdout.splitlines()[-1])
        rows.append(
            {
                "work": f"factor model, ten starts, {ratings:,} ratings ({raters:,} × {items:,})",
                "ours_cpu_s": round(found["ordered"] + found["fitted"], 2),
                "ours_mb": round(found["peak"]),
                "peer": "communitynotes",
                "peer_cpu_s": "not installed",
                "peer_mb": "not installed",
                "ratio": None,
                "note": f"ordering {found['ordered']:.2f} s, fit {found['fitted']:.2f} s, "
                f"loss {found['loss']:.6f}, correlation with the truth {found['truth']:.3f}",
            }
        )
    return rows


def invented(
    raters: int, items: int, ratings: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Two camps; returns rater, item, value in three steps, and the items' quality."""
    rng = np.random.default_rng(0)
    camp = np.where(rng.random(raters) < 0.5, 1, -1) * rng.normal(0.7, 0.25, raters)
    mood = rng.normal(0, 0.15, raters)
    side, quality = rng.normal(0, 0.35, items), rng.normal(0, 0.15, items)
    people = rng.integers(0, raters, ratings * 51 // 50)
    things = (rng.beta(0.8, 2, people.size) * items).astype(np.int64)
    cells = rng.permutation(np.unique(people * items + things))[:ratings]
    rater, item = np.divmod(cells, items)
    liked = 0.4 + mood[rater] + quality[item] + camp[rater] * side[item]
    liked += rng.normal(0, 0.25, len(cells))
    return rater, item, np.where(liked > 0.66, 1.0, np.where(liked < 0.33, 0.0, 0.5)), quality


def measure(raters: int, items: int, ratings: int) -> None:
    """Print median times in a process that has nothing else to do."""
    rater, item, value, quality = invented(raters, items, ratings)
    people, things = [str(k) for k in range(raters)], [str(k) for k in range(items)]
    ordered, fitted = [], []
    for _ in range(TIMES + 1):  # the first compiles, if need be
        begin = time.process_time()
        held = Ratings.of(rater, item, value, raters=people, items=things)
        between = time.process_time()
        model = factor_model(held)
        ordered.append(between - begin)
        fitted.append(time.process_time() - between)
    truth = quality[[int(name) for name in held.items]]
    found = {
        "ordered": sorted(ordered[1:])[TIMES // 2],
        "fitted": sorted(fitted[1:])[TIMES // 2],
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "loss": model.loss,
        "truth": float(np.corrcoef(model.item_intercept, truth)[0, 1]),
    }
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    measure(*map(int, sys.argv[1:]))
