"""Wanted across groups: at least this share of every group stands behind it.

The score is the lower Wilson limit of the share of supporters in the group that wants it least.
Groups are cohorts with ten voices or more. What the open data hide counts as nobody: a score must
not give away what a table does not show, and whoever has the open data gets the same order.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from civics.bridging import wilson
from folkmoot.deliberate.suggestions.models import Ranking, Support
from folkmoot.deliberate.suggestions.queries.cohorts import (
    STRATA,
    cohort_of_each,
    suppressed,
    voices,
)

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

Table = NDArray[np.int_]

METHOD = "strata-min-wilson"
VERSION = "1"
DIGITS = 6


@dataclass(frozen=True)
class Scores:
    scores: dict[int, float]
    voices: dict[str, int]
    input_digest: str


def scores_of(brand: "Brand", now: datetime) -> Scores:
    """The score of every suggestion that ten people of each group support; the rest have none."""
    cohorts = cohort_of_each(brand, now)
    sizes = voices(cohorts.values())
    counts: dict[tuple[int, str], int] = {}
    live = Support.objects.filter(suggestion__brand=brand, withdrawn_at=None)
    for suggestion, member in live.values_list("suggestion", "member").iterator():
        if cohort := cohorts.get(member, ""):
            counts[suggestion, cohort] = counts.get((suggestion, cohort), 0) + 1
    keys = sorted({suggestion for suggestion, _cohort in counts})
    strata = [stratum for stratum in STRATA if stratum in sizes]
    table = np.array([_shown_of(counts, key, strata) for key in keys], dtype=int).reshape(
        len(keys), len(strata)
    )
    return Scores(_least(keys, table, [sizes[s] for s in strata]), sizes, _digest(table, sizes))


def _shown_of(counts: dict[tuple[int, str], int], key: int, strata: list[str]) -> list[int]:
    """What the open data say of one suggestion: what is hidden there counts as nobody here."""
    shown = suppressed({stratum: counts.get((key, stratum), 0) for stratum in STRATA})
    return [shown[stratum] or 0 for stratum in strata]


def _least(
    keys: list[int], table: "np.ndarray[tuple[int, int], np.dtype[np.int_]]", sizes: list[int]
) -> dict[int, float]:
    # One group alone is no bridge.
    if len(sizes) < 2 or not keys:
        return {}
    low, _high = wilson(table, np.broadcast_to(np.array(sizes), table.shape))
    least = np.where(table > 0, low, 0.0).min(axis=1).round(DIGITS)
    return {key: score for key, score in zip(keys, least.tolist(), strict=True) if score}


def _digest(table: Table, sizes: dict[str, int]) -> str:
    said = f"{METHOD} {VERSION} {sorted(sizes.items())} {table.tolist()}"
    return hashlib.sha256(said.encode()).hexdigest()


def ranking_of(brand: "Brand") -> Ranking | None:
    return Ranking.objects.filter(brand=brand).first()
