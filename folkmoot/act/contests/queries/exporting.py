"""A contest and its entries as programs read them: what the page shows to everybody."""

from datetime import datetime
from typing import Any

from folkmoot.act.contests import rules
from folkmoot.act.contests.models import Contest, Entry, Triage
from folkmoot.act.contests.queries.reading import Row, rows_of


def exported(contest: Contest, now: datetime) -> dict[str, Any]:
    voting, result = getattr(contest, "voting", None), getattr(contest, "result", None)
    cancelled = getattr(contest, "cancellation", None)
    return {
        "number": contest.number,
        "state": rules.state_of(contest, now).value,
        **{
            name: getattr(contest, name).text
            for name in ("title", "asks", "criteria", "no_gos", "rights", "royalties")
        },
        "rule": contest.rule,
        "places": contest.places,
        "newcomers": contest.newcomers,
        "entries_close": contest.entries_close,
        "support_closes": contest.support_closes,
        "answer_due": contest.answer_due,
        "rights_return": contest.rights_return,
        "owner": contest.owner,
        "owner_title": contest.owner_title,
        "jury": contest.jury.panel.number if hasattr(contest, "jury") else None,
        "ballot": voting.ballot.number if voting else None,
        "cancelled": cancelled.reason.text if cancelled else None,
        "won": [int(key[1:]) for each in result.rounds for key in each["won"]] if result else None,
        "seed": result.seed if result else None,
        "record": contest.fact.number,
    }


def exported_entries(contest: Contest) -> list[dict[str, Any]]:
    """By number: a program has no reader whose eye a place could catch."""
    rows = rows_of(contest, None, viewer="")
    return [_entry(row) for row in sorted(rows, key=lambda row: row.entry.number)]


def exported_entry(entry: Entry) -> dict[str, Any]:
    rows = rows_of(entry.contest, None, viewer="")
    return next(_entry(row) for row in rows if row.entry.pk == entry.pk)


def _entry(row: Row) -> dict[str, Any]:
    entry = row.entry
    return {
        "number": entry.number,
        "title": entry.title.text,
        "text": entry.text.text,
        "cost": entry.cost,
        "at": entry.at,
        "supporters": row.supporters,
        "feasibility": [_triage(each) for each in row.triages],
        "won": hasattr(entry, "win"),
        "made": entry.making.url if hasattr(entry, "making") else None,
        "rights_returned": hasattr(entry, "rights_return"),
        "record": entry.fact.number,
    }


def _triage(each: Triage) -> dict[str, Any]:
    return {
        "at": each.supporters,
        "outcome": each.outcome,
        "reason": each.reason.text,
        "title": each.title,
        "record": each.fact.number,
    }
