"""A mandate is granted by a recorded vote or a clause, until a day, and can be lost."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from folkmoot.charter.mandates import queries, rules
from folkmoot.charter.mandates.actions import (
    close_motion,
    confirm,
    end_mandate,
    grant_by_clause,
    grant_by_vote,
    open_motion,
    represented_again,
    say_not_represented,
    vote_on_motion,
)
from folkmoot.charter.mandates.models import Body, Contest, Mandate, Seat
from folkmoot.foundation.people.models import Member
from tests.folkmoot.charter.mandates.conftest import DAY, carried, crowd
from tests.folkmoot.charter.mandates.test_speaking import published
from tests.folkmoot.conftest import NOW, Cast, refused


def grant(cast: Cast, board: Body, **changed: Any) -> Mandate:
    said: dict[str, Any] = {"topic": board.topic, "until": NOW + 90 * DAY, "actor": cast.chen}
    return grant_by_clause(board, "就保修对话", **(said | {"now": NOW} | changed))


def test_a_vote_grants_it(cast: Cast, board: Body, mandate: Mandate) -> None:
    assert rules.is_live(mandate, NOW)
    assert mandate.motion is not None
    assert queries.live_mandate_of(board, board.topic, NOW) == mandate
    assert not rules.is_live(mandate, mandate.until)


def test_a_clause_grants_it_where_the_article_is_in_force(cast: Cast, board: Body) -> None:
    assert grant(cast, board).clause == "T2"


def test_there_is_none_without_an_end(cast: Cast, board: Body) -> None:
    for until in (NOW, NOW - DAY, NOW + 361 * DAY):
        with refused("mandate-without-end"):
            grant(cast, board, until=until)


def test_a_vote_that_failed_grants_nothing(cast: Cast, board: Body) -> None:
    motion = open_motion(board, "mandate", "授权吗？", actor=cast.lin, now=NOW)
    vote_on_motion(motion, 1, actor=cast.lin, now=NOW)
    with refused("motion-too-early"):
        close_motion(motion, actor=cast.lin, now=NOW)
    vote_on_motion(motion, -1, actor=cast.zhou, now=NOW)
    assert not close_motion(motion, actor=cast.lin, now=NOW).carried
    motion.refresh_from_db()
    with refused("no-recorded-vote"):
        grant_by_vote(motion, "x", topic=board.topic, until=NOW + DAY, actor=cast.lin, now=NOW)
    with refused("motion-closed"):
        vote_on_motion(motion, 1, actor=cast.zhou, now=NOW)


def test_half_of_the_seats_have_to_vote(cast: Cast, board: Body) -> None:
    motion = open_motion(board, "mandate", "授权吗？", actor=cast.lin, now=NOW)
    assert not close_motion(motion, actor=cast.lin, now=motion.closes_at).carried


def test_one_vote_grants_one_mandate_and_one_holds_on_a_topic(
    cast: Cast, board: Body, mandate: Mandate
) -> None:
    assert mandate.motion is not None
    again = {"topic": board.topic, "until": NOW + DAY, "actor": cast.lin, "now": NOW}
    with refused("already-done"):
        grant_by_vote(mandate.motion, "x", **again)
    with refused("already-done"):
        grant(cast, board)


@pytest.mark.parametrize("name", ["lin", "mei", "wu"])
def test_a_clause_is_applied_by_an_executive(cast: Cast, board: Body, name: str) -> None:
    with refused("not-executive"):
        grant(cast, board, actor=getattr(cast, name))


def test_after_three_in_a_row_comes_a_rest(cast: Cast, board: Body) -> None:
    now = NOW
    for _ in range(3):
        grant(cast, board, now=now, until=now + DAY)
        now += 2 * DAY
    with refused("term-limit"):
        grant(cast, board, now=now, until=now + DAY)


def test_the_brand_cannot_end_what_nobody_contested(
    cast: Cast, board: Body, mandate: Mandate
) -> None:
    """A mandate to criticise does not depend on the one who is criticised."""
    for reason, code in (("overstepped", "not-contested"), ("rule-ended", "clause-in-force")):
        with refused(code):
            end_mandate(mandate, reason, "不想听", actor=cast.chen, now=NOW)
    with refused("staff-cannot-vote"):
        end_mandate(mandate, "given-back", "x", actor=cast.chen, now=NOW)
    end_mandate(mandate, "given-back", "任务完成了。", actor=cast.zhou, now=NOW)
    mandate = queries.mandates(cast.brand).get()
    assert not rules.is_live(mandate, NOW)
    with refused("mandate-over"):
        end_mandate(mandate, "given-back", "x", actor=cast.zhou, now=NOW)


def contested(cast: Cast, board: Body, fans: list[Member]) -> Mandate:
    publication = published(cast, board)
    for fan in fans:
        say_not_represented(publication, actor=fan, now=NOW)
    return queries.mandates(cast.brand).get()


def test_one_tap_and_another_takes_it_back(cast: Cast, board: Body, mandate: Mandate) -> None:
    publication = published(cast, board)
    for _ in range(2):
        say_not_represented(publication, actor=cast.zhou, now=NOW)
    assert queries.taps(publication) == 1
    represented_again(publication, actor=cast.zhou, now=NOW)
    assert queries.taps(publication) == 0
    say_not_represented(publication, actor=cast.zhou, now=NOW)
    assert publication.not_represented.count() == 2


@pytest.mark.parametrize(
    ("name", "code"), [("mei", "staff-cannot-vote"), ("stranger", "other-brand")]
)
def test_staff_and_strangers_do_not_tap(
    cast: Cast, board: Body, mandate: Mandate, name: str, code: str
) -> None:
    with refused(code):
        say_not_represented(published(cast, board), actor=getattr(cast, name), now=NOW)


def test_a_single_clique_contests_nothing(cast: Cast, board: Body, mandate: Mandate) -> None:
    fans = crowd(cast.brand, 30)
    contested(cast, board, fans[::3])  # ten of one cohort
    assert not Contest.objects.exists()


def test_enough_from_three_cohorts_contest_it_and_it_lapses(
    cast: Cast, board: Body, mandate: Mandate
) -> None:
    held = contested(cast, board, crowd(cast.brand, 30)[:3])
    assert held.contest.lapses_at == NOW + 14 * DAY
    assert rules.is_live(held, NOW + 14 * DAY - timedelta(microseconds=1))
    assert not rules.is_live(held, NOW + 14 * DAY)
    with refused("mandate-cool-down"):
        grant(cast, board, now=NOW + 15 * DAY, until=NOW + 30 * DAY)


def test_the_body_can_confirm_it(cast: Cast, board: Body, mandate: Mandate) -> None:
    held = contested(cast, board, crowd(cast.brand, 30)[:3])
    motion = carried(cast, board, "confirm", now=NOW + DAY, mandate=held)
    confirm(motion, actor=cast.lin, now=NOW + DAY)
    assert rules.is_live(queries.mandates(cast.brand).get(), NOW + 60 * DAY)
    with refused("already-done"):
        confirm(motion, actor=cast.lin, now=NOW + DAY)


def test_too_late_is_too_late(cast: Cast, board: Body, mandate: Mandate) -> None:
    held = contested(cast, board, crowd(cast.brand, 30)[:3])
    motion = carried(cast, board, "confirm", now=NOW + DAY, mandate=held)
    with refused("mandate-over"):
        confirm(motion, actor=cast.lin, now=NOW + 14 * DAY)


@pytest.mark.parametrize(
    "change",
    [
        {"until": NOW},
        {"source": "clause"},
        {"motion": None},
        {"motion": None, "source": "clause", "clause": ""},
    ],
    ids=["no end", "by clause and vote", "by a vote that is not there", "by no clause"],
)
def test_the_database_holds_it_too(
    cast: Cast, board: Body, mandate: Mandate, change: dict[str, Any]
) -> None:
    for name, value in change.items():
        setattr(mandate, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        mandate.save()


def test_seats_are_never_named_before_their_time(cast: Cast, board: Body) -> None:
    seat = Seat.objects.get(member=cast.lin)
    later = seat.until + 365 * DAY
    assert not rules.may_be_named(seat, later, delay_days=365)
    seat.naming_allowed_at = NOW
    assert not rules.may_be_named(seat, later - DAY, delay_days=365)
    assert rules.may_be_named(seat, later, delay_days=365)
