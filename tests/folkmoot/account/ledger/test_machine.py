"""Whatever is said and erased in whatever order: I12 and I14 hold, for a stranger too."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck
from hypothesis import settings as dials
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from folkmoot.account.ledger import actions, queries
from folkmoot.account.ledger.models import Entry, Log
from folkmoot.foundation.record.actions import erase_passage
from folkmoot.foundation.record.models import Fact, Passage
from tests.folkmoot.account.ledger.conftest import Say, advance, read_as_stranger
from tests.folkmoot.conftest import NOW, Cast

pytestmark = pytest.mark.database

FEW = dials(
    max_examples=20,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
CAST: Cast
SAY: Say
SETTINGS: Any
BASES = st.sampled_from(["pipl-47", "author", "court-order"])


class Logged(RuleBasedStateMachine):
    """People speak, words are erased, the sequencer comes when it comes, somebody tampers."""

    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        self.folder = tempfile.TemporaryDirectory()
        SETTINGS.HOME, SETTINGS.WITNESSES = Path(self.folder.name), Path(self.folder.name) / "none"
        self.now = NOW
        self.log: Log = actions.open_log(CAST.brand)
        self.words: dict[int, str | None] = {}  # number of the fact → its words, None once erased
        self.seen: list[bytes] = []  # entries that were published
        self.somebody_speaks("说", fan=False)

    @rule(text=st.text("字词句🙂a", min_size=1, max_size=8), fan=st.booleans())
    def somebody_speaks(self, text: str, fan: bool) -> None:
        self.now += timedelta(minutes=1)
        said = SAY(text, minutes=(self.now - NOW) // timedelta(minutes=1), fan=fan)
        self.words[said.number] = text

    @rule(which=st.integers(0, 9), basis=BASES)
    def words_are_erased(self, which: int, basis: str) -> None:
        standing = sorted(number for number, text in self.words.items() if text is not None)
        if standing:
            number = standing[which % len(standing)]
            passage = Passage.objects.get(fact__brand=CAST.brand, fact__number=number, field="text")
            erase_passage(passage, basis=basis, actor=CAST.mei, now=self.now)
            self.words[number] = None

    @rule()
    def the_sequencer_looks(self) -> None:
        advance(self.log, minutes=(self.now - NOW) // timedelta(minutes=1))
        published, entries = read_as_stranger(CAST.brand.slug)
        assert published.size == len(entries) >= len(self.seen)
        assert entries[: len(self.seen)] == self.seen
        self.seen = entries
        assert list(queries.audit(self.log)) == []

    @rule(how=st.sampled_from(["at", "delete", "published", "commitments"]))
    def somebody_tampers(self, how: str) -> None:
        facts = Fact.objects.filter(brand=CAST.brand, number=1)
        tamper: dict[str, Callable[[], object]] = {
            "at": lambda: facts.update(at=NOW - timedelta(days=1)),
            "delete": facts.delete,
            "published": lambda: facts.update(published={}),
            "commitments": lambda: facts.update(commitments={}),
        }
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper[how]()

    @invariant()
    def erased_words_are_nowhere_and_the_others_stand(self) -> None:
        held = Passage.objects.filter(fact__brand=CAST.brand, field="text")
        for number, text, salt in held.values_list("fact__number", "text", "salt"):
            assert text == self.words[number]
            assert (salt is None) == (text is None)

    @invariant()
    def times_never_run_back(self) -> None:
        """I12: an entry is dated when it was made, in the order of the log."""
        if hasattr(self, "log"):
            rows = Entry.objects.filter(log=self.log).order_by("index")
            times = list(rows.values_list("fact__at", flat=True))
            assert times == sorted(times)

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            self.folder.cleanup()
            transaction.savepoint_rollback(self.savepoint)


def test_the_log_under_any_order_of_acts(cast: Cast, say: Say, settings: Any) -> None:
    global CAST, SAY, SETTINGS
    CAST, SAY, SETTINGS = cast, say, settings
    run_state_machine_as_test(Logged, settings=FEW)
