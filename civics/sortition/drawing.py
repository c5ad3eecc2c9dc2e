"""The draw: a committed lottery and a public seed give one panel, and anybody can repeat it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from civics.errors import InputError
from civics.sortition.chance import Chance
from civics.sortition.lottery import Lottery
from civics.sortition.making import pool_digest
from civics.sortition.pool import Pool
from civics.sortition.types import Types

PURPOSE = "civics.sortition.draw/1"


@dataclass(frozen=True, slots=True)
class Selection:
    """Who was drawn, and everything that decides it.

    Attributes
    ----------
    people : ids in order.
    ticket : the number drawn, from 0.
    panel : which of the lottery's panels has that ticket.
    commitment : of the lottery.
    seed : as given.
    """

    people: tuple[str, ...]
    ticket: int
    panel: int
    commitment: str
    seed: str


def draw(
    lottery: Lottery, seed: str, *, commitment: str | None = None, pool: Pool | None = None
) -> Selection:
    """Draw one panel from a lottery.

    Parameters
    ----------
    lottery
        From `make_lottery`, or read back from its published form.
    seed
        Public randomness that nobody could know when the commitment was published: a later
        lottery's numbers, a beacon's next round. Taken literally, spaces included.
    commitment
        What was published beforehand. Anything that changed since is refused.
    pool
        The pool as it is now, if it is to be compared with the lottery's.

    Raises
    ------
    InputError
        `sortition.seed` without a seed, `sortition.changed_lottery` if the lottery is not the one
        committed to, `sortition.changed_pool` if the pool is not the lottery's.

    Examples
    --------
    >>> from civics.sortition import draw, make_lottery, pool_of
    >>> lottery = make_lottery(pool_of({name: {} for name in "abcdef"}), [], 2)
    >>> published = lottery.commitment
    >>> first = draw(lottery, "beacon 4242", commitment=published)
    >>> first == draw(lottery, "beacon 4242", commitment=published), len(first.people)
    (True, 2)

    Cost: linear in the panels and the people.

    Source: the idea of a uniform lottery fixed beforehand, Flanigan, Kehne, Procaccia, "Fair
    sortition made transparent", NeurIPS 2021. The chance is `civics.sortition.chance.Chance`.
    """
    if not seed:
        raise InputError("sortition.seed")
    if commitment is not None and lottery.commitment != commitment:
        raise InputError("sortition.changed_lottery", expected=commitment, found=lottery.commitment)
    if pool is not None and pool_digest(pool) != lottery.pool:
        raise InputError("sortition.changed_pool", expected=lottery.pool, found=pool_digest(pool))
    chance = Chance(PURPOSE, lottery.commitment, seed)
    ticket = chance.below(lottery.total)
    panel = next(i for i, end in enumerate(accumulate(lottery.weights)) if ticket < end)
    people = people_of(lottery.types, lottery.panels[panel].tolist(), chance)
    return Selection(people, ticket, panel, lottery.commitment, seed)


def people_of(types: Types, panel: Sequence[int], chance: Chance) -> tuple[str, ...]:
    """People for a panel of types: for each kind different households, in each one person."""
    people: list[str] = []
    for kind in types.kinds:
        wanted = [place for place, one in enumerate(kind.types) for _ in range(panel[one])]
        for place, home in zip(wanted, chance.some(kind.households, len(wanted)), strict=True):
            members = home[place]
            people.append(members[chance.below(len(members))] if len(members) > 1 else members[0])
    return tuple(sorted(people))
