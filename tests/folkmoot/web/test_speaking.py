"""I10 where people write: words for all without a mandate stand with a sentence that says so."""

from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.utils.translation import override

from folkmoot.charter.mandates.models import Body, Mandate
from folkmoot.charter.mandates.rules import OWN_WORDS
from folkmoot.deliberate.conversations.actions import make_statement, publish_answer
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.deliberate.suggestions.actions import Wording, suggest
from folkmoot.foundation.people.models import Member
from tests.folkmoot.charter.articles.conftest import edition  # noqa: F401 (a fixture)
from tests.folkmoot.charter.mandates.conftest import (  # noqa: F401 (two are fixtures)
    CLAIMING,
    board,
    mandate,
)
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.conftest import decided, started, topics  # noqa: F401 (one is a fixture)
from tests.folkmoot.deliberate.conftest import conversation  # noqa: F401 (a fixture)

SignIn = Callable[[Member], Client]
MODEST = "我希望恢复旧的保修。"


@pytest.fixture(autouse=True)
def it_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def disclaimed(client: Client, path: str) -> bool:
    with override("en"):
        sentence = str(OWN_WORDS)
    page = client.get(f"/lumen/{path}", headers={"accept-language": "en"})
    assert page.status_code == 200
    return sentence in unescape(page.content.decode())


@pytest.mark.parametrize(("text", "needed"), [(CLAIMING, True), (MODEST, False)])
def test_a_suggestion(cast: Cast, topic: str, client: Client, text: str, needed: bool) -> None:
    suggest(Wording(text=text), actor=cast.lin, now=NOW)
    assert disclaimed(client, "suggestions/1/") is needed


@pytest.mark.parametrize(("text", "needed"), [(CLAIMING, True), (MODEST, False)])
def test_a_statement_on_the_card_and_in_the_list(
    cast: Cast,
    conversation: Conversation,  # noqa: F811
    sign_in: SignIn,
    text: str,
    needed: bool,
) -> None:
    conversation.approve_first = False
    conversation.save()
    conversation.statements.all().delete()
    make_statement(conversation, text, actor=cast.lin, now=NOW)
    assert disclaimed(sign_in(cast.zhou), "conversations/1/") is needed
    assert disclaimed(sign_in(cast.zhou), "conversations/1/statements") is needed


@pytest.mark.parametrize(("text", "needed"), [("全体用户都支持这次涨价。", True), (MODEST, False)])
def test_the_brands_answer(
    cast: Cast,
    conversation: Conversation,  # noqa: F811
    client: Client,
    text: str,
    needed: bool,
) -> None:
    publish_answer(conversation, text, actor=cast.chen, now=NOW)
    assert disclaimed(client, "conversations/1/result") is needed


@pytest.mark.usefixtures("topics")
def test_a_petition(cast: Cast, sign_in: SignIn) -> None:
    petition = started(cast, decided(cast))
    petition.because.text = CLAIMING
    petition.because.save()
    assert disclaimed(sign_in(cast.lin), "petitions/1/")


def test_whoever_holds_a_mandate_needs_none(
    cast: Cast,
    board: Body,  # noqa: F811
    mandate: Mandate,  # noqa: F811
    client: Client,
) -> None:
    suggest(Wording(text=CLAIMING), actor=cast.lin, now=NOW)
    assert not disclaimed(client, "suggestions/1/")
