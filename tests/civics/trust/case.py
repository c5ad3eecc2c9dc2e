"""How the conformance suite calls the figures of trust."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from civics.trust import (
    by_stratum,
    interrupted_series,
    log_rank,
    mean_rating,
    net_promoter,
    placebo_dates,
    promoter_counts,
    restricted_mean,
    restricted_mean_difference,
    share,
    survival_curve,
    synthetic_control,
)
from tests.civics.trust.waiting import drawn

NAMES = ("core", "lapsed", "public")


def plain(result: Any) -> Any:
    """JSON of any result; what is not known in a curve is None."""
    if dataclasses.is_dataclass(result):
        fields = [field.name for field in dataclasses.fields(result)]
        return {name: plain(getattr(result, name)) for name in fields}
    if isinstance(result, Mapping):
        return {name: plain(value) for name, value in result.items()}
    if isinstance(result, (tuple, list, np.ndarray)):
        return [plain(value) for value in result]
    if isinstance(result, (float, np.floating)):
        return float(result) if np.isfinite(result) else str(result)
    return result.item() if isinstance(result, np.generic) else result


def other(names: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The same under other names in the same order: gaps and tables are sorted by name."""
    return {f"x-{name}": value for name, value in names.items()}, {f"x-{n}": n for n in names}


def ratings(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 11, 60)


def strata(seed: int) -> dict[str, list[int]]:
    rng = np.random.default_rng(seed)
    return {name: rng.integers(1, 60, 3).tolist() for name in NAMES}


def series(seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=64)


def panel(seed: int) -> dict[str, np.ndarray]:
    """Three donors and more; the last series is the treated one."""
    walk = np.cumsum(np.random.default_rng(seed).normal(size=(40, 6)), axis=0)
    return dict(zip("abcdef", walk.T, strict=True))


def groups(seed: int) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    return {name: drawn(30, 5.0, rng) for name in NAMES}


def controlled(given: Mapping[str, np.ndarray]) -> Any:
    """The series last by name is the treated one."""
    if not given:
        return synthetic_control([], {}, 0)
    treated = given[max(given)]
    return synthetic_control(treated, {n: v for n, v in given.items() if n != max(given)}, 30)


def turned(names: Mapping[str, Any], seed: int) -> dict[str, Any]:
    order = np.random.default_rng(seed).permutation(sorted(names))
    return {str(name): names[str(name)] for name in order}


def shuffled_groups(given: Mapping[str, Any], seed: int) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    mixed = {}
    for name, (waited, ended) in turned(given, seed).items():
        order = rng.permutation(len(waited))
        mixed[name] = (waited[order], ended[order])
    return mixed


def two(given: Mapping[str, Any]) -> list[Any]:
    return [given[name] for name in sorted(given)[:2]]


_ONE = (np.array([2.0]), np.array([True]))
_WAITS = {
    "empty": lambda: {name: (np.empty(0), np.empty(0, bool)) for name in NAMES},
    "single": lambda: dict.fromkeys(NAMES, _ONE),
    "all_missing": lambda: {n: (np.full(5, np.nan), np.ones(5, bool)) for n in NAMES},
    "constant": lambda: {n: (np.full(30, 2.0), np.ones(30, bool)) for n in NAMES},
}
_SERIES = {
    "empty": lambda: np.empty(0),
    "single": lambda: np.ones(1),
    "all_missing": lambda: np.full(64, np.nan),
    "constant": lambda: np.ones(64),
}
_RATINGS = _SERIES | {"constant": lambda: np.full(30, 9)}

_COMMON: dict[str, Any] = {"page": "trust.md", "plain": plain, "renamed": None}
_RATED = _COMMON | {
    "make": ratings,
    "shuffled": lambda given, seed: np.random.default_rng(seed).permutation(given),
    "edges": _RATINGS,
}
_TIMED = _COMMON | {"make": series, "shuffled": None, "edges": _SERIES}
_WAITED = _COMMON | {"make": groups, "shuffled": shuffled_groups, "edges": _WAITS}


def _happy(given: Any) -> tuple[int, int]:
    promoters, passives, detractors = promoter_counts(given)
    return promoters, promoters + passives + detractors


TRUST: tuple[dict[str, Any], ...] = (
    _RATED
    | {
        "name": "trust.promoter_counts",
        "method": promoter_counts,
        "call": lambda given, seed: list(promoter_counts(given)),
        "plain": lambda counts: counts,
    },
    _RATED
    | {
        "name": "trust.share",
        "method": share,
        "call": lambda given, seed: share(*_happy(given)),
    },
    _RATED
    | {
        "name": "trust.net_promoter",
        "method": net_promoter,
        "call": lambda given, seed: net_promoter(*promoter_counts(given)),
    },
    _RATED
    | {
        "name": "trust.mean_rating",
        "method": mean_rating,
        "call": lambda given, seed: mean_rating(promoter_counts(given), (1, 2, 3)),
    },
    _COMMON
    | {
        "name": "trust.by_stratum",
        "method": by_stratum,
        "make": strata,
        "call": lambda given, seed: by_stratum(given),
        "shuffled": turned,
        "renamed": other,
        "edges": {
            "empty": dict,
            "single": lambda: {"core": [1, 0, 0]},
            "all_missing": lambda: {"core": [0, 0, 0], "public": [0, 0, 0]},
            "constant": lambda: {"core": [9, 0, 0], "public": [9, 0, 0]},
        },
    },
    _TIMED
    | {
        "name": "trust.interrupted_series",
        "method": interrupted_series,
        "call": lambda given, seed: interrupted_series(given, 40, seed=seed),
    },
    _TIMED
    | {
        "name": "trust.placebo_dates",
        "method": placebo_dates,
        "call": lambda given, seed: placebo_dates(given, 40),
    },
    _COMMON
    | {
        "name": "trust.synthetic_control",
        "method": synthetic_control,
        "make": panel,
        "call": lambda given, seed: controlled(given),
        "shuffled": turned,
        "renamed": other,
        "edges": {
            "empty": dict,
            "single": lambda: {"a": np.ones(1)},
            "all_missing": lambda: {name: np.full(40, np.nan) for name in "abcd"},
            "constant": lambda: {name: np.ones(40) for name in "abcd"},
        },
    },
    _WAITED
    | {
        "name": "trust.survival_curve",
        "method": survival_curve,
        "call": lambda given, seed: {name: survival_curve(*given[name]) for name in given},
    },
    _WAITED
    | {
        "name": "trust.log_rank",
        "method": log_rank,
        "call": lambda given, seed: log_rank(given),
        "renamed": other,
    },
    _WAITED
    | {
        "name": "trust.restricted_mean",
        "method": restricted_mean,
        "call": lambda given, seed: [restricted_mean(*waits, 1.5) for waits in two(given)],
    },
    _WAITED
    | {
        "name": "trust.restricted_mean_difference",
        "method": restricted_mean_difference,
        "call": lambda given, seed: restricted_mean_difference(*two(given), 1.5),
    },
)
