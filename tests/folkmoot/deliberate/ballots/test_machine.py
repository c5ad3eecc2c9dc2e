"""Whatever is done in whatever order: as many papers as voters, the last vote, and silence."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
)

from folkmoot.deliberate.ballots import actions, queries
from folkmoot.deliberate.ballots.models import Ballot, Closing, Paper
from folkmoot.deliberate.ballots.queries import open_data
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.ballots.conftest import CHOICES, CLOSES, Held, fresh, vote
from tests.folkmoot.machines import Machine, walk

pytestmark = pytest.mark.database

CHOSEN = st.sampled_from([key for key, _name in CHOICES])
WHO = st.integers(0, 11)


class Voting(Machine):
    """Twelve people vote, vote again, mix their receipts up; others try; the clock runs."""

    jury: list[Member]

    @initialize()
    def begin(self) -> None:
        terms: dict[str, Any] = {"method": "one", "choices": CHOICES, "voters": self.jury}
        self.ballot: Ballot = actions.open_ballot(
            self.cast.brand,
            about="contests:poster",
            question="哪张?",
            closes=CLOSES,
            **terms,
            actor=self.cast.mei,
            now=NOW,
        )
        self.papers: dict[int, tuple[str, Held]] = {}
        self.old: list[Held] = []

    def paper(self, member: Member, key: str, again: Held | None = None) -> Held | None:
        facts = Fact.objects.count()
        try:
            with transaction.atomic():
                return vote(self.ballot, member, [key], again=again, now=self.now)
        except Refusal:
            return None
        finally:
            assert Fact.objects.count() == facts

    @property
    def open(self) -> bool:
        return self.now < CLOSES and not Closing.objects.filter(ballot=self.ballot).exists()

    @rule(who=WHO, key=CHOSEN)
    def somebody_votes(self, who: int, key: str) -> None:
        held = self.paper(self.jury[who], key)
        assert (held is not None) == (self.open and who not in self.papers)
        if held is not None:
            self.papers[who] = key, held

    @rule(who=WHO, key=CHOSEN)
    def somebody_votes_again(self, who: int, key: str) -> None:
        if who in self.papers:
            _before, own = self.papers[who]
            held = self.paper(self.jury[who], key, again=own)
            assert (held is not None) == self.open
            if held is not None:
                self.papers[who] = key, held
                self.old.append(own)

    @precondition(lambda self: self.old)
    @rule(who=WHO, key=CHOSEN, which=st.integers(0, 99))
    def somebody_shows_an_old_receipt(self, who: int, key: str, which: int) -> None:
        assert self.paper(self.jury[who], key, again=self.old[which % len(self.old)]) is None

    @rule(key=CHOSEN, which=st.sampled_from(["mei", "chen", "stranger", "rival"]))
    def somebody_else_tries(self, key: str, which: str) -> None:
        assert self.paper(getattr(self.cast, which), key) is None

    @rule(hours=st.sampled_from([1, 12, 40]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(staff=st.booleans())
    def somebody_counts(self, staff: bool) -> None:
        done = Closing.objects.filter(ballot=self.ballot).exists()
        try:
            with transaction.atomic():
                actions.close(self.ballot, actor=self.cast.mei if staff else None, now=self.now)
        except Refusal:
            assert done or self.now < CLOSES
        else:
            assert not done
            assert self.now >= CLOSES

    @invariant()
    def as_many_papers_as_voters(self) -> None:
        slips = queries.contents_of(self.ballot).slips
        assert len(slips) == self.ballot.marks.count() == len(self.papers)
        told = sorted((slip.tracker, slip.choice) for slip in slips)
        assert told == sorted((held.tracker, (key,)) for key, held in self.papers.values())

    @invariant()
    def nothing_is_told_before_the_count(self) -> None:
        ballot = fresh(self.ballot)
        if not Closing.objects.filter(ballot=ballot).exists():
            assert not Paper.objects.exists()
            assert open_data.files_of(ballot) == ["ballot.json", "eligible.txt"]
            assert "result" not in open_data.definition_of(ballot)
            for name in ("papers.txt", "voted.txt"):
                with pytest.raises(Refusal):
                    open_data.file_of(ballot, name)
            with pytest.raises(Refusal):
                queries.papers_of(ballot)

    @invariant()
    def the_count_is_that_of_the_last_papers(self) -> None:
        ballot = fresh(self.ballot)
        closing = Closing.objects.filter(ballot=ballot).first()
        if closing is None:
            return
        chosen = sorted(key for key, _held in self.papers.values())
        assert sorted(key for [key] in queries.papers_of(ballot)) == chosen
        shown = {key: chosen.count(key) for key, _name in CHOICES}
        assert closing.counts == (shown if len(chosen) >= 3 else {})
        listed = {"papers.txt", "voted.txt"} <= set(open_data.files_of(ballot))
        assert listed == (len(chosen) >= 10)
        for held in self.old:
            assert queries.standing_of(ballot, held.tracker).standing == "replaced"


def test_no_order_of_acts_makes_or_loses_a_vote(cast: Cast, jury: list[Member]) -> None:
    walk(Voting, 25, 24, cast=cast, jury=jury)
