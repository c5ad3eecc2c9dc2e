"""How privileges are spread over the creators of a quarter: computed, stored, and read again."""

import csv
import hashlib
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from civics.influence import concentration, concentration_intervals
from folkmoot.act.creators import rules
from folkmoot.act.creators.models import Creator, Farewell, Figures, Kind, Privilege
from folkmoot.act.creators.queries.register import DAY, period_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

METHOD, VERSION = "civics.influence.concentration", "1"
FIRST = 5
RESAMPLES, SEED = 999, 0
# So many finished quarters are counted again if something was entered late.
LOOKED_AT = 8


@dataclass(frozen=True)
class Spread:
    """One kind in one quarter: what each creator had, and the figures where there are enough."""

    quarter: int
    kind: Kind
    amounts: Mapping[int, Fraction]
    parameters: Mapping[str, Any]
    result: Mapping[str, Any] | None

    @property
    def creators(self) -> int:
        return len(self.amounts)

    @property
    def digest(self) -> str:
        """Of the amounts by the creators' numbers, in their order, as exact fractions."""
        rows = [[number, str(self.amounts[number])] for number in sorted(self.amounts)]
        return hashlib.sha256(json.dumps(rows, separators=(",", ":")).encode()).hexdigest()


def spreads(brand: "Brand", quarter: int) -> list[Spread]:
    """Every kind of privilege in a quarter."""
    return [_spread(quarter, kind, found) for kind, found in amounts(brand, quarter).items()]


def amounts(brand: "Brand", quarter: int) -> dict[Kind, dict[int, Fraction]]:
    """By kind, what each creator had; those in the register who had nothing count with nothing."""
    begins, last = rules.first_day(quarter), rules.last_day(quarter)
    there = Creator.objects.filter(brand=brand, at__lt=_midnight(last + DAY)).exclude(
        Exists(_away(_midnight(begins), _midnight(last + DAY)))
    )
    numbers = set(there.values_list("number", flat=True))
    held: dict[Kind, dict[int, Fraction]] = {kind: defaultdict(Fraction) for kind in Kind}
    touching = Privilege.objects.filter(brand=brand, begins__lte=last, until__gte=begins)
    for each in touching.select_related("creator", "revocation"):
        part = rules.part_of(each.quantity, period_of(each), quarter)
        if part:
            numbers.add(each.creator.number)
            held[Kind(each.kind)][each.creator.number] += part
    return {
        kind: {number: found.get(number, Fraction()) for number in sorted(numbers)}
        for kind, found in held.items()
    }


def _away(begins: datetime, ends: datetime) -> QuerySet[Farewell]:
    """Who had left before a stretch of time and did not come back in it."""
    back_later = Q(comeback=None) | Q(comeback__at__gte=ends)
    return Farewell.objects.filter(back_later, creator=OuterRef("pk"), at__lt=begins)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _spread(quarter: int, kind: Kind, found: Mapping[int, Fraction]) -> Spread:
    if len(found) < rules.FEWEST or not any(found.values()):
        return Spread(quarter, kind, found, {}, None)
    top = FIRST / len(found)
    parameters: dict[str, Any] = {"top": top, "resamples": RESAMPLES, "seed": SEED}
    values = [float(amount) for amount in found.values()]
    figures = concentration(values, top=top)
    sure = concentration_intervals(values, **parameters)
    result = {
        "top_five": figures.top_share,
        "hhi": figures.hhi,
        "gini": figures.gini,
        "effective": figures.effective,
        "gini_limits": sure.gini,
        "refusals": list(sure.refusals),
    }
    return Spread(quarter, kind, found, parameters, result)


def figures_of(brand: "Brand") -> QuerySet[Figures]:
    return Figures.objects.filter(brand=brand).select_related("fact__brand")


def latest_figures(brand: "Brand", quarter: int | None = None) -> dict[tuple[str, str], Figures]:
    """The last count of each quarter and kind."""
    found = figures_of(brand).order_by("number")
    if quarter is not None:
        found = found.filter(quarter=rules.title(quarter))
    return {(each.quarter, each.kind): each for each in found}


def uncounted(brand: "Brand", now: datetime) -> Iterator[Spread]:
    """What finished quarters come to, where it was not counted or is not what was counted."""
    present = rules.quarter_of(now.date())
    counted = latest_figures(brand)
    for quarter in range(present - LOOKED_AT, present):
        for spread in spreads(brand, quarter):
            last = counted.get((rules.title(quarter), spread.kind))
            same = last is not None and (last.input_digest, last.version) == (
                spread.digest,
                VERSION,
            )
            if spread.result is not None and not same:
                yield spread


@dataclass(frozen=True)
class Shown:
    """One kind in one quarter, as a page says it."""

    kind: Kind
    state: str  # "counted", "so far", "waiting", "few", "nothing"
    creators: int
    result: Mapping[str, Any] | None = None
    figures: Figures | None = None

    @property
    def percent(self) -> int:
        return round(self.result["top_five"] * 100) if self.result else 0


def shown(brand: "Brand", quarter: int, now: datetime, *, inside: bool) -> list[Shown]:
    """A quarter's figures by kind; the one that still runs only for those inside."""
    if quarter >= rules.quarter_of(now.date()) and not inside:
        return []
    counted, running = latest_figures(brand, quarter), quarter >= rules.quarter_of(now.date())
    return [
        _shown(spread, counted.get((rules.title(quarter), spread.kind)), running=running)
        for spread in spreads(brand, quarter)
    ]


def _shown(spread: Spread, figures: Figures | None, *, running: bool) -> Shown:
    if figures is not None:
        return Shown(spread.kind, "counted", figures.creators, figures.result, figures)
    if spread.result is not None:
        result = spread.result if running else None
        return Shown(spread.kind, "so far" if running else "waiting", spread.creators, result)
    state = "few" if spread.creators < rules.FEWEST else "nothing"
    return Shown(spread.kind, state, spread.creators)


def series(brand: "Brand", kind: Kind) -> list[Figures]:
    """The last eight counted quarters of one kind, the earliest first."""
    found = [each for (_, of), each in latest_figures(brand).items() if of == kind]
    return sorted(found, key=lambda each: each.quarter)[-LOOKED_AT:]


def inputs(brand: "Brand", quarter: int) -> str:
    """What a quarter's figures are made of, as CSV for those inside, who can count them again."""
    rows = [
        [rules.title(quarter), kind, number, str(amount)]
        for kind, found in amounts(brand, quarter).items()
        for number, amount in found.items()
    ]
    return _csv(["quarter", "kind", "creator", "amount"], rows)


def _csv(columns: list[str], rows: Iterable[list[Any]]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([columns, *rows])
    return file.getvalue()


COLUMNS = ["quarter", "kind", "creators", "top_five", "hhi", "gini", "method", "version", "top"]


def open_data(brand: "Brand") -> str:
    """Every count there was as CSV; the amounts behind it are not published, but their hash is."""
    counted = figures_of(brand).order_by("quarter", "kind", "number")
    return _csv([*COLUMNS, "number", "counted_at", "input_digest"], map(_row, counted))


def _row(each: Figures) -> list[Any]:
    figures = [f"{each.result[name]:.6f}" for name in ("top_five", "hhi", "gini")]
    made = [each.method, each.version, each.parameters["top"], each.number]
    at = each.at.isoformat(timespec="seconds")
    return [each.quarter, each.kind, each.creators, *figures, *made, at, each.input_digest]
