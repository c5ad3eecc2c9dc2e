"""A brand's log in a home of its own, and what a reader who trusts nobody makes of it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction

from civics.transparency import (
    Checkpoint,
    VerifierKey,
    bundles_of,
    fetch_entries,
    leaf_hash,
    open_checkpoint,
    root_of,
)
from folkmoot.account.ledger import actions, files, queries
from folkmoot.account.ledger.actions import cosigning
from folkmoot.account.ledger.models import Log
from folkmoot.deliberate.conversations.facts import AnswerPublished, StatementMade
from folkmoot.foundation.people.models import Brand
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast

Say = Callable[..., Fact]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.HOME = tmp_path / "home"  # type: ignore[attr-defined]
    settings.WITNESSES = tmp_path / "home" / "witnesses"  # type: ignore[attr-defined]
    (tmp_path / "home").mkdir()
    # A busy machine is no slow witness.
    monkeypatch.setattr(cosigning, "PATIENCE", timedelta(seconds=60))
    return tmp_path / "home"


@pytest.fixture
def say(cast: Cast) -> Say:
    """Let the brand answer, or a fan make a statement: the words are committed to."""

    def speak(text: str = "我们错了。", *, minutes: int = 0, fan: bool = False) -> Fact:
        now = NOW + timedelta(minutes=minutes)
        body: AnswerPublished | StatementMade
        if fan:
            body = StatementMade(subject="conversation:1", number=1, seed=False, text=text)
        else:
            body = AnswerPublished(
                subject="conversation:1", version=1, title="副总裁", name="陈", text=text
            )
        with transaction.atomic():
            return append(cast.brand, body, actor=cast.lin if fan else cast.chen, now=now)

    return speak


@pytest.fixture
def log(cast: Cast) -> Log:
    return actions.open_log(cast.brand)


def advance(log: Log, *, minutes: int = 0) -> Log:
    """What the sequencer does in one look."""
    actions.sequence(log)
    actions.publish(log, now=NOW + timedelta(minutes=minutes))
    log.refresh_from_db()
    return log


def many(brand: Brand, count: int) -> None:
    """Public facts in great number, the quick way."""
    with transaction.atomic():
        head = take_turn(brand)
        Fact.objects.bulk_create(
            Fact(
                brand=brand,
                number=head.number + n,
                kind="conversation.closed",
                subject=f"conversation:{n}",
                public=True,
                at=NOW,
                published={"votes": n, "voters": n},
            )
            for n in range(1, count + 1)
        )
        head.number += count
        head.save()


def read_as_stranger(brand: str) -> tuple[Checkpoint, list[bytes]]:
    """Everything that can be had without trusting anybody but the key: checked, then returned."""
    here = files.folder(brand)
    key = VerifierKey.parse((here / "vkey").read_text())
    checkpoint = open_checkpoint((here / "checkpoint").read_bytes(), [key]).checkpoint
    fetch = queries.fetch_from(here)
    entries = [e for b in bundles_of(checkpoint.size) for e in fetch_entries(b, fetch)]
    assert root_of([leaf_hash(entry) for entry in entries]) == checkpoint.root
    return checkpoint, entries
