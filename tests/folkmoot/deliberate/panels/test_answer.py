"""Answering alone: counted once, found by nobody, shown at the end."""

from datetime import timedelta

import pytest
from django.apps import apps

from folkmoot.deliberate.panels import actions, jobs, queries
from folkmoot.deliberate.panels.models import Attendance, Box, Choice, Panel
from folkmoot.deliberate.panels.rules import carries
from folkmoot.foundation.notices.queries import inbox
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import Cast, refused
from tests.folkmoot.deliberate.panels.conftest import LATER, VALUE, Convene, willing

END = LATER + timedelta(hours=144)


def seated(panel: Panel, number: int) -> list[object]:
    found = list(
        panel.invitations.filter(standing="invited")
        .select_related("lot__member", "panel__brand")
        .order_by("seat")[:number]
    )
    for own in found:
        actions.accept(own, actor=own.lot.member, now=LATER)
    return list(found)


def answered(panel: Panel, *choices: Choice) -> None:
    for own, choice in zip(seated(panel, len(choices)), choices, strict=True):
        actions.answer(own, choice, actor=own.lot.member, now=LATER)  # type: ignore[arg-type,attr-defined]


YES, NO, UNSURE = Choice.YES, Choice.NO, Choice.UNSURE


def test_an_answer_is_counted_once(drawn: Panel) -> None:
    answered(drawn, YES)
    own = drawn.invitations.get(standing="seated")
    with refused("seat-done"):
        actions.answer(own, NO, actor=own.lot.member, now=LATER)
    with refused("seat-done"):
        actions.recuse(own, actor=own.lot.member, now=LATER)
    assert queries.tally_of(drawn) == {"yes": 1, "no": 0, "unsure": 0}


def test_an_answer_needs_a_seat_and_time(drawn: Panel) -> None:
    own = drawn.invitations.select_related("lot__member", "panel__brand").first()
    assert own is not None
    with refused("not-seated"):
        actions.answer(own, YES, actor=own.lot.member, now=LATER)
    actions.accept(own, actor=own.lot.member, now=LATER)
    with refused("panel-closed"):
        actions.answer(own, YES, actor=own.lot.member, now=END)


def test_no_table_holds_who_answered_what(drawn: Panel) -> None:
    """What an answer leaves behind is the same, whichever it was, but for three counters."""

    def left(choice: Choice) -> dict[str, list[object]]:
        (own,) = seated(drawn, 1)
        before = everything()
        actions.answer(own, choice, actor=own.lot.member, now=LATER)  # type: ignore[arg-type,attr-defined]
        after = everything()
        return {name: [r for r in after[name] if r not in before[name]] for name in after}

    changes = left(YES)
    assert {name for name, rows in changes.items() if rows} == {
        "panels.attendance",
        "panels.box",
        "people.activeday",
    } - ({"people.activeday"} if not changes["people.activeday"] else set())
    assert [field.name for field in Attendance._meta.fields] == ["id", "invitation"]
    assert [field.name for field in Box._meta.fields] == ["id", "panel", "choice", "ballots"]


def everything() -> dict[str, list[object]]:
    return {
        model._meta.label_lower: list(model._default_manager.values_list())
        for model in apps.get_models()
    }


def test_sixty_per_cent_of_fifteen_confirm(drawn: Panel) -> None:
    answered(drawn, *[YES] * 9, *[NO] * 4, *[UNSURE] * 2)
    assert queries.outcome_of(drawn) is None
    assert jobs.keep_time(LATER) == 1
    drawn.refresh_from_db()
    fact = Fact.objects.get(kind="panel.concluded")
    assert fact.published == {
        "purpose": "verification",
        "about": "promise:1",
        "seats": 15,
        "answered": 15,
        "quorate": True,
        "outcome": "yes",
        "counts": {"yes": 9, "no": 4, "unsure": 2},
    }
    assert drawn.carried is True


def test_one_less_does_not(drawn: Panel) -> None:
    answered(drawn, *[YES] * 8, *[NO] * 7)
    jobs.keep_time(LATER)
    assert Fact.objects.get(kind="panel.concluded").published["outcome"] == "no"


def test_without_a_quorum_there_is_no_outcome(drawn: Panel) -> None:
    answered(drawn, *[YES] * 14)
    assert jobs.keep_time(END - timedelta(hours=73)) == 0
    jobs.keep_time(END)
    drawn.refresh_from_db()
    outcome = queries.outcome_of(drawn)
    assert outcome is not None
    assert (outcome.answered, outcome.quorate, outcome.carried) == (14, False, None)
    assert actions.conclude(drawn, now=END) is None


def test_counts_of_fewer_than_ten_are_nowhere(cast: Cast, convene: Convene) -> None:
    willing(cast.brand, 20)
    panel = actions.draw(convene(seats=9, quorum=5), VALUE, actor=cast.mei, now=LATER)
    answered(panel, *[YES] * 8, NO)
    jobs.keep_time(LATER)
    panel.refresh_from_db()
    assert Fact.objects.get(kind="panel.concluded").published["counts"] == {}
    outcome = queries.outcome_of(panel)
    assert outcome is not None
    assert outcome.counts is None
    assert outcome.carried is True


@pytest.mark.parametrize(
    ("yes", "all_", "percent", "expected"),
    [
        (9, 15, 60, True),
        (8, 15, 60, False),
        (1, 2, 50, True),
        (3, 7, 50, False),
        (15, 15, 100, True),
    ],
)
def test_the_share_is_of_all_who_answered(
    yes: int, all_: int, percent: int, expected: bool
) -> None:

    assert carries(yes=yes, answered=all_, percent=percent) is expected


def test_those_who_sat_hear_the_outcome(drawn: Panel) -> None:
    answered(drawn, *[YES] * 15)
    catch_up()
    jobs.keep_time(LATER)
    catch_up()
    own = drawn.invitations.filter(standing="seated").select_related("lot__member").first()
    assert own is not None
    kinds = [notice.fact.kind for notice in inbox(own.lot.member)]
    assert kinds == ["panel.concluded", "seat.offered"]
