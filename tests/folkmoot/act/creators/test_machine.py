"""Whatever is given, asked for, signed and taken back in whatever order: nothing is for good."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from folkmoot.act.creators import actions, queries
from folkmoot.act.creators.models import Creator, Kind, Privilege, Request
from folkmoot.act.creators.rules import Standard
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.act.creators.conftest import entered, given
from tests.folkmoot.act.creators.test_rotation import window_counts
from tests.folkmoot.conftest import NOW, Cast

pytestmark = pytest.mark.database

FEW = settings(
    max_examples=20,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
LIMITS = Standard(held=2, of=4)
CAST: Cast
MA: Member
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
LENGTHS = st.sampled_from([0, 30, 90, 200, 364, 400, 9000])
KINDS = st.sampled_from([Kind.BUDGET, Kind.GIFT])
WHO = st.sampled_from(["lin", "mei", "chen", "ma", "rival"])


class Register(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.savepoint = transaction.savepoint()
        actions.set_limits(LIMITS, "轮流", actor=CAST.chen, now=NOW)
        self.creators = [entered(CAST.mei, name) for name in ("甲", "乙")]

    def attempt(self, act: Any, *arguments: Any, **more: Any) -> Any:
        before = Fact.objects.count()
        try:
            with transaction.atomic():
                return act(*arguments, **more, now=NOW)
        except Refusal:
            assert Fact.objects.count() == before
            return None

    def actor(self, who: str) -> Member:
        found: Member = MA if who == "ma" else getattr(CAST, who)
        return found

    def terms(self, kind: Kind, begins: date, length: int) -> actions.Given:
        until = begins + timedelta(days=length)
        return given(kind=kind, quantity=1, begins=begins, until=until)

    @rule(which=st.integers(0, 1), kind=KINDS, begins=DAYS, length=LENGTHS, who=WHO)
    def somebody_gives(self, which: int, kind: Kind, begins: date, length: int, who: str) -> None:
        terms = self.terms(kind, begins, length)
        done = self.attempt(actions.grant, self.creators[which], terms, actor=self.actor(who))
        assert done is None or who not in ("lin", "rival")

    @rule(which=st.integers(0, 1), kind=KINDS, begins=DAYS, length=LENGTHS, who=WHO)
    def somebody_asks(self, which: int, kind: Kind, begins: date, length: int, who: str) -> None:
        terms, creator = self.terms(kind, begins, length), self.creators[which]
        before = Privilege.objects.count()
        self.attempt(actions.ask_exception, creator, terms, actor=self.actor(who))
        assert Privilege.objects.count() == before

    @rule(who=WHO, place=st.integers(0, 9))
    def somebody_signs(self, who: str, place: int) -> None:
        waiting = list(Request.objects.filter(exemption=None).select_related("creator__brand"))
        if waiting:
            asked, actor = waiting[place % len(waiting)], self.actor(who)
            if self.attempt(actions.exempt, asked, "理由", actor=actor):
                assert who in ("chen", "ma")
                assert asked.by_id != actor.pk

    @rule(place=st.integers(0, 9), days=st.integers(-5, 300))
    def somebody_takes_back(self, place: int, days: int) -> None:
        found = list(queries.privileges(CAST.brand))
        if found:
            on = NOW.date() + timedelta(days=days)
            self.attempt(actions.revoke, found[place % len(found)], on, "停", actor=CAST.mei)

    @rule(until=st.sampled_from([date(2026, 6, 1), date.max]), delete=st.booleans())
    def somebody_writes_the_rows(self, until: date, delete: bool) -> None:
        rows = Privilege.objects.all()
        if rows.exists():
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.delete() if delete else rows.update(until=until)

    @invariant()
    def nothing_is_for_good(self) -> None:
        for each in Privilege.objects.all():
            assert each.until - each.begins < timedelta(days=366)

    @invariant()
    def turns_are_kept_but_for_what_was_signed(self) -> None:
        """At every moment of giving; what was signed past the limits counts, and may go past."""
        for creator in getattr(self, "creators", ()):
            for kind in (Kind.BUDGET, Kind.GIFT):
                of_kind = queries.privileges(CAST.brand).filter(creator=creator, kind=kind)
                if not of_kind.filter(exemption__isnull=False).exists():
                    used = queries.quarters_held(Creator.objects.get(pk=creator.pk), kind)
                    assert max(window_counts(used, LIMITS.of)) <= LIMITS.held

    @invariant()
    def every_exception_has_two_people(self) -> None:
        for each in queries.privileges(CAST.brand).filter(exemption__isnull=False):
            assert each.exemption is not None
            asked = each.exemption.request
            assert asked.by_id != each.exemption.by_id
            assert (asked.kind, asked.until) == (each.kind, each.until)

    def teardown(self) -> None:
        if hasattr(self, "savepoint"):
            transaction.savepoint_rollback(self.savepoint)


def test_whatever_happens(cast: Cast, ma: Member) -> None:
    global CAST, MA
    CAST, MA = cast, ma
    run_state_machine_as_test(Register, settings=FEW)
