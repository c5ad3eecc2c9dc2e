"""The quarterly report: counted from what was entered beside the record, under ten suppressed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Min

from folkmoot.deliberate.moderation import rules
from folkmoot.deliberate.moderation.models import Appeal, Filing, Measure, Reason

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand

MONTHS = 3
QUARTERS = 4
HOUR = timedelta(hours=1)


@dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def start(self) -> datetime:
        return datetime(self.year, MONTHS * (self.number - 1) + 1, 1, tzinfo=UTC)

    @property
    def following(self) -> "Quarter":
        last = self.number == QUARTERS
        return Quarter(self.year + last, 1 if last else self.number + 1)

    @property
    def before(self) -> "Quarter":
        first = self.number == 1
        return Quarter(self.year - first, QUARTERS if first else self.number - 1)


def quarter_of(moment: datetime) -> Quarter:
    return Quarter(moment.astimezone(UTC).year, (moment.astimezone(UTC).month - 1) // MONTHS + 1)


def quarter_from(text: str) -> Quarter | None:
    """A quarter as it stands in an address, `2026-Q1`."""
    year, _q, number = text.partition("-Q")
    if not (year.isascii() and year.isdigit() and number in ("1", "2", "3", "4")):
        return None
    return Quarter(int(year), int(number)) if 2000 <= int(year) <= 2200 else None


@dataclass(frozen=True)
class Report:
    """Counts by kind; None stands for fewer than ten. Times are medians, in hours."""

    quarter: Quarter
    measures: dict[str, int | None]
    lifted: dict[str, int | None]
    appeals: dict[str, int | None]
    appeal_hours: float | None
    filings: dict[str, int | None]
    acknowledged_in_time: int | None
    decided_in_time: int | None
    answer_hours: float | None
    first_entry: int | None
    last_entry: int | None

    def rows(self) -> list[tuple[str, str, str]]:
        """The report as a table: what, of which kind, how many."""
        found = [
            (name, kind, _cell(count))
            for name, counts in (
                ("measures", self.measures),
                ("lifted", self.lifted),
                ("appeals", self.appeals),
                ("filings", self.filings),
            )
            for kind, count in counts.items()
        ]
        return [
            *found,
            ("appeals", "median_hours", _cell(self.appeal_hours, missing="")),
            ("filings", "acknowledged_in_time", _cell(self.acknowledged_in_time)),
            ("filings", "decided_in_time", _cell(self.decided_in_time)),
            ("filings", "median_hours", _cell(self.answer_hours, missing="")),
        ]

    def figures(self) -> dict[str, Any]:
        """Every number of it, for whoever computes them again."""
        kept = {f.name for f in fields(self)} - {"quarter", "first_entry", "last_entry"}
        return {name: getattr(self, name) for name in sorted(kept)}

    def terms(self) -> dict[str, Any]:
        """What has to be known to count again: which kinds there are, and the two time limits."""
        counted = ("measures", "lifted", "appeals", "filings")
        return {
            **{name: [k for k in getattr(self, name) if k != "all"] for name in counted},
            "acknowledged_at": rules.ACKNOWLEDGED / HOUR,
            "decided_at": rules.DECIDED / HOUR,
        }


def _cell(value: float | None, missing: str = "<10") -> str:
    return missing if value is None else str(value)


@dataclass(frozen=True)
class Counted:
    """The rows from which reports are counted."""

    measures: list[Measure]
    appeals: list[Appeal]
    filings: list[Filing]

    def quarters(self, now: datetime) -> list[Quarter]:
        """Each quarter from the first row's to this one; none without a row."""
        starts = [row.at for row in self.measures]
        starts += [row.at for row in self.appeals]
        starts += [row.at for row in self.filings]
        found, quarter = [], quarter_of(min(starts, default=now))
        while starts and quarter.start <= now:
            found.append(quarter)
            quarter = quarter.following
        return found


def counted_from(brand: "Brand") -> Counted:
    return Counted(
        list(Measure.objects.filter(brand=brand).order_by("at", "pk")),
        list(Appeal.objects.filter(measure__brand=brand).order_by("at", "pk")),
        list(Filing.objects.filter(brand=brand).order_by("at", "pk")),
    )


def report_of(brand: "Brand", quarter: Quarter) -> Report:
    during = (quarter.start, quarter.following.start)
    measures = Measure.objects.filter(brand=brand, at__gte=during[0], at__lt=during[1])
    lifted = Measure.objects.filter(brand=brand, lifted_at__gte=during[0], lifted_at__lt=during[1])
    appeals = list(Appeal.objects.filter(measure__brand=brand, at__gte=during[0], at__lt=during[1]))
    filings = list(Filing.objects.filter(brand=brand, at__gte=during[0], at__lt=during[1]))
    entries = measures.aggregate(first=Min("fact__number"), last=Max("fact__number"))
    return Report(
        quarter=quarter,
        measures=_by(Reason.values, measures.values_list("reason", flat=True)),
        lifted=_by(Measure.Through.values, lifted.values_list("lifted_through", flat=True)),
        appeals=_by([*Appeal.Outcome.values, "open"], [each.outcome or "open" for each in appeals]),
        appeal_hours=_hours([each.decided_at - each.at for each in appeals if each.decided_at]),
        filings=_by([*Filing.Outcome.values, "open"], [each.outcome or "open" for each in filings]),
        acknowledged_in_time=_in_time(filings, "acknowledged_at", rules.ACKNOWLEDGED),
        decided_in_time=_in_time(filings, "decided_at", rules.DECIDED),
        answer_hours=_hours([each.decided_at - each.at for each in filings if each.decided_at]),
        first_entry=entries["first"],
        last_entry=entries["last"],
    )


def _by(kinds: Iterable[str], found: Iterable[str]) -> dict[str, int | None]:
    counted = Counter(found)
    return suppressed({kind: counted[kind] for kind in kinds})


def suppressed(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Counts with those under ten left out, and so that none follows from the whole.

    One count that is left out alone could be found by subtraction, so the next smallest goes with
    it; the whole itself stays where that protects it.
    """
    whole = sum(counts.values())
    small = {kind for kind, count in counts.items() if rules.shown(count) is None}
    if len(small) == 1:
        others = [kind for kind, count in counts.items() if count and kind not in small]
        small |= {min(others, key=lambda kind: counts[kind])} if others else set()
    told: dict[str, int | None] = {
        kind: None if kind in small else count for kind, count in counts.items()
    }
    return {"all": rules.shown(whole), **told}


def _hours(waits: list[timedelta]) -> float | None:
    """The median, where ten waited."""
    if len(waits) < rules.SMALLEST_CELL:
        return None
    return round(median(wait / HOUR for wait in waits), 1)


def _in_time(filings: list[Filing], moment: str, limit: timedelta) -> int | None:
    kept = [
        filing
        for filing in filings
        if (at := getattr(filing, moment)) is not None and at - filing.at <= limit
    ]
    return rules.shown(len(kept))
