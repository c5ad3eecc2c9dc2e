"""Names for groups that stay with them from one map to the next."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from civics.opinion.kmeans import Labels, Points


def named(labels: Labels, centres: Points, before: NDArray[np.integer] | None) -> list[int]:
    """The name of each group: a small whole number.

    Parameters
    ----------
    labels
        (people,) place of each person's group in `centres`.
    before
        (people,) name of the group each person was in, −1 for none.

    Groups take the names of the groups most of their people come from (the assignment that keeps
    the most people under their name); a group without forerunner gets the smallest name that
    nobody had. Without a last map the largest group is 0, of equally large ones the left one.
    """
    k = len(centres)
    sizes = np.bincount(labels, minlength=k)
    if before is None or not (before >= 0).any():
        order = np.lexsort((centres[:, 1], centres[:, 0], -sizes))
        return [int(place) for place in np.argsort(order, kind="stable")]
    old = np.unique(before[before >= 0])
    overlap = np.array(
        [[np.sum((labels == g) & (before == name)) for name in old] for g in range(k)]
    )
    rows, columns = linear_sum_assignment(overlap, maximize=True)
    names = {int(g): int(old[c]) for g, c in zip(rows, columns, strict=True) if overlap[g, c]}
    fresh = (name for name in range(k + int(old.max()) + 1) if name not in set(old.tolist()))
    return [names[g] if g in names else next(fresh) for g in range(k)]
