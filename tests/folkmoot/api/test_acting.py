"""The API calls the acts that pages call, and refuses what they refuse."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from folkmoot.deliberate.conversations.models import Conversation, Statement, Vote
from folkmoot.foundation.people.actions import revoke_token
from folkmoot.foundation.people.models import AccessToken
from tests.folkmoot.conftest import Cast, Token

BASE = "/api/lumen/conversations/1"


def post(client: Client, path: str, body: dict[str, Any], headers: dict[str, str]) -> Any:
    return client.post(path, body, content_type="application/json", headers=headers)


def test_a_vote(cast: Cast, conversation: Conversation, token: Token, client: Client) -> None:
    response = post(client, f"{BASE}/statements/1/vote", {"choice": "agree"}, token(cast.lin))
    assert response.status_code == 200, response.content
    assert Vote.objects.get().choice == 1


def test_a_statement_waits_for_approval(
    cast: Cast, conversation: Conversation, token: Token, client: Client
) -> None:
    response = post(client, f"{BASE}/statements", {"text": "请做左手款"}, token(cast.lin))
    assert response.status_code == 201
    assert Statement.objects.get(number=3).standing == "waiting"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/statements/1/vote", {"choice": "agree"}),
        ("/statements", {"text": "x"}),
        ("/answers", {"text": "x"}),
        ("/closing", {}),
        ("/statements/1/acceptance", {}),
    ],
)
def test_nobody_acts_without_a_token_or_with_one_of_another_brand(
    cast: Cast,
    conversation: Conversation,
    token: Token,
    client: Client,
    path: str,
    body: dict[str, Any],
) -> None:
    host = {"host": "localhost"}
    assert post(client, BASE + path, body, host).status_code == 401
    assert post(client, BASE + path, body, token(cast.rival)).status_code == 404
    assert post(client, BASE + path, body, token(cast.mei, "read")).status_code == 403


def test_a_fan_cannot_do_what_an_operator_does(
    cast: Cast, conversation: Conversation, token: Token, client: Client
) -> None:
    headers = token(cast.lin)
    for path, body in (("/answers", {"text": "x"}), ("/closing", {}), ("/seeds", {"text": "x"})):
        response = post(client, BASE + path, body, headers)
        assert response.status_code == 403
        assert response.json()["code"]


def test_staff_cannot_vote_here_either(
    cast: Cast, conversation: Conversation, token: Token, client: Client
) -> None:
    response = post(client, f"{BASE}/statements/1/vote", {"choice": "agree"}, token(cast.mei))
    assert response.status_code == 403
    assert response.json()["code"] == "staff-cannot-vote"


@pytest.mark.parametrize("name", ["standing", "number", "at", "author", "weight", "is_staff"])
def test_no_field_of_a_row_can_be_set_from_outside(
    cast: Cast, conversation: Conversation, token: Token, client: Client, name: str
) -> None:
    headers = token(cast.lin)
    before = list(Statement.objects.values())
    assert post(client, f"{BASE}/statements", {"text": "x", name: 1}, headers).status_code == 422
    vote = post(client, f"{BASE}/statements/1/vote", {"choice": "agree", name: 1}, headers)
    assert vote.status_code == 422
    assert list(Statement.objects.values()) == before
    assert not Vote.objects.exists()


def test_a_revoked_token_opens_nothing(
    cast: Cast, conversation: Conversation, token: Token, client: Client
) -> None:
    headers = token(cast.lin)
    revoke_token(AccessToken.objects.get(), actor=cast.lin, now=timezone.now())
    response = post(client, f"{BASE}/statements/1/vote", {"choice": "agree"}, headers)
    assert response.status_code == 401


def test_a_session_is_no_token(
    cast: Cast, conversation: Conversation, client: Client, sign_in: Any
) -> None:
    signed_in = sign_in(cast.lin)
    response = post(signed_in, f"{BASE}/statements/1/vote", {"choice": "agree"}, {})
    assert response.status_code == 401
