"""Closing early: once, by an operator, with the tally on the record."""

from collections.abc import Callable

import pytest
from django.test import Client

from folkmoot.deliberate.conversations import actions
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast


def test_the_record_says_how_many_voted(cast: Cast, divided: Conversation) -> None:
    actions.close(divided, actor=cast.mei, now=NOW)
    published = Fact.objects.get(kind="conversation.closed").published
    assert published == {"votes": 320, "voters": 40}


def test_it_closes_once(cast: Cast, conversation: Conversation) -> None:
    actions.close(conversation, actor=cast.mei, now=NOW)
    with pytest.raises(Refusal) as refused:
        actions.close(conversation, actor=cast.mei, now=NOW)
    assert refused.value.code == "conversation-closed"


@pytest.mark.parametrize(("who", "status"), [("lin", 403), ("chen", 403), ("mei", 302)])
def test_only_an_operator_closes(
    cast: Cast,
    conversation: Conversation,
    sign_in: Callable[[Member], Client],
    who: str,
    status: int,
) -> None:
    client = sign_in(getattr(cast, who))
    assert client.post("/lumen/conversations/1/closing").status_code == status


def test_seeds_can_be_added_until_then(
    cast: Cast, conversation: Conversation, sign_in: Callable[[Member], Client]
) -> None:
    client, seeds = sign_in(cast.mei), "/lumen/conversations/1/seeds"
    assert client.post(seeds, {"seed": "再一句"}).status_code == 302
    assert client.post(seeds, {"seed": ""}).status_code == 422
    client.post("/lumen/conversations/1/closing")
    assert client.post(seeds, {"seed": "太晚"}).status_code == 409
    assert conversation.statements.count() == 9
