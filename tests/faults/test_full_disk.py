"""A disk that is really full: a small tmpfs on which the log is written until nothing fits."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from folkmoot.account.ledger import actions, queries
from folkmoot.account.ledger.jobs import Sequencer
from folkmoot.deliberate.conversations.facts import StatementMade
from folkmoot.foundation.people.models import Brand
from folkmoot.foundation.record.actions import append
from folkmoot.foundation.record.models import Fact
from tests.faults.observers import Observer
from tests.folkmoot.conftest import NOW, Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]

SMALL, LARGE = "256k", "16m"
BATCH = 150  # facts; with their tiles about 100 kB


@pytest.fixture
def disk(tmp_path: Path, settings: Any) -> Iterator[Path]:
    home = tmp_path / "home"
    home.mkdir()
    mounted = _mount(home, f"size={SMALL}")
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    settings.HOME, settings.WITNESSES = home, tmp_path / "witnesses"
    yield home
    subprocess.run(["umount", "-l", home], check=True)


def _mount(place: Path, options: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)],
        capture_output=True,
        text=True,
        check=False,
    )


def say(brand: Brand) -> None:
    with transaction.atomic():
        for n in range(BATCH):
            body = StatementMade(subject="conversation:1", number=n, seed=True, text="字" * 20)
            append(brand, body, actor=None, now=NOW)


def test_the_log_stands_still_and_goes_on(parallel: None, cast: Cast, disk: Path) -> None:
    observer, sequencer = Observer("lumen"), Sequencer()
    sequencer.check()
    with observer.watching():
        for _batch in range(60):
            say(cast.brand)
            sequencer.tick(NOW)
            observer.look()
            halted = actions.open_log(cast.brand).halted
            if halted:
                break
        assert "No space left on device" in halted

        # People go on speaking; what was published stays, word for word, and nothing is forked.
        published = observer.entries()
        say(cast.brand)
        sequencer.tick(NOW)
        assert observer.entries() == published

        # Somebody makes room, and a new process takes up where it stood.
        assert _mount(disk, f"remount,size={LARGE}").returncode == 0
        later = Sequencer()
        later.check()
        while later.tick(NOW):
            observer.look()
    said = Fact.objects.filter(brand=cast.brand, public=True).order_by("number")
    entries = observer.entries()
    assert entries[: len(published)] == published
    assert entries == list(said.values_list("entry", flat=True))
    assert observer.forks == []
    log = actions.open_log(cast.brand)
    assert not log.halted
    assert queries.audit(log) == []
