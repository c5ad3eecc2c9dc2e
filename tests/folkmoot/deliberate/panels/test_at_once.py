"""Two people and one seat, in the same moment."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from folkmoot.deliberate.panels import actions, queries
from folkmoot.deliberate.panels.models import Attendance, Choice, Invitation, Panel
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.panels.conftest import LATER, VALUE, Convene, willing
from tests.folkmoot.deliberate.test_cast_vote_at_once import at_once


def fresh(pk: int) -> Invitation:
    return Invitation.objects.select_related("panel__brand", "lot__member").get(pk=pk)


def accepting(pk: int, moment: object = LATER) -> Callable[[], object]:
    def accept() -> object:
        own = fresh(pk)
        return actions.accept(own, actor=own.lot.member, now=moment).standing  # type: ignore[arg-type]

    return accept


@pytest.mark.usefixtures("parallel")
def test_the_last_seat_goes_to_one(cast: Cast, convene: Convene) -> None:
    """An acceptance meets the round that gives the seat on, over and over."""
    willing(cast.brand, 20)
    panel = actions.draw(convene(seats=3, quorum=1), VALUE, actor=cast.mei, now=LATER)
    pks = list(panel.invitations.values_list("pk", flat=True))
    end = LATER + timedelta(hours=72)
    last = end - timedelta(seconds=1)
    acts: list[Callable[[], object]] = []
    for pk in pks:
        acts += [accepting(pk, last), lambda: actions.expire(now=end), accepting(pk, last)]
    ended = at_once(acts)
    held = panel.invitations.filter(standing__in=["invited", "seated"])
    assert sorted(held.values_list("seat", flat=True)) == [1, 2, 3]
    assert ended.count("seated") == panel.invitations.filter(standing="seated").count()
    asked = list(panel.invitations.values_list("lot", flat=True))
    assert len(asked) == len(set(asked))


@pytest.mark.usefixtures("parallel")
def test_declining_ten_times_at_once_moves_one_person_up(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    panel = actions.draw(convene(seats=3, quorum=1), VALUE, actor=cast.mei, now=LATER)
    pk = panel.invitations.values_list("pk", flat=True)[0]

    def decline() -> object:
        own = fresh(pk)
        return actions.decline(own, actor=own.lot.member, now=LATER).standing

    ended = at_once([decline] * 10)
    assert ended.count("declined") == 1
    assert panel.invitations.count() == 4


@pytest.mark.usefixtures("parallel")
def test_a_hundred_clicks_are_one_answer_each(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    panel = actions.draw(convene(seats=5, quorum=1), VALUE, actor=cast.mei, now=LATER)
    pks = list(panel.invitations.values_list("pk", flat=True))
    for pk in pks:
        accepting(pk)()

    def answer(pk: int) -> Callable[[], object]:
        def act() -> object:
            own = fresh(pk)
            return actions.answer(own, Choice.YES, actor=own.lot.member, now=LATER)

        return act

    at_once([answer(pk) for pk in pks] * 4)
    assert Attendance.objects.count() == 5
    assert queries.tally_of(panel) == {"yes": 5, "no": 0, "unsure": 0}


@pytest.mark.usefixtures("parallel")
def test_a_panel_is_drawn_and_convened_once(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    convened = at_once([lambda: convene(seats=5, quorum=1).number] * 8)
    assert convened.count("panel-running") == 7
    panel = Panel.objects.get()

    def draw() -> object:
        found = queries.panel_by_number(cast.brand, panel.number)
        assert found is not None
        mei = Member.objects.get(pk=cast.mei.pk)
        return actions.draw(found, VALUE, actor=mei, now=LATER).number

    ended = at_once([draw] * 8)
    assert ended.count("already-drawn") == 7
    assert panel.invitations.count() == 5
    assert panel.convened_at == NOW
