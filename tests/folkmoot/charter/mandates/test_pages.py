"""Seats, motions, mandates and statements as people see and use them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from folkmoot.charter.mandates.actions import declare_interest, draft, publish
from folkmoot.charter.mandates.models import Body, Mandate, Seat
from tests.folkmoot.charter.mandates.conftest import CLAIMING, DAY, carried
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.pages import read_page

pytestmark = pytest.mark.usefixtures("today", "english")

SignIn = Callable[[Any], Client]


def text(client: Client, path: str) -> str:
    return read_page(client, f"/lumen/mandates/{path}")


def test_a_moot_without_mandates_says_so(cast: Cast, client: Client) -> None:
    page = text(client, "")
    assert "Nobody holds a mandate" in page
    assert "No body has been founded" in page


def test_a_body_shows_seats_and_interests_and_nobody_s_name(
    cast: Cast, board: Body, mandate: Mandate, client: Client
) -> None:
    seat = Seat.objects.get(member=cast.lin)
    day = date(2026, 1, 5)
    declare_interest(seat, "gift", "借用样机", since=day, actor=cast.lin, now=NOW)
    page = text(client, "bodies/1/")
    for told in ("一号席", "借用样机", "2026-01-05", "2 for, 0 against, 0 abstained, of 2 seats"):
        assert told in page
    assert "Lin" not in page
    assert cast.lin.pseudonym not in page
    assert "就保修与官方对话" in text(client, "1/")


def test_a_seat_is_offered_and_taken(cast: Cast, board: Body, sign_in: SignIn) -> None:
    mine = Seat.objects.get(member=cast.lin)
    client = sign_in(cast.lin)
    client.post(f"/lumen/mandates/seats/{mine.pk}/leaving/")
    asked = {"pseudonym": cast.lin.pseudonym, "chosen_by": "lot"}
    sign_in(cast.chen).post("/lumen/mandates/bodies/1/seats/", asked)
    client = sign_in(cast.lin)
    assert "A seat here is offered to you" in text(client, "bodies/1/")
    seat = Seat.objects.get(member=cast.lin, ended_at=None)
    path = f"/lumen/mandates/seats/{seat.pk}/taking/"
    assert client.post(path, {"name": "三号席"}).status_code == 422
    client.post(path, {"name": "三号席", "adult": "on"})
    assert "You sit here as 三号席" in text(client, "bodies/1/")


def test_one_tap_on_a_statement_and_another(
    cast: Cast, board: Body, mandate: Mandate, sign_in: SignIn
) -> None:
    statement = draft(board, CLAIMING, closes_at=NOW + 7 * DAY, actor=cast.lin, now=NOW)
    client = sign_in(cast.zhou)
    client.post("/lumen/mandates/statements/1/voice/", {"position": "2"})
    publish(carried(cast, board, "publish", statement=statement), actor=cast.lin, now=NOW)
    page = text(client, "statements/1/")
    assert "This does not speak for those who did not sign." in page
    assert "fewer than ten" in page
    path = "/lumen/mandates/statements/1/not-represented/"
    client.post(path)
    assert "Take it back" in text(client, "statements/1/")
    client.post(path, {"represented": "again"})
    assert "Take it back" not in text(client, "statements/1/")


def test_without_a_mandate_the_page_says_that_nobody_gave_one(
    cast: Cast, board: Body, client: Client
) -> None:
    statement = draft(board, CLAIMING, closes_at=NOW + 7 * DAY, actor=cast.lin, now=NOW)
    publish(carried(cast, board, "publish", statement=statement), actor=cast.lin, now=NOW)
    assert "Nobody has a mandate to say this for all." in text(client, "statements/1/")
