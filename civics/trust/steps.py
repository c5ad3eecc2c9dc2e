"""The design of an interrupted series: what a straight line with a break is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from civics.trust.estimate import Floats

TARGETS = ("level", "slope", "average")


@dataclass(frozen=True, eq=False)
class Steps:
    """Columns of the regression, and what turns a series into each effect.

    Attributes
    ----------
    columns : (n, k) constant, time from the break, step, time since the break, seasons.
    inverse : (k, n) pseudo-inverse; `inverse @ series` are the coefficients.
    effects : (3, n) one row for each of `TARGETS`; `effects @ series` is the effect.
    """

    columns: Floats
    inverse: Floats
    effects: Floats

    @property
    def freedom(self) -> int:
        """Points left over when the line is fitted."""
        return int(len(self.columns) - self.columns.shape[1])

    def residuals(self, series: Floats) -> Floats:
        """What the line leaves unexplained of each series (…, n)."""
        left: Floats = series - series @ self.inverse.T @ self.columns.T
        return left


def steps(n: int, at: int, season: int) -> Steps:
    """Return the design for n points with the first point after the break at place `at`."""
    time = np.arange(n) - float(at)
    after = (time >= 0).astype(np.float64)
    seasons = np.equal.outer(np.arange(n) % season, np.arange(1, season)).astype(np.float64)
    columns = np.column_stack([np.ones(n), time, after, after * time, seasons])
    inverse = np.linalg.pinv(columns)
    average = inverse[2] + inverse[3] * time[at:].mean()
    return Steps(columns, inverse, np.stack([inverse[2], inverse[3], average]))


def steps_fit(n: int, at: int, season: int) -> bool:
    """Whether all columns can be told apart."""
    columns = steps(n, at, season).columns
    return bool(np.linalg.matrix_rank(columns) == columns.shape[1])
