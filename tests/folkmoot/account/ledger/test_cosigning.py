"""Witnesses sign along, or do not: the log goes on, and says n of m."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from civics.transparency import AddCheckpoint, Policy
from folkmoot.account.ledger import actions, files, queries
from folkmoot.account.ledger.actions import cosigning
from folkmoot.account.ledger.models import Log, Standing, Witness
from tests.folkmoot.account.ledger.conftest import Say, advance
from tests.folkmoot.account.ledger.witnesses import (
    Answer,
    answering,
    line,
    name_witnesses,
    running,
    witness_for,
)
from tests.folkmoot.conftest import NOW

Trouble = Standing.Trouble


def test_a_cosigned_checkpoint_satisfies_the_policy(log: Log, say: Say, tmp_path: Path) -> None:
    club, press = (witness_for(tmp_path / n, "lumen", f"{n}.example") for n in ("club", "press"))
    with running(club) as one, running(press) as two:
        name_witnesses(
            line(club, one),
            line(press, two),
            "group both all club.example press.example",
            quorum="both",
        )
        actions.know_witnesses(now=NOW)
        advance(log)
        for n in range(3):
            say(f"{n}")
            advance(log)
    here = files.folder("lumen")
    policy = Policy.parse((here / "policy").read_bytes())
    opened = policy.open((here / "checkpoint").read_bytes())
    assert (opened.checkpoint.size, len(opened.cosignatures)) == (4, 2)
    assert queries.witness_counts(log) == (2, 2)


def test_existed_before_is_a_witness_time(log: Log, say: Say, tmp_path: Path) -> None:
    club = witness_for(tmp_path / "club", "lumen")
    assert queries.existed_before(log, 0) is None
    with running(club) as url:
        name_witnesses(line(club, url))
        actions.know_witnesses(now=NOW)
        advance(log)
        club.clock = lambda: 1_900_000_000.0
        say()
        advance(log)
    first, second = queries.existed_before(log, 0), queries.existed_before(log, 1)
    assert first is not None
    assert second is not None
    assert first.witness.name == "club.example"
    assert (first.at.timestamp(), second.at.timestamp()) == (1_772_442_000, 1_900_000_000)
    assert queries.existed_before(log, 2) is None


def test_a_witness_that_comes_back_is_asked_again(log: Log, say: Say, tmp_path: Path) -> None:
    club = witness_for(tmp_path / "club", "lumen")
    name_witnesses(line(club, "http://127.0.0.1:9"))
    actions.know_witnesses(now=NOW)
    advance(log)
    assert queries.published_checkpoint("lumen") is not None
    assert queries.witness_counts(log) == (0, 1)
    standing = Standing.objects.get()
    assert (standing.trouble, standing.failures) == (Trouble.SILENT, 1)
    with running(club) as url:
        name_witnesses(line(club, url))
        actions.know_witnesses(now=NOW)
        assert actions.publish(log, now=NOW) is False  # its pause is not over
        assert actions.publish(log, now=NOW + timedelta(seconds=3)) is True
    log.refresh_from_db()
    assert queries.witness_counts(log) == (1, 1)
    assert Standing.objects.get().failures == 0


def test_a_witness_is_asked_less_and_less_often_but_again_in_ten_minutes(
    log: Log, say: Say
) -> None:
    witness = Witness.objects.create(name="x", vkey="", url="")
    standing = Standing.objects.create(witness=witness, log=log)
    silent = cosigning.Answer(Trouble.SILENT, 0)
    for n in range(1, 15):
        cosigning._note_down(standing, silent, log, NOW)
        pause = timedelta(seconds=min(2**n, 600))
        assert standing.retry_at == NOW + pause


def test_a_pause_ends_when_the_clock_is_set_back(log: Log, say: Say) -> None:
    witness = Witness.objects.create(name="x", vkey="", url="")
    Standing.objects.create(witness=witness, log=log, retry_at=NOW)
    actions.sequence(log)
    assert queries.witnesses_due(log, NOW - timedelta(days=1)).exists()
    assert not queries.witnesses_due(log, NOW - timedelta(minutes=1)).exists()


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (lambda body: (500, b""), Trouble.REFUSED),
        (lambda body: (409, b"0\n"), Trouble.CONTRADICTS),
        (lambda body: (409, b"1000\n"), Trouble.CONTRADICTS),
        (lambda body: (409, b"one\n"), Trouble.REFUSED),
        (lambda body: (409, b"9" * 5000), Trouble.REFUSED),
        (lambda body: (200, b"\xff"), Trouble.INVALID),
        (lambda body: (200, b""), Trouble.INVALID),
        (lambda body: (200, b"\xe2\x80\x94 stranger.example AAAAAAAA\n"), Trouble.INVALID),
        (lambda body: (302, b""), Trouble.REFUSED),
    ],
)
def test_a_witness_may_lie_and_the_log_goes_on(
    log: Log, say: Say, tmp_path: Path, answer: Answer, trouble: Trouble
) -> None:
    club = witness_for(tmp_path / "club", "lumen")
    with answering(answer) as url:
        name_witnesses(line(club, url))
        actions.know_witnesses(now=NOW)
        advance(log)
    assert queries.published_checkpoint("lumen") is not None
    assert Standing.objects.get().trouble == trouble
    assert queries.witness_counts(log) == (0, 1)


def test_a_signature_for_something_else_is_not_taken(log: Log, say: Say, tmp_path: Path) -> None:
    club = witness_for(tmp_path / "club", "lumen")
    forged = club.key.cosign("another text\n", 1).line().encode()
    with answering(lambda body: (200, forged)) as url:
        name_witnesses(line(club, url))
        actions.know_witnesses(now=NOW)
        advance(log)
    assert Standing.objects.get().trouble == Trouble.INVALID
    assert b"club.example" not in (files.folder("lumen") / "checkpoint").read_bytes()


def test_a_witness_that_loops_is_asked_twice(log: Log, say: Say, tmp_path: Path) -> None:
    club = witness_for(tmp_path / "club", "lumen")
    asked: list[int] = []

    def looping(body: bytes) -> tuple[int, bytes]:
        asked.append(AddCheckpoint.parse(body).old)
        return 409, f"{(asked[-1] + 1) % 2}\n".encode()

    with answering(looping) as url:
        name_witnesses(line(club, url))
        actions.know_witnesses(now=NOW)
        advance(log)
    assert asked == [0, 1]
    assert Standing.objects.get().trouble == Trouble.REFUSED


def test_a_slow_witness_is_waited_for_once(
    log: Log, say: Say, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cosigning, "PATIENCE", timedelta(seconds=0.2))
    club = witness_for(tmp_path / "club", "lumen")
    name_witnesses(line(club, "http://witness.example"))
    actions.know_witnesses(now=NOW)
    asked: list[bytes] = []
    told = threading.Event()

    def slow(url: str, content: bytes) -> tuple[int, bytes]:
        asked.append(content)
        told.wait(60)
        return club.add_checkpoint(content)

    monkeypatch.setattr(cosigning, "_post", slow)
    advance(log)
    assert Standing.objects.get().trouble == Trouble.SILENT
    say()
    advance(log)  # its pause is not over, so nobody waits for it
    told.set()
    assert len(asked) == 1
    assert queries.published_checkpoint("lumen").size == 2  # type: ignore[union-attr]


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://[", "gopher://x", ""])
def test_an_address_that_leads_nowhere(log: Log, say: Say, tmp_path: Path, url: str) -> None:
    club = witness_for(tmp_path / "club", "lumen")
    name_witnesses(line(club, url))
    actions.know_witnesses(now=NOW)
    advance(log)
    assert Standing.objects.get().trouble == Trouble.SILENT
    assert queries.published_checkpoint("lumen") is not None


def test_who_is_not_in_the_file_any_more_is_not_asked(log: Log, say: Say, tmp_path: Path) -> None:
    club = witness_for(tmp_path / "club", "lumen")
    name_witnesses(line(club, "http://127.0.0.1:9"))
    actions.know_witnesses(now=NOW)
    name_witnesses()
    actions.know_witnesses(now=NOW)
    advance(log)
    assert queries.witness_counts(log) == (0, 0)
    assert not Standing.objects.exists()
