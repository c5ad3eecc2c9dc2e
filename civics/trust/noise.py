"""Noise that remembers: Newey–West errors, and how large their t values get by chance.

Neighbouring days resemble each other, so ordinary errors are too small. Newey and West's are
consistent, but in series of a hundred points an interval of ±1.96 of them holds the truth in 70 to
90 of 100 cases only. So the threshold is not 1.96: it is found by running the same regression with
the same errors on noise in which nothing happened and that remembers as much as the residuals do.

Source: W. Newey and K. West, Econometrica 55 (1987); that thresholds must allow for the bandwidth:
N. Kiefer and T. Vogelsang, Econometric Theory 21 (2005).
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import matmul_toeplitz
from scipy.special import chdtrc

from civics.trust.estimate import Floats
from civics.trust.steps import Steps

# Draws of noise behind a threshold; its coverage is then known to ±0.35 points.
DRAWS = 4_000
# Memory is rounded to this, which keeps thresholds of many series few.
GRAIN = 0.02
_LEAST, _MOST = -0.5, 0.98
# How unsure a memory is: so many times √((1 - ρ²) / n). One for a series seen as it is; fitting a
# line hides some of it (by simulation: with 1.0, 60 points of memory 0.8 are held in 93.0 %).
_UNSURE = 1.3


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


def memory(design: Steps, residuals: Floats) -> Floats:
    """Return (series,) the first-order autocorrelation of the noise itself.

    That of residuals is too low, since the line follows the noise a little. So the memory is that
    under which residuals of this design would have, in expectation, the autocorrelation seen.
    """
    grid = np.arange(-0.98, 0.981, GRAIN)
    expected = np.array([_expected(design, rho) for rho in grid])
    seen = np.interp(autocorrelation(residuals)[:, 0], expected, grid)
    rounded: Floats = np.round(np.clip(seen, _LEAST, _MOST) / GRAIN) * GRAIN
    return rounded


def _expected(design: Steps, rho: float) -> float:
    """E[r'Ar] / E[r'r] of residuals r = My, for A that multiplies neighbours, in O(n k²).

    With M = 1 - QQ', S the covariance: tr(MAMS) = tr(AS) - 2 tr(Q'ASQ) + tr(Q'AQ Q'SQ).
    """
    q = np.linalg.qr(design.columns)[0]
    n = len(q)
    beside = np.zeros_like(q)
    beside[1:] += q[:-1] / 2
    beside[:-1] += q[1:] / 2
    spread = matmul_toeplitz(rho ** np.arange(n), q)
    above = (n - 1) * rho - 2 * np.sum(beside * spread)
    above += np.sum((q.T @ beside) * (q.T @ spread))
    return float(above / (n - np.sum(q * spread)))


def thresholds(
    design: Steps, effects: Floats, memories: Floats, confidence: float, rng: np.random.Generator
) -> Floats:
    """Return (series, e): what |effect / error| stays below by chance, `confidence` of the time.

    A memory that was estimated is not known: each draw of noise has one of its own, as far from
    the estimate as an estimate may be from the truth. Taking it for known loses up to three points
    of coverage in 60 points with memory 0.8.
    """
    n = len(design.columns)
    shocks = rng.standard_normal((n, DRAWS))
    doubts = rng.standard_normal(DRAWS)
    known, which = np.unique(memories, return_inverse=True)
    table = np.empty((len(known), len(effects)))
    for row, rho in enumerate(known):
        unsure = _UNSURE * np.sqrt((1 - rho * rho) / n)
        noise = remembering(shocks, np.clip(rho + unsure * doubts, _LEAST, _MOST))
        errors = newey_west(design, effects, design.residuals(noise))
        table[row] = np.quantile(np.abs(noise @ effects.T) / errors, confidence, axis=0)
    return table[which]


def remembering(shocks: Floats, memories: Floats) -> Floats:
    """Return (series, n) stationary noise, each series with a memory of its own.

    `shocks` (n, series), independent with variance 1; `memories` (series,) between -1 and 1.
    """
    noise = np.empty_like(shocks)
    noise[0] = shocks[0] / np.sqrt(1 - memories**2)
    for t in range(1, len(shocks)):
        noise[t] = memories * noise[t - 1] + shocks[t]
    return np.ascontiguousarray(noise.T)


def remembers_more(residuals: Floats, rho: float) -> bool:
    """Whether, beyond the neighbour, more memory is left than chance explains (p < 0.05).

    Ljung and Box's test (Biometrika 65, 1978) of what one value does not tell about the next.
    """
    rest = (residuals[1:] - rho * residuals[:-1])[None, :]
    n = rest.shape[1]
    lags = max(2, min(10, n // 5))
    seen = autocorrelation(rest, lags)[0]
    statistic = n * (n + 2) * float(np.sum(seen**2 / (n - np.arange(1, lags + 1))))
    return bool(chdtrc(lags - 1, statistic) < 0.05)
