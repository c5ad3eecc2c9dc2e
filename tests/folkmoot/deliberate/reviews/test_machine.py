"""I7 whatever is done in whatever order: no report before the panel, no end without a reply."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
)

from folkmoot.account.ledger.queries import open_words
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.models import Attendance, Choice
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.panels.rules import Beacon
from folkmoot.deliberate.reviews import actions, queries, rules
from folkmoot.deliberate.reviews.models import HeardBox, HeardSeat, Heed, Response
from folkmoot.deliberate.reviews.rules import State
from folkmoot.foundation.record.models import Fact, Passage
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.panels.conftest import willing
from tests.folkmoot.deliberate.reviews.conftest import LATER, VALUE, answers
from tests.folkmoot.machines import Machine, walk

pytestmark = pytest.mark.database

SECRET = "远帆影业的四支短片"
SEATS = st.integers(0, 14)
ORDER = list(State)


class Reviewed(Machine):
    """One review, with everybody who could do something at the wrong time."""

    @initialize(opened=st.sampled_from([True, True, True, False]))
    def begin(self, opened: bool) -> None:
        self.reached = State.DRAFT
        self.review = actions.draft(
            "partnership:1",
            title=SECRET,
            pack=SECRET,
            window_hours=24,
            actor=self.cast.mei,
            now=NOW,
        )
        if opened:
            self.somebody_opens_it("chen")
            self.now += timedelta(hours=1)
            self.it_is_drawn_and_everybody_sits()

    def fresh(self) -> Any:
        return queries.fresh(self.review)

    def seat(self, place: int) -> Any:
        opening = rules.opening_of(self.fresh())
        seats = seats_of(opening.panel) if opening else []
        return seats[place % len(seats)] if seats else None

    @rule(hours=st.sampled_from([1, 13, 49, 90]))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        opening = rules.opening_of(self.fresh())
        if opening is not None:
            panels.conclude(opening.panel, now=self.now)
            actions.report(self.review, now=self.now)

    @rule(who=st.sampled_from(["chen", "mei", "lin"]))
    def somebody_opens_it(self, who: str) -> None:
        beacon = Beacon(name="双色球", at=self.now + timedelta(minutes=30))
        done = self.attempt(
            actions.open_review,
            self.review,
            prior=True,
            beacon=beacon,
            actor=getattr(self.cast, who),
        )
        assert not done or who == "chen"

    @rule()
    def it_is_drawn_and_everybody_sits(self) -> None:
        opening = rules.opening_of(self.fresh())
        if opening is not None and self.attempt(
            panels.draw, opening.panel, VALUE, actor=self.cast.wu
        ):
            for seat in seats_of(opening.panel):
                self.attempt(panels.accept, seat, actor=seat.lot.member)

    @rule(place=SEATS, right=st.booleans(), interest=st.booleans())
    def a_seat_promises(self, place: int, right: bool, interest: bool) -> None:
        seat = self.seat(place)
        if seat is not None:
            said = rules.RIGHT if right else rules.RIGHT | {"stops": "yes"}
            self.attempt(
                actions.undertake,
                self.review,
                interest=interest and place > 10,
                said=said,
                actor=seat.lot.member,
            )

    @rule(place=SEATS, harm=st.integers(0, 10))
    def a_seat_answers(self, place: int, harm: int) -> None:
        seat = self.seat(place)
        if seat is not None:
            self.attempt(
                actions.respond,
                self.review,
                answers(harm),
                free=Choice.YES,
                actor=seat.lot.member,
                rng=Random(harm),
            )

    @rule(who=st.sampled_from(["chen", "mei", "wu"]))
    def somebody_replies(self, who: str) -> None:
        done = self.attempt(
            actions.reply, self.review, Heed.PARTLY, SECRET, actor=getattr(self.cast, who)
        )
        assert not done or who == "chen"

    @rule(place=SEATS, mark=st.integers(1, 7))
    def a_seat_says_whether_it_was_heard(self, place: int, mark: int) -> None:
        seat = self.seat(place)
        if seat is not None:
            marks = dict.fromkeys(rules.HEARD, mark)
            self.attempt(actions.mark_heard, self.review, marks, actor=seat.lot.member)

    @rule()
    def somebody_closes_it(self) -> None:
        self.attempt(actions.archive, self.review, actor=self.cast.mei)

    @invariant()
    def it_only_goes_forward(self) -> None:
        review = self.fresh()
        state = rules.state_of(review)
        assert ORDER.index(state) >= ORDER.index(self.reached)
        self.reached = state
        steps = [hasattr(review, each) for each in ("opening", "report", "memo", "archive")]
        assert steps == sorted(steps, reverse=True)
        if hasattr(review, "report"):
            assert review.opening.panel.concluded_at is not None
        if hasattr(review, "memo"):
            assert review.memo.by_id == review.opening.owner_id != review.by_id

    @invariant()
    def as_many_answers_as_seats_that_answered(self) -> None:
        came = Attendance.objects.filter(invitation__panel__purpose="sealed").count()
        assert Response.objects.count() == came
        said = sum(box.seats for box in HeardBox.objects.all())
        assert said == HeardSeat.objects.count() * len(rules.HEARD)

    @invariant()
    def nothing_public_says_what_it_is_about(self) -> None:
        public = list(Fact.objects.filter(public=True).prefetch_related("passages"))
        words = Passage.objects.filter(pk__in=open_words(public))
        assert not any(SECRET in (each.text or "") for each in words)
        assert not any(SECRET in str(fact.published) for fact in public)


def test_no_order_of_acts_ends_a_review_without_a_reply(cast: Cast) -> None:
    willing(cast.brand, 40, core=12)
    assert LATER > NOW
    walk(Reviewed, 30, 40, cast=cast)
