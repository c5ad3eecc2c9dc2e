"""What every figure of trust looks like, and what is let in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from civics.errors import InputError

Floats = NDArray[np.float64]

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with the limits of its confidence interval, in the units of what was measured.

    Limits are None where no interval would hold what it promises; the result says why by a code.
    """

    value: float
    low: float | None
    high: float | None


def check_confidence(confidence: float) -> None:
    """Refuse what is no confidence between 50 % and 99.9 %."""
    if not 0.5 <= confidence <= 0.999:
        raise InputError("trust.confidence", value=confidence)


def finite(values: ArrayLike, code: str) -> Floats:
    """Return numbers as float64, a copy; refuse the first that is none, with its place."""
    try:
        numbers = np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(code, index=0, value=str(values)[:40]) from None
    wrong = np.argwhere(~np.isfinite(numbers))
    if wrong.size:
        place = tuple(int(i) for i in wrong[0])
        index = place[0] if len(place) == 1 else place
        raise InputError(code, index=index, value=str(numbers[place]))
    return numbers
