"""Small pools made from a seed, and the shared instances."""

import functools
from pathlib import Path

import numpy as np
import pytest

from civics.sortition import Conflict, Pool, Quota, pool_of
from civics.sortition.reading import read_pool, read_quotas

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "sortition"


def small_town(seed: int, people: int = 9, size: int = 4) -> tuple[Pool, list[Quota], int]:
    """A few people, three categories, households and a conflict; quotas around a real panel."""
    rng = np.random.default_rng(seed)
    widths = (2, 3, 2)
    given = np.stack([rng.integers(0, width, people) for width in widths], axis=1)
    answers = {
        f"p{i:02d}": {f"c{j}": f"v{given[i, j]}" for j in range(len(widths))} for i in range(people)
    }
    homes = {f"p{i:02d}": "home" for i in range(2 if seed % 3 == 0 else 0)}
    group = [Conflict("sponsor", frozenset({"p01", "p02", "p03"}), 2)] if seed % 4 == 0 else []
    panel = given[rng.choice(np.arange(1, people), size, replace=False)]
    quotas = []
    for j, width in enumerate(widths):
        for v in range(width):
            count = int((panel[:, j] == v).sum())
            slack = int(rng.integers(0, 2))
            quotas.append(Quota(f"c{j}", f"v{v}", max(0, count - slack), count + slack))
    return pool_of(answers, homes, group), quotas, size


@functools.cache
def shared(name: str) -> tuple[Pool, tuple[Quota, ...], int]:
    """A shared instance: pool, quotas, panel size."""
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"the shared instance {name} is not beside the repository")
    first = name == "sortition_algorithms_150"
    quotas = read_quotas(str(folder / ("features.csv" if first else "categories.csv")))
    pool = read_pool(str(folder / ("candidates.csv" if first else "respondents.csv")), quotas)
    return pool, quotas, 22 if first else int(name.rsplit("_", 1)[1])
