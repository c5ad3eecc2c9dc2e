"""Corners of the log that only a bad day reaches."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from civics.transparency import Checkpoint
from folkmoot.account.ledger import actions, files, jobs, queries
from folkmoot.account.ledger.management.commands import witness as command
from folkmoot.account.ledger.models import Entry, Log, Witness
from folkmoot.account.ledger.signer import Halted, Signer
from tests.folkmoot.account.ledger.conftest import Say, advance
from tests.folkmoot.account.ledger.witnesses import (
    answering,
    line,
    name_witnesses,
    witness_for,
)
from tests.folkmoot.conftest import NOW, Cast


def test_the_key_signs_no_second_history_of_one_size(log: Log, say: Say) -> None:
    advance(log)
    with pytest.raises(Halted, match="another history of 1 entries"):
        Signer.of("lumen").sign(Checkpoint(log.origin, 1, b"\7" * 32))


def test_nothing_is_published_when_only_a_silent_witness_was_asked(
    log: Log, tmp_path: Path
) -> None:
    name_witnesses(line(witness_for(tmp_path / "w", "lumen"), "http://127.0.0.1:9"))
    actions.know_witnesses(now=NOW)
    advance(log)
    assert actions.publish(log, now=NOW + timedelta(hours=1)) is False
    assert str(Witness.objects.get()) == "club.example"


def test_an_endless_answer_is_cut_off(log: Log, tmp_path: Path) -> None:
    with answering(lambda body: (409, b"9" * 200_000)) as url:
        name_witnesses(line(witness_for(tmp_path / "w", "lumen"), url))
        actions.know_witnesses(now=NOW)
        advance(log)
    assert queries.standings(log)[0].trouble == "refused"


def test_a_lost_key_beside_a_published_log_is_not_made_anew(log: Log, say: Say, cast: Cast) -> None:
    advance(log)
    origin = log.origin
    files.key_file("lumen").unlink()
    Entry.objects.all().delete()
    Log.objects.all().delete()
    assert actions.open_log(cast.brand).origin == origin
    assert not files.key_file("lumen").exists()
    assert actions.recover(cast.brand, now=NOW).replayed == 1


def test_without_key_and_without_anything_published_there_is_nothing_to_recover(
    log: Log, cast: Cast
) -> None:
    files.key_file("lumen").unlink()
    with pytest.raises(Halted, match="bring it back"):
        actions.recover(cast.brand, now=NOW)
    (files.folder("lumen") / "vkey").unlink()
    with pytest.raises(Halted, match="holds no vkey"):
        queries.own_key("lumen")


def test_tiles_of_another_log_are_not_taken_for_ours(log: Log, say: Say) -> None:
    say()
    advance(log)
    Log.objects.filter(pk=log.pk).update(root=b"\7" * 32)
    with pytest.raises(Halted, match="do not hold the 2 entries of the database"):
        actions.check(actions.open_log(log.brand))


def test_rounds_of_the_worker() -> None:
    assert jobs.sweep(NOW) is False
    assert jobs.destroy_month_keys(NOW) == []


def test_the_witness_s_command(
    log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    heard: list[object] = []

    def serve(*heard_of: object) -> None:
        heard.extend(heard_of[1:3])

    monkeypatch.setattr(command, "serve", serve)
    monkeypatch.setattr(command.signal, "signal", lambda number, handler: handler(number, None))
    vkey = (files.folder("lumen") / "vkey").read_text().strip()
    words = ["witness", "club.example", "--log", vkey, "--folder", str(tmp_path / "w")]
    call_command(*words, "--listen", "127.0.0.1:8123")
    assert heard == ["127.0.0.1", 8123]
    assert "witness club.example club.example+" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("witness", "club.example", "--log", "nonsense", "--folder", str(tmp_path))
