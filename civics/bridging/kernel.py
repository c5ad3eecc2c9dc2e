"""The row sums of `blocks.plain_sums` in one pass, compiled."""

from __future__ import annotations

import numba
import numpy as np
from numpy.typing import NDArray


@numba.njit(cache=True)
def compiled_sums(
    starts: NDArray[np.int64],
    others: NDArray[np.int32],
    values: NDArray[np.float64],
    given: NDArray[np.float64],
) -> NDArray[np.float64]:
    sums = np.empty((4, len(starts) - 1))
    for row in range(len(starts) - 1):
        f_sum = ff_sum = r_sum = rf_sum = 0.0
        for at in range(starts[row], starts[row + 1]):
            other = others[at]
            f = given[other, 1]
            residual = values[at] - given[other, 0]
            f_sum += f
            ff_sum += f * f
            r_sum += residual
            rf_sum += residual * f
        sums[0, row] = f_sum
        sums[1, row] = ff_sum
        sums[2, row] = r_sum
        sums[3, row] = rf_sum
    return sums
