"""From a pool and quotas to a lottery."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from civics.errors import InputError
from civics.sortition.generation import generated
from civics.sortition.leximin import Target, leximin
from civics.sortition.lottery import Lottery, canonical, whole_weights
from civics.sortition.mixture import Mixture, mixture
from civics.sortition.nash import maximin, nash
from civics.sortition.panels import Panels
from civics.sortition.polytope import Polytope, polytope
from civics.sortition.pool import Pool, Quota, checked
from civics.sortition.proof import Proof
from civics.sortition.relaxation import QuotasInfeasibleError, smallest_relaxation
from civics.sortition.simple import random_panels
from civics.sortition.solver import ripple
from civics.sortition.types import Types, types_of

Floats = NDArray[np.float64]
Optimiser = Callable[[Polytope, Floats], Target | None]

ALGORITHMS = ("leximin", "maximin", "nash", "simple")
TOTAL = 1_000_000_000
_OPTIMISERS: dict[str, Optimiser] = {"leximin": leximin, "maximin": maximin, "nash": nash}
_RANDOM_PANELS = 1000
_MOST_TICKETS = 1 << 62  # a draw takes its ticket from 64 bits


def make_lottery(
    pool: Pool,
    quotas: Sequence[Quota],
    size: int,
    *,
    algorithm: str = "leximin",
    total: int = TOTAL,
    rng: np.random.Generator | None = None,
) -> Lottery:
    """Make a lottery over panels that all meet the quotas, with chances as fair as can be.

    Parameters
    ----------
    pool
        Who may be drawn; see `pool_of`.
    quotas
        For each category every feature people may answer, with the least and most of a panel.
    size
        People on a panel.
    algorithm
        ``leximin`` makes the smallest chance as large as possible, then the next smallest, and so
        on; ``maximin`` only the smallest; ``nash`` the product of all; ``simple`` draws panels at
        random from `rng` and promises the quotas and nothing about chances.
    total
        How many tickets. Chances are exact fractions of it; the more, the closer to the optimum.
    rng
        For ``simple`` alone, which needs it. The others draw nothing here.

    Returns
    -------
    Lottery
        With the proof of optimality. It is to be published by `commitment` before the seed of
        `draw` exists.

    Raises
    ------
    InputError
        `sortition.*`: an answer without a quota, a repeated id, an empty pool …
    QuotasInfeasibleError
        (an `InputError`) No panel meets the quotas; `relaxation` is the smallest change that
        helps, or empty if no change of quotas does.

    Examples
    --------
    Four fans from Wuhan and one from Xi'an; a panel of two has one of each city, so the fan from
    Xi'an is certain to sit, and no lottery can change it.

    >>> from civics.sortition import Quota, make_lottery, pool_of
    >>> pool = pool_of({name: {"city": "Xi'an" if name == "e" else "Wuhan"} for name in "abcde"})
    >>> quotas = [Quota("city", "Wuhan", 1, 1), Quota("city", "Xi'an", 1, 1)]
    >>> lottery = make_lottery(pool, quotas, 2)
    >>> {name: str(chance) for name, chance in lottery.chances().items()}
    {'a': '1/4', 'b': '1/4', 'c': '1/4', 'd': '1/4', 'e': '1'}

    Cost: grows with the kinds of people, not with people. 150 people: 0.3 s; 1,727 in 792 kinds:
    10 s, most of it the search for about 1,100 panels.

    Source: objectives of Flanigan et al., Nature 596 (2021); the programme on types, its duals as
    proof and the search for panels are described in docs/methods/sortition.md.
    """
    if algorithm not in ALGORITHMS:
        raise InputError("sortition.algorithm", value=algorithm, known=", ".join(ALGORITHMS))
    if not 1 <= total <= _MOST_TICKETS:
        raise InputError("sortition.total", value=total)
    checked(pool, quotas, size)
    types = types_of(pool, quotas, size)
    digest = pool_digest(pool)
    if algorithm == "simple" and rng is None:
        raise InputError("sortition.rng")
    return lottery_over(types, quotas, algorithm, total, digest, pool.excluded, rng)


def lottery_over(
    types: Types,
    quotas: Sequence[Quota],
    algorithm: str,
    total: int,
    digest: str,
    excluded: tuple[tuple[str, str], ...] = (),
    rng: np.random.Generator | None = None,
) -> Lottery:
    """The lottery over panels of a problem already grouped; see `make_lottery`."""
    finder = Panels(polytope(types))
    first = finder.at_least(ripple(len(types.counts)), -np.inf)
    if first is None:
        raise QuotasInfeasibleError(smallest_relaxation(types, quotas))
    if rng is not None and algorithm == "simple":
        found, proof = _even(random_panels(types, rng, _RANDOM_PANELS)), None
    else:
        found, proof = best_mixture(types, algorithm, finder, first)
    weights = whole_weights(found.weights, total)
    used = np.array(weights) > 0
    tickets = tuple(weight for weight in weights if weight)
    panels = found.panels[used]
    return Lottery(algorithm, tuple(quotas), types, panels, tickets, digest, excluded, proof)


def best_mixture(
    types: Types, algorithm: str, finder: Panels, known: Floats
) -> tuple[Mixture, Proof]:
    """The optimum over fractional panels as a lottery over whole ones.

    Where whole panels cannot keep what fractional ones promise (small panels with quotas of one
    or two), the optimum over whole ones is sought by column generation.
    """
    target = _OPTIMISERS[algorithm](polytope(types), types.counts)
    if target is None:
        raise ArithmeticError("the panels were lost")
    panels = [known]
    found = mixture(finder, target.expected, panels)
    if isinstance(found, Mixture):
        return found, target.proof
    return generated(types, algorithm, finder, panels)


def _even(panels: Floats) -> Mixture:
    rows, times = np.unique(panels, axis=0, return_counts=True)
    return Mixture(rows.astype(np.int64), times / times.sum())


def pool_digest(pool: Pool) -> str:
    """SHA-256 of everybody's id, answers and household, of conflicts and exclusions, hexadecimal.

    A lottery carries it, so that a pool changed afterwards is noticed. The order of people does
    not count.
    """
    people = [
        [person.id, sorted(person.answers.items()), person.household]
        for person in sorted(pool.people, key=lambda person: person.id)
    ]
    conflicts = [[group.name, sorted(group.people), group.at_most] for group in pool.conflicts]
    written = canonical([people, conflicts, [list(pair) for pair in pool.excluded]])
    return hashlib.sha256(written.encode()).hexdigest()
