"""A lottery over panels: whole-number tickets, fixed and hashed before anybody knows the seed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from civics.sortition.pool import Quota
from civics.sortition.proof import Proof, gaps
from civics.sortition.types import Types

FORMAT = "civics.sortition.lottery/1"


@dataclass(frozen=True, eq=False)
class Lottery:
    """Tickets 0 … total - 1, each for one panel; `draw` picks one of them, then people by type.

    Attributes
    ----------
    algorithm : leximin, maximin, nash or simple.
    quotas : as they were asked for.
    types : the people, grouped.
    panels : shape (panels, types), int64: how many of each type.
    weights : how many tickets each panel has; whole numbers whose sum is `total`.
    pool : SHA-256 of the pool, hexadecimal.
    excluded : id and reason of those who were taken out beforehand.
    proof : why no lottery is better; None for simple, which claims nothing, and after reading a
        published lottery, which does not carry it.
    """

    algorithm: str
    quotas: tuple[Quota, ...]
    types: Types
    panels: NDArray[np.int64]
    weights: tuple[int, ...]
    pool: str
    excluded: tuple[tuple[str, str], ...] = ()
    proof: Proof | None = None

    @property
    def size(self) -> int:
        """People on a panel."""
        return self.types.size

    @property
    def total(self) -> int:
        """Tickets in all."""
        return sum(self.weights)

    @cached_property
    def commitment(self) -> str:
        """SHA-256 of the published form, hexadecimal: publish it before the seed exists."""
        return hashlib.sha256(canonical(self.published()).encode()).hexdigest()

    def expected(self) -> list[Fraction]:
        """The expected people of each type on the panel, exactly."""
        sums = [0] * len(self.types.counts)
        for weight, panel in zip(self.weights, self.panels.tolist(), strict=True):
            for place, count in enumerate(panel):
                sums[place] += weight * count
        return [Fraction(one, self.total) for one in sums]

    def chances(self) -> dict[str, Fraction]:
        """Each person's own probability of being drawn, exactly, by id in order."""
        each = [
            expected / int(count)
            for expected, count in zip(self.expected(), self.types.counts, strict=True)
        ]
        return {person: each[place] for person, place in sorted(self.types.type_of().items())}

    def gap(self) -> float | None:
        """How much better another lottery could at most be, in chances; None without a proof.

        For leximin and maximin: by how much a smallest chance could rise while nobody below
        loses. For nash: the relative rise of the geometric mean. It includes what rounding to
        whole tickets cost.
        """
        if self.proof is None:
            return None
        expected = np.array([float(one) for one in self.expected()])
        return float(max(0.0, *gaps(self.types, self.proof, expected)))

    def published(self) -> dict[str, Any]:
        """What to publish: no answers and no floats, and all that a replay needs."""
        columns = [np.flatnonzero(column).tolist() for column in self.types.matrix.T]
        tickets = [
            [weight, [[int(place), int(panel[place])] for place in np.flatnonzero(panel)]]
            for weight, panel in zip(self.weights, self.panels, strict=True)
        ]
        return {
            "format": FORMAT,
            "algorithm": self.algorithm,
            "size": self.size,
            "total": self.total,
            "pool": self.pool,
            "excluded": [list(pair) for pair in self.excluded],
            "quotas": [
                [quota.category, quota.feature, quota.minimum, quota.maximum]
                for quota in sorted(self.quotas)
            ],
            "rows": [
                [row.rule, row.category, row.feature, row.lower, row.upper]
                for row in self.types.rows
            ],
            "types": columns,
            "kinds": [
                {
                    "types": list(kind.types),
                    "households": [[list(p) for p in home] for home in kind.households],
                }
                for kind in self.types.kinds
            ],
            "tickets": tickets,
        }


def canonical(document: object) -> str:
    """JSON with sorted keys, no spaces and Unicode as it is: the same bytes in every language."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def whole_weights(weights: NDArray[np.float64], total: int) -> tuple[int, ...]:
    """Whole numbers in these proportions whose sum is `total`, by largest remainders.

    Every number is less than 1 from its exact share; ties go to the earlier panel.
    """
    shares = [Fraction(float(weight)) for weight in weights]
    scale = Fraction(total) / sum(shares)
    exact = [share * scale for share in shares]
    floors = [int(one) for one in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: (floors[i] - exact[i], i))
    for i in by_remainder[: total - sum(floors)]:
        floors[i] += 1
    return tuple(floors)
