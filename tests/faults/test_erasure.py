"""A thousand texts are erased, and nothing of them is left anywhere; the log still verifies."""

import re
import time
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from civics.__main__ import main as civics
from folkmoot.account.ledger import actions, backups, files, queries
from folkmoot.deliberate.conversations.facts import StatementMade
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.notices.models import Notice
from folkmoot.foundation.record.actions import append, erase_passage
from folkmoot.foundation.record.models import Passage
from folkmoot.foundation.search.actions import put
from folkmoot.foundation.search.queries import find
from folkmoot.web.queries import opening
from tests.folkmoot.conftest import NOW, Cast

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.fault,
    pytest.mark.timeout(1200),
]

ITEMS = 1000
MARK = b"zqresidue"
DAY = timedelta(days=1)


@pytest.fixture
def moot(parallel: None, cast: Cast, tmp_path: Path, settings: Any) -> Cast:
    settings.HOME = tmp_path / "home"
    settings.LETTERBOX = tmp_path / "home" / "mail"
    settings.WITNESSES = tmp_path / "home" / "witnesses"
    settings.LETTERBOX.mkdir(parents=True)
    (settings.HOME / "exports").mkdir()
    for n in range(ITEMS):
        text = f"{MARK.decode()}{n:04} 我家住在长安街"
        body = StatementMade(subject="conversation:1", number=n, seed=True, text=text)
        with transaction.atomic():
            fact = append(cast.brand, body, actor=cast.lin, now=NOW)
            put(cast.brand, fact.passages.get(), path="/lumen/conversations/1/")
            if n % 10 == 0:
                tell([cast.zhou], fact, path="/", quote=fact.passages.get())
    letter = EmailMessage()
    letter.set_content(f"{MARK.decode()}0000")
    (settings.LETTERBOX / "digest.log").write_bytes(letter.as_bytes())
    (settings.HOME / "exports" / "statements.csv").write_bytes(MARK)
    advance(cast)
    return cast


def advance(cast: Cast) -> None:
    log = actions.open_log(cast.brand)
    while actions.sequence(log):
        pass
    actions.publish(log, now=NOW)


def residues(*roots: Path) -> list[str]:
    """Files that hold anything of the texts, the database's own included."""
    files_ = [path for root in roots for path in root.rglob("*") if path.is_file()]
    return [str(path) for path in (*files_, *database_files()) if MARK in path.read_bytes()]


def database_files() -> list[Path]:
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        return [path for path in (name, Path(f"{name}-wal")) if path.exists()]
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
        cursor.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 't', 'i') "
            "AND pg_relation_filepath(oid) IS NOT NULL"
        )
        return [path for (name,) in cursor.fetchall() if (path := folder / name).exists()]


def test_nothing_is_left_of_a_thousand_texts(
    moot: Cast, tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    home = settings.HOME
    old = backups.back_up(tmp_path / "old", now=NOW)
    assert residues(home)
    assert find(moot.brand, f"{MARK.decode()}0007")
    for passage in Passage.objects.filter(text__startswith=MARK.decode()):
        erase_passage(passage, basis="pipl-47", actor=moot.mei, now=NOW)
    in_an_hour = NOW + timedelta(seconds=time.time() - NOW.timestamp() + 3600)
    assert actions.sweep(now=in_an_hour) is True
    assert actions.sweep(now=in_an_hour) is False
    _nothing_left(moot, home)
    advance(moot)
    _verifies(moot, tmp_path)
    fresh = backups.back_up(tmp_path / "fresh", now=NOW)
    assert residues(fresh) == []

    call_command("restore", str(old))
    out = capsys.readouterr().out
    assert re.search(r"lumen: 1,000 entries replayed, 1,000 facts .*, 1,000 texts erased", out)
    _nothing_left(moot, home)
    advance(moot)
    _verifies(moot, tmp_path)


def _nothing_left(moot: Cast, home: Path) -> None:
    assert residues(home) == []
    assert not Passage.objects.filter(text__contains=MARK.decode()).exists()
    assert find(moot.brand, f"{MARK.decode()}0007") == []
    assert all(str(notice.quote) == "" for notice in Notice.objects.select_related("quote"))


def _verifies(moot: Cast, tmp_path: Path) -> None:
    log = actions.open_log(moot.brand)
    assert civics(["verify", str(files.folder("lumen")), "--state", str(tmp_path / "state")]) == 0
    assert queries.audit(log) == []
    for index in range(1, ITEMS, 50):
        shown = opening(moot.brand, index)
        assert shown is not None
        assert shown["fields"]["text"]["state"] == "erased"
