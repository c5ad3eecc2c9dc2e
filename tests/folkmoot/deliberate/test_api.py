"""The JSON face: the same acts, strict input, tokens with scopes."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from folkmoot.deliberate.conversations import actions
from folkmoot.deliberate.conversations.jobs import refresh_maps
from folkmoot.deliberate.conversations.models import Conversation, Vote
from folkmoot.foundation.people.actions import issue_token
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast, give_second_factor

BASE = "/api/lumen/conversations"
SCOPES = ["read", "vote", "speak", "moderate", "answer"]

Ask = Callable[..., HttpResponse]


@pytest.fixture
def ask(client: Client) -> Ask:
    """`ask(member, "POST", path, payload, scopes=…)`."""

    def send(
        who: Member | None,
        verb: str,
        address: str,
        payload: dict[str, Any] | None = None,
        scopes: list[str] = SCOPES,
    ) -> Any:
        headers = {}
        if who:
            give_second_factor(who.person)
            _token, secret = issue_token(name="t", scopes=scopes, actor=who, now=NOW)
            headers["authorization"] = f"Bearer {secret}"
        return client.generic(
            verb,
            address,
            json.dumps(payload) if payload is not None else "",
            content_type="application/json",
            headers=headers,
        )

    return send


def test_reading_needs_no_token(conversation: Conversation, ask: Ask) -> None:
    listed = ask(None, "GET", BASE).json()
    assert [row["number"] for row in listed["conversations"]] == [1]
    assert listed["conversations"][0]["statements"] == 8
    one = ask(None, "GET", f"{BASE}/1").json()
    assert (one["question"], one["open"], one["rung"]) == ("下一代先改什么?", True, 1)
    statements = ask(None, "GET", f"{BASE}/1/statements").json()["statements"]
    assert len(statements) == 8
    assert ask(None, "GET", f"{BASE}/1/answers").json() == []
    assert ask(None, "GET", f"{BASE}/1/rulings").json() == []


def test_a_vote(cast: Cast, conversation: Conversation, ask: Ask) -> None:
    sent = ask(cast.lin, "POST", f"{BASE}/1/statements/1/vote", {"choice": "agree"})
    assert (sent.status_code, sent.json()) == (200, {"answered": 1, "statements": 8})
    assert Vote.objects.get().participant.member == cast.lin


@pytest.mark.parametrize(
    "payload", [{"choice": "yes"}, {"choice": "agree", "weight": 2}, {}, {"choice": 1}]
)
def test_input_is_strict(
    cast: Cast, conversation: Conversation, ask: Ask, payload: dict[str, Any]
) -> None:
    assert ask(cast.lin, "POST", f"{BASE}/1/statements/1/vote", payload).status_code == 422
    assert not Vote.objects.exists()


ACTS = [
    ("vote", "statements/1/vote", {"choice": "agree"}),
    ("speak", "statements", {"text": "好"}),
    ("moderate", "statements/1/rejection", {"reason": "several"}),
    ("moderate", "seeds", {"text": "好"}),
    ("moderate", "closing", None),
    ("answer", "answers", {"text": "好"}),
]


@pytest.mark.parametrize(("scope", "address", "payload"), ACTS)
def test_an_act_needs_a_token_its_scope_and_its_brand(
    cast: Cast,
    conversation: Conversation,
    ask: Ask,
    scope: str,
    address: str,
    payload: dict[str, Any] | None,
) -> None:
    here = f"{BASE}/1/{address}"
    who = cast.lin if scope in ("vote", "speak") else cast.mei
    others = [each for each in SCOPES if each != scope]
    assert ask(None, "POST", here, payload).status_code == 401
    assert ask(who, "POST", here, payload, scopes=others).json()["code"] == "scope-missing"
    assert ask(cast.stranger, "POST", here, payload).status_code == 404
    assert ask(cast.rival, "POST", here, payload).status_code == 404
    assert ask(who, "POST", here, payload, scopes=[scope]).status_code in (200, 201)


def test_an_operator_has_no_vote_and_a_fan_no_power(
    cast: Cast, conversation: Conversation, ask: Ask
) -> None:
    vote = ask(cast.mei, "POST", f"{BASE}/1/statements/1/vote", {"choice": "agree"})
    assert (vote.status_code, vote.json()["code"]) == (403, "staff-cannot-vote")
    close = ask(cast.lin, "POST", f"{BASE}/1/closing")
    assert (close.status_code, close.json()["code"]) == (403, "not-operator")


def test_a_statement_and_its_ruling(cast: Cast, conversation: Conversation, ask: Ask) -> None:
    made = ask(cast.lin, "POST", f"{BASE}/1/statements", {"text": "线再长一点"})
    assert made.json() == {"number": 9, "text": "线再长一点", "standing": "waiting"}
    ruled = ask(cast.mei, "POST", f"{BASE}/1/statements/9/acceptance").json()
    assert (ruled["statement"], ruled["outcome"], ruled["reason"]) == (9, "accepted", "fits")


def test_an_answer_is_sealed(cast: Cast, conversation: Conversation, ask: Ask) -> None:
    sent = ask(cast.chen, "POST", f"{BASE}/1/answers", {"text": "先改电池。"})
    assert sent.status_code == 201
    assert (sent.json()["name"], sent.json()["title"]) == ("Chen", "副总裁")
    assert ask(None, "GET", f"{BASE}/1/answers").json() == [sent.json()]


def test_the_result_keeps_the_rule_of_the_page(cast: Cast, divided: Conversation, ask: Ask) -> None:
    refresh_maps(NOW)
    hidden = ask(None, "GET", f"{BASE}/1/result")
    assert (hidden.status_code, hidden.json()["code"]) == (403, "result-hidden")
    assert ask(cast.lin, "GET", f"{BASE}/1/result").status_code == 403
    for number in range(1, 9):
        ask(cast.lin, "POST", f"{BASE}/1/statements/{number}/vote", {"choice": "agree"})
    shown = ask(cast.lin, "GET", f"{BASE}/1/result").json()
    assert (shown["votes"], shown["voters"], shown["votes_since"]) == (320, 40, 0)
    assert shown["standing"]["votes"] == 8
    assert shown["agreed"][0]["success"] == 40
    actions.close(divided, actor=cast.mei, now=NOW)
    assert ask(None, "GET", f"{BASE}/1/result").json()["standing"] is None


@pytest.mark.parametrize(
    "address",
    ["/api/nobody/conversations", f"{BASE}/2", f"{BASE}/2/result", f"{BASE}/{10**30}/statements"],
)
def test_what_is_not_there_is_not_found(conversation: Conversation, ask: Ask, address: str) -> None:
    assert ask(None, "GET", address).status_code == 404
