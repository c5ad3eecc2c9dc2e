"""The pages of decisions: the rung on top, the whole chain, forms that an executive signs."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.decide.decisions.actions import announce_override, suspend, uphold_decision
from folkmoot.decide.decisions.models import Decision, Matter
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.conftest import TODAY, again, asked, decided, intended
from tests.folkmoot.decide.test_reversal import reversed_
from tests.folkmoot.pages import read_page

pytestmark = pytest.mark.usefixtures("topics")
SignIn = Callable[[Member], Client]


def test_the_page_has_the_whole_chain(cast: Cast, board: Member, client: Client) -> None:
    matter = decided(cast, due=TODAY + timedelta(days=3))
    suspend(matter, cause="petition:1", now=NOW)
    announce_override(matter, "供货周五断线", actor=cast.chen, now=NOW)
    uphold_decision(matter, "我们看了三点", actor=board, now=NOW)
    reversed_(cast, matter)
    shown = read_page(client, "/lumen/decisions/1/")
    head, chain = shown.split('<h2 id="chain">')
    assert head.index("was in force that day") < head.index("What your voice can do here")
    order = [
        "repair:改不改?",
        "adopted",
        "下一代机身不做三色款",
        "去年三色款",
        "Suspended by a petition",
        "供货周五断线",
        "我们看了三点",
        "300000",
    ]
    places = [chain.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)


def test_the_list_and_the_ledger(cast: Cast, client: Client) -> None:
    assert "Nothing has been decided" in read_page(client, "/lumen/decisions/")
    decided(cast, "colour")
    intended(cast)
    reversed_(cast, decided(cast, "price"))
    shown = read_page(client, "/lumen/decisions/")
    assert "我们打算停产旧款电池。" in shown
    ledger = read_page(client, "/lumen/decisions/reversals")
    assert "300,000" in ledger
    assert "mean cost in CNY" in ledger


def test_an_executive_records_one(cast: Cast, sign_in: SignIn) -> None:
    source = asked(cast, "colour").subject
    client = sign_in(cast.chen)
    assert "colour:改不改?" in read_page(client, "/lumen/decisions/topics/colour/decision")
    body = {
        "rule": 1,
        "text": "两色。",
        "reasons": "库存。",
        "effective": TODAY.isoformat(),
        f"standing-{source}": "partly",
        f"why-{source}": "",
    }
    path = "/lumen/decisions/topics/colour/decision"
    assert client.post(path, body).status_code == 422
    response = client.post(path, body | {f"why-{source}": "只够两色。"})
    assert response.status_code == 302, response.content.decode()
    assert response["location"] == "/lumen/decisions/1/"
    assert Decision.objects.get().weighings.get().standing == "partly"


def test_a_refusal_keeps_what_was_written(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.chen)
    body = {"rule": 1, "text": "两色。", "reasons": "库存。", "effective": TODAY.isoformat()}
    response = client.post("/lumen/decisions/topics/colour/decision", body)
    assert response.status_code == 409
    assert "库存。" in response.content.decode()
    assert not Matter.objects.exists()


def test_an_intention_becomes_a_decision(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.chen)
    body = {"rule": 1, "text": "打算涨价。", "decides_on": (TODAY + timedelta(9)).isoformat()}
    assert client.post("/lumen/decisions/topics/price/intention", body).status_code == 302
    assert "打算涨价。" in read_page(client, "/lumen/decisions/1/decision")
    body = {"rule": 1, "text": "涨价。", "reasons": "成本", "effective": TODAY.isoformat()}
    assert client.post("/lumen/decisions/1/decision", body).status_code == 302
    assert Matter.objects.get().decision.words.text == "涨价。"


def test_the_board_looks_at_it_again(cast: Cast, board: Member, sign_in: SignIn) -> None:
    matter = decided(cast)
    suspend(matter, cause="petition:1", now=NOW)
    client = sign_in(board)
    assert "Look at it again" in read_page(client, "/lumen/decisions/1/outcome")
    body = {"result": "changed", "reasons": "有道理", "text": ""}
    assert client.post("/lumen/decisions/1/outcome", body).status_code == 422
    assert client.post("/lumen/decisions/1/outcome", body | {"text": "三色"}).status_code == 302
    assert again(matter).suspension.outcome.result == "changed"


def test_the_override_has_two_steps(cast: Cast, sign_in: SignIn) -> None:
    matter = decided(cast)
    suspend(matter, cause="petition:1", now=NOW)
    client = sign_in(cast.chen)
    assert client.post("/lumen/decisions/1/override", {"reasons": "急"}).status_code == 302
    assert "not before" in read_page(client, "/lumen/decisions/1/override")
    assert client.post("/lumen/decisions/1/override/execution").status_code == 409


def test_the_reversal_form(cast: Cast, sign_in: SignIn) -> None:
    decided(cast, "colour")
    client = sign_in(cast.chen)
    read_page(client, "/lumen/decisions/1/reversal")
    body = {"rule": 1, "reasons": "a", "told": "b", "cost": "12", "currency": "CNY"}
    assert client.post("/lumen/decisions/1/reversal", body).status_code == 302


@pytest.mark.parametrize("who", ["lin", "mei"])
def test_forms_are_for_executives(cast: Cast, sign_in: SignIn, who: str) -> None:
    decided(cast)
    client = sign_in(getattr(cast, who))
    for path in ("new", "topics/colour/decision", "1/reversal", "1/override", "1/outcome"):
        read_page(client, f"/lumen/decisions/{path}", 403)
    assert "Reverse a decision" not in read_page(client, "/lumen/decisions/1/")


def test_open_data(cast: Cast, client: Client) -> None:
    decided(cast, "colour")
    data = json.loads(read_page(client, "/lumen/decisions/export.json"))
    (row,) = data["decisions"]
    assert row["decision"]["advice"][0]["subject"] == "conversation:1"
    assert row["rung"] == 1


FORBIDDEN = ("通过", "否决", "当选", "passed", "vetoed", "elected")


def test_at_l1_nothing_passes_and_nobody_is_elected(cast: Cast, client: Client) -> None:
    """R20: the words of a vote are not those of advice."""
    decided(cast, "colour")
    for path in ("/lumen/decisions/", "/lumen/decisions/1/"):
        for language in ("zh-hans", "en"):
            shown = client.get(path, headers={"accept-language": language}).content.decode()
            main = shown.partition("<main")[2].partition("</main>")[0]
            assert not [word for word in FORBIDDEN if word in main]
