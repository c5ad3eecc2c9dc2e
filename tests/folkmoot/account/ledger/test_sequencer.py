"""The process that writes the logs: it goes on after everything, and refuses at the start."""

import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, OperationalError

from folkmoot.account.ledger import actions, files, jobs
from folkmoot.account.ledger.actions.sequencing import sequence
from folkmoot.account.ledger.jobs import Sequencer
from folkmoot.account.ledger.models import Log
from folkmoot.account.ledger.signer import Halted, Signer
from tests.folkmoot.account.ledger.conftest import Say, advance, many, read_as_stranger
from tests.folkmoot.account.ledger.witnesses import line, name_witnesses, witness_for
from tests.folkmoot.conftest import NOW, Cast


def test_one_look_brings_every_brand_forward(say: Say, cast: Cast) -> None:
    say()
    sequencer = Sequencer()
    assert sequencer.tick(NOW) == 3
    assert sequencer.tick(NOW) == 0
    assert read_as_stranger("lumen")[0].size == 2
    assert read_as_stranger("fathom")[0].size == 1


def test_more_than_a_batch_is_not_forgotten(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    many(cast.brand, 20)
    monkeypatch.setattr(actions, "BATCH", 8)
    monkeypatch.setattr(actions, "sequence", lambda log: _in_eights(log))
    sequencer = Sequencer()
    assert [sequencer.tick(NOW) for _ in range(4)] == [9, 8, 5, 0]
    assert read_as_stranger("lumen")[0].size == 21


def _in_eights(log: Log) -> int:
    return sequence(log, batch=8)


def test_a_log_that_stands_still_says_so_and_holds_up_nobody(
    say: Say, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sequencer = Sequencer()
    sequencer.tick(NOW)
    say()
    files.key_file("lumen").rename(files.key_file("lumen").with_suffix(".away"))
    many(cast.other_brand, 1)
    assert sequencer.tick(NOW) == 1
    halted = Log.objects.get(brand=cast.brand).halted
    assert "is not in" in halted
    assert read_as_stranger("fathom")[0].size == 2
    files.key_file("lumen").with_suffix(".away").rename(files.key_file("lumen"))
    sequencer.tick(NOW)
    assert Log.objects.get(brand=cast.brand).halted == ""
    assert read_as_stranger("lumen")[0].size == 2


def test_a_full_disk_is_waited_for(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    sequencer = Sequencer()
    sequencer.tick(NOW)
    say()

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(files, "keep_all", full)
        assert sequencer.tick(NOW) == 0
    assert read_as_stranger("lumen")[0].size == 1
    assert sequencer.tick(NOW) == 1
    assert read_as_stranger("lumen")[0].size == 2


def test_not_even_that_can_be_written_down(
    say: Say, cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    log = actions.open_log(cast.brand)

    def away(*_: Any, **__: Any) -> None:
        raise DatabaseError("the database is away")

    monkeypatch.setattr(actions, "sequence", away)
    monkeypatch.setattr(Log.objects, "filter", away)
    Sequencer()._advance(log, 1, NOW)
    assert "nor can that be written down" in caplog.text


def running(monkeypatch: pytest.MonkeyPatch, ticks: list[Callable[[], int]]) -> Sequencer:
    """A sequencer that makes these looks and is then told to stop, as by SIGTERM."""
    sequencer = Sequencer()
    handlers: dict[int, Any] = {}
    monkeypatch.setattr(
        signal, "signal", lambda number, handler: handlers.update({number: handler})
    )
    monkeypatch.setattr(jobs, "close_old_connections", lambda: None)

    def tick(now: Any) -> int:
        if not ticks:
            handlers[signal.SIGTERM](signal.SIGTERM, None)
            return 0
        return ticks.pop(0)()

    monkeypatch.setattr(sequencer, "tick", tick)
    return sequencer


def test_it_runs_until_it_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def busy() -> int:
        seen.append("busy")
        return actions.BATCH

    def away() -> int:
        seen.append("away")
        raise DatabaseError("the database is away")

    monkeypatch.setattr(jobs, "PAUSE", 0.001)
    running(monkeypatch, [busy, away, busy]).run()
    assert seen == ["busy", "away", "busy"]


def test_it_checks_before_it_starts(say: Say, cast: Cast) -> None:
    Sequencer().check()
    Sequencer().tick(NOW)
    Sequencer().check()
    Log.objects.update(size=0, root=b"\0" * 32, frontier=[])
    with pytest.raises(Halted):
        Sequencer().check()


def test_the_command_runs_it_alone(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    say()
    monkeypatch.setattr(Sequencer, "run", lambda self: self.tick(NOW))
    call_command("ledger", "run")
    assert read_as_stranger("lumen")[0].size == 2
    with files.only_writer(), pytest.raises(CommandError, match="another process writes the log"):
        call_command("ledger", "run")


def test_the_command_refuses_on_a_database_set_back(say: Say) -> None:
    say()
    Sequencer().tick(NOW)
    Log.objects.filter(brand__slug="lumen").update(size=1, root=b"\1" * 32)
    with pytest.raises(CommandError, match="the database is at 1, published 2"):
        call_command("ledger", "check")


def test_status_in_words(
    say: Say, cast: Cast, capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    log = advance(actions.open_log(cast.brand))
    name_witnesses(line(witness_for(tmp_path / "w", "lumen"), "http://127.0.0.1:9"))
    actions.know_witnesses(now=NOW)
    say()
    say()
    actions.sequence(log, batch=1)
    actions.publish(log, now=NOW)
    say()
    actions.sequence(log, batch=1)
    Log.objects.filter(pk=log.pk).update(halted="the disk is full")
    call_command("ledger", "status")
    assert capsys.readouterr().out.splitlines() == [
        "localhost:8000/ledger/lumen: 2 published, 1 placed, 1 waiting; 0 of 1 witnesses",
        "  stands still: the disk is full",
        "  club.example at 0: did not answer",
    ]


def test_recover_audit_and_rotate_by_command(
    say: Say, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    Sequencer().tick(NOW)
    call_command("ledger", "recover", "lumen")
    call_command("ledger", "recover")
    call_command("ledger", "audit")
    call_command("ledger", "rotate", "lumen")
    out = capsys.readouterr().out
    assert "lumen: 0 entries replayed, 0 facts brought back without their words" in out
    assert "The record is what its log says." in out
    assert f"Tell everyone who verifies: {Signer.of('lumen').key.verifier.vkey}" in out
    with pytest.raises(CommandError, match="there is no brand nowhere"):
        call_command("ledger", "rotate", "nowhere")


def test_the_audit_exits_with_an_error(
    say: Say, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    fact = say()
    Sequencer().tick(NOW)
    fact.passages.all().delete()
    with pytest.raises(CommandError, match="2 differences"):
        call_command("ledger", "audit", "lumen")
    assert "lumen, entry 1, fact" in capsys.readouterr().out


def test_two_threads_cannot_both_write() -> None:
    inside = threading.Event()
    done = threading.Event()

    def hold() -> None:
        with files.only_writer():
            inside.set()
            done.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    inside.wait(10)
    with pytest.raises(files.AlreadyRunning), files.only_writer():
        pass
    done.set()
    thread.join()


@pytest.mark.django_db
def test_a_start_waits_for_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Away twice, then there; and who asks it to stop meanwhile is obeyed."""
    sequencer = Sequencer()
    waits: list[float] = []
    answers = iter([OperationalError("away"), OperationalError("away"), None])

    def check() -> None:
        if (answer := next(answers)) is not None:
            raise answer

    monkeypatch.setattr(sequencer, "check", check)
    monkeypatch.setattr(sequencer.stopped, "wait", waits.append)
    sequencer.start()
    assert waits == [1, 1]
    assert next(answers, "all were asked for") == "all were asked for"
    sequencer.stopped.set()
    sequencer.start()
