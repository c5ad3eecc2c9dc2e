"""Creators over the API: limits and aggregates for everybody, and nobody by name."""

from typing import Any

import pytest
from django.test import Client

from folkmoot.act.creators import actions
from folkmoot.act.creators.models import Resource, Side
from folkmoot.act.creators.rules import Standard
from tests.folkmoot.act.creators.conftest import TODAY, entered, given
from tests.folkmoot.conftest import NOW, Cast, Token

HOST = {"host": "localhost"}
SPRING = NOW.replace(month=4)

pytestmark = pytest.mark.usefixtures("today")


def read(client: Client, headers: dict[str, str] = HOST) -> Any:
    response = client.get("/api/lumen/creators", headers=headers)
    assert response.status_code == 200, response.content
    return response.json()


def with_creators(cast: Cast, size: int) -> None:
    for place in range(size):
        creator = entered(cast.mei, f"创作者{place}")
        actions.grant(creator, given(quantity=(place + 1) * 1000_00), actor=cast.mei, now=NOW)
    actions.count_quarters(cast.brand, now=SPRING)


def test_figures_from_ten_creators_on(cast: Cast, client: Client) -> None:
    with_creators(cast, 9)
    assert read(client)["figures"] == []


def test_no_name_and_no_amount(cast: Cast, token: Token, client: Client) -> None:
    with_creators(cast, 12)
    (figures,) = read(client)["figures"]
    assert (figures["quarter"], figures["kind"], figures["creators"]) == ("2026Q1", "budget", 12)
    assert figures["top_five"] == pytest.approx((8 + 9 + 10 + 11 + 12) / 78)
    assert len(figures["input_digest"]) == 64
    for headers in (HOST, token(cast.mei)):
        seen = client.get("/api/lumen/creators", headers=headers).content.decode()
        assert "创作者" not in seen
        assert "100000" not in seen


def test_shares_only_if_the_brand_opened_them(cast: Cast, client: Client) -> None:
    spring: dict[str, Any] = {"on": TODAY, "actor": cast.mei, "now": NOW}
    actions.allocate(Side.BROAD, Resource.SLOTS, 30, "见面会", **spring)
    actions.allocate(Side.LEADING, Resource.SLOTS, 10, "见面会", **spring)
    assert read(client)["shares"] is None
    actions.set_limits(Standard(shared=True), "公开。", actor=cast.chen, now=NOW)
    told = read(client)
    assert told["limits"]["shared"] is True
    assert told["shares"] == []  # the quarter is not over


def test_another_brand_and_none(cast: Cast, client: Client) -> None:
    with_creators(cast, 12)
    assert client.get("/api/fathom/creators", headers=HOST).json()["figures"] == []
    assert client.get("/api/nobody/creators", headers=HOST).status_code == 404
