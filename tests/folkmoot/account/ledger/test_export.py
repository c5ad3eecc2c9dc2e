"""A brand's story leaves as open data: complete, computed again digit for digit, and of nobody."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from civics.__main__ import main as civics
from folkmoot.account.ledger import actions
from folkmoot.account.ledger.exporting import Unusable, export
from folkmoot.account.ledger.recomputing import Report, recompute
from folkmoot.account.ledger.recomputing.command import run
from folkmoot.account.replies.actions import mark_reply
from folkmoot.deliberate.conversations.actions import cast_vote
from folkmoot.deliberate.conversations.jobs import refresh_map
from folkmoot.deliberate.conversations.queries import open_conversations, votable_statements
from folkmoot.deliberate.conversations.rules import Choice
from folkmoot.deliberate.suggestions.actions import Wording, suggest
from folkmoot.demo import story
from folkmoot.demo.words import LUMEN
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.people.models import Brand, Member
from folkmoot.foundation.people.queries import fans
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast

LATER = NOW + timedelta(minutes=5)
SIZE = 60
COUNTS = ("supports", "signatures", "voices", "asked", "signed_", "eligible")


@dataclass(frozen=True)
class Exported:
    """An export, and what must not be in it."""

    folder: Path
    hidden: set[str]


@pytest.fixture(scope="module")
def exported(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Exported:
    """One story is lived, written down and rolled back: what follows has the files alone."""
    place = tmp_path_factory.mktemp("story")
    mine = override_settings(HOME=place / "home", WITNESSES=place / "witnesses")
    with django_db_blocker.unblock(), mine, transaction.atomic():
        lived = story.live(LUMEN, now=NOW, seed=7, size=SIZE)
        and_more(lived.brand)
        log = actions.open_log(lived.brand)
        actions.sequence(log)
        actions.publish(log, now=LATER)
        export(lived.brand, place / "export", now=LATER)
        members = Member.objects.filter(brand=lived.brand).select_related("person")
        # A name of one character (林) is in every other sentence; those of the crowd are not.
        names = {fan.person.name for fan in fans(lived.brand) if len(fan.person.name) > 3}
        hidden = {each for m in members for each in (m.pseudonym, str(m.person.email))} | names
        transaction.set_rollback(True)
    return Exported(place / "export", hidden)


def and_more(brand: Brand) -> None:
    """Marks for a reply, a second map of an open conversation, words that look like a formula."""
    crowd = list(fans(brand).order_by("pk"))
    reply = Fact.objects.filter(brand=brand, kind="answer.published").earliest("number")
    asked = [fan for fan in crowd if fan.joined_at < NOW - timedelta(days=30)][:12]
    tell(asked, reply, path="/")
    for place, fan in enumerate(asked):
        mark_reply(reply.number, 3 + place % 3, actor=fan, now=NOW)
    conversation = next(iter(open_conversations(brand, NOW)))
    statement = votable_statements(conversation)[0]
    for fan in asked:
        cast_vote(statement, Choice.AGREE, actor=fan, now=NOW)
    refresh_map(conversation, LATER)
    suggest(Wording(text="=HYPERLINK(1)"), actor=asked[0], now=NOW)


@pytest.fixture
def copy(exported: Exported, tmp_path: Path) -> Path:
    return Path(shutil.copytree(exported.folder, tmp_path / "copy"))


def forge(folder: Path) -> Report:
    """What a careful liar does after a change: the hashes in the manifest fit again."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    for name in manifest["files"]:
        manifest["files"][name] = sha256((folder / name).read_bytes()).hexdigest()
    path.write_text(json.dumps(manifest))
    return recompute(folder)


def rewrite(path: Path, change: Callable[[Any], Any]) -> None:
    path.write_text(json.dumps(change(json.loads(path.read_text()))))


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(), newline="")))


def differing(report: Report) -> list[str]:
    return [figure.id for figure in report.figures if not figure.same]


def places(report: Report) -> list[str]:
    return [problem.where for problem in report.problems]


@pytest.mark.django_db
def test_everything_is_computed_again(exported: Exported) -> None:
    report = recompute(exported.folder)
    assert (differing(report), report.problems) == ([], [])
    rooms = {figure.id.partition("/")[0] for figure in report.figures}
    assert rooms >= {"conversation", "suggestion", "petition", "decisions", "promises", "replies"}
    assert "replies/conversations/30/content" in {figure.id for figure in report.figures}
    before = [
        json.loads(path.read_text())["predecessor"]
        for path in exported.folder.glob("conversations/*/result.json")
    ]
    assert any(before)  # one of the maps has its names of groups from the map before
    figures = {figure.id for figure in report.figures}
    assert {"ballot/1/count", "ballot/1/eligible"} <= figures
    assert "ballot/2/count" not in figures  # seven voted
    assert {f"panel/1/{each}" for each in ("lottery", "ticket", "drawn", "reserve")} <= {
        figure.id for figure in report.figures
    }


def test_it_needs_no_database(exported: Exported, capsys: pytest.CaptureFixture[str]) -> None:
    """This test may not touch one."""
    call_command("recompute", exported.folder)
    assert "figures are the same" in capsys.readouterr().out
    call_command("recompute", exported.folder, "--json")
    assert json.loads(capsys.readouterr().out)["problems"] == []


def test_a_plain_process_finds_the_same_figures(exported: Exported, tmp_path: Path) -> None:
    """Where nothing was compiled before, as little as Django was imported (9)."""
    status, report = in_a_plain_process(exported, tmp_path)
    assert (status, report["problems"], report["same"]) == (0, [], True)


def in_a_plain_process(exported: Exported, tmp_path: Path) -> tuple[int, dict[str, Any]]:
    """What the module says where there is no database."""
    nowhere = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/none/db.sqlite3"}
    script = (
        "import sys; from folkmoot.account.ledger.recomputing.command import main; "
        f"status = main([{str(exported.folder)!r}, '--json']); "
        "sys.exit(status or 9 * ('django' in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=nowhere, capture_output=True, text=True, check=False
    )
    return done.returncode, json.loads(done.stdout)


def test_the_export_verifies_as_a_log(
    exported: Exported, copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["verify", str(copy), "--state", str(tmp_path / "state")]
    assert civics(words) == 0
    assert "texts are those logged" in capsys.readouterr().out
    (copy / "promises.csv").write_text("")
    assert civics(words) == 1
    assert "promises.csv is not the file" in capsys.readouterr().out


# Nobody is in it


def test_no_person_is_in_any_file(exported: Exported) -> None:
    assert len(exported.hidden) > 2 * SIZE
    for path in exported.folder.rglob("*"):
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            assert [each for each in exported.hidden if each in text] == [], path.name


def test_no_cell_is_a_formula(exported: Exported) -> None:
    cells = [
        cell
        for path in exported.folder.rglob("*.csv")
        for row in rows(path)
        for column, cell in row.items()
        if column != "vote"
    ]
    assert "'=HYPERLINK(1)" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_no_name_joins_two_files(exported: Exported) -> None:
    found = {
        path.parent.name + path.name: {row[column] for row in rows(path)}
        for pattern, column in (
            ("conversations/*/votes.csv", "voter-id"),
            ("panels/*/people.csv", "id"),
        )
        for path in exported.folder.glob(pattern)
    }
    assert len(found) >= 3
    assert sum(map(len, found.values())) == len(set[str]().union(*found.values()))


def test_no_count_is_of_fewer_than_ten(exported: Exported) -> None:
    for name in ("suggestions", "petitions", "voices", "contentment", "decisions"):
        for row in rows(exported.folder / f"{name}.csv"):
            counts = [row[c] for c in row if c.startswith(COUNTS)]
            assert [each for each in counts if each and 0 < int(each) < 10] == [], name
    for path in exported.folder.glob("conversations/*/statements.csv"):
        told = [row for row in rows(path) if row["agrees"]]
        assert all(
            sum(int(row[c]) for c in ("agrees", "disagrees", "passes")) >= 10 for row in told
        )


def test_what_is_erased_or_withheld_is_not_there(exported: Exported) -> None:
    record = (exported.folder / "record.jsonl").read_text()
    lines = [json.loads(each) for each in record.splitlines()]
    filings = [each for each in lines if '"filing.received"' in each["entry"]]
    assert filings
    assert {o["state"] for each in filings for o in each["openings"].values()} == {"withheld"}


# Whoever changes something is found


def test_a_changed_file_is_named(copy: Path) -> None:
    with (copy / "replies.csv").open("a") as file:
        file.write("suggestions,2026-03-01T00:00+00:00,2026-03-02T00:00+00:00,,\n")
    assert "replies.csv" in places(recompute(copy))


def test_a_changed_vote_is_found(copy: Path) -> None:
    path = copy / "conversations" / "1" / "votes.csv"
    head, first, *rest = path.read_text().splitlines()
    voter, statement, vote = first.split(",")
    changed = "-1" if vote == "1" else "1"
    path.write_text("\n".join([head, f"{voter},{statement},{changed}", *rest, ""]))
    report = forge(copy)
    assert {"conversation/1/input", "conversation/1/tallies", "conversation/1/map"} <= set(
        differing(report)
    )
    assert "conversations/1/votes.csv" in places(report)


def test_a_changed_figure_is_found(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = next(each for each in figures if each["id"] == "promises/all")
        found["value"]["share"] = 100 if found["value"]["share"] != 100 else 99
        return figures

    rewrite(copy / "figures.json", change)
    report = forge(copy)
    assert (differing(report), report.problems) == (["promises/all"], [])
    assert run(copy) == 1
    assert "promises/all" in capsys.readouterr().out


def test_a_changed_paper_and_a_changed_result_are_found(copy: Path) -> None:
    path = copy / "ballots" / "1" / "papers.txt"
    first, *others = path.read_text().splitlines()
    tracker, *choice = first.split(" ")
    other = " ".join([tracker, *(["2"] if choice[0] != "2" else ["1"])])
    path.write_text("\n".join([other, *others, ""]))
    assert differing(forge(copy)) == ["ballot/1/count"]

    def change(told: dict[str, Any]) -> dict[str, Any]:
        told["result"]["counts"]["1"] += 1
        return told

    rewrite(copy / "ballots" / "2" / "ballot.json", change)
    assert "ballots/2/ballot.json" in places(forge(copy))


def test_a_changed_map_is_named_by_the_place(copy: Path) -> None:
    def change(result: dict[str, Any]) -> dict[str, Any]:
        result["map"]["groups"][0]["size"] += 1
        return result

    rewrite(copy / "conversations" / "1" / "result.json", change)
    problems = forge(copy).problems
    assert any("map.groups[0].size" in problem.sentence for problem in problems)


def test_a_promise_that_the_log_calls_otherwise_is_found(copy: Path) -> None:
    path = copy / "promises.csv"
    rated = next(at for at, row in enumerate(rows(path)) if row["outcome"])
    path.write_text(path.read_text().replace(",kept,", ",broken,", 1))
    report = forge(copy)
    assert f"promises.csv, row {rated + 2}" in places(report)
    assert "promises/all" in differing(report)


@pytest.mark.parametrize("field", ["text", "salt"])
def test_a_changed_text_is_named_by_its_entry(
    copy: Path, field: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copy / "record.jsonl"
    lines = path.read_text().splitlines()
    at, line = next((at, json.loads(each)) for at, each in enumerate(lines) if '"salt":' in each)
    name = next(name for name, opening in line["openings"].items() if field in opening)
    line["openings"][name][field] = "QUFB" if field == "salt" else "something else"
    lines[at] = json.dumps(line, ensure_ascii=False)
    path.write_text("\n".join([*lines, ""]))
    assert places(forge(copy)) == [f"entry {line['index']}"]
    assert civics(["verify", str(copy), "--state", str(copy.parent / "state")]) == 1
    assert f"entry {line['index']}" in "".join(capsys.readouterr()).lower()


def test_words_that_vanish_without_an_erasure_are_found(copy: Path) -> None:
    path = copy / "record.jsonl"
    lines = [json.loads(each) for each in path.read_text().splitlines()]
    line = next(each for each in lines if any("text" in o for o in each["openings"].values()))
    line["openings"] = {name: {"state": "erased"} for name in line["openings"]}
    path.write_text("".join(json.dumps(each) + "\n" for each in lines))
    assert f"entry {line['index']}" in places(forge(copy))


def test_an_entry_taken_out_of_the_record_is_named(copy: Path) -> None:
    path = copy / "record.jsonl"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([*lines[:5], *lines[6:], ""]))
    assert "entry 5" in places(forge(copy))


def test_an_entry_changed_in_the_log_is_found(copy: Path) -> None:
    bundle = next(path for path in (copy / "tile" / "entries").rglob("*") if path.is_file())
    bundle.write_bytes(bundle.read_bytes().replace(b'"conversation:1"', b'"conversation:9"', 1))
    assert forge(copy).problems != []


def test_a_log_signed_by_somebody_else_is_refused(copy: Path, tmp_path: Path) -> None:
    (copy / "checkpoint").write_text((copy / "checkpoint").read_text().replace("\n— ", "\n— x", 1))
    assert run(copy) in (1, 2)


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("promises.csv", ",kept,", ",splendid,", "promises.csv, row"),
        ("replies.csv", "suggestions,20", "suggestions,x20", "column started_at"),
        ("figures.json", "[", "{", "figures.json, row"),
        ("manifest.json", "folkmoot-export/1", "folkmoot-export/0", "manifest.json is not"),
        ("record.jsonl", '{"index"', '{"place"', "record.jsonl, row 1"),
        ("voices.csv", "cohort,voices", "cohort", "voices.csv, row 2"),
    ],
)
def test_what_cannot_be_read_is_named(
    copy: Path,
    capsys: pytest.CaptureFixture[str],
    file: str,
    before: str,
    after: str,
    told: str,
) -> None:
    path = copy / file
    assert before in path.read_text()
    path.write_text(path.read_text().replace(before, after, 1))
    assert run(copy) == 2
    assert told in capsys.readouterr().out


def test_a_manifest_cannot_point_outside(copy: Path) -> None:
    rewrite(copy / "manifest.json", lambda m: {**m, "files": {"../secret": "00"}})
    assert run(copy) == 2


# Writing one


@pytest.mark.django_db
def test_without_a_log_and_into_a_full_folder_nothing_is_written(
    cast: Cast, tmp_path: Path
) -> None:
    with pytest.raises(Unusable, match="no published log"):
        export(cast.brand, tmp_path / "out", now=NOW)
    log = actions.open_log(cast.brand)
    actions.sequence(log)
    actions.publish(log, now=NOW)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").touch()
    with pytest.raises(Unusable, match="already"):
        export(cast.brand, tmp_path / "out", now=NOW)


@pytest.mark.django_db
def test_a_brand_of_which_there_is_nothing_yet(cast: Cast, tmp_path: Path) -> None:
    log = actions.open_log(cast.brand)
    actions.sequence(log)
    actions.publish(log, now=NOW)
    call_command("export", "lumen", tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (manifest["brand"], manifest["waiting"]) == ("lumen", 0)
    assert datetime.fromisoformat(manifest["generated_at"]).astimezone(UTC).second == 0
