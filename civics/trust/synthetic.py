"""Synthetic control: what others did, blended, stands in for what would have happened here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from civics.errors import InputError
from civics.trust.blend import blend, is_unique
from civics.trust.conformal import FEWEST, conformal_limits, rejections
from civics.trust.estimate import CONFIDENCE, Estimate, Floats, check_confidence, finite

# Three donors at least, so that a placebo still has two to blend; four points to fit them to.
FEWEST_DONORS, FEWEST_BEFORE = 3, 4
# A blend that misses by more than this part of the series' own spread does not stand in for it.
POOR_FIT = 0.5


@dataclass(frozen=True, eq=False)
class SyntheticControl:
    """The effect, and everything that could speak against it.

    Attributes
    ----------
    effect : treated minus blend, averaged over all points after the date, with the limits of the
        constant effects that are not rejected; None for limits if there are fewer than 20 points.
    coverage : the exact confidence of the limits if distances are exchangeable; turns of n points
        come in steps of 1 / n, so it is the step nearest to what was asked for.
    weights : share of each donor in the blend, by name; they sum to 1.
    without : (n,) the blend: the series had nothing happened.
    miss_before, miss_after : root mean squared distance from the blend on either side of the date.
    placebos : for each donor, treated as if it had been the one: miss_after / miss_before.
    ratio : the same for the treated series.
    p_value : share of all series, the treated one included, whose ratio is at least as large. It
        cannot be below 1 / (donors + 1).
    without_donor : effect if one donor is left out, for each donor with weight.
    cautions : "poor_fit" (the blend misses by more than half the spread before the date),
        "several_blends" (other weights fit as well), "one_donor" (a single donor is the blend),
        "few_donors" (p cannot fall to 0.05), "few_points" (no limits).
    """

    effect: float
    limits: Estimate | None
    coverage: float | None
    weights: Mapping[str, float]
    without: Floats
    miss_before: float
    miss_after: float
    ratio: float
    placebos: Mapping[str, float]
    p_value: float
    without_donor: Mapping[str, float]
    cautions: tuple[str, ...]


def synthetic_control(
    treated: ArrayLike,
    donors: Mapping[str, ArrayLike],
    at: int,
    *,
    confidence: float = CONFIDENCE,
) -> SyntheticControl:
    """Compare a series with the blend of others that went the same way before a date.

    Parameters
    ----------
    treated : (n,) values of the one to whom it happened.
    donors : (n,) values of each of the others, by name, in the same unit at the same times. It must
        not have happened to them, and they must not have felt it.
    at : index of the first value after the date.

    Raises
    ------
    InputError
        "control.value" (missing or no number, with donor and index), "control.shape",
        "control.donors" (fewer than three), "control.short" (fewer than four points before the
        date, or none after), "control.constant" (the treated series does not vary before the date).

    Example
    -------
    Half one, half the other, and 4 more since the 30th day:

    >>> rng = np.random.default_rng(1)
    >>> walk = np.cumsum(rng.normal(size=(40, 4)), axis=0)
    >>> treated = walk[:, 0] / 2 + walk[:, 1] / 2 + rng.normal(scale=0.3, size=40)
    >>> treated[30:] += 4
    >>> found = synthetic_control(treated, dict(zip("abcd", walk.T)), 30)
    >>> {name: round(weight, 1) for name, weight in found.weights.items()}
    {'a': 0.5, 'b': 0.5, 'c': 0.0, 'd': 0.0}
    >>> found.limits.low < 4 < found.limits.high, found.p_value, found.cautions
    (True, 0.2, ('few_donors',))

    Cost: one least-squares problem for each donor twice, and about 80 for the limits: under a
    tenth of a second for 50 donors and 100 points. Source: A. Abadie, A. Diamond and
    J. Hainmueller, J. Am. Stat. Assoc. 105 (2010); limits: see `conformal.py`.
    """
    check_confidence(confidence)
    names = sorted(donors)
    series, table = _checked(treated, donors, names, at)
    weights = blend(series[:at], table[:at])
    distance = series - table @ weights
    effect = float(distance[at:].mean())
    ratio = _ratio(distance, at)
    placebos = {name: _placebo(table, place, at) for place, name in enumerate(names)}
    reached = [other >= ratio * (1 - 1e-12) for other in placebos.values()]
    enough = len(series) >= FEWEST
    limits = conformal_limits(series, table, at, effect, confidence) if enough else None
    miss = _size(distance[:at])
    tests = {
        "poor_fit": miss > POOR_FIT * float(np.std(series[:at])),
        "several_blends": not is_unique(series[:at], table[:at], weights),
        "one_donor": bool(weights.max() > 1 - 1e-9),
        "few_donors": len(names) < 19,
        "few_points": not enough,
    }
    return SyntheticControl(
        effect=effect,
        limits=Estimate(effect, *limits) if limits else None,
        coverage=1 - rejections(len(series), confidence) / len(series) if enough else None,
        weights=dict(zip(names, weights.tolist(), strict=True)),
        without=table @ weights,
        miss_before=miss,
        miss_after=_size(distance[at:]),
        ratio=ratio,
        placebos=placebos,
        p_value=(1 + sum(reached)) / (1 + len(names)),
        without_donor={
            name: _left_out(series, table, place, at)
            for place, name in enumerate(names)
            if weights[place] > 0
        },
        cautions=tuple(code for code, met in tests.items() if met),
    )


def _placebo(table: Floats, place: int, at: int) -> float:
    """The ratio of a donor that is treated as the one. The treated series is no donor to it."""
    series, rest = table[:, place], np.delete(table, place, axis=1)
    return _ratio(series - rest @ blend(series[:at], rest[:at]), at)


def _left_out(series: Floats, table: Floats, place: int, at: int) -> float:
    rest = np.delete(table, place, axis=1)
    return float((series - rest @ blend(series[:at], rest[:at]))[at:].mean())


def _ratio(distance: Floats, at: int) -> float:
    # Two equal series would divide nothing by nothing; neither tells of an effect.
    floor = 1e-12 * max(float(np.abs(distance).max()), 1e-288)
    return _size(distance[at:]) / max(_size(distance[:at]), floor)


def _size(distance: Floats) -> float:
    return float(np.sqrt(np.mean(distance**2)))


def _checked(
    treated: ArrayLike, donors: Mapping[str, ArrayLike], names: list[str], at: int
) -> tuple[Floats, Floats]:
    series = _column(treated, "")
    if len(names) < FEWEST_DONORS:
        raise InputError("control.donors", donors=len(names), least=FEWEST_DONORS)
    columns = [_column(donors[name], name) for name in names]
    for name, column in zip(names, columns, strict=True):
        if len(column) != len(series):
            raise InputError("control.shape", donor=name, points=len(column), wanted=len(series))
    if at < FEWEST_BEFORE or at >= len(series):
        raise InputError("control.short", points=len(series), at=at, least=FEWEST_BEFORE)
    if np.ptp(series[:at]) == 0:
        raise InputError("control.constant", points=at)
    return series, np.column_stack(columns)


def _column(values: ArrayLike, donor: str) -> Floats:
    try:
        column = finite(values, "control.value")
    except InputError as error:
        raise InputError("control.value", donor=donor, **error.params) from None
    if column.ndim != 1:
        raise InputError("control.shape", donor=donor, shape=column.shape)
    return column
