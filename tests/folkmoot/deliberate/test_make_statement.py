"""Saying what nobody has said yet."""

from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.deliberate.conversations import actions, rules
from folkmoot.deliberate.conversations.models import Conversation, Statement
from folkmoot.foundation.record.actions import erase_passage
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast


def test_it_waits_for_the_facilitator(cast: Cast, conversation: Conversation) -> None:
    made = actions.make_statement(conversation, " 线再长一点 ", actor=cast.lin, now=NOW)
    assert (made.number, str(made), made.standing) == (9, "线再长一点", "waiting")
    fact = Fact.objects.filter(kind="statement.made").latest("number")
    assert fact.published == {"number": 9, "seed": False}


def test_without_approval_it_is_open_at_once(cast: Cast, conversation: Conversation) -> None:
    conversation.approve_first = False
    made = actions.make_statement(conversation, "好", actor=cast.lin, now=NOW)
    assert made.standing == Statement.Standing.ACCEPTED


def test_sent_twice_it_is_made_once(cast: Cast, conversation: Conversation) -> None:
    twice = [actions.make_statement(conversation, "好", actor=cast.lin, now=NOW) for _ in "ab"]
    assert twice[0] == twice[1]
    other = actions.make_statement(conversation, "好", actor=cast.zhou, now=NOW)
    assert other != twice[0]


def test_one_person_cannot_fill_the_queue(cast: Cast, conversation: Conversation) -> None:
    for n in range(rules.MOST_WAITING):
        actions.make_statement(conversation, f"第{n}个", actor=cast.lin, now=NOW)
    with pytest.raises(Refusal) as refused:
        actions.make_statement(conversation, "再一个", actor=cast.lin, now=NOW)
    assert refused.value.code == "too-many-waiting"


@pytest.mark.parametrize(
    ("text", "code"), [("", "text-empty"), ("\0", "text-empty"), ("长" * 281, "text-too-long")]
)
def test_a_text_is_refused_and_never_cut(
    cast: Cast, conversation: Conversation, text: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.make_statement(conversation, text, actor=cast.lin, now=NOW)
    assert refused.value.code == code


def test_staff_and_latecomers_are_refused(cast: Cast, conversation: Conversation) -> None:
    with pytest.raises(Refusal) as refused:
        actions.make_statement(conversation, "好", actor=cast.mei, now=NOW)
    assert refused.value.code == "staff-cannot-vote"
    late = NOW + timedelta(days=11)
    with pytest.raises(Refusal) as refused:
        actions.make_statement(conversation, "好", actor=cast.lin, now=late)
    assert refused.value.code == "conversation-closed"


def test_an_erased_statement_shows_as_erased(
    cast: Cast, conversation: Conversation, client: Client
) -> None:
    first = conversation.statements.select_related("words").get(number=1)
    erase_passage(first.words, basis="pipl-47", actor=cast.mei, now=NOW)
    page = client.get("/lumen/conversations/1/statements", headers={"accept-language": "en"})
    assert "Erased on a legal basis" in page.content.decode()
    assert str(first.words) not in page.content.decode()
    # Nobody can say what they think of words that are gone.
    assert "第2句" in client.get("/lumen/conversations/1/").content.decode()
