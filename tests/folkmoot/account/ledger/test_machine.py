"""Whatever is said and erased in whatever order: I12 and I14 hold, for a stranger too."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
)

from folkmoot.account.ledger import actions, queries
from folkmoot.account.ledger.models import Entry, Log
from folkmoot.foundation.record.actions import erase_passage
from folkmoot.foundation.record.models import Fact, Passage
from tests.folkmoot.account.ledger.conftest import Say, advance, read_as_stranger
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.machines import Machine, walk

pytestmark = pytest.mark.database

BASES = st.sampled_from(["pipl-47", "author", "court-order"])


class Logged(Machine):
    """People speak, words are erased, the sequencer comes when it comes, somebody tampers."""

    say: Say
    settings: Any

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        home = Path(self.folder.name)
        self.settings.HOME, self.settings.WITNESSES = home, home / "none"
        self.log: Log = actions.open_log(self.cast.brand)
        self.words: dict[int, str | None] = {}  # number of the fact → its words, None once erased
        self.seen: list[bytes] = []  # entries that were published
        self.somebody_speaks("说", fan=False)

    @rule(text=st.text("字词句🙂a", min_size=1, max_size=8), fan=st.booleans())
    def somebody_speaks(self, text: str, fan: bool) -> None:
        self.now += timedelta(minutes=1)
        said = self.say(text, minutes=(self.now - NOW) // timedelta(minutes=1), fan=fan)
        self.words[said.number] = text

    @rule(which=st.integers(0, 9), basis=BASES)
    def words_are_erased(self, which: int, basis: str) -> None:
        standing = sorted(number for number, text in self.words.items() if text is not None)
        if standing:
            number = standing[which % len(standing)]
            said = Passage.objects.filter(fact__brand=self.cast.brand, field="text")
            passage = said.get(fact__number=number)
            erase_passage(passage, basis=basis, actor=self.cast.mei, now=self.now)
            self.words[number] = None

    @rule()
    def the_sequencer_looks(self) -> None:
        advance(self.log, minutes=(self.now - NOW) // timedelta(minutes=1))
        published, entries = read_as_stranger(self.cast.brand.slug)
        assert published.size == len(entries) >= len(self.seen)
        assert entries[: len(self.seen)] == self.seen
        self.seen = entries
        assert list(queries.audit(self.log)) == []

    @rule(how=st.sampled_from(["at", "delete", "published", "commitments"]))
    def somebody_tampers(self, how: str) -> None:
        facts = Fact.objects.filter(brand=self.cast.brand, number=1)
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
        held = Passage.objects.filter(fact__brand=self.cast.brand, field="text")
        for number, text, salt in held.values_list("fact__number", "text", "salt"):
            assert text == self.words[number]
            assert (salt is None) == (text is None)

    @invariant()
    def times_never_run_back(self) -> None:
        """I12: an entry is dated when it was made, in the order of the log."""
        rows = Entry.objects.filter(log=self.log).order_by("index")
        times = list(rows.values_list("fact__at", flat=True))
        assert times == sorted(times)

    def teardown(self) -> None:
        self.folder.cleanup()
        super().teardown()


def test_the_log_under_any_order_of_acts(cast: Cast, say: Say, settings: Any) -> None:
    walk(Logged, 20, 20, cast=cast, say=staticmethod(say), settings=settings)
