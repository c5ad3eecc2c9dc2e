"""The API of suggestions calls the acts that pages call, and refuses what they refuse."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.deliberate.suggestions.models import Suggestion
from folkmoot.deliberate.suggestions.queries.likeness import forget
from tests.folkmoot.conftest import Cast, Token

BASE = "/api/lumen"
HOST = {"host": "localhost"}


@pytest.fixture
def fan(cast: Cast, token: Token) -> dict[str, str]:
    """Lin's token, in a moot with one topic."""
    forget()
    now = timezone.now()
    terms = Terms(rung=Rung.ADVISE, decider="陈", open_to_change="颜色", not_open="安全")
    announce("api", "API", terms, effective_from=now, actor=cast.chen, now=now)
    return token(cast.lin)


def post(client: Client, path: str, body: Any, headers: dict[str, str]) -> Any:
    response = client.post(BASE + path, body, content_type="application/json", headers=headers)
    return response.status_code, response.json()


def test_from_the_wish_to_the_confirmation(
    cast: Cast, fan: dict[str, str], token: Token, client: Client
) -> None:
    mei, chen, zhou = token(cast.mei), token(cast.chen), token(cast.zhou)
    code, made = post(client, "/suggestions", {"text": "电池请可换"}, fan)
    assert (code, made["supports"], made["status"]) == (201, 1, "received")
    assert post(client, "/suggestions/1/support", {}, zhou)[1] == {"supports": 2, "supported": True}
    assert post(client, "/suggestions/1/wording", {"text": "电池请可换,快些"}, fan)[0] == 201
    assert post(client, "/suggestions/1/keeping", {}, zhou)[1]["supported"]
    assert post(client, "/suggestions/1/withdrawal", {}, zhou)[1]["supports"] == 1
    look = {"reason": "in-scope", "text": "看看"}
    assert post(client, "/suggestions/1/assessment", look, mei)[0] == 201
    yes = {
        "outcome": "adopted",
        "reason": "solves",
        "text": "做",
        "owner_title": "副总裁",
        "due": (timezone.now() + timedelta(days=30)).date().isoformat(),
        "evidence": "视频",
    }
    code, draft = post(client, "/suggestions/1/drafts", yes, mei)
    assert (code, draft["approved"]) == (201, False)
    key = draft["draft"]
    assert post(client, f"/decision-drafts/{key}/approval", {}, mei)[0] == 403
    assert post(client, "/decision-drafts/publication", {"drafts": [key]}, chen)[0] == 409
    assert post(client, f"/decision-drafts/{key}/approval", {}, chen)[1]["approved"]
    code, steps = post(client, "/decision-drafts/publication", {"drafts": [key]}, chen)
    assert (code, steps[0]["status"]) == (201, "adopted")
    shipped = {"reason": "shipped", "text": "见门店"}
    assert post(client, "/suggestions/1/delivery", shipped, mei)[0] == 201
    seen = {"done": True, "reason": "as-promised", "text": "试过"}
    assert post(client, "/suggestions/1/confirmation", seen, fan)[1]["status"] == "accepted"
    whole = client.get(f"{BASE}/suggestion-receipts/{made['receipt']}", headers=HOST).json()
    assert (whole["decision"]["owner_title"], len(whole["steps"])) == ("副总裁", 4)
    versions = client.get(f"{BASE}/suggestions/1/versions", headers=HOST).json()
    assert [version["number"] for version in versions] == [2, 1]


def test_similar_and_merging(cast: Cast, fan: dict[str, str], token: Token, client: Client) -> None:
    zhou = token(cast.zhou)
    post(client, "/suggestions", {"text": "电池请做成可换的"}, fan)
    post(client, "/suggestions", {"text": "希望电池可以换"}, zhou)
    like = client.get(f"{BASE}/similar-suggestions", {"text": "电池能换吗"}, headers=HOST).json()
    assert {each["number"] for each in like} == {1, 2}
    code, merge = post(client, "/suggestions/2/merges", {"into": 1, "reason": "一件事"}, fan)
    assert (code, merge["merged"]) == (201, False)
    assert post(client, f"/merges/{merge['merge']}/refusal", {}, fan)[0] == 403
    assert post(client, f"/merges/{merge['merge']}/agreement", {}, zhou)[1]["merged"]
    page = client.get(f"{BASE}/suggestions", headers=HOST).json()
    assert [each["number"] for each in page["suggestions"]] == [1]
    carried = post(client, f"/merges/{merge['merge']}/carrying", {"keep": True}, zhou)
    assert carried[1] == {"supports": 2, "supported": True}
    assert post(client, f"/merges/{merge['merge']}/undoing", {}, zhou)[1]["undone"]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/suggestions", {"text": "x"}),
        ("/suggestions/1/support", {}),
        ("/suggestions/1/assessment", {"reason": "in-scope", "text": "x"}),
        ("/suggestions/1/merges", {"into": 1, "reason": "x"}),
        ("/decision-drafts/publication", {"drafts": [1]}),
    ],
)
def test_nobody_acts_without_a_token_that_covers_it(
    cast: Cast, fan: dict[str, str], token: Token, client: Client, path: str, body: Any
) -> None:
    post(client, "/suggestions", {"text": "电池请可换"}, fan)
    assert post(client, path, body, HOST)[0] == 401
    assert post(client, path, body, token(cast.rival))[0] == 404
    assert post(client, path, body, token(cast.mei, "read"))[0] == 403


@pytest.mark.parametrize("name", ["status", "supports", "across", "author", "receipt", "number"])
def test_no_field_of_a_row_can_be_set_from_outside(
    fan: dict[str, str], client: Client, name: str
) -> None:
    assert post(client, "/suggestions", {"text": "x", name: 1}, fan)[0] == 422
    assert not Suggestion.objects.exists()
