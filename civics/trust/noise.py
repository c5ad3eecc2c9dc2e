"""Noise that remembers: Newey–West errors, and how large their t values get by chance.

Neighbouring days resemble each other, so ordinary errors are too small. Newey and West's are
consistent, but in series of a hundred points an interval of ±1.96 of them holds the truth in 70 to
90 of 100 cases only. So the threshold is not 1.96. The same regression with the same errors is run
on thousands of worlds in which nothing happened, each with a memory of its own; the threshold comes
from those whose residuals look like the ones at hand. That the memory is not known, and that
fitting a line hides some of it, is in the worlds and needs no correction.

Source: W. Newey and K. West, Econometrica 55 (1987); that thresholds must allow for the bandwidth:
N. Kiefer and T. Vogelsang, Econometric Theory 21 (2005); likeness instead of a likelihood:
M. Beaumont, W. Zhang and D. Balding, Genetics 162 (2002).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import chdtrc

from civics.trust.estimate import Floats
from civics.trust.steps import Steps

# Worlds that are drawn, and how many of the likest give a threshold; see docs/methods/trust.md.
WORLDS, LIKE = 60_000, 5_000
# Partial autocorrelations of the worlds, evenly spread: of one step, and of the second beyond it.
FIRST, SECOND = (-0.8, 0.99), (-0.7, 0.7)
_AT_ONCE = 2_000


def bandwidth(n: int) -> int:
    """Lags that are counted: 1.3 √n (Lazarus, Lewis, Stock and Watson, JBES 36, 2018)."""
    return int(np.ceil(1.3 * np.sqrt(n)))


def newey_west(design: Steps, effects: Floats, residuals: Floats) -> Floats:
    """Return standard errors of effects.

    Parameters
    ----------
    effects : (e, n) weights of each point in each effect.
    residuals : (series, n)

    Returns (series, e). The variance is Σ_l k_l Σ_t u_t u_{t-l} with u = weight · residual,
    Bartlett's k_l = 1 - |l| / (lags + 1), times n / (n - k) for what fitting took away.
    """
    n = residuals.shape[-1]
    lags = bandwidth(n)
    pulls = residuals[:, None, :] * effects
    total = np.einsum("set,set->se", pulls, pulls)
    for lag in range(1, lags + 1):
        beside = np.einsum("set,set->se", pulls[..., lag:], pulls[..., :-lag])
        total += 2 * (1 - lag / (lags + 1)) * beside
    errors: Floats = np.sqrt(np.maximum(total, 0.0) * n / design.freedom)
    return errors


def autocorrelation(residuals: Floats, lags: int = 1) -> Floats:
    """Return (series, lags) autocorrelations of rows with some variation."""
    power = np.einsum("st,st->s", residuals, residuals)
    beside = [
        np.einsum("st,st->s", residuals[:, lag:], residuals[:, :-lag]) for lag in range(1, lags + 1)
    ]
    shares: Floats = np.stack(beside, axis=1) / power[:, None]
    return shares


@dataclass(frozen=True, eq=False)
class Worlds:
    """Series in which nothing happened, seen through one design.

    Attributes
    ----------
    memories : (worlds,) the true autocorrelation of neighbours.
    looks : (worlds, 2) partial autocorrelations of what the line leaves unexplained.
    ratios : (worlds, effects) |effect / error|.
    """

    memories: Floats
    looks: Floats
    ratios: Floats

    def like(self, look: Floats) -> tuple[float, Floats]:
        """Return the mean memory and the ratios (LIKE, effects) of the worlds that look like it."""
        distance = np.sum((self.looks - look) ** 2, axis=1)
        nearest = np.argpartition(distance, LIKE)[:LIKE]
        return float(self.memories[nearest].mean()), self.ratios[nearest]


def worlds(design: Steps, effects: Floats, rng: np.random.Generator) -> Worlds:
    """Draw series of two-step memory and run the regression on each."""
    n = len(design.columns)
    first, second = rng.uniform(*FIRST, WORLDS), rng.uniform(*SECOND, WORLDS)
    looks, ratios = [], []
    for at in range(0, WORLDS, _AT_ONCE):
        here = slice(at, at + _AT_ONCE)
        series = remembering(rng.standard_normal((n, _AT_ONCE)), first[here], second[here])
        residuals = design.residuals(series)
        looks.append(partial_autocorrelations(residuals))
        errors = newey_west(design, effects, residuals)
        ratios.append(np.abs(series @ effects.T) / errors)
    return Worlds(first, np.concatenate(looks), np.concatenate(ratios))


def remembering(shocks: Floats, first: Floats, second: Floats) -> Floats:
    """Return (series, n) stationary noise, each series with a memory of its own.

    `shocks` (n, series), independent with variance 1; `first`, `second` (series,) the partial
    autocorrelations, any pair of which between -1 and 1 makes a stationary series.
    """
    one, two = first * (1 - second), second
    noise = np.empty_like(shocks)
    spread = 1 / np.sqrt(1 - second**2)
    noise[0] = shocks[0] * spread / np.sqrt(1 - first**2)
    noise[1] = first * noise[0] + shocks[1] * spread
    for t in range(2, len(shocks)):
        noise[t] = one * noise[t - 1] + two * noise[t - 2] + shocks[t]
    return np.ascontiguousarray(noise.T)


def partial_autocorrelations(residuals: Floats) -> Floats:
    """Return (series, 2): of neighbours, and of two steps once the neighbour is allowed for."""
    first, second = autocorrelation(residuals, 2).T
    return np.stack([first, (second - first**2) / (1 - first**2)], axis=1)


def remembers_more(residuals: Floats) -> bool:
    """Whether, beyond two steps, more memory is left than chance explains (p < 0.05).

    Ljung and Box's test (Biometrika 65, 1978) of what two values do not tell about the next.
    """
    first, second = partial_autocorrelations(residuals[None, :])[0]
    told = first * (1 - second) * residuals[1:-1] + second * residuals[:-2]
    rest = (residuals[2:] - told)[None, :]
    n = rest.shape[1]
    lags = max(3, min(10, n // 5))
    seen = autocorrelation(rest, lags)[0]
    statistic = n * (n + 2) * float(np.sum(seen**2 / (n - np.arange(1, lags + 1))))
    return bool(chdtrc(lags - 2, statistic) < 0.05)
