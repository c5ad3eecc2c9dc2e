"""Formulas of the open data against those of the pages, and against sums done by hand."""

import csv
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civics.errors import InputError
from folkmoot.account.ledger.recomputing.anchors import first_difference
from folkmoot.account.ledger.recomputing.formulas import FORMULAS, _span
from folkmoot.account.ledger.recomputing.reading import Export
from folkmoot.account.promises.queries.consistency import _Row, _tally
from folkmoot.account.replies.rules import working_time
from tests.folkmoot.conftest import NOW

TERMS = {"version": 2, "petition_share": 3, "quorum": 40, "quorum_share": 10, "support_share": 50}
instants = st.datetimes(datetime(2026, 1, 1), datetime(2026, 4, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC)
)


def export_of(folder: Path, tables: Mapping[str, list[dict[str, Any]]]) -> Export:
    """A folder with nothing but these tables, and the rule of the topic `design` in the record."""
    stated = {
        "format": "folkmoot-export/1",
        "files": {},
        "generated_at": NOW.isoformat(),
        "time_zone": "Asia/Shanghai",
        "smallest_cell": 10,
    }
    (folder / "manifest.json").write_text(json.dumps(stated))
    said = {"n": 1, "type": "topic.announced", "subject": "topic:design", "pub": TERMS, "com": {}}
    line = {"index": 0, "leaf": "", "entry": json.dumps(said), "openings": {}}
    (folder / "record.jsonl").write_text(json.dumps(line) + "\n")
    for name, table in tables.items():
        with (folder / name).open("w", newline="") as file:
            writer = csv.DictWriter(file, list(table[0]))
            writer.writeheader()
            writer.writerows(table)
    return Export(folder)


def value(folder: Path, name: str, table: list[dict[str, Any]], formula: str, **with_: Any) -> Any:
    return FORMULAS[formula](export_of(folder, {name: table}), with_)


@given(instants, instants)
@settings(max_examples=40)
def test_working_hours_are_those_of_the_board(one: datetime, other: datetime) -> None:
    start, end = sorted((one, other))
    with TemporaryDirectory() as name:
        assert _span(start, end, export_of(Path(name), {})) == working_time(start, end)


@given(
    st.lists(
        st.tuples(
            instants,
            st.sampled_from(["", "kept", "partly", "broken"]),
            instants,
            st.booleans(),
            st.none() | instants,
        ),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=40)
def test_promises_are_counted_as_on_the_page(found: list[tuple[Any, ...]]) -> None:
    table = [
        {
            "owner": "",
            "due_at": due.isoformat(),
            "outcome": outcome,
            "rated_at": rated.isoformat() if outcome else "",
            "confirmed": "yes" if confirmed else "no",
            "replaced_at": replaced.isoformat() if replaced else "",
        }
        for due, outcome, rated, confirmed, replaced in found
    ]
    page = _tally(
        [
            _Row("", "", due, outcome or None, rated if outcome else None, confirmed, replaced)
            for due, outcome, rated, confirmed, replaced in found
        ],
        NOW,
    )
    with TemporaryDirectory() as name:
        again = value(Path(name), "promises.csv", table, "promises.consistency")
    assert again == {**vars(page), "share": page.share, "confirmed_share": page.confirmed_share}


def test_a_petition_needs_its_share_rounded_up(tmp_path: Path) -> None:
    row = {"number": 1, "topic": "design", "rule": 2, "eligible": 101, "needed": 4}
    cohorts = {"signed_core": 1, "signed_active": "", "signed_ordinary": 0}
    table = [{**row, "signatures": 12, **cohorts}]
    assert value(tmp_path, "petitions.csv", table, "petition.needed", petition=1) == 4
    assert value(tmp_path, "petitions.csv", table, "petition.missing", petition=1) == 0
    assert value(tmp_path, "petitions.csv", table, "petition.cohorts", petition=1) == 1


@pytest.mark.parametrize(
    ("yes", "no", "holds"), [(31, 30, True), (30, 30, False), (60, 0, True), (19, 10, False)]
)
def test_a_majority_is_more_than_the_share_of_enough(
    tmp_path: Path, yes: int, no: int, holds: bool
) -> None:
    row = {"number": 3, "topic": "design", "rule": 2, "eligible": 900, "consulted": yes + no}
    table = [{**row, "in_favour": yes, "against": no}]
    assert value(tmp_path, "decisions.csv", table, "decision.quorum", decision=3) == 40
    assert value(tmp_path, "decisions.csv", table, "decision.majority", decision=3) is holds


def test_the_group_that_wants_it_least_counts(tmp_path: Path) -> None:
    voices = [{"cohort": "core", "voices": 20}, {"cohort": "active", "voices": 100}]
    table = [
        {"number": 1, "supports_core": 20, "supports_active": 50},
        {"number": 2, "supports_core": 20, "supports_active": ""},
    ]
    export = export_of(tmp_path, {"suggestions.csv": table, "voices.csv": voices})
    # Wilson, 50 of 100: (0.5 + z²/200 - z √(0.25/100 + z²/40000)) / (1 + z²/100).
    assert FORMULAS["suggestion.across"](export, {"suggestion": 1}) == pytest.approx(0.4038, 1e-3)
    assert FORMULAS["suggestion.across"](export, {"suggestion": 2}) == 0.0


def test_a_rule_that_nobody_announced_is_named(tmp_path: Path) -> None:
    table = [{"number": 1, "topic": "design", "rule": 7, "eligible": 101}]
    with pytest.raises(InputError) as caught:
        value(tmp_path, "petitions.csv", table, "petition.needed", petition=1)
    assert (caught.value.code, caught.value.params["row"]) == ("export.rule", 2)


def test_due_at_midnight_belongs_to_the_quarter_that_ends(tmp_path: Path) -> None:
    due = datetime(2026, 4, 1, tzinfo=ZoneInfo("Asia/Shanghai"))
    row = {"owner": "", "due_at": due.isoformat(), "outcome": "broken", "rated_at": NOW.isoformat()}
    table = [{**row, "confirmed": "", "replaced_at": ""}]
    found = value(tmp_path, "promises.csv", table, "promises.consistency", quarter="2026 Q1")
    assert (found["due"], found["broken"], found["share"]) == (1, 1, 0)


def test_the_first_difference_is_named_by_its_place() -> None:
    one: dict[str, Any] = {"a": [1, {"b": 2}], "c": 3}
    assert first_difference(one, json.loads(json.dumps(one))) is None
    assert first_difference(one, {"a": [1, {"b": 4}], "c": 5}, "map") == (
        "map.a[1].b: published 2, recomputed 4"
    )
