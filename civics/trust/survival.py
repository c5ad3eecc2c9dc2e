"""Waiting times of which some are not over: Kaplan–Meier curves.

A question that nobody has answered yet has waited *at least* this long. To leave it out, or to
count it as answered now, makes replies look faster the slower they are. It is right-censored.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from civics.errors import InputError
from civics.trust.estimate import CONFIDENCE, Floats, check_confidence, finite

Integers = NDArray[np.int64]

# Fewer people than this and there are no limits: with ten they hold the truth in 97 to 98 %.
FEWEST = 20
# Fewer ends than this and the limits rest on hardly anything.
FEW = 20


@dataclass(frozen=True, slots=True)
class Wait:
    """A time; None stands for "later than anybody was watched".

    Either limit errs alone in at most 2.5 % of cases at a confidence of 95 %. Where the upper one
    is None there is no interval, only the lower limit.
    """

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, eq=False)
class SurvivalCurve:
    """The share that is still waiting after each time at which somebody's wait ended.

    Attributes
    ----------
    times : (m,) different times of an end, ascending, in the unit given.
    at_risk : (m,) how many were still waiting and watched just before.
    ends : (m,) how many waits ended then.
    share : (m,) still waiting after that time.
    low, high : (m,) limits of the share for one time; NaN once nobody is left, or with "too_few".
    spread : (m,) Greenwood's sum Σ d / (n (n - d)); the variance of the share is share² · spread.
    people : how many in all; `censored` of them were still waiting when last seen.
    longest : the last time at which anybody was watched. The curve says nothing beyond.
    cautions : "too_few" (fewer than 20 people: no limits), "few_ends" (fewer than 20 waits ended).
    """

    times: Floats
    at_risk: Integers
    ends: Integers
    share: Floats
    low: Floats
    high: Floats
    spread: Floats
    people: int
    censored: int
    longest: float
    confidence: float
    cautions: tuple[str, ...]

    def quantile(self, part: float) -> Wait:
        """The time by which `part` of the waits have ended, with limits (Brookmeyer and Crowley).

        `quantile(0.9)` is P90. The limits are those times at which the curve's own interval holds
        1 - part; the lower one is never later than the last end that two were at risk of, since one
        person alone says nothing about the others. `value` is the first time at which the curve is
        at or below 1 - part.

        Raises `InputError` "survival.quantile" if `part` is not between 0 and 1.

        Source: R. Brookmeyer and J. Crowley, Biometrics 38 (1982).
        """
        if not 0 < part < 1:
            raise InputError("survival.quantile", value=part)
        left = 1 - part
        if "too_few" in self.cautions:
            return Wait(self._first(self.share, left), None, None)
        # Nobody left: the curve is at 0 for certain as far as it was watched.
        high = np.where(np.isnan(self.high), self.high[: self._known].min(initial=1.0), self.high)
        low = np.where(np.isnan(self.low), 0.0, self.low)
        value, lower, upper = (self._first(curve, left) for curve in (self.share, low, high))
        last = float(self.times[self.at_risk >= 2].max(initial=0.0))
        return Wait(value, last if lower is None else min(lower, last), upper)

    @property
    def median(self) -> Wait:
        """The time by which half of the waits have ended."""
        return self.quantile(0.5)

    @property
    def _known(self) -> int:
        return int(np.count_nonzero(~np.isnan(self.high)))

    def _first(self, curve: Floats, left: float) -> float | None:
        # 1e-12: 1 - 0.9 is not quite a tenth.
        reached = np.flatnonzero(curve <= left + 1e-12)
        return float(self.times[reached[0]]) if reached.size else None


def survival_curve(
    waited: ArrayLike, ended: ArrayLike, *, confidence: float = CONFIDENCE
) -> SurvivalCurve:
    """Return the Kaplan–Meier curve with log–log limits.

    Parameters
    ----------
    waited : (people,) time from the start to the end or to when last seen, at least 0, any unit.
    ended : (people,) true if the wait ended (replied, left), false if it was going on when last
        seen. Whoever ends and whoever is last seen at the same time: the ends come first.

    Raises
    ------
    InputError
        "survival.none" (nobody), "survival.time" (negative or no number, with its index),
        "survival.ended" (not as many as times, or neither true nor false), "survival.no_end" (every
        wait is still going on), "trust.confidence".

    Example
    -------
    Hours to the first reply. Two questions are still open, so P90 is not known yet:

    >>> curve = survival_curve([1, 2, 2, 3, 5, 8, 9, 9], [1, 1, 1, 1, 1, 0, 1, 0])
    >>> curve.median.value, curve.quantile(0.9).value
    (3.0, None)
    >>> curve.share.round(3).tolist()
    [0.875, 0.625, 0.5, 0.375, 0.188]

    Cost: one sort. Source: E. Kaplan and P. Meier, J. Am. Stat. Assoc. 53 (1958); the limits are
    symmetric in log(-log share), which keeps them between 0 and 1 and their coverage right in small
    samples (Ø. Borgan and K. Liestøl, Scand. J. Stat. 17, 1990).
    """
    check_confidence(confidence)
    time, over = checked(waited, ended)
    if not over.any():
        raise InputError("survival.no_end", people=len(time))
    times, at_risk, ends = table(time, over)
    share, spread = product_limit(at_risk, ends)
    z = float(ndtri((1 + confidence) / 2))
    low, high = _log_log(share, spread, z if len(time) >= FEWEST else np.nan)
    return SurvivalCurve(
        times,
        at_risk,
        ends,
        share,
        low,
        high,
        spread,
        len(time),
        int(np.count_nonzero(~over)),
        float(time.max()),
        confidence,
        cautions(len(time), int(ends.sum())),
    )


def cautions(people: int, ends: int) -> tuple[str, ...]:
    """Return what is to be said about waits of so many people, of which so many ended."""
    tests = {"too_few": people < FEWEST, "few_ends": ends < FEW}
    return tuple(code for code, met in tests.items() if met)


def table(time: Floats, over: NDArray[np.bool_]) -> tuple[Floats, Integers, Integers]:
    """Return each time of an end, how many were at risk just before, and how many ends it saw."""
    times, ends = np.unique(time[over], return_counts=True)
    gone = np.searchsorted(np.sort(time), times, side="left")
    return times, (len(time) - gone).astype(np.int64), ends.astype(np.int64)


def product_limit(at_risk: Integers, ends: Integers) -> tuple[Floats, Floats]:
    """Return the share left after each time, and Greenwood's sum (infinite once nobody is left)."""
    stay = at_risk - ends
    share = np.cumprod(stay / at_risk)
    terms = np.divide(ends, at_risk * stay, out=np.full(len(ends), np.inf), where=stay > 0)
    return share.astype(np.float64), np.cumsum(terms).astype(np.float64)


def _log_log(share: Floats, spread: Floats, z: float) -> tuple[Floats, Floats]:
    inside = (share > 0) & (share < 1)
    log = np.log(share, out=np.full(share.shape, -1.0), where=inside)
    reach = z * np.sqrt(np.where(inside, spread, 0.0)) / -log
    low, high = np.exp(log * np.exp(reach)), np.exp(log * np.exp(-reach))
    return np.where(inside, low, np.nan), np.where(inside, high, np.nan)


def checked(waited: ArrayLike, ended: ArrayLike) -> tuple[Floats, NDArray[np.bool_]]:
    """Return times and ends, or refuse."""
    time = finite(waited, "survival.time")
    over = np.asarray(ended)
    if time.ndim != 1 or over.shape != time.shape:
        raise InputError("survival.ended", times=time.shape, ended=over.shape)
    if not time.size:
        raise InputError("survival.none", people=0)
    wrong = np.flatnonzero(time < 0)
    if wrong.size:
        raise InputError("survival.time", index=int(wrong[0]), value=float(time[wrong[0]]))
    strange = np.flatnonzero(~np.isin(over, (0, 1)))
    if strange.size:
        raise InputError("survival.ended", index=int(strange[0]), value=str(over[strange[0]]))
    return time, over.astype(bool)
