"""The pool and the lottery over it: who may be drawn, and what their chances are."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from civics.errors import InputError
from civics.sortition import (
    Lottery,
    Quota,
    QuotasInfeasibleError,
    Selection,
    draw,
    lottery_from,
    make_lottery,
    pool_of,
)
from civics.sortition.chance import Chance
from folkmoot.deliberate.panels import rules
from folkmoot.deliberate.panels.models import Lot, Panel
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

CATEGORY = "cohort"
Quotas = Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Place:
    """One person in a pool that is being frozen."""

    member: int
    pseudonym: str
    stratum: str


def places_of(
    brand: "Brand", *, without: Collection[int], level: int, now: datetime
) -> list[Place]:
    """Everybody who may be drawn now, under new names, in no order that says who they are.

    Core and mass are told apart where both have ten people, so that a group is nobody's name.
    """
    cohorts = people.drawable(brand, needed=rules.NEEDED, level=level, now=now)
    found = {member: cohort for member, cohort in cohorts.items() if member not in without}
    sizes = Counter(cohort == "core" for cohort in found.values())
    split = min(sizes[True], sizes[False]) >= rules.SMALLEST_CELL
    places = [
        Place(
            member,
            Lot.new_pseudonym(),
            (rules.CORE if cohort == "core" else rules.MASS) if split else rules.ALL,
        )
        for member, cohort in found.items()
    ]
    return sorted(places, key=lambda place: place.pseudonym)


def lottery_over(places: list[Place], *, seats: int, quotas: Quotas | None) -> Lottery:
    """A lottery with the fairest chances; without quotas of its own, a panel like its pool."""
    sizes = Counter(place.stratum for place in places)
    wanted = _whole(quotas, sizes, seats) or _like_the_pool(sizes, seats)
    pool = pool_of({place.pseudonym: {CATEGORY: place.stratum} for place in places})
    try:
        return make_lottery(pool, wanted, seats)
    except QuotasInfeasibleError as error:
        changes = "; ".join(
            f"{change.feature} {change.before} → {change.after}" for change in error.relaxation
        )
        raise Refusal(
            "quotas-impossible",
            _("Nobody could keep these quotas. The smallest change that helps: %(changes)s"),
            status=HTTPStatus.CONFLICT,
            changes=changes or "–",
        ) from error


def _whole(quotas: Quotas | None, sizes: Counter[str], seats: int) -> list[Quota] | None:
    """The quotas asked for, where the pool is told apart at all."""
    if quotas is None or set(sizes) != {rules.CORE, rules.MASS}:
        return None
    return [Quota(CATEGORY, name, *quotas.get(name, (0, seats))) for name in sorted(sizes)]


def _like_the_pool(sizes: Counter[str], seats: int) -> list[Quota]:
    """As many of each as their share of the pool, rounded down or up."""
    whole = sizes.total()
    return [
        Quota(CATEGORY, name, seats * size // whole, -(-seats * size // whole))
        for name, size in sorted(sizes.items())
    ]


def selection_of(panel: Panel, seed: str) -> Selection:
    """Who is drawn by this seed; refused if pool or lottery are not those committed to."""
    strata = panel.lots.values_list("pseudonym", "stratum")
    pool = pool_of({pseudonym: {CATEGORY: stratum} for pseudonym, stratum in strata})
    try:
        lottery = lottery_from(panel.lottery)
        return draw(lottery, seed, commitment=panel.commitment, pool=pool)
    except InputError as error:
        raise Refusal(
            "pool-changed",
            _("Pool or lottery are not the ones that were committed to, so nothing is drawn."),
            status=HTTPStatus.CONFLICT,
        ) from error


def reserve_of(panel: Panel, selection: Selection) -> list[str]:
    """Everybody else, in the order in which they move up: a shuffle by the same seed."""
    drawn = set(selection.people)
    rest = sorted(set(panel.lots.values_list("pseudonym", flat=True)) - drawn)
    chance = Chance(rules.RESERVE_PURPOSE, selection.commitment, selection.seed)
    return chance.some(rest, len(rest))
