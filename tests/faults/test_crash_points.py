"""Dying at every durable step there is, one after the other: the log goes on as if nothing was."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from folkmoot.account.ledger import actions, files, queries
from folkmoot.account.ledger.jobs import Sequencer
from folkmoot.deliberate.conversations.facts import StatementMade
from folkmoot.foundation.record import journal
from folkmoot.foundation.record.actions import append, erase_passage
from folkmoot.foundation.record.models import Fact, Passage
from tests.faults.crashes import Died, dying_at
from tests.faults.observers import Observer
from tests.folkmoot.conftest import NOW, Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path / "home"
    settings.WITNESSES = tmp_path / "home" / "witnesses"
    settings.HOME.mkdir()
    return tmp_path / "home"


def say(cast: Cast, text: str = "x") -> Fact:
    body = StatementMade(subject="conversation:1", number=1, seed=True, text=text)
    with transaction.atomic():
        return append(cast.brand, body, actor=cast.lin, now=NOW)


def every_step(prepare: Callable[[], Any], attempt: Callable[[], Any]) -> list[str]:
    """Die at the first step, start again and die at the second, until nothing is left to die at."""
    step = 0
    while True:
        prepare()
        with dying_at(step) as reached:
            try:
                attempt()
            except Died:
                pass
            else:
                return reached
        step += 1


def test_sequencing_and_publishing(parallel: None, cast: Cast) -> None:
    observer = Observer("lumen")
    said: list[Fact] = []

    def start_again() -> None:
        """What a new process does; then there is something new to do."""
        sequencer = Sequencer()
        sequencer.check()
        sequencer.tick(NOW)
        observer.look()
        said.extend(say(cast) for _ in range(3))

    with observer.watching():
        steps = every_step(start_again, lambda: Sequencer().tick(NOW))
        Sequencer().tick(NOW)
    assert {"before commit", "after commit", "before replace", "after fsync"} <= set(steps)
    assert len(steps) > 20
    entries = observer.entries()
    assert len(entries) == len(set(entries))
    assert {fact.entry for fact in said} <= set(entries)
    assert observer.forks == []
    assert queries.audit(actions.open_log(cast.brand)) == []


def test_filling_a_tile(parallel: None, cast: Cast) -> None:
    """The same where full tiles are written and partial ones go, every time."""
    observer = Observer("lumen")

    def start_again() -> None:
        sequencer = Sequencer()
        sequencer.check()
        sequencer.tick(NOW)
        log = actions.open_log(cast.brand)
        with transaction.atomic():
            for _ in range(258 - log.size % 256):
                body = StatementMade(subject="conversation:1", number=1, seed=True, text="x")
                append(cast.brand, body, actor=None, now=NOW)

    with observer.watching():
        sequencer = Sequencer()
        for step in (5, 11, 17, 23, 29, 35, 41, 47):
            start_again()
            with dying_at(step), pytest.raises(Died):
                sequencer.tick(NOW)
        start_again()
        Sequencer().tick(NOW)
    assert observer.forks == []
    assert len(observer.entries()) == Fact.objects.filter(brand=cast.brand, public=True).count()


def test_rotating(parallel: None, cast: Cast) -> None:
    observer = Observer("lumen")

    def start_again() -> None:
        sequencer = Sequencer()
        sequencer.check()
        sequencer.tick(NOW)
        observer.seen = None  # another origin
        observer.look()

    with observer.watching():
        steps = every_step(
            start_again, lambda: actions.rotate(actions.open_log(cast.brand), now=NOW)
        )
        start_again()
    assert len(steps) > 10
    assert observer.forks == []
    assert len(observer.entries()) == Fact.objects.filter(brand=cast.brand, public=True).count()
    assert queries.audit(actions.open_log(cast.brand)) == []


def test_recovering(parallel: None, cast: Cast, tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("setting the whole database back is done on SQLite; PostgreSQL: test_backup")
    observer = Observer("lumen")
    with observer.watching(), closing(sqlite3.connect(tmp_path / "older")) as older:
        Sequencer().tick(NOW)
        connection.connection.backup(older)
        for n in range(4):
            say(cast, f"{n}")
        Sequencer().tick(NOW)
        published = observer.entries()
        steps = every_step(
            lambda: older.backup(connection.connection),
            lambda: actions.recover(cast.brand, now=NOW),
        )
        Sequencer().check()
        Sequencer().tick(NOW)
    assert len(steps) >= 2
    assert observer.entries()[: len(published)] == published
    assert observer.forks == []


def test_erasing(parallel: None, cast: Cast) -> None:
    """Whatever is in the journal is erased by the next replay; what is not, was never promised."""
    left: list[Passage] = []

    def start_again() -> None:
        actions.recover(cast.brand, now=NOW)
        promised = {line.entry for line in journal.lines()}
        for passage in left:
            passage.refresh_from_db()
            assert (passage.text is None) == (passage.fact.entry in promised)
        left.append(say(cast, f"secret {len(left)}").passages.get())

    Sequencer().tick(NOW)
    every_step(
        start_again,
        lambda: erase_passage(left[-1], basis="pipl-47", actor=cast.mei, now=NOW),
    )
    assert len(left) > 4
    assert files.folder("lumen").exists()
