"""Round after round something goes wrong, chosen by chance: no fork, and no entry is lost.

`FOLKMOOT_ROUNDS` says how many rounds; `bin/bench faults` plays a thousand.
"""

import json
import os
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from folkmoot.account.ledger import actions, files, queries
from folkmoot.account.ledger.actions import cosigning
from folkmoot.account.ledger.jobs import Sequencer
from folkmoot.account.ledger.models import Log
from folkmoot.account.ledger.signer import Halted
from folkmoot.deliberate.conversations.facts import StatementMade
from folkmoot.foundation.record.actions import append
from tests.faults.crashes import Died, dying_at, full_disk_at
from tests.faults.observers import Observer
from tests.folkmoot.account.ledger.witnesses import line, name_witnesses, witness_for
from tests.folkmoot.conftest import NOW, Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]

ROUNDS = int(os.environ.get("FOLKMOOT_ROUNDS", "40"))
REPORT = os.environ.get("FOLKMOOT_FAULTS_REPORT")


class Rounds:
    """One log, its world, and what was promised to whom."""

    def __init__(self, cast: Cast, folder: Path, rng: random.Random) -> None:
        self.cast, self.folder, self.rng = cast, folder, rng
        self.observer = Observer("lumen")
        self.now = NOW
        self.acknowledged: set[str] = set()  # the act returned, so somebody was told
        self.lost: set[str] = set()
        self.older: list[tuple[sqlite3.Connection, set[str]]] = []
        self.happened: Counter[str] = Counter()
        self.witness_mood = "honest"
        self.witness: Any = None

    def act(self) -> None:
        for _ in range(self.rng.randint(1, 4)):
            body = StatementMade(subject="conversation:1", number=1, seed=True, text="x")
            with transaction.atomic():
                fact = append(self.cast.brand, body, actor=None, now=self.now)
            self.acknowledged.add(fact.entry)

    def start(self) -> Sequencer:
        """What `folkmoot ledger run` does first; recover where it says so."""
        sequencer = Sequencer()
        try:
            sequencer.check()
        except Halted:
            self.happened["refused to start"] += 1
            actions.recover(self.cast.brand, now=self.now)
            sequencer.check()
        return sequencer

    def play(self) -> None:
        self.act()
        faults = [self.kill, self.disk_full, self.start_twice, self.jump, self.witness_moods]
        if connection.vendor == "sqlite":
            faults += [self.back_up, self.restore]
        fault = self.rng.choice(faults)
        self.happened[fault.__name__] += 1
        fault()
        self.start().tick(self.now)
        self.observer.look()

    def kill(self) -> None:
        sequencer = self.start()
        with dying_at(self.rng.randrange(30)):
            try:
                sequencer.tick(self.now)
            except Died:
                self.happened["died"] += 1

    def disk_full(self) -> None:
        sequencer = self.start()
        with full_disk_at(self.rng.randrange(8)):
            sequencer.tick(self.now)

    def start_twice(self) -> None:
        """Two that both believe to be alone, in step with each other: the worst moment."""
        self.start()
        one, other = (Log.objects.select_related("brand").get(brand=self.cast.brand) for _ in "12")
        actions.sequence(one)
        self.act()
        try:
            actions.sequence(other)
            actions.publish(other, now=self.now)
        except Halted:
            self.happened["overtaken"] += 1
        actions.publish(one, now=self.now)
        with files.only_writer(), pytest.raises(files.AlreadyRunning), files.only_writer():
            pass

    def jump(self) -> None:
        self.now += timedelta(hours=self.rng.choice([-24, -1, 1, 24]))

    def witness_moods(self) -> None:
        self.witness_mood = self.rng.choice(["honest", "down", "lying", "forged"])

    def back_up(self) -> None:
        copy = sqlite3.connect(":memory:")
        connection.connection.backup(copy)
        self.older.append((copy, set(self.acknowledged)))
        if len(self.older) > 3:
            self.older.pop(0)[0].close()

    def restore(self) -> None:
        """Set the database back. What nobody could see in the log yet is gone with it."""
        if not self.older:
            return
        copy, then = self.rng.choice(self.older)
        checkpoint = self.observer.look()
        published = set(self.observer.entries()) if checkpoint else set()
        self.lost |= self.acknowledged - published - then
        copy.backup(connection.connection)

    def post(self, url: str, content: bytes) -> tuple[int, bytes]:
        if self.witness_mood == "down":
            raise cosigning.httpx.ConnectError("down")
        if self.witness_mood == "lying":
            return 409, b"%d\n" % self.rng.randrange(10_000)
        if self.witness_mood == "forged":
            return 200, self.witness.key.cosign("another history\n", 1).line().encode()
        status, answer = self.witness.add_checkpoint(content)
        return int(status), answer


@pytest.fixture
def world(
    parallel: None, cast: Cast, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Rounds]:
    settings.HOME = tmp_path / "home"
    settings.WITNESSES = tmp_path / "home" / "witnesses"
    settings.HOME.mkdir()
    rounds = Rounds(cast, tmp_path, random.Random(int(os.environ.get("FOLKMOOT_SEED", "3"))))
    log = actions.open_log(cast.brand)
    rounds.witness = witness_for(tmp_path / "witness", log.brand.slug)
    name_witnesses(line(rounds.witness, "http://witness.example"))
    monkeypatch.setattr(cosigning, "_post", rounds.post)
    monkeypatch.setattr(cosigning, "PATIENCE", timedelta(seconds=60))  # of a busy machine
    # A witness that lies at the start would rightly hold the log up; that is tested elsewhere.
    monkeypatch.setattr(actions, "ask_witnesses", lambda log: None)
    with rounds.observer.watching():
        yield rounds
    for copy, _then in rounds.older:
        copy.close()


@pytest.mark.timeout(3600)
def test_no_fork_and_nothing_lost(world: Rounds, cast: Cast) -> None:
    for _ in range(ROUNDS):
        world.play()
    world.witness_mood = "honest"
    world.now += timedelta(days=60)
    world.start().tick(world.now)
    entries = world.observer.entries()
    assert world.observer.forks == []
    assert len(entries) == len(set(entries)), "an entry is in the log twice"
    missing = world.acknowledged - set(entries) - world.lost
    assert missing == set()
    log = actions.open_log(cast.brand)
    findings = [f for f in queries.audit(log) if "came after" not in f.sentence]  # clocks jumped
    assert findings == []
    assert queries.witness_counts(log) == (1, 1)
    if REPORT:
        told = {
            "rounds": ROUNDS,
            "forks": len(world.observer.forks),
            "lost": len(missing),
            "entries": len(entries),
            "signed sizes": len(world.observer.signed),
            **world.happened,
        }
        Path(REPORT).write_text(json.dumps(told))
