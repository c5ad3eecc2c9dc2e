"""Letting statements in or keeping them out: with a reason, on the record, by an operator."""

from collections.abc import Callable

import pytest
from django.test import Client

from folkmoot.deliberate.conversations import actions, queries
from folkmoot.deliberate.conversations.models import Conversation, Ruling, Statement
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast


@pytest.fixture
def waiting(cast: Cast, conversation: Conversation) -> Statement:
    return actions.make_statement(conversation, "线再长一点", actor=cast.lin, now=NOW)


def test_accepting_opens_it_to_votes(
    cast: Cast, conversation: Conversation, waiting: Statement
) -> None:
    ruling = actions.accept_statement(waiting, actor=cast.mei, now=NOW)
    assert waiting.standing == Statement.Standing.ACCEPTED
    assert ruling.fact.published == {
        "number": 9,
        "outcome": "accepted",
        "reason": "fits",
        "policy": "2026-11",
    }
    assert queries.waiting_statements(conversation) == []


def test_a_rejection_needs_a_reason(cast: Cast, waiting: Statement) -> None:
    for reason in (Ruling.Reason.FITS, Ruling.Reason.IMPORTED):
        with pytest.raises(Refusal) as refused:
            actions.reject_statement(waiting, reason, actor=cast.mei, now=NOW)
        assert refused.value.code == "reason-needed"
    actions.reject_statement(waiting, Ruling.Reason.SEVERAL, actor=cast.mei, now=NOW)
    assert Fact.objects.get(kind="statement.ruled").published["reason"] == "several"


def test_a_second_click_rules_nothing_anew(cast: Cast, waiting: Statement) -> None:
    actions.accept_statement(waiting, actor=cast.mei, now=NOW)
    with pytest.raises(Refusal) as refused:
        actions.accept_statement(waiting, actor=cast.mei, now=NOW)
    assert refused.value.code == "already-ruled"
    assert Ruling.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("lin", 403), ("chen", 403), ("rival", 404)])
def test_only_an_operator_of_the_brand_rules(
    cast: Cast, waiting: Statement, who: str, status: int
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.accept_statement(waiting, actor=getattr(cast, who), now=NOW)
    assert refused.value.status == status


def test_the_queue_shows_the_oldest_first_and_decides(
    cast: Cast, waiting: Statement, sign_in: Callable[[Member], Client]
) -> None:
    client = sign_in(cast.mei)
    actions.make_statement(waiting.conversation, "第二条", actor=cast.zhou, now=NOW)
    page = client.get("/lumen/conversations/1/queue").content.decode()
    assert page.index("线再长一点") < page.index("第二条")
    base = "/lumen/conversations/1/statements"
    assert client.post(f"{base}/9/acceptance").status_code == 302
    assert client.post(f"{base}/10/rejection", {"reason": "off-topic"}).status_code == 302
    assert client.post(f"{base}/10/rejection", {"reason": "fits"}).status_code == 422
    standings = dict(Statement.objects.filter(number__gt=8).values_list("number", "standing"))
    assert standings == {9: "accepted", 10: "rejected"}


@pytest.mark.parametrize("who", ["lin", "wu"])
def test_a_fan_has_no_queue(
    cast: Cast, waiting: Statement, sign_in: Callable[[Member], Client], who: str
) -> None:
    client = sign_in(getattr(cast, who))
    assert client.get("/lumen/conversations/1/queue").status_code == 403
    assert client.post("/lumen/conversations/1/statements/9/acceptance").status_code == 403


def test_the_log_is_public_and_does_not_repeat_harm(
    cast: Cast, waiting: Statement, client: Client
) -> None:
    address = "/lumen/conversations/1/moderation"
    actions.reject_statement(waiting, Ruling.Reason.DUPLICATE, actor=cast.mei, now=NOW)
    assert "线再长一点" in client.get(address).content.decode()
    actions.accept_statement(waiting, actor=cast.mei, now=NOW)
    actions.reject_statement(waiting, Ruling.Reason.PERSONAL, actor=cast.mei, now=NOW)
    page = client.get(address, headers={"accept-language": "en"}).content.decode()
    assert "about a person, or holds personal details" in page
    assert "线再长一点" not in page
