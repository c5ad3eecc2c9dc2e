"""The API calls the acts that pages call, and shows what everybody sees on them."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.act.contests import actions
from folkmoot.act.contests.models import Contest, Entry, Support
from tests.folkmoot.act.contests.conftest import brief, decided, entered, fans, jurors
from tests.folkmoot.conftest import NOW, Cast, Token

HOST = {"host": "localhost"}
ENTRY = {"title": "带绳的盖", "text": "绳子系在腕带上。"}
BASE = "/api/lumen/contests"

pytestmark = pytest.mark.usefixtures("today")


def read(client: Client, path: str = "") -> Any:
    response = client.get(BASE + path, headers=HOST)
    assert response.status_code == 200, response.content
    return response.json()


def post(client: Client, path: str, body: dict[str, Any], headers: dict[str, str]) -> Any:
    return client.post(BASE + path, body, content_type="application/json", headers=headers)


def test_a_fan_enters_and_another_supports(
    cast: Cast, contest: Contest, token: Token, client: Client
) -> None:
    made = post(client, "/1/entries", ENTRY, token(cast.lin))
    assert made.status_code == 201, made.content
    assert made.json() == read(client, "/1")["entries"][0]
    zhou = token(cast.zhou)
    held = post(client, "/entries/1/support", {}, zhou)
    assert held.json() == {"supported": True, "supporters": 1}
    assert post(client, "/entries/1/support", {}, zhou).json()["code"] == "supported"
    back = post(client, "/entries/1/support/withdrawal", {}, zhou)
    assert back.json() == {"supported": False, "supporters": 0}
    assert post(client, "/entries/1/withdrawal", {}, token(cast.lin)).status_code == 204
    assert read(client, "/1")["entries"] == []


def test_the_terms_are_there_before_anybody_enters(contest: Contest, client: Client) -> None:
    told = read(client, "/1")
    assert told["state"] == "entering"
    assert (told["royalties"], told["rights_return"]) == (
        "每件售价的 1 %,包装上署名。",
        "2028-03-01",
    )
    assert (told["won"], told["ballot"], told["cancelled"]) == (None, None, None)
    listed = read(client)
    assert listed == {
        "contests": [{key: told[key] for key in told if key != "entries"}],
        "before": None,
    }


def test_the_result_is_there(cast: Cast, contest: Contest, client: Client) -> None:
    entered(contest, fans(cast, 3))
    decided(cast, contest, [["e2", "e1"]] * 7 + [["e2"]] * 5, jurors(cast, contest, 12))
    told = read(client, "/1")
    assert (told["state"], told["won"]) == ("decided", [2, 1])
    assert [each["won"] for each in told["entries"]] == [True, True, False]
    assert len(told["seed"]) == 64


def test_what_is_not_shown_is_not_told(cast: Cast, contest: Contest, client: Client) -> None:
    entry = actions.enter(contest, **ENTRY, actor=cast.lin, now=NOW)
    actions.hide(entry, "attack", actor=cast.mei, now=NOW)
    told = client.get(f"{BASE}/1", headers=HOST).content.decode()
    assert ENTRY["title"] not in told
    assert str(cast.lin.pseudonym) not in told


@pytest.mark.parametrize(
    ("path", "body", "scope"),
    [
        ("/1/entries", ENTRY, "speak"),
        ("/entries/1/support", {}, "vote"),
        ("/entries/1/support/withdrawal", {}, "vote"),
        ("/entries/1/withdrawal", {}, "speak"),
    ],
)
def test_who_may_not(
    cast: Cast,
    contest: Contest,
    token: Token,
    client: Client,
    path: str,
    body: dict[str, Any],
    scope: str,
) -> None:
    actions.enter(contest, **ENTRY, actor=cast.lin, now=NOW)
    assert post(client, path, body, HOST).status_code == 401
    assert post(client, path, body, token(cast.rival)).status_code == 404
    few = post(client, path, body, token(cast.zhou, "read"))
    assert (few.status_code, few.json()["params"]) == (403, {"scope": scope})
    assert post(client, path, body, token(cast.mei)).status_code == 403  # the brand's people
    assert (Entry.objects.filter(withdrawal=None).count(), Support.objects.count()) == (1, 0)


def test_no_more_than_what_is_asked_for(
    cast: Cast, contest: Contest, token: Token, client: Client
) -> None:
    extra = post(client, "/1/entries", {**ENTRY, "supporters": 900}, token(cast.lin))
    assert extra.status_code == 422
    long = post(client, "/1/entries", {**ENTRY, "title": "长" * 81}, token(cast.lin))
    assert long.status_code == 422
    assert not Entry.objects.exists()
    for path in ("/9", "/entries/9/support"):
        assert client.get(f"/api/fathom/contests{path}", headers=HOST).status_code in (404, 405)
    assert client.get("/api/fathom/contests/1", headers=HOST).status_code == 404


def test_as_many_questions_for_many_as_for_few(
    cast: Cast, contest: Contest, client: Client
) -> None:
    counts = []
    for size in (2, 8):
        entered(contest, fans(cast, size, name=f"many{size}"))
        for _more in range(size):
            actions.open_contest(brief(), actor=cast.mei, now=NOW)
        read(client)
        with CaptureQueriesContext(connection) as asked:
            read(client, "/1")
            read(client)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_page_by_page(cast: Cast, contest: Contest, client: Client) -> None:
    for _more in range(50):
        actions.open_contest(brief(), actor=cast.mei, now=NOW)
    first = read(client)
    assert [len(first["contests"]), first["before"]] == [50, 2]
    rest = read(client, f"?before={first['before']}")
    assert ([each["number"] for each in rest["contests"]], rest["before"]) == ([1], None)
