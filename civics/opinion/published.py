"""A map as plain JSON, and back."""

import math
from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from civics.opinion.result import (
    Candidate,
    Choice,
    Consensus,
    Division,
    Group,
    Parameters,
    Reason,
    Representative,
    Sensitivity,
)

T = TypeVar("T")

DECIMALS = 6
AXIS_DECIMALS = 9

ABOUT_PEOPLE = ("participants", "coordinates", "group_of")
NOT_PUBLISHED = ("votes", "gram", "stored_digest")


def plain_map(map_: Any, *, without: Collection[str]) -> dict[str, Any]:
    """The fields of an `OpinionMap` as JSON has them, method first."""
    left_out = {*without, *NOT_PUBLISHED}
    names = [field.name for field in fields(map_) if field.name not in left_out]
    front = ["method", "version", "digest", "follows", "rng_seed", "parameters"]
    ordered = [*front, *(name for name in names if name not in front)]
    return {name: plain(getattr(map_, name), _decimals(name)) for name in ordered}


def _decimals(name: str) -> int:
    return AXIS_DECIMALS if name in ("axes", "centre") else DECIMALS


def plain(value: Any, decimals: int = DECIMALS) -> Any:
    """Any record, array or number as JSON has it; NaN and infinity become None."""
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, np.ndarray):
        return plain(value.tolist(), decimals)
    if isinstance(value, Mapping):
        return {str(key): plain(item, decimals) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, decimals) for item in value]
    if isinstance(value, float):
        return round(value, decimals) + 0.0 if math.isfinite(value) else None
    return value


def revived(plain: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of an `OpinionMap` from its JSON."""
    people = tuple(plain.get("participants", ()))
    return {
        **{name: plain[name] for name in ("method", "version", "rng_seed", "asked")},
        "stored_digest": plain["digest"],
        "follows": plain.get("follows", ""),
        "participants": people,
        "coordinates": _array(plain.get("coordinates", ()), np.float64).reshape(len(people), 2),
        "group_of": _array(plain.get("group_of", ()), np.int16),
        "statements": tuple(plain["statements"]),
        "centre": _array(plain["centre"], np.float64),
        "axes": _array(plain["axes"], np.float64),
        "explained": tuple(plain["explained"]),
        "counts": _array(plain["counts"], np.int64),
        "choice": _choice(plain["choice"]),
        "groups": tuple(_group(group) for group in plain["groups"]),
        "consensus": tuple(_verdict(Consensus, row) for row in plain["consensus"]),
        "divisions": tuple(_verdict(Division, row) for row in plain["divisions"]),
        "priorities": dict(plain["priorities"]),
        "parameters": Parameters(**plain["parameters"]),
        "moderated_out": tuple(plain["moderated_out"]),
        "meta": tuple(plain["meta"]),
    }


def _array(rows: Any, dtype: type[np.generic]) -> NDArray[Any]:
    array = np.array(rows, dtype=dtype)  # None becomes NaN
    array.flags.writeable = False
    return array


def _choice(plain: Mapping[str, Any]) -> Choice:
    candidates = tuple(Candidate(**candidate) for candidate in plain["candidates"])
    return Choice(**{**plain, "candidates": candidates, "why": _why(plain["why"])})


def _group(plain: Mapping[str, Any]) -> Group:
    stability = plain["stability"]
    return Group(
        **{
            **plain,
            "centre": tuple(plain["centre"]),
            "stability": math.nan if stability is None else stability,
            "representative": tuple(
                _verdict(Representative, row) for row in plain["representative"]
            ),
        }
    )


def _verdict(kind: type[T], plain: Mapping[str, Any]) -> T:
    sensitivity = Sensitivity(**plain["sensitivity"])
    return kind(**{**plain, "sensitivity": sensitivity, "why": _why(plain["why"])})


def _why(reasons: Any) -> tuple[Reason, ...]:
    return tuple(Reason(**reason) for reason in reasons)
