"""What winners of contests get stands by itself beside what goes to creators."""

from datetime import date

import pytest

from folkmoot.act.contests import actions as contests
from folkmoot.act.contests.models import Contest, Rule
from folkmoot.act.contests.queries import fresh
from folkmoot.act.creators import actions
from folkmoot.act.creators import jobs as _notes  # noqa: F401 - a reader
from folkmoot.act.creators.jobs import note_contest
from folkmoot.act.creators.models import Allocation, Resource, Side
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.act.contests.conftest import (
    COUNTED,
    brief,
    decided,
    entered,
    fans,
    jurors,
)
from tests.folkmoot.conftest import NOW, Cast


def opened(cast: Cast) -> Contest:
    return contests.open_contest(brief(), actor=cast.mei, now=NOW)


def judged(cast: Cast, contest: Contest, papers: list[list[str]], voters: list[Member]) -> None:
    decided(cast, contest, papers, voters)
    catch_up()  # the result is a fact of its own


def row(made: Allocation) -> tuple[str, str, int, str]:
    return (made.side, made.resource, made.quantity, made.about)


def test_places_that_fans_won(cast: Cast) -> None:
    contest = opened(cast)
    entered(contest, fans(cast, 3))
    judged(cast, contest, [["e1", "e2"]] * 12, jurors(cast, contest, 12))
    made = Allocation.objects.get()
    assert row(made) == ("broad", "slots", 2, "contest:1")
    assert (made.by, made.on) == (None, COUNTED.date())
    assert str(made.purpose) == "镜头盖设计赛"
    note_contest(Fact.objects.get(kind="contest.decided"))
    assert Allocation.objects.count() == 1


def test_money_that_the_budget_gave(cast: Cast) -> None:
    given = brief(rule=Rule.SHARES, places=3_000_00)
    contest = contests.open_contest(given, actor=cast.mei, now=NOW)
    entered(contest, fans(cast, 3), 900_00, 1_000_00, 2_900_00)
    judged(cast, contest, [["e1", "e2"]] * 12, jurors(cast, contest, 12))
    won = {f"e{entry.number}" for entry in contest.entries.filter(win__isnull=False)}
    assert won == {"e1", "e2"}
    assert row(Allocation.objects.get()) == ("broad", "money", 1_900_00, "contest:1")


@pytest.mark.parametrize("struck", [False, True])
def test_what_was_entered_by_hand_is_not_counted_twice(cast: Cast, *, struck: bool) -> None:
    contest = opened(cast)
    by_hand = actions.allocate(
        Side.BROAD,
        Resource.SLOTS,
        2,
        "镜头盖",
        on=date(2026, 3, 2),
        about="contest:1",
        actor=cast.mei,
        now=NOW,
    )
    if struck:
        actions.strike(by_hand, "写错了。", actor=cast.mei, now=NOW)
    entered(contest, fans(cast, 3))
    judged(cast, contest, [["e1", "e2"]] * 12, jurors(cast, contest, 12))
    assert Allocation.objects.filter(strike=None).count() == 1
    assert Allocation.objects.count() == (2 if struck else 1)


def test_once_struck_it_does_not_come_back(cast: Cast) -> None:
    contest = opened(cast)
    entered(contest, fans(cast, 3))
    judged(cast, contest, [["e1"]] * 12, jurors(cast, contest, 12))
    actions.strike(Allocation.objects.get(), "另算。", actor=cast.mei, now=COUNTED)
    assert actions.note_contest(fresh(contest), now=COUNTED) is None
    assert Allocation.objects.count() == 1
