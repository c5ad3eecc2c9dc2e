"""What a panel's page says to whom, from the committed draw to the outcome."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from folkmoot.deliberate.panels import actions, jobs
from folkmoot.deliberate.panels.models import Panel
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import Cast
from tests.folkmoot.deliberate.panels.conftest import LATER, VALUE, Convene, willing
from tests.folkmoot.pages import read_page

SignIn = Callable[[Member], Client]


def read(client: Client, path: str = "/lumen/panels/1/", status: int = 200) -> str:
    return read_page(client, path, status)


def test_a_panel_goes_through_its_whole_life_on_its_page(
    cast: Cast, convene: Convene, sign_in: SignIn
) -> None:
    members = willing(cast.brand, 12)
    convene(seats=10, quorum=10)
    assert "appears here once it exists" in read(sign_in(cast.mei))
    with time_machine.travel(LATER, tick=False):
        client = sign_in(cast.mei)
        assert client.post("/lumen/panels/1/draw", {"value": " "}).status_code == 422
        assert client.post("/lumen/panels/1/draw", {"value": VALUE}).status_code == 302
        panel = Panel.objects.get()
        for own in panel.invitations.select_related("lot__member__person"):
            client = sign_in(own.lot.member)
            assert "Take the seat" in read(client)
            assert "You were drawn by lot" in read(client, "/lumen/panels/")
            assert client.post("/lumen/panels/1/acceptance").status_code == 302
            assert "Give this answer" in read(client)
            assert client.post("/lumen/panels/1/ballot", {"choice": "x"}).status_code == 422
            assert client.post("/lumen/panels/1/ballot", {"choice": "yes"}).status_code == 302
            assert "You have answered" in read(client)
            assert "The panel says yes" not in read(client)
        jobs.keep_time(LATER)
        client.logout()
        page = read(client)
    assert "The panel says yes" in page
    assert "10 of 10 seats answered" in page
    assert "83.33 %" in page
    for member in members:
        assert member.pseudonym not in page
        assert member.person.name not in page


def test_leaving_by_the_page(drawn: Panel, sign_in: SignIn) -> None:
    with time_machine.travel(LATER, tick=False):
        for verb in ("refusal", "recusal"):
            own = drawn.invitations.filter(standing="invited").order_by("seat").first()
            assert own is not None
            client = sign_in(own.lot.member)
            assert client.post(f"/lumen/panels/1/{verb}").status_code == 302
            own.refresh_from_db()
    assert own.standing == "recused"


def test_a_tiny_brand_is_told_what_it_means(cast: Cast, convene: Convene, client: Client) -> None:
    willing(cast.brand, 4)
    convene()
    page = read(client)
    assert "15 seats were wanted, and 4 fans could be asked" in page
    assert "can be heard but not decide" in page


def test_the_material_is_for_the_panel_alone(
    cast: Cast, convene: Convene, client: Client, sign_in: SignIn
) -> None:
    members = willing(cast.brand, 12)
    passage = convene(about="promise:9").question
    panel = convene(seats=10, quorum=5, material=passage, question="要恢复吗?")
    actions.draw(panel, VALUE, actor=cast.mei, now=LATER)
    with time_machine.travel(LATER, tick=False):
        own = panel.invitations.select_related("lot__member").first()
        assert own is not None
        actions.accept(own, actor=own.lot.member, now=LATER)
        page = f"/lumen/panels/{panel.number}/"
        assert "这条承诺兑现了吗" in read(sign_in(own.lot.member), page)
        for who in (cast.mei, cast.lin):
            assert "这条承诺兑现了吗" not in read(sign_in(who), page)
        client.logout()
        assert "这条承诺兑现了吗" not in read(client, page)
    assert members


@pytest.mark.parametrize(
    "path", ["/lumen/panels/7/", "/fathom/panels/1/", "/lumen/panels/1/data/x"]
)
def test_what_is_not_there_is_not_found(drawn: Panel, client: Client, path: str) -> None:
    read(client, path, 404)


def test_the_list_pages_back(cast: Cast, convene: Convene, client: Client) -> None:
    assert "No panel has been needed yet" in read(client, "/lumen/panels/")
    willing(cast.brand, 4)
    for number in range(22):
        convene(about=f"promise:{number}", seats=1, quorum=1)
    assert "?before=3" in read(client, "/lumen/panels/")
    assert "Older ones" not in read(client, "/lumen/panels/?before=3")


def test_a_debt_of_a_draw_is_named_at_home(cast: Cast, convene: Convene, client: Client) -> None:
    willing(cast.brand, 4)
    panel = convene()
    with time_machine.travel(LATER + timedelta(days=3), tick=False):
        page = read(client, "/lumen/")
    assert str(panel.question) in page
