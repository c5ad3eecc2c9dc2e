"""Whatever is done in whatever order: I13 and I12 hold, and the latest rating is the one shown."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    initialize,
    invariant,
    rule,
)

from folkmoot.account.promises import actions, queries
from folkmoot.account.promises.models import Promise, Rating
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.account.promises.conftest import TERMS
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.machines import Machine, walk

pytestmark = pytest.mark.database

DAYS = st.integers(-3, 60)
REASONS = st.sampled_from(["", "  ", "供应商停产"])


class Promised(Machine):
    """Two people promise, rate and replace; somebody with the database in hand tampers."""

    numbers = Bundle("numbers")

    @initialize(target=numbers)
    def begin(self) -> int:
        self.days: dict[int, date] = {}  # number → the day that was promised
        self.shown: set[int] = set()  # those with evidence
        self.said: dict[int, str] = {}  # number → the latest rating
        self.replaced: dict[int, str] = {}  # number → why
        made: int = self.somebody_promises(days=20, who="chen")
        return made

    def promise(self, number: int) -> Promise:
        found = queries.promise_by_number(self.cast.brand, number)
        assert found is not None
        return found

    @rule(days=st.integers(1, 60))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(target=numbers, days=DAYS, who=st.sampled_from(["chen", "lin"]))
    def somebody_promises(self, days: int, who: str) -> Any:
        day = localdate(self.now) + timedelta(days=days)
        terms = TERMS | {"due_on": day, "actor": getattr(self.cast, who), "now": self.now}
        if who == "lin" or days < 0:
            with refused("not-promiser" if who == "lin" else "due-out-of-range"):
                actions.make_promise(**terms)
            return 0
        made = actions.make_promise(**terms)
        self.days[made.number] = day
        return made.number

    @rule(number=numbers, outcome=st.sampled_from(Rating.Outcome.values), proved=st.booleans())
    def the_brand_rates(self, number: int, outcome: str, proved: bool) -> None:
        if not number:
            return
        if proved and number not in self.replaced:
            actions.give_evidence(self.promise(number), "照片", actor=self.cast.mei, now=self.now)
            self.shown.add(number)
        try:
            actions.rate_promise(
                self.promise(number),
                Rating.Outcome(outcome),
                "说明",
                actor=self.cast.chen,
                now=self.now,
            )
        except Refusal:
            assert number in self.replaced or (outcome != "broken" and number not in self.shown)
        else:
            assert number not in self.replaced
            self.said[number] = outcome

    @rule(target=numbers, number=numbers, reason=REASONS)
    def it_is_changed(self, number: int, reason: str) -> int:
        if not number:
            return 0
        day = localdate(self.now) + timedelta(days=30)
        terms = TERMS | {"due_on": day, "actor": self.cast.chen, "now": self.now}
        try:
            later = actions.replace_promise(self.promise(number), reason=reason, **terms)
        except Refusal:
            assert not reason.strip() or number in self.replaced
            return 0
        assert reason.strip()
        assert number not in self.replaced
        self.days[later.number] = day
        self.replaced[number] = reason
        return later.number

    @rule(number=numbers, how=st.sampled_from(["delete", "day", "chain", "date"]))
    def somebody_tampers(self, number: int, how: str) -> None:
        """With the rows themselves, past every act."""
        if not number:
            return
        row = Promise.objects.filter(brand=self.cast.brand, number=number)
        fact = Fact.objects.filter(pk=row.get().fact_id)
        tamper: dict[str, Callable[[], object]] = {
            "delete": row.delete,
            "day": lambda: row.update(due_at=self.now + timedelta(days=900)),
            "chain": lambda: row.update(replaces=row.get()),
            "date": lambda: fact.update(at=NOW - timedelta(days=9)),
        }
        with pytest.raises(DatabaseError), transaction.atomic():
            tamper[how]()

    @invariant()
    def all_stand_with_the_day_that_was_promised(self) -> None:
        rows = Promise.objects.filter(brand=self.cast.brand)
        assert {row.number: localdate(row.due_at - timedelta(microseconds=1)) for row in rows} == (
            self.days
        )

    @invariant()
    def the_page_shows_what_was_said_last(self) -> None:
        for number in self.days:
            shown = queries.line_of(self.promise(number), self.now).state
            if number in self.replaced:
                assert shown == "replaced"
            elif number in self.said:
                assert shown.startswith(self.said[number])
            else:
                overdue = localdate(self.now) > self.days[number]
                assert shown == ("overdue" if overdue else "due")

    @invariant()
    def the_record_tells_of_each_once(self) -> None:
        made = Fact.objects.filter(brand=self.cast.brand, kind="promise.made")
        assert made.count() == len(self.days)


def test_promises_under_any_order_of_acts(cast: Cast) -> None:
    walk(Promised, 40, 20, cast=cast)
