"""Conversations, suggestions, panels and moderation as sheets."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from folkmoot.account.ledger.exporting.cells import (
    Figure,
    Sheet,
    document,
    exact,
    minute,
    shown,
    table,
)
from folkmoot.account.ledger.recomputing.formulas import digest_of
from folkmoot.deliberate.conversations import queries as conversations
from folkmoot.deliberate.conversations.queries import open_data as conversation_data
from folkmoot.deliberate.moderation import queries as moderation
from folkmoot.deliberate.panels import queries as panels
from folkmoot.deliberate.panels import rules as panel_rules
from folkmoot.deliberate.panels.queries import open_data as panel_data
from folkmoot.deliberate.suggestions import queries as suggestions
from folkmoot.deliberate.suggestions.queries import open_data as suggestion_data
from folkmoot.foundation.people.rules import SMALLEST_CELL
from folkmoot.foundation.record.queries import facts_after
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


def conversed(brand: "Brand", now: datetime) -> Iterator[Sheet]:
    opened = facts_after(brand, 0, kinds=["conversation.opened", "map.published"])
    subjects = set(opened.values_list("subject", flat=True))
    for number in sorted(int(subject.partition(":")[2]) for subject in subjects):
        found = conversations.conversation_by_number(brand, number)
        if found is None:
            continue
        try:
            data = conversation_data.open_data_of(found, now=now)
        except Refusal:  # no map yet: there are not ten people to publish anything about
            continue
        if data.map.result["follows"] and data.predecessor() is None:
            # An older version kept no map but the newest: nobody can draw this one again.
            continue
        yield _conversation(brand, number, data)


def _conversation(brand: "Brand", number: int, data: conversation_data.OpenData) -> Sheet:
    folder, page = f"conversations/{number}", f"/{brand.slug}/conversations/{number}/"
    drawn, votes = data.map, f"conversations/{number}/votes.csv"
    about = {**data.about(), "again": "folkmoot recompute"}
    result = {"about": about, "map": drawn.result, "predecessor": data.predecessor()}
    tallies = {
        str(row["number"]): [row["tally"][choice] for choice in ("agree", "disagree", "pass")]
        for row in data.statements()
        if row["tally"]
    }
    groups = [
        {
            "size": group["size"] if group["size"] >= SMALLEST_CELL else None,
            "percent": round(100 * group["share"]),
        }
        for group in drawn.result["groups"]
    ]
    given, both = {"folder": folder}, (votes, f"{folder}/result.json")
    shown = [
        ("votes", (votes,), drawn.votes),
        ("voters", (votes,), drawn.voters),
        ("input", (votes,), drawn.input_digest),
        ("tallies", (votes, f"{folder}/statements.csv"), tallies),
        ("groups", both, groups),
        ("map", both, digest_of(drawn.result)),
    ]
    return Sheet(
        {
            votes: data.votes_csv(),
            f"{folder}/statements.csv": data.statements_csv(),
            f"{folder}/result.json": document(result),
        },
        [
            Figure(
                f"conversation/{number}/{name}", page, f"conversation.{name}", inputs, value, given
            )
            for name, inputs, value in shown
        ],
    )


def suggested(brand: "Brand", now: datetime) -> Sheet:
    data, scores = suggestion_data.open_data_of(brand, now), suggestions.scores_of(brand, now)
    keys = dict(suggestions.visible(brand).values_list("number", "pk"))
    rows = []
    for row in data.suggestions():
        number = row["number"]
        row["wanted_across_groups"] = scores.scores.get(keys[number], 0.0)
        # A page shows a handful of supporters as they come; here nothing is said of under ten.
        row["supports"] = shown(row["supports"])
        rows.append({name: value for name, value in row.items() if name != "record"})
    columns = [name for name in suggestion_data.COLUMNS if name != "record"]
    return Sheet(
        {
            "suggestions.csv": table(columns, rows),
            "voices.csv": table(
                ["cohort", "voices"],
                [{"cohort": name, "voices": count} for name, count in scores.voices.items()],
            ),
        },
        [
            Figure(
                f"suggestion/{row['number']}/across",
                f"/{brand.slug}/suggestions/",
                "suggestion.across",
                ("suggestions.csv", "voices.csv"),
                row["wanted_across_groups"],
                {"suggestion": row["number"]},
            )
            for row in rows
        ],
    )


def drawn(brand: "Brand") -> Iterator[Sheet]:
    for panel in panels.panels(brand).order_by("number"):
        if panel_rules.shown(panel.eligible) is not None:
            yield _panel(brand, panel)


def _panel(brand: "Brand", panel: Any) -> Sheet:
    folder, page = f"panels/{panel.number}", f"/{brand.slug}/panels/{panel.number}/"
    names = panel_data.FILES if panel.seed else panel_data.FILES[:3]
    texts = {name: panel_data.file_of(panel, name) for name in names}
    about: dict[str, Any] = {
        "number": panel.number,
        "purpose": panel.purpose,
        "about": panel.about,
        "question": panel.question.text,
        "seats": panel.seats,
        "quorum": panel.quorum,
        "percent": panel.percent,
        "lottery": panel.commitment,
        "pool": panel.pool_digest,
        "secret": panel.secret_digest,
        "beacon": panel.beacon,
        "beacon_at": minute(panel.beacon_at),
    }
    lottery, people, quotas = (f"{folder}/{name}" for name in panel_data.FILES[:3])
    odds = {each.stratum: [each.people, each.percent] for each in panels.odds_of(panel)}
    shown: list[tuple[str, tuple[str, ...], Any]] = [
        ("lottery", (lottery,), panel.commitment),
        ("pool", (people, quotas), panel.pool_digest),
        ("chances", (lottery, people), odds),
    ]
    if panel.seed:
        drawn = facts_after(panel.brand, 0, kinds=["panel.drawn"]).get(subject=panel.subject)
        about |= {"seed": panel.seed, **{n: drawn.published[n] for n in ("ticket", "drawn")}}
        both = (lottery, f"{folder}/panel.json")
        shown += [
            ("secret", both[1:], panel.secret_digest),
            ("ticket", both, about["ticket"]),
            ("drawn", both, texts["panel.txt"].split()),
            ("reserve", (*both, people), texts["reserve.txt"].split()),
        ]
    return Sheet(
        {
            f"{folder}/panel.json": document(about),
            **{f"{folder}/{name}": [text] for name, text in texts.items()},
        },
        [
            Figure(
                f"panel/{panel.number}/{name}",
                page,
                f"panel.{name}",
                inputs,
                value,
                {"folder": folder},
            )
            for name, inputs, value in shown
        ],
    )


MEASURE = ("at", "reason", "lifted_at", "lifted_through")
CASE = ("at", "acknowledged_at", "decided_at", "outcome")


def moderated(brand: "Brand", now: datetime) -> Sheet:
    """Every measure, appeal and filing without a name, and the report of each quarter since."""
    found = moderation.counted_from(brand)
    measures = [{name: _told(getattr(row, name)) for name in MEASURE} for row in found.measures]
    appeals = [
        {name: _told(getattr(row, name)) for name in CASE if name != "acknowledged_at"}
        for row in found.appeals
    ]
    filings = [{name: _told(getattr(row, name)) for name in CASE} for row in found.filings]
    files = tuple(f"moderation/{name}.csv" for name in ("measures", "appeals", "filings"))
    return Sheet(
        dict(
            zip(
                files,
                (table(MEASURE, measures), table(CASE, appeals), table(CASE, filings)),
                strict=True,
            )
        ),
        [
            Figure(
                f"moderation/{quarter}",
                f"/{brand.slug}/moderation/report?quarter={quarter}",
                "moderation.report",
                files,
                (report := moderation.report_of(brand, quarter)).figures(),
                {"quarter": str(quarter), **report.terms()},
            )
            for quarter in found.quarters(now)
        ],
    )


def _told(value: object) -> object:
    return exact(value) if isinstance(value, datetime) else value
