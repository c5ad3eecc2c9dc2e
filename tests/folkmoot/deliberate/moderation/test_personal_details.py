"""What leads to a private person is stopped before it is stored, anywhere."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils.translation import override

from folkmoot.deliberate.conversations import actions
from folkmoot.deliberate.conversations.models import Conversation, Statement
from folkmoot.deliberate.moderation.rules import require_no_personal_details
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Passage
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast, refused

BAD = "店长手机 138-0013-8000,去问他"


def test_the_refusal_says_what_and_where_and_how_to_mend_it() -> None:
    with override("en"), pytest.raises(Refusal) as caught:
        require_no_personal_details(BAD)
    assert caught.value.code == "personal-details"
    with override("en"):
        assert "telephone number (characters 6 to 18)" in str(caught.value)
    assert "138" not in str(caught.value)
    assert require_no_personal_details("订单 13800138000 没发货") == "订单 13800138000 没发货"


def test_no_statement_holds_them(cast: Cast, conversation: Conversation) -> None:
    before = Passage.objects.count()
    with refused("personal-details"):
        actions.make_statement(conversation, BAD, actor=cast.lin, now=NOW)
    with refused("personal-details"):
        actions.add_seed(conversation, BAD, actor=cast.mei, now=NOW)
    assert Passage.objects.count() == before


def test_the_page_keeps_what_was_typed_and_stores_nothing(
    cast: Cast, conversation: Conversation, sign_in: Callable[[Member], Client]
) -> None:
    client = sign_in(cast.lin)
    address = "/lumen/conversations/1/statements"
    response = client.post(address, {"text": BAD}, headers={"accept-language": "en"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "telephone number (characters 6 to 18)" in page
    assert BAD in page
    assert not Statement.objects.filter(words__text=BAD).exists()


@pytest.mark.usefixtures("conversation")
def test_not_even_a_draft_of_somebody_not_signed_in_holds_them(client: Client) -> None:
    response = client.post("/lumen/conversations/1/statements", {"text": BAD})
    assert response.status_code == 422
    assert not any("draft" in row.get_decoded() for row in Session.objects.all())
