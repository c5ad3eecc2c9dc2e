"""After a restore the log is never signed before everything promised is back."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from civics.__main__ import main as civics
from civics.errors import InputError
from folkmoot.account.ledger import actions, files, queries
from folkmoot.account.ledger.models import Entry, Log
from folkmoot.account.ledger.rules import read_entry
from folkmoot.account.ledger.signer import Halted, Signer
from folkmoot.foundation.record.actions import erase_passage
from folkmoot.foundation.record.models import Fact, Head, Passage
from tests.folkmoot.account.ledger.conftest import Say, advance, many, read_as_stranger
from tests.folkmoot.account.ledger.witnesses import line, name_witnesses, running, witness_for
from tests.folkmoot.conftest import NOW, Cast

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def set_back(log: Log, say: Say) -> "SetBack":
    return SetBack(log)


class SetBack:
    """A database as it was before, by undoing a savepoint; files stay as they are."""

    def __init__(self, log: Log) -> None:
        self.log = log

    def __enter__(self) -> None:
        self.point = transaction.savepoint()

    def __exit__(self, *_: object) -> None:
        transaction.savepoint_rollback(self.point)
        self.log.refresh_from_db()


def test_a_database_behind_what_was_published_is_not_signed(
    log: Log, say: Say, set_back: SetBack
) -> None:
    advance(log)
    with set_back:
        for n in range(3):
            say(f"{n}")
        advance(log)
    with pytest.raises(Halted, match=r"the database is at 1, published 4: .*ledger recover"):
        actions.check(log)
    say("written since")
    actions.sequence(log)
    with pytest.raises(Halted, match="the key has signed 4, so it does not sign 2"):
        actions.publish(log, now=NOW)


def test_recovering_brings_back_what_was_published(
    log: Log, say: Say, set_back: SetBack, cast: Cast
) -> None:
    before = say("stays")
    advance(log)
    with set_back:
        lost = [say(f"{n}", minutes=n) for n in range(3)]
        advance(log)
    old = read_as_stranger("lumen")
    assert actions.recover(cast.brand, now=LATER) == actions.Recovered(3, 3, 0)
    log.refresh_from_db()
    actions.check(log)
    for fact in lost:
        back = Fact.objects.get(entry=fact.entry)
        assert (back.number, back.kind, back.published, back.commitments) == (
            fact.number,
            fact.kind,
            fact.published,
            fact.commitments,
        )
        assert not back.passages.exists()
    advance(log)
    new = read_as_stranger("lumen")
    assert new[1][: old[0].size] == old[1]
    said = read_entry(new[1][-1])
    assert (said.kind, said.published) == ("log.recovered", {"first": 2, "last": 4, "restored": 3})
    assert queries.audit(log) == []
    assert queries.lost_by(log, 3) == 5
    assert queries.lost_by(log, 1) is None
    assert Entry.objects.get(fact=before).index == 1
    assert (
        Head.objects.get(brand=cast.brand).number == Fact.objects.filter(brand=cast.brand).count()
    )  # no number is free and none was given twice


def test_whoever_wrote_onto_the_older_database_loses_nothing(
    log: Log, say: Say, set_back: SetBack, cast: Cast
) -> None:
    advance(log)
    with set_back:
        lost = say("lost")
        advance(log)
    new = say("written since, under the same number")
    assert new.number == lost.number
    actions.recover(cast.brand, now=LATER)
    log.refresh_from_db()
    back = Fact.objects.get(entry=lost.entry)
    assert back.number == new.number + 1
    advance(log)
    entries = read_as_stranger("lumen")[1]
    assert [read_entry(entry).id for entry in entries[1:3]] == [lost.entry, new.entry]
    assert read_entry(entries[3]).kind == "log.recovered"
    assert queries.audit(log) == []


def test_signed_and_not_yet_published_counts_as_promised(
    log: Log, say: Say, set_back: SetBack, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signature may have reached a witness before the crash."""
    advance(log)
    with set_back:
        say("seen by a witness")
        actions.sequence(log)
        Signer.of("lumen").sign(
            queries.published_checkpoint("lumen").__class__(log.origin, log.size, bytes(log.root))
        )
    with pytest.raises(Halted, match="the database is at 1, signed 2"):
        actions.check(log)
    assert actions.recover(cast.brand, now=LATER).replayed == 1
    log.refresh_from_db()
    advance(log)
    assert read_as_stranger("lumen")[0].size == 3


def test_a_crash_between_placing_and_signing_is_continued(log: Log, say: Say) -> None:
    say()
    actions.sequence(log)
    actions.check(log)
    assert actions.publish(log, now=NOW)
    assert read_as_stranger("lumen")[0].size == 2


def test_tiles_that_were_lost_are_written_again(log: Log, cast: Cast, say: Say) -> None:
    fact = say()
    erase_passage(fact.passages.get(field="text"), basis="pipl-47", actor=cast.mei, now=NOW)
    many(cast.brand, 1500)
    while actions.sequence(log):
        pass
    actions.publish(log, now=NOW)
    old = read_as_stranger("lumen")
    shutil.rmtree(files.folder("lumen") / "tile")
    with pytest.raises(Halted, match="the tiles are not those"):
        actions.check(log)
    actions.recover(cast.brand, now=LATER)
    actions.check(actions.open_log(cast.brand))
    assert read_as_stranger("lumen") == old


def test_everything_set_back_needs_a_copy(
    log: Log, say: Say, set_back: SetBack, cast: Cast, tmp_path: Path
) -> None:
    """Database and tiles are old; only the key remembers, and somebody has a mirror."""
    here, mirror = files.folder("lumen"), tmp_path / "mirror"
    advance(log)
    shutil.copytree(here, tmp_path / "old")
    with set_back:
        many(cast.brand, 300)
        advance(log)
    shutil.copytree(here, mirror)
    shutil.rmtree(here)
    shutil.copytree(tmp_path / "old", here)
    with pytest.raises(Halted, match="the database is at 1, signed 301"):
        actions.check(log)
    with pytest.raises(InputError):
        actions.recover(cast.brand, now=LATER)
    assert actions.recover(cast.brand, now=LATER, source=mirror).replayed == 300
    actions.check(actions.open_log(cast.brand))
    assert read_as_stranger("lumen")[0].size == 301


def test_a_copy_that_was_tampered_with_is_refused(
    log: Log, say: Say, cast: Cast, tmp_path: Path
) -> None:
    say()
    advance(log)
    mirror = tmp_path / "mirror"
    with pytest.raises(Halted, match="holds no checkpoint"):
        actions.recover(cast.brand, now=LATER, source=mirror)
    shutil.copytree(files.folder("lumen"), mirror)
    bundle = mirror / "tile" / "entries" / "000.p" / "2"
    bundle.write_bytes(bundle.read_bytes().replace(b"answer", b"anzwer"))
    with pytest.raises(Halted, match="do not lead to its own checkpoint"):
        actions.recover(cast.brand, now=LATER, source=mirror)
    shutil.copytree(files.folder("lumen"), mirror, dirs_exist_ok=True)
    (mirror / "tile" / "0" / "000.p" / "2").write_bytes(bytes(64))
    with pytest.raises(Halted, match=r"tiles in .* do not lead to its own checkpoint"):
        actions.recover(cast.brand, now=LATER, source=mirror)


def test_entries_on_disk_that_were_changed_are_not_taken_over(
    log: Log, say: Say, set_back: SetBack, cast: Cast
) -> None:
    advance(log)
    with set_back:
        say()
        advance(log)
    bundle = files.folder("lumen") / "tile" / "entries" / "000.p" / "2"
    bundle.write_bytes(bundle.read_bytes().replace(b"answer", b"anzwer"))
    with pytest.raises(Halted, match="do not lead to what was signed"):
        actions.recover(cast.brand, now=LATER)


def test_facts_that_were_changed_do_not_become_tiles(log: Log, say: Say, cast: Cast) -> None:
    fact = say()
    advance(log)
    Passage.objects.filter(fact=fact).update(text="x")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER fact_never_update" + _on())
        cursor.execute("UPDATE record_fact SET kind = 'x' WHERE id = %s", [fact.pk])
    shutil.rmtree(files.folder("lumen") / "tile")
    with pytest.raises(Halted, match="ledger audit lumen` names those"):
        actions.recover(cast.brand, now=LATER)


def _on() -> str:
    return " ON record_fact" if connection.vendor == "postgresql" else ""


def test_a_lost_key_is_not_replaced_in_silence(log: Log, say: Say, cast: Cast) -> None:
    advance(log)
    files.key_file("lumen").unlink()
    with pytest.raises(Halted, match="bring it back from where you keep"):
        actions.check(actions.open_log(cast.brand))


def test_a_database_without_a_log_keeps_the_key_that_is_there(
    log: Log, say: Say, cast: Cast
) -> None:
    advance(log)
    key = files.key_file("lumen").read_bytes()
    Entry.objects.all().delete()
    Log.objects.all().delete()
    opened = actions.open_log(cast.brand)
    assert files.key_file("lumen").read_bytes() == key
    with pytest.raises(Halted, match="the database is at 0, published 1"):
        actions.check(opened)
    assert actions.recover(cast.brand, now=LATER) == actions.Recovered(1, 0, 0)
    actions.check(actions.open_log(cast.brand))


def test_only_the_witnesses_remember(
    log: Log, say: Say, set_back: SetBack, cast: Cast, tmp_path: Path
) -> None:
    """Database, tiles and key came back from one old snapshot: nothing here knows better."""
    club = witness_for(tmp_path / "club", "lumen")
    here, key = files.folder("lumen"), files.key_file("lumen").parent
    with running(club) as url:
        name_witnesses(line(club, url))
        actions.know_witnesses(now=NOW)
        actions.ask_witnesses(log)  # nothing is published, so there is nothing to ask
        advance(log)
        shutil.copytree(here, tmp_path / "here")
        shutil.copytree(key, tmp_path / "key")
        actions.ask_witnesses(log)
        with set_back:
            say()
            advance(log)
        for old, place in (("here", here), ("key", key)):
            shutil.rmtree(place)
            shutil.copytree(tmp_path / old, place)
        actions.check(log)
        with pytest.raises(Halted, match=r"witness club\.example has seen another or a longer"):
            actions.ask_witnesses(log)


def test_what_folkmoot_wrote_is_verified_by_civics_alone(
    log: Log, say: Say, cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    many(cast.brand, 300)
    say()
    advance(log)
    state = str(tmp_path / "state")
    here = str(files.folder("lumen"))
    assert civics(["verify", here, "--state", state]) == 0
    say("more")
    advance(log)
    assert civics(["verify", here, "--state", state]) == 0
    tile = files.folder("lumen") / "tile" / "entries" / "000"
    tile.write_bytes(tile.read_bytes().replace(b'"votes":7', b'"votes":8', 1))
    assert civics(["verify", here, "--state", state]) == 1
    assert "NOT VERIFIED at entry 7" in capsys.readouterr().out
