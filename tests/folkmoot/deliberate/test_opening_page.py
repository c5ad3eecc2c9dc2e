"""The operator's form."""

from collections.abc import Callable

import pytest
from django.test import Client

from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import Cast

NEW = "/lumen/conversations/new"
FORM = {
    "topic": "design",
    "question": "先改什么?",
    "background": "",
    "seeds": "一\n\n 二 \n一\n",
    "closes_at": "2026-04-01T20:00",
    "approve_first": "on",
}


def test_it_opens_with_each_line_once(
    cast: Cast, topic: str, sign_in: Callable[[Member], Client]
) -> None:
    client = sign_in(cast.mei)
    assert 'name="seeds"' in client.get(NEW).content.decode()
    sent = client.post(NEW, FORM)
    assert (sent.status_code, sent["Location"]) == (302, "/lumen/conversations/1/")
    opened = Conversation.objects.get()
    assert [str(s) for s in opened.statements.order_by("number")] == ["一", "二"]
    # The form speaks the installation's time, Shanghai's.
    assert opened.closes_at.isoformat() == "2026-04-01T12:00:00+00:00"


@pytest.mark.parametrize(
    "changed",
    [
        {"topic": "nothing"},
        {"question": ""},
        {"closes_at": "2020-01-01T00:00"},
        {"closes_at": "soon"},
        {"seeds": "句" * 281},
    ],
)
def test_what_cannot_stand_comes_back_with_everything_typed(
    cast: Cast, topic: str, sign_in: Callable[[Member], Client], changed: dict[str, str]
) -> None:
    sent = sign_in(cast.mei).post(NEW, FORM | {"background": "背景在此"} | changed)
    assert sent.status_code == 422
    assert "背景在此" in sent.content.decode()
    assert not Conversation.objects.exists()


@pytest.mark.parametrize("who", ["lin", "chen"])
def test_it_is_not_for_others(
    cast: Cast, topic: str, sign_in: Callable[[Member], Client], who: str
) -> None:
    client = sign_in(getattr(cast, who))
    assert (client.get(NEW).status_code, client.post(NEW, FORM).status_code) == (403, 403)


def test_who_is_not_signed_in_signs_in_first(cast: Cast, client: Client) -> None:
    assert client.get(NEW).status_code == 302
    assert client.post(NEW, FORM).status_code == 403
