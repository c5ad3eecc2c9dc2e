"""A backup is complete without the keys, and bringing it back never sets the log back."""

import base64
import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from civics.transparency import commitment
from folkmoot.account.ledger import actions, backups, files, queries
from folkmoot.account.ledger.backups import Unusable
from folkmoot.foundation.record import journal
from folkmoot.foundation.record.actions import erase_passage
from folkmoot.foundation.record.models import Fact, Passage
from tests.folkmoot.account.ledger.conftest import Say, advance, read_as_stranger
from tests.folkmoot.conftest import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=1))


@pytest.fixture
def backed_up(parallel: None, cast: Cast, say: Say, tmp_path: Path, clock: None) -> Path:
    """Two entries are in it: the moot was founded, the brand answered."""
    say("in the backup")
    advance(actions.open_log(cast.brand))
    return backups.back_up(tmp_path / "backups", now=NOW)


def opened(text: str) -> bool:
    """Whether these words are there, with the salt that opens their commitment."""
    passage = Passage.objects.get(text=text)
    kept = base64.b64decode(passage.fact.commitments["text"])
    return kept == commitment(passage.fact.kind, "text", text, bytes(passage.salt or b""))


def test_the_salts_are_not_in_the_copied_database(backed_up: Path) -> None:
    for path in backed_up.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for passage in Passage.objects.all():
            assert bytes(passage.salt or b"-") not in content
            assert bytes(passage.salt or b"-").hex().encode() not in content
        assert files.key_file("lumen").read_bytes() not in content


def test_words_and_salts_come_back(backed_up: Path) -> None:
    backups.restore(backed_up)
    assert opened("in the backup")


def test_what_came_after_is_recovered_and_erased_again(
    backed_up: Path, cast: Cast, say: Say, capsys: pytest.CaptureFixture[str]
) -> None:
    log = queries.log_of(cast.brand)
    assert log is not None
    after = say("after the backup")
    erase_passage(
        Passage.objects.get(text="in the backup"), basis="pipl-47", actor=cast.mei, now=NOW
    )
    advance(log)
    before = read_as_stranger("lumen")
    call_command("restore", str(backed_up))
    assert "lumen: 2 entries replayed, 2 facts brought back" in capsys.readouterr().out
    assert not Passage.objects.filter(text__isnull=False, field="text").exists()
    assert Fact.objects.filter(entry=after.entry).exists()
    log = actions.open_log(cast.brand)
    actions.check(log)
    advance(log)
    assert read_as_stranger("lumen")[1][: before[0].size] == before[1]
    assert queries.audit(log) == []
    # The erasure that came back from the log is the one that counts: there is no second one.
    assert Fact.objects.filter(kind="passage.erased").count() == 1


def test_a_crash_after_the_journal_s_line_forgets_all_the_same(
    backed_up: Path, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    passage = Passage.objects.get(text="in the backup")
    journal.write(journal.Erased(passage.fact.entry, "text", "pipl-47", NOW.isoformat()))
    call_command("restore", str(backed_up))
    assert "1 texts erased again" in capsys.readouterr().out
    assert not Passage.objects.filter(text="in the backup").exists()
    assert Fact.objects.filter(kind="passage.erased").count() == 1


def test_a_journal_that_was_lost_comes_from_the_backup(backed_up: Path, cast: Cast) -> None:
    line = journal.Erased("0" * 32, "text", "pipl-47", NOW.isoformat())
    (backed_up / "erasures.jsonl").write_text(json.dumps(line.__dict__) + "\n")
    backups.restore(backed_up)
    backups.restore(backed_up)
    assert list(journal.lines()).count(line) == 1


def test_everything_is_lost_but_backup_and_keys(backed_up: Path, cast: Cast, home: Path) -> None:
    keys = home / "keys"
    for path in home.iterdir():
        if path != keys:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    call_command("restore", str(backed_up))
    assert opened("in the backup")
    log = actions.open_log(cast.brand)
    actions.check(log)
    assert read_as_stranger("lumen")[0].size == 2


def test_the_keys_are_lost_too(backed_up: Path, cast: Cast, home: Path, say: Say) -> None:
    shutil.rmtree(home / "keys")
    with pytest.raises(CommandError, match=r"the key .* of this backup is not there"):
        call_command("restore", str(backed_up))
    call_command("restore", str(backed_up), "--without-salts")
    log = actions.open_log(cast.brand)
    actions.rotate(log, now=NOW)
    advance(log)
    actions.check(log)
    assert read_as_stranger("lumen")[0].size == 3


def test_a_damaged_backup_is_not_brought_back(backed_up: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"it has no manifest\.json"):
        call_command("restore", str(tmp_path))
    name = "database.sqlite3" if connection.vendor == "sqlite" else "database.dump"
    content = bytearray((backed_up / name).read_bytes())
    content[len(content) // 2] ^= 1
    (backed_up / name).write_bytes(content)
    with pytest.raises(Unusable, match="is damaged"):
        backups.restore(backed_up)
    manifest = json.loads((backed_up / "manifest.json").read_text())
    (backed_up / "manifest.json").write_text(json.dumps(manifest | {"engine": "oracle"}))
    with pytest.raises(Unusable, match="is of oracle"):
        backups.restore(backed_up)


def test_nothing_is_brought_back_while_the_log_is_written(backed_up: Path) -> None:
    with files.only_writer(), pytest.raises(CommandError, match="stop it first"):
        call_command("restore", str(backed_up))


def test_old_backups_are_deleted_and_new_ones_stay(backed_up: Path) -> None:
    later = NOW + timedelta(days=20)
    second = backups.back_up(backed_up.parent, now=later)
    assert backed_up.exists()
    third = backups.back_up(backed_up.parent, now=NOW + timedelta(days=36))
    assert [path for path in (backed_up, second, third) if path.exists()] == [second, third]


def test_the_key_of_a_month_is_destroyed(backed_up: Path, home: Path) -> None:
    key = home / "keys" / "backup" / "2026-03"
    (key.parent / "README").write_text("not a key")
    assert key.stat().st_mode & 0o777 == 0o600
    assert backups.destroy_month_keys(now=datetime(2026, 5, 5, tzinfo=UTC)) == []
    assert backups.destroy_month_keys(now=datetime(2026, 5, 7, tzinfo=UTC)) == ["2026-03"]
    assert not key.exists()
    with pytest.raises(Unusable, match="destroyed 35 days after its month"):
        backups.restore(backed_up)


def test_the_command_says_what_is_not_in_it(
    parallel: None, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("backup", str(tmp_path / "b"))
    assert "The keys are not in it" in capsys.readouterr().out
    (tmp_path / "file").touch()
    with pytest.raises(CommandError):
        call_command("backup", str(tmp_path / "file"))


def test_the_copy_is_a_whole_database(backed_up: Path) -> None:
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(backed_up / "database.sqlite3")) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    else:
        assert (backed_up / "database.dump").read_bytes().startswith(b"PGDMP")
