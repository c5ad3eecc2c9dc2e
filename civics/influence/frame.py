"""Do those who speak look like those they speak for?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.bridging import wilson
from civics.errors import InputError

Floats = NDArray[np.float64]

_DRAWS = 4000


@dataclass(frozen=True, slots=True)
class GroupShare:
    """One group: its share of the frame, of the voters, and Wilson limits of the latter."""

    group: str
    frame: float
    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Representativeness:
    """How far the voters are from the frame.

    Attributes
    ----------
    divergence : Jensen–Shannon divergence in bits, 0 (alike) to 1 (no group in common).
    chance : what a perfectly random sample of the same size stays below 19 times out of 20.
    p_value : how often such a sample is at least as far away.
    groups : by name. Wilson limits are for one group at a time.

    There is no interval for the divergence: at 0, the border of its range, none covers.
    """

    divergence: float
    chance: float
    p_value: float
    groups: tuple[GroupShare, ...]


def representativeness(
    counts: Mapping[str, int], frame: Mapping[str, float], *, seed: int = 0
) -> Representativeness:
    """Compare voters by group with a frame (the brand's fans by region, age, tenure…).

    Parameters
    ----------
    counts : voters in each group. Groups without voters may be left out.
    frame : size or share of each group, in any unit.

    Raises
    ------
    InputError
        "frame.empty", "frame.value", "frame.unknown_group" (voters outside the frame).

    Example
    -------
    >>> frame = {"north": 50, "south": 50}
    >>> fair = representativeness({"north": 52, "south": 48}, frame)
    >>> fair.divergence < fair.chance
    True
    >>> skewed = representativeness({"north": 90, "south": 10}, frame)
    >>> round(skewed.divergence, 3), skewed.p_value < 0.001
    (0.147, True)

    Cost: 4,000 multinomial draws. Source: J. Lin, IEEE Trans. Inf. Theory 37 (1991).
    """
    names = sorted(frame)
    expected = np.array([float(frame[name]) for name in names])
    unknown = sorted(set(counts) - set(names))
    if unknown:
        raise InputError("frame.unknown_group", group=unknown[0])
    seen = np.array([counts.get(name, 0) for name in names], dtype=np.float64)
    _check(names, expected, seen)
    expected /= expected.sum()
    voters = int(seen.sum())
    divergence = float(jensen_shannon(seen / voters, expected))
    draws = np.random.default_rng(seed).multinomial(voters, expected, _DRAWS)
    by_chance = np.sort(jensen_shannon(draws / voters, expected))
    low, high = wilson(seen, np.full(len(names), voters))
    groups = zip(names, expected, seen / voters, low, high, strict=True)
    return Representativeness(
        divergence,
        float(np.quantile(by_chance, 0.95)),
        float((1 + (by_chance >= divergence - 1e-15).sum()) / (1 + _DRAWS)),
        tuple(GroupShare(name, *map(float, row)) for name, *row in groups),
    )


def jensen_shannon(one: Floats, other: Floats) -> Floats:
    """Return the divergence in bits between rows of shares that each sum to 1."""
    middle = (one + other) / 2
    divergence: Floats = (_relative(one, middle) + _relative(other, middle)) / 2
    return np.maximum(divergence, 0.0)


def _relative(shares: Floats, to: Floats) -> Floats:
    shares, to = np.broadcast_arrays(shares, to)
    ratio = np.divide(shares, to, out=np.ones(shares.shape), where=shares > 0)
    summed: Floats = (shares * np.log2(ratio)).sum(axis=-1)
    return summed


def _check(names: list[str], expected: Floats, seen: Floats) -> None:
    for values in (expected, seen):
        wrong = np.flatnonzero(~(np.isfinite(values) & (values >= 0)))
        if wrong.size:
            raise InputError("frame.value", group=names[wrong[0]], value=float(values[wrong[0]]))
    if not expected.sum() > 0 or not seen.sum() > 0:
        raise InputError("frame.empty", frame=float(expected.sum()), voters=float(seen.sum()))
