"""The API calls the acts that pages call, and lets nothing past the gate either."""

from typing import Any

import pytest
from django.test import Client

from folkmoot.decide.partnerships import actions
from folkmoot.decide.partnerships.models import Deal, Degree
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast, Token
from tests.folkmoot.decide.partnerships.conftest import answers, intended
from tests.folkmoot.rooms.partnerships import API_GATE

BASE = "/api/lumen/partnerships"
GATE = API_GATE | {"lines": {}}
WHOLE = {"partner": "远帆影业", "kind": "creator", "purpose": "四支视频", "gate": GATE}

pytestmark = pytest.mark.usefixtures("today")


def post(client: Client, path: str, body: dict[str, Any], headers: dict[str, str]) -> Any:
    return client.post(BASE + path, body, content_type="application/json", headers=headers)


def test_a_deal_comes_in_and_goes_on(
    handler: Member,
    client: Client,
    token: Token,
) -> None:
    made = post(client, "", WHOLE, token(handler))
    assert made.status_code == 201, made.content
    assert made.json()["runs"][0]["verdict"] == "green"
    moved = post(client, "/1/stage", {"stage": 1}, token(handler))
    assert (moved.status_code, moved.json()["stage"]) == (200, 1)
    again = post(client, "/1/gate", GATE | {"harm": 3}, token(handler))
    assert [run["verdict"] for run in again.json()["runs"]] == ["red", "green"]
    assert client.get(f"{BASE}/1", headers=token(handler)).json() == again.json()
    (listed,) = client.get(BASE, headers=token(handler)).json()["partnerships"]
    assert listed == again.json()


@pytest.mark.parametrize("stage", range(1, 6))
def test_no_stage_past_the_gate(
    handler: Member,
    client: Client,
    token: Token,
    stage: int,
) -> None:
    intended(handler, answers(harm=Degree.HIGH))
    refused = post(client, "/1/stage", {"stage": stage}, token(handler))
    assert refused.status_code == 409
    assert refused.json()["code"] in ("gate-shut", "not-next")
    assert Deal.objects.get().stage == 0


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("", WHOLE | {"stage": 4}),
        ("", WHOLE | {"gate": GATE | {"verdict": 0}}),
        ("/1/stage", {"stage": 1, "stage_at": "2026-01-01"}),
        ("/1/stage", {"stage": 7}),
        ("/1/gate", GATE | {"good_until": "2027-01-01T00:00:00Z"}),
    ],
)
def test_what_the_schema_does_not_know_is_refused(
    handler: Member,
    client: Client,
    token: Token,
    path: str,
    body: dict[str, Any],
) -> None:
    intended(handler)
    assert post(client, path, body, token(handler)).status_code == 422
    assert Deal.objects.count() == 1


def test_a_question_passed_over_is_refused(
    handler: Member,
    client: Client,
    token: Token,
) -> None:
    refused = post(client, "", WHOLE | {"gate": GATE | {"bars": {}}}, token(handler))
    assert (refused.status_code, refused.json()["code"]) == (422, "unanswered")


def test_whose_it_is(
    cast: Cast,
    handler: Member,
    client: Client,
    token: Token,
) -> None:
    intended(handler)
    paths = ("", "/1", "/questions")
    for path in paths:
        assert client.get(BASE + path, headers={"host": "localhost"}).status_code == 401
        assert client.get(BASE + path, headers=token(cast.lin)).status_code == 403
        assert client.get(BASE + path, headers=token(cast.rival)).status_code == 404
        assert client.get(BASE + path, headers=token(cast.wu)).status_code == 200
    assert post(client, "/1/stage", {"stage": 6}, token(cast.wu)).status_code == 403


def test_the_questions_are_those_of_today(
    handler: Member,
    line: object,
    client: Client,
    token: Token,
) -> None:
    asked = client.get(f"{BASE}/questions", headers=token(handler)).json()
    assert list(asked["lines"]) == ["1"]
    gate = GATE | {"lines": dict.fromkeys(asked["lines"], "yes")}
    made = post(client, "", WHOLE | {"gate": gate}, token(handler)).json()
    assert made["runs"][0]["reasons"] == [{"code": "line", "about": "1"}]


def test_the_page_of_fifty(
    handler: Member,
    client: Client,
    token: Token,
) -> None:
    for _each in range(51):
        actions.register("甲", "creator", "乙", answers(), actor=handler, now=NOW)  # type: ignore[arg-type]
    first = client.get(BASE, headers=token(handler)).json()
    assert (len(first["partnerships"]), first["before"]) == (50, 2)
    rest = client.get(f"{BASE}?before=2", headers=token(handler)).json()
    assert ([each["number"] for each in rest["partnerships"]], rest["before"]) == ([1], None)


def test_no_step_past_the_law_and_no_signature_before_the_reply(
    handler: Member,
    client: Client,
    token: Token,
) -> None:
    intended(handler, answers(bars={"minor": "yes"}))
    intended(handler, answers(harm=Degree.MIDDLE))
    mine = token(handler)
    barred = post(client, "/1/stage", {"stage": 1}, mine)
    assert (barred.status_code, barred.json()["code"]) == (409, "gate-shut")
    for stage in (1, 2, 3):
        assert post(client, "/2/stage", {"stage": stage}, mine).status_code == 200
    unread = post(client, "/2/stage", {"stage": 4}, mine)
    assert (unread.status_code, unread.json()["code"]) == (409, "review-unanswered")


def test_a_table_is_judged_and_nothing_is_kept(
    cast: Cast,
    handler: Member,
    client: Client,
    token: Token,
) -> None:
    table = {"table": "partner,kind,reach,harm\n甲,creator,1,3\n乙,friend,1,1\n"}
    said = post(client, "/batch", table, token(handler)).json()
    assert [(row["partner"], row["verdict"]) for row in said["rows"]] == [("甲", "red")]
    assert {"code": "harm-high", "about": ""} in said["rows"][0]["reasons"]
    assert [(fault["row"], fault["column"]) for fault in said["faults"]] == [(3, "kind")]
    assert not Deal.objects.exists()
    assert post(client, "/batch", table, token(cast.lin)).status_code == 403
    assert post(client, "/batch", table | {"keep": True}, token(handler)).status_code == 422
