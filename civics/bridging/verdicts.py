"""What bridges: by the groups we know and by the camps nobody declared, and whether both agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from civics.bridging.factor import STARTS, FactorModel, factor_model
from civics.bridging.intervals import GROUPS, Intervals, jackknife
from civics.bridging.ratings import Ratings
from civics.bridging.strata import StrataScores, strata_scores

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

# Codes of one method's verdict.
BRIDGES, OPEN, OPPOSED, TOO_FEW, NOT_ASKED = "bridges", "open", "opposed", "too_few", "not_asked"
# Codes of both together.
BOTH, NEITHER, KNOWN_ONLY, LATENT_ONLY = "both", "neither", "known_only", "latent_only"
CONTRADICTION, ONE_METHOD = "contradiction", "one_method"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What has to be reached; the factor model's are those of Community Notes."""

    support: float = 0.5
    """Least lower limit of support in every known stratum."""
    per_stratum: int = 5
    """Fewest ratings in a stratum before anything is said about it."""
    intercept: float = 0.40
    factor: float = 0.50
    against: float = -0.05
    against_slope: float = 0.8
    net: int = 4
    """Fewest supporters beyond opponents, on each side of the factor."""
    net_share: float = 0.05
    """The same as a share of the ratings on that side."""


@dataclass(frozen=True, slots=True)
class ItemVerdict:
    """Both methods' findings on one item, and why.

    `reasons` has the codes of the tests that kept the latent verdict from "bridges":
    "interval_below", "factor_large", "few_on_negative_side", "few_on_positive_side",
    "starts_disagree".
    """

    item: str
    known: str
    score: float | None
    weakest: str | None
    latent: str
    intercept: float | None
    low: float | None
    high: float | None
    factor: float | None
    spread: float | None
    net: tuple[int, int] | None
    reasons: tuple[str, ...]
    together: str


@dataclass(frozen=True, eq=False)
class Bridging:
    """All verdicts in order of item id, and the fits they rest on."""

    verdicts: tuple[ItemVerdict, ...]
    strata: StrataScores | None
    model: FactorModel | None
    intervals: Intervals | None


def net_supporters(model: FactorModel) -> tuple[Integers, Integers]:
    """Return supporters minus opponents, and ratings, of every item on both sides of the factor.

    Shapes (2, items): raters with negative factor first. A pass is neither, but is counted as a
    rating. A score may be high because many on one side like an item very much; a number of
    supporters on each side cannot be made up for by the other side.

    Cost: O(ratings). Source: the "net helpful" minimum of Community Notes' later scorers.
    """
    ratings = model.ratings
    items = len(ratings.items)
    f = model.rater_factor[ratings.rater]
    opinion = np.sign(ratings.value - 0.5)
    net = [np.bincount(ratings.item[s], opinion[s], minlength=items) for s in (f < 0, f > 0)]
    seen = [np.bincount(ratings.item[s], minlength=items) for s in (f < 0, f > 0)]
    return np.stack(net).astype(np.int64), np.stack(seen)


def bridge(
    ratings: Ratings,
    stratum_of: Mapping[str, str] | None = None,
    *,
    thresholds: Thresholds | None = None,
    starts: int = STARTS,
    groups: int = GROUPS,
    seed: int = 0,
) -> Bridging:
    """Judge every item by known strata and by the factor model, and say where they part.

    Parameters
    ----------
    ratings : unfiltered; the factor model takes the part with enough ratings (`Ratings.core`).
    stratum_of : each rater's declared stratum; without it only the factor model speaks.

    Neither method overrules the other. `together` is "both", "neither", "known_only" (known groups
    agree, but some hidden camp may not), "latent_only" (the reverse), "contradiction" (one says it
    bridges, the other that people oppose it) or "one_method" (the other could not speak).

    Example
    -------
    >>> rng = np.random.default_rng(0)
    >>> likes = np.array([[1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1]] * 30 +
    ...                  [[0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1]] * 30)  # all like the last
    >>> rater, item = np.divmod(np.arange(likes.size), 12)
    >>> people = [f"r{i:02}" for i in range(60)]
    >>> ratings = Ratings.of(rater, item, likes.ravel(), raters=people, items="abcdefghijkl")
    >>> camps = {name: "core" if i < 30 else "public" for i, name in enumerate(people)}
    >>> bridge(ratings, camps).verdicts[-1].together
    'both'
    >>> bridge(ratings, camps).verdicts[0].together
    'neither'

    Cost: some forty fits of the factor model; without intervals use `factor_model`.
    """
    limits = thresholds or Thresholds()
    strata = strata_scores(ratings, stratum_of) if stratum_of is not None else None
    core = ratings.core()
    model = factor_model(core, starts=starts, seed=seed) if len(core) else None
    intervals = jackknife(model, groups=groups, seed=seed) if model is not None else None
    known = _known(ratings, strata, limits)
    latent = _latent(model, intervals, limits) if model and intervals else {}
    order = sorted(ratings.items, key=lambda name: (len(name), name))
    verdicts = tuple(_joined(name, known[name], latent.get(name)) for name in order)
    return Bridging(verdicts, strata, model, intervals)


@dataclass(frozen=True, slots=True)
class _Known:
    verdict: str
    score: float | None = None
    weakest: str | None = None


@dataclass(frozen=True, slots=True)
class _Latent:
    verdict: str
    intercept: float
    low: float | None
    high: float | None
    factor: float
    spread: float
    net: tuple[int, int]
    reasons: tuple[str, ...]


def _known(ratings: Ratings, strata: StrataScores | None, limits: Thresholds) -> dict[str, _Known]:
    if strata is None:
        return {name: _Known(NOT_ASKED) for name in ratings.items}
    known = {}
    for place, name in enumerate(ratings.items):
        verdict = OPEN
        if strata.seen[:, place].min() < limits.per_stratum:
            verdict = TOO_FEW
        elif strata.score[place] >= limits.support:
            verdict = BRIDGES
        elif strata.high[:, place].min() < limits.support:
            verdict = OPPOSED
        weakest = strata.strata[strata.weakest[place]]
        known[name] = _Known(verdict, float(strata.score[place]), weakest)
    return known


def _latent(model: FactorModel, intervals: Intervals, limits: Thresholds) -> dict[str, _Latent]:
    net, seen = net_supporters(model)
    latent = {}
    for place, name in enumerate(model.ratings.items):
        intercept, factor = float(model.item_intercept[place]), float(model.item_factor[place])
        low, high = float(intervals.low[place]), float(intervals.high[place])
        spread = float(model.spread[place])
        short = (net[:, place] < limits.net) | (net[:, place] < limits.net_share * seen[:, place])
        tests = {
            "interval_below": not low >= limits.intercept,
            "factor_large": abs(factor) >= limits.factor,
            "few_on_negative_side": bool(short[0]),
            "few_on_positive_side": bool(short[1]),
            "starts_disagree": intercept - spread < limits.intercept <= intercept,
        }
        verdict = OPEN if any(tests.values()) else BRIDGES
        if high < limits.against - limits.against_slope * abs(factor):
            verdict = OPPOSED
        latent[name] = _Latent(
            verdict,
            intercept,
            low if np.isfinite(low) else None,
            high if np.isfinite(high) else None,
            factor,
            spread,
            (int(net[0, place]), int(net[1, place])),
            tuple(code for code, failed in tests.items() if failed),
        )
    return latent


def _joined(name: str, known: _Known, latent: _Latent | None) -> ItemVerdict:
    theirs = latent.verdict if latent else TOO_FEW
    return ItemVerdict(
        name,
        known.verdict,
        known.score,
        known.weakest,
        theirs,
        latent.intercept if latent else None,
        latent.low if latent else None,
        latent.high if latent else None,
        latent.factor if latent else None,
        latent.spread if latent else None,
        latent.net if latent else None,
        latent.reasons if latent else (),
        _together(known.verdict, theirs),
    )


def _together(known: str, latent: str) -> str:
    if {known, latent} & {TOO_FEW, NOT_ASKED}:
        return ONE_METHOD
    if {known, latent} == {BRIDGES, OPPOSED}:
        return CONTRADICTION
    if known == latent == BRIDGES:
        return BOTH
    if known == BRIDGES:
        return KNOWN_ONLY
    return LATENT_ONLY if latent == BRIDGES else NEITHER
