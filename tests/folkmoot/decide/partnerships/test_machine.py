"""I3 and I4 whatever is done in whatever order: past intent there is a verdict that let it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
)

from folkmoot.decide.partnerships import actions, queries
from folkmoot.decide.partnerships.models import Deal, Degree, Dispensation, Run, Stage, Verdict
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import Cast
from tests.folkmoot.decide.partnerships.conftest import answers, intended
from tests.folkmoot.machines import Machine, walk

pytestmark = pytest.mark.database

STEPS = st.sampled_from([1, 1, 1, 2, -1, 0])
GIVEN = st.sampled_from(
    [
        answers(),
        answers(cautions={"judgment": "yes"}),
        answers(harm=Degree.HIGH),
        answers(bars={"penalty": "yes"}),
    ]
)


class Gated(Machine):
    """One deal: its gate is run again, somebody excepts, somebody moves it, somebody tampers."""

    handler: Member

    @initialize(given=GIVEN)
    def begin(self, given: Any) -> None:
        self.deal = intended(self.handler, given)
        self.moved: list[tuple[Stage, Run]] = []

    @rule(days=st.sampled_from([1, 10, 31]))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(given=GIVEN)
    def the_gate_is_run(self, given: Any) -> None:
        actions.run_gate(self.deal, given, actor=self.handler, now=self.now)

    @rule(who=st.sampled_from(["chen", "mei", "handler"]))
    def somebody_excepts(self, who: str) -> None:
        actor = self.handler if who == "handler" else getattr(self.cast, who)
        day = (self.now + timedelta(days=90)).date()
        terms = {"publish_on": day, "actor": actor}
        done = self.attempt(actions.dispense, self.deal, "理由", **terms)
        assert not done or who == "chen"

    def from_here(self, steps: int) -> Stage:
        """Zero is the end, others so many steps on or back."""
        here = Deal.objects.get(pk=self.deal.pk).stage
        return Stage(max(0, min(here + steps, Stage.ENDED))) if steps else Stage.ENDED

    @rule(steps=STEPS, lin=st.booleans())
    def somebody_moves_it(self, steps: int, lin: bool) -> None:
        stage, actor = self.from_here(steps), self.cast.lin if lin else self.cast.mei
        if self.attempt(actions.move, self.deal, stage, actor=actor):
            assert not lin
            run = queries.latest_run(self.deal)
            assert run is not None
            self.moved.append((stage, run))

    @rule(steps=STEPS)
    def somebody_writes_the_row(self, steps: int) -> None:
        """Past every act; what the database takes, an act would have allowed too."""
        stage = self.from_here(steps)
        row = Deal.objects.filter(pk=self.deal.pk)
        before = row.get()
        try:
            with transaction.atomic():
                row.update(stage=stage, stage_at=self.now)
        except DatabaseError:
            return
        if stage != before.stage:
            run = queries.latest_run(self.deal)
            assert run is not None
            self.moved.append((stage, run))

    @invariant()
    def whatever_went_on_was_let_through(self) -> None:
        for stage, run in self.moved:
            if stage != Stage.ENDED:
                assert run.verdict != Verdict.BARRED
                signed = Dispensation.objects.filter(run=run).exists()
                assert run.verdict < Verdict.RED or signed

    @invariant()
    def steps_are_taken_one_by_one(self) -> None:
        stages = [stage for stage, _run in self.moved]
        going = [stage for stage in stages if stage != Stage.ENDED]
        assert going == list(range(1, len(going) + 1))
        assert Stage.ENDED not in stages[:-1]

    @invariant()
    def an_exception_is_never_the_creators(self) -> None:
        for each in Dispensation.objects.select_related("run__deal"):
            assert each.by_id != each.run.deal.by_id
            assert each.run.verdict == Verdict.RED
            assert date(2026, 3, 2) <= each.publish_on <= each.latest

    @invariant()
    def nothing_of_it_is_public(self) -> None:
        told = Fact.objects.filter(kind__startswith="partnership.", public=True)
        assert not told.exclude(kind="partnership.exception-published").exists()


def test_no_order_of_acts_leads_past_the_gate(cast: Cast, handler: Member) -> None:
    walk(Gated, 60, 20, cast=cast, handler=handler)
