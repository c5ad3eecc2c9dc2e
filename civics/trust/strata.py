"""The same figure in each stratum, side by side and never netted.

A satisfied public does not make up for a core that leaves. So there is no total here, on purpose:
strata are shown next to each other, and what is computed between two of them is how far apart they
are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot

from numpy.typing import ArrayLike

from civics.errors import InputError
from civics.trust.estimate import CONFIDENCE, Estimate, check_confidence
from civics.trust.ratings import FEWEST, Figure, arms, mean_rating

NET_PROMOTER_SCALE = (1, 0, -1)
"""The scale under which `by_stratum` compares NPS: promoters, passives, detractors."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How much higher `above` is than `below`; `surely` if the interval leaves out 0.

    The interval holds for all gaps of one table at once (Bonferroni).
    """

    above: str
    below: str
    difference: Estimate
    surely: bool


@dataclass(frozen=True, slots=True)
class Strata:
    """A figure for each stratum by name, and the gap of each pair. There is no total.

    A stratum of fewer than ten answers has no limits ("too_few") and therefore no gaps.
    """

    figures: Mapping[str, Figure]
    gaps: tuple[Gap, ...]
    confidence: float


def by_stratum(
    counts: Mapping[str, Sequence[int]],
    scores: ArrayLike = NET_PROMOTER_SCALE,
    *,
    confidence: float = CONFIDENCE,
) -> Strata:
    """Return a mean rating for each stratum and the gaps between them.

    Parameters
    ----------
    counts : for each stratum ("core", "public", …) how many people gave each score.
    scores : (k,) the scale; promoters, passives, detractors = (1, 0, -1) unless told otherwise.

    A gap combines the limits of the two figures (Newcombe's hybrid method): each side lends the arm
    that points to the other one. All gaps hold together with at least the stated confidence, so
    more strata have wider gaps.

    Raises
    ------
    InputError
        "rating.stratum_none" (with the stratum in which nobody answered), "rating.strata" (none),
        and what `mean_rating` raises.

    Example
    -------
    The sum of both would be +20 and hide that the core is lost:

    >>> found = by_stratum({"core": [10, 15, 35], "public": [70, 20, 20]})
    >>> {name: round(figure.value, 2) for name, figure in found.figures.items()}
    {'core': -0.42, 'public': 0.45}
    >>> gap = found.gaps[0]
    >>> gap.above, gap.below, round(gap.difference.low, 2), gap.surely
    ('public', 'core', 0.61, True)

    Cost: one bisection for each stratum twice. Source: R. G. Newcombe, Statistics in Medicine 17
    (1998), method 10.
    """
    check_confidence(confidence)
    if not counts:
        raise InputError("rating.strata", strata=0)
    names = sorted(counts)
    for name in names:
        if len(counts[name]) and not any(counts[name]):
            raise InputError("rating.stratum_none", stratum=name)
    figures = {name: mean_rating(counts[name], scores, confidence=confidence) for name in names}
    enough = [name for name in names if figures[name].n >= FEWEST]
    pairs = list(combinations(enough, 2))
    shared = 1 - (1 - confidence) / max(len(pairs), 1)
    reach = {name: arms(counts[name], scores, shared) for name in enough} if pairs else {}
    gaps = [gap_of(one, other, reach) for one, other in pairs]
    return Strata(figures, tuple(gaps), confidence)


def gap_of(first: str, second: str, reach: Mapping[str, tuple[float, float, float]]) -> Gap:
    """The gap of two strata from the (value, low, high) of each, the higher one first."""
    above, below = sorted((first, second), key=lambda name: -reach[name][0])
    (one, one_low, one_high), (other, other_low, other_high) = reach[above], reach[below]
    difference = one - other
    low = difference - hypot(one - one_low, other_high - other)
    high = difference + hypot(one_high - one, other - other_low)
    return Gap(above, below, Estimate(difference, low, high), low > 0)
