"""Whatever people do in whatever order: no seat twice, nobody twice, quotas kept where they can."""

import itertools
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
)

from folkmoot.deliberate.panels import actions, queries
from folkmoot.deliberate.panels.models import Attendance, Choice, Invitation, Panel, Purpose
from folkmoot.deliberate.panels.rules import LIVE
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.panels.conftest import BEACON, LATER, agree, willing
from tests.folkmoot.machines import Machine, walk

SEATS = 6
PLACES = st.integers(0, 40)


class Sitting(Machine):
    panel: Panel

    @initialize(value=st.integers(0, 10**9), size=st.sampled_from([4, 12, 24]))
    def drawn(self, value: int, size: int) -> None:
        self.now, self.answers = LATER, 0
        cast = self.cast
        willing(cast.brand, size, core=size // 2)
        panel = actions.convene(
            cast.brand,
            Purpose.REVIEW,
            "promise:1",
            question="?",
            seats=SEATS,
            quorum=3,
            percent=60,
            beacon=BEACON,
            actor=None,
            now=NOW,
        )
        self.panel = actions.draw(panel, str(value), actor=cast.mei, now=LATER)
        self.drawn_ones = queries.selection_of(panel, panel.seed).people

    def some(self, place: int) -> Invitation:
        asked = list(self.panel.invitations.select_related("lot__member").order_by("pk"))
        return asked[place % len(asked)]

    def tried(self, act: Any, own: Invitation, *more: Any) -> bool:
        own.panel = self.panel
        return self.attempt(act, own, *more, actor=own.lot.member)

    @rule(place=PLACES)
    def accept(self, place: int) -> None:
        self.tried(actions.accept, self.some(place))

    @rule(place=PLACES)
    def decline(self, place: int) -> None:
        self.tried(actions.decline, self.some(place))

    @rule(place=PLACES)
    def recuse(self, place: int) -> None:
        self.tried(actions.recuse, self.some(place))

    @rule(place=PLACES, choice=st.sampled_from(Choice))
    def answer(self, place: int, choice: Choice) -> None:
        self.answers += self.tried(actions.answer, self.some(place), choice)

    @rule(place=PLACES)
    def withdraw(self, place: int) -> None:
        lots = list(self.panel.lots.select_related("member").order_by("pk"))
        member = lots[place % len(lots)].member
        agree([member], ("adult",), given=False)

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        actions.expire(now=self.now)
        actions.conclude(self.panel, now=self.now)

    @invariant()
    def no_seat_is_held_twice_and_none_is_made_up(self) -> None:
        held = list(self.panel.invitations.filter(standing__in=LIVE).values_list("seat", flat=True))
        assert len(held) == len(set(held)) <= self.panel.seats <= SEATS
        assert set(held) <= set(range(1, self.panel.seats + 1))

    @invariant()
    def nobody_is_asked_twice(self) -> None:
        asked = list(self.panel.invitations.values_list("lot__member", flat=True))
        assert len(asked) == len(set(asked))

    @invariant()
    def a_seat_stays_in_its_group_while_the_group_lasts(self) -> None:
        for seat in range(1, self.panel.seats + 1):
            asked = list(
                self.panel.invitations.filter(seat=seat)
                .order_by("pk")
                .values_list("lot__stratum", flat=True)
            )
            for one, following in itertools.pairwise(asked):
                waiting = self.panel.lots.filter(stratum=one, invitation__isnull=True)
                assert one == following or not waiting.exists()

    @invariant()
    def an_empty_seat_means_that_nobody_is_left(self) -> None:
        held = self.panel.invitations.filter(standing__in=LIVE).count()
        if held < self.panel.seats and self.panel.concluded_at is None:
            over = self.panel.closes_at is not None and self.now >= self.panel.closes_at
            assert over or queries.reserve_left(self.panel) == 0

    @invariant()
    def counts_are_equal(self) -> None:
        counted = queries.tally_of(self.panel).total()
        assert counted == Attendance.objects.count() == self.answers

    @invariant()
    def the_draw_is_the_same_whenever_it_is_repeated(self) -> None:
        again = queries.selection_of(self.panel, self.panel.seed)
        assert again.people == self.drawn_ones
        order = queries.reserve_of(self.panel, again)
        stored = self.panel.lots.filter(reserve__isnull=False).order_by("reserve")
        assert order == list(stored.values_list("pseudonym", flat=True))


def test_whatever_people_do(cast: Cast) -> None:
    walk(Sitting, 6, 15, cast=cast)
