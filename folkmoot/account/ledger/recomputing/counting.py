"""Formulas that count rows: how the brand answers, the report on moderation, who was asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, timedelta
from statistics import median
from typing import Any

from folkmoot.account.ledger.recomputing.formulas import Params, formula
from folkmoot.account.ledger.recomputing.reading import Export, Row

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@formula("conduct")
def conduct(export: Export, given: Params) -> dict[str, int | None]:
    """Of the latest answers and of all that is overdue: in time, late, and the median wait."""
    rows = export.rows("answers.csv")
    met = [(row.time("met_at"), row) for row in rows]
    waits = [(at - row.instant("started_at")) / DAY for at, row in met if at is not None]
    late = sum(at is None for at, _row in met)
    return {
        "due": len(rows),
        "in_time": sum(at is not None and at <= row.instant("due_at") for at, row in met),
        "overdue": late,
        "answered": len(waits),
        "median_days": round(median(waits)) if waits else None,
    }


@formula("moderation.report")
def moderation_report(export: Export, given: Params) -> dict[str, Any]:
    """One quarter in UTC: counts by kind, those under ten suppressed, and medians in hours."""
    measures = _of_quarter(export, "measures", "at", given)
    lifted = _of_quarter(export, "measures", "lifted_at", given)
    appeals = _of_quarter(export, "appeals", "at", given)
    filings = _of_quarter(export, "filings", "at", given)
    return {
        "measures": _kinds(export, given["measures"], [row.text("reason") for row in measures]),
        "lifted": _kinds(export, given["lifted"], [row.text("lifted_through") for row in lifted]),
        "appeals": _kinds(export, given["appeals"], _outcomes(appeals)),
        "appeal_hours": _median_hours(export, appeals),
        "filings": _kinds(export, given["filings"], _outcomes(filings)),
        "acknowledged_in_time": _within(export, filings, "acknowledged_at", given),
        "decided_in_time": _within(export, filings, "decided_at", given),
        "answer_hours": _median_hours(export, filings),
    }


def _of_quarter(export: Export, table: str, column: str, given: Params) -> list[Row]:
    year, _q, number = given["quarter"].partition("-Q")
    wanted = (int(year), int(number))
    moments = [(row, row.time(column)) for row in export.rows(f"moderation/{table}.csv")]
    return [
        row
        for row, at in moments
        if at and ((utc := at.astimezone(UTC)).year, (utc.month + 2) // 3) == wanted
    ]


def _outcomes(rows: Iterable[Row]) -> list[str]:
    return [row.text("outcome") or "open" for row in rows]


def _kinds(export: Export, kinds: Iterable[str], found: list[str]) -> dict[str, int | None]:
    """Counts by kind. One that is under ten alone takes the next smallest with it."""
    counts = {kind: found.count(kind) for kind in kinds}
    hidden = [kind for kind, count in counts.items() if 0 < count < export.smallest_cell]
    if len(hidden) == 1:
        rest = [kind for kind, count in counts.items() if count and kind not in hidden]
        hidden += sorted(rest, key=lambda kind: counts[kind])[:1]
    whole = _unless_few(export, sum(counts.values()))
    return {"all": whole} | {k: None if k in hidden else count for k, count in counts.items()}


def _unless_few(export: Export, count: int) -> int | None:
    return None if 0 < count < export.smallest_cell else count


def _median_hours(export: Export, rows: Iterable[Row]) -> float | None:
    waits = [
        (at - row.instant("at")) / timedelta(hours=1)
        for row in rows
        if (at := row.time("decided_at"))
    ]
    return round(median(waits), 1) if len(waits) >= export.smallest_cell else None


def _within(export: Export, rows: Iterable[Row], column: str, given: Params) -> int | None:
    limit = timedelta(hours=given[column])
    kept = sum(
        (at := row.time(column)) is not None and at - row.instant("at") <= limit for row in rows
    )
    return _unless_few(export, kept)


@formula("statement.counts")
def statement_counts(export: Export, given: Params) -> dict[str, int | None]:
    """Who was asked, who was for it, against it, and who signed; None where fewer than ten did."""
    rows = [
        row
        for row in export.rows("statement-replies.csv")
        if row.figure("statement") == given["statement"]
    ]
    counts = {
        "consulted": len(rows),
        "in_favour": sum(bool(row.flag("for")) for row in rows),
        "against": sum(bool(row.flag("against")) for row in rows),
        "signers": sum(bool(row.flag("signed")) for row in rows),
    }
    return {
        name: count if count >= export.smallest_cell else None for name, count in counts.items()
    }
