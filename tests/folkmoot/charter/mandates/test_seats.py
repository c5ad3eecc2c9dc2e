"""Seats: offered, taken under a name of one's own, declared, left; never for minors or staff."""

from datetime import date

import pytest

from folkmoot.charter.articles.models import Edition
from folkmoot.charter.mandates import queries
from folkmoot.charter.mandates.actions import (
    allow_naming,
    declare_interest,
    found_body,
    leave_seat,
    offer_seat,
    take_seat,
)
from folkmoot.charter.mandates.models import Body, Seat
from folkmoot.charter.models import Topic
from folkmoot.foundation.record.queries import history
from tests.folkmoot.charter.mandates.conftest import DAY, seated
from tests.folkmoot.conftest import NOW, Cast, refused


def test_a_body_stands_on_an_article_with_seats(cast: Cast, edition: Edition) -> None:
    topic = Topic.objects.get(brand=cast.brand, slug="design")
    for article in ("T3", "T6", "nonsense"):
        with refused("no-such-clause"):
            found_body("议事会", article=article, topic=topic, actor=cast.chen, now=NOW)
    with refused("not-executive"):
        found_body("议事会", article="T2", topic=topic, actor=cast.mei, now=NOW)


def test_seats_have_names_and_terms(cast: Cast, board: Body) -> None:
    held = queries.seats(board, NOW)
    assert [seat.name for seat in held] == ["一号席", "二号席"]
    assert held[0].until == NOW + 360 * DAY
    assert queries.seats(board, NOW + 360 * DAY) == []


def test_minors_and_staff_take_no_seat(cast: Cast, board: Body) -> None:
    with refused("staff-cannot-vote"):
        offer_seat(board, cast.wu, chosen_by="lot", actor=cast.chen, now=NOW)
    leave_seat(Seat.objects.get(member=cast.lin), actor=cast.lin, now=NOW)
    seat = offer_seat(board, cast.lin, chosen_by="lot", actor=cast.chen, now=NOW)
    with refused("adults-only"):
        take_seat(seat, "三号席", adult=False, actor=cast.lin, now=NOW)


def test_one_seat_each_and_only_one_s_own(cast: Cast, board: Body) -> None:
    with refused("already-seated"):
        offer_seat(board, cast.lin, chosen_by="lot", actor=cast.chen, now=NOW)
    seat = Seat.objects.get(member=cast.lin)
    for act in (
        lambda: leave_seat(seat, actor=cast.chen, now=NOW),
        lambda: take_seat(seat, "x", adult=True, actor=cast.zhou, now=NOW),
        lambda: allow_naming(seat, allowed=True, actor=cast.mei, now=NOW),
    ):
        with refused("other-seat"):
            act()


def test_after_three_terms_comes_a_rest(cast: Cast, board: Body) -> None:
    now = NOW
    for _ in range(2):
        now += 360 * DAY
        seated(board, cast.lin, "一号席", cast.chen, now)
    with refused("term-limit"):
        offer_seat(board, cast.lin, chosen_by="election", actor=cast.chen, now=now + 360 * DAY)


def test_interests_are_declared_with_dates(cast: Cast, board: Body) -> None:
    seat = Seat.objects.get(member=cast.lin)
    declare_interest(
        seat,
        "gift",
        "借用样机一台",
        since=date(2026, 1, 1),
        until=date(2026, 2, 1),
        actor=cast.lin,
        now=NOW,
    )
    (found,) = queries.interests(board)
    assert (found.kind, str(found.words), found.until) == ("gift", "借用样机一台", date(2026, 2, 1))
    with refused("ends-before-it-begins"):
        declare_interest(
            seat,
            "gift",
            "x",
            since=date(2026, 2, 2),
            until=date(2026, 2, 1),
            actor=cast.lin,
            now=NOW,
        )


def test_the_record_never_says_who_sits_there(cast: Cast, board: Body) -> None:
    for fact in history(cast.brand, board.subject):
        said = f"{fact.published} {[p.text for p in fact.passages.all()]}"
        assert cast.lin.pseudonym not in said
        assert str(cast.lin.person) not in said


@pytest.mark.parametrize("allowed", [True, False])
def test_naming_is_the_holder_s_choice(cast: Cast, board: Body, allowed: bool) -> None:
    seat = Seat.objects.get(member=cast.lin)
    allow_naming(seat, allowed=allowed, actor=cast.lin, now=NOW)
    seat.refresh_from_db()
    assert (seat.naming_allowed_at is not None) is allowed
