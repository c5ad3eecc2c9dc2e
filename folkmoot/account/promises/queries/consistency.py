"""Whether words and deeds agree: promises kept on time, of those that were due."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from folkmoot.account.promises import rules
from folkmoot.account.promises.queries.reading import promises
from folkmoot.account.promises.rules import State

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


@dataclass(frozen=True)
class Tally:
    """Promises that were due, and what became of them; `moved` were replaced before their day."""

    due: int = 0
    kept: int = 0
    confirmed: int = 0
    late: int = 0
    partly: int = 0
    broken: int = 0
    overdue: int = 0
    moved: int = 0

    @property
    def share(self) -> int | None:
        """言行一致率 by the brand's own rating: kept by the day, of those due, per cent."""
        return round(100 * self.kept / self.due) if self.due else None

    @property
    def confirmed_share(self) -> int | None:
        """The same, counting only what a panel of fans confirmed."""
        return round(100 * self.confirmed / self.due) if self.due else None


@dataclass(frozen=True)
class Consistency:
    """Whether words and deeds agree: in all, by who promised, by the quarter of the due day."""

    whole: Tally
    by_owner: list[tuple[str, Tally]]
    by_quarter: list[tuple[str, Tally]]


def consistency(brand: "Brand", now: datetime) -> Consistency:
    """Count every promise that was due by now, and those that were moved before they were due."""
    rows = [
        _Row(*row)
        for row in promises(brand)
        .order_by("due_at")
        .values_list(
            "name", "title", "due_at", "outcome", "rated_at", "confirmed", "replaced_by__made_at"
        )
    ]
    owners: dict[str, list[_Row]] = {}
    quarters: dict[str, list[_Row]] = {}
    for row in rows:
        owners.setdefault(" ".join(filter(None, [row.name, row.title])), []).append(row)
        quarters.setdefault(quarter_of(row.due_at), []).append(row)
    return Consistency(
        whole=_tally(rows, now),
        by_owner=[(who, _tally(theirs, now)) for who, theirs in sorted(owners.items())],
        by_quarter=[
            (quarter, tally)
            for quarter, theirs in sorted(quarters.items(), reverse=True)
            if (tally := _tally(theirs, now)) != Tally()
        ],
    )


@dataclass(frozen=True)
class _Row:
    name: str
    title: str
    due_at: datetime
    outcome: str | None
    rated_at: datetime | None
    confirmed: bool | None
    replaced_at: datetime | None


def quarter_of(due_at: datetime) -> str:
    """The quarter of the last instant of the due day, in the installation's zone: 2026 Q1."""
    last = timezone.localtime(due_at) - timedelta(microseconds=1)
    return f"{last.year} Q{(last.month + 2) // 3}"


def _tally(rows: Iterable[_Row], now: datetime) -> Tally:
    counted = dict.fromkeys(Tally.__dataclass_fields__, 0)
    for row in rows:
        if row.replaced_at is not None and row.replaced_at <= row.due_at:
            counted["moved"] += 1
            continue
        if row.due_at >= now and row.outcome is None:
            continue
        state = rules.state_of(
            due_at=row.due_at,
            outcome=row.outcome,
            rated_at=row.rated_at,
            replaced=False,
            now=now,
        )
        counted["due"] += 1
        counted["confirmed"] += state is State.KEPT and row.confirmed is True
        counted[COLUMNS[state]] += 1
    return Tally(**counted)


COLUMNS = {
    State.KEPT: "kept",
    State.KEPT_LATE: "late",
    State.PARTLY: "partly",
    State.BROKEN: "broken",
    State.OVERDUE: "overdue",
}
