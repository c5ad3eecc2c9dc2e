"""The brand's answer: signed, sealed, versioned, and it stops the clock."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.deliberate.conversations import actions, queries, rules
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast


def test_it_carries_name_title_and_seal_and_meets_the_clock(
    cast: Cast, conversation: Conversation
) -> None:
    answer = actions.publish_answer(conversation, "先改电池。", actor=cast.chen, now=NOW)
    assert (answer.number, answer.name, answer.title) == (1, "Chen", "副总裁")
    clock = clock_of(cast.brand, rules.ANSWER_CLOCK, conversation.subject)
    assert clock is not None
    assert clock.met_by == answer.fact


def test_a_second_answer_is_a_version_beside_the_first(
    cast: Cast, conversation: Conversation
) -> None:
    for text in ("先改电池。", "先改电池和按键。"):
        later = NOW + timedelta(days=len(text))
        actions.publish_answer(conversation, text, actor=cast.mei, now=later)
    assert [(a.number, str(a.words)) for a in queries.answers_of(conversation)] == [
        (2, "先改电池和按键。"),
        (1, "先改电池。"),
    ]
    clock = clock_of(cast.brand, rules.ANSWER_CLOCK, conversation.subject)
    assert clock is not None
    assert clock.met_at == NOW + timedelta(days=5)
    assert Fact.objects.filter(kind="answer.published").count() == 2


@pytest.mark.parametrize(
    ("who", "code"), [("lin", "not-answerer"), ("wu", "not-answerer"), ("rival", "other-brand")]
)
def test_who_may_not_answer(cast: Cast, conversation: Conversation, who: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        actions.publish_answer(conversation, "好", actor=getattr(cast, who), now=NOW)
    assert refused.value.code == code


def test_the_page_shows_the_answer_on_top_and_what_changed(
    cast: Cast, conversation: Conversation, sign_in: Callable[[Member], Client], client: Client
) -> None:
    operator = sign_in(cast.mei)
    for text in ("我们先改电池。", "我们先改电池和按键。"):
        sent = operator.post("/lumen/conversations/1/answers", {"answer": text})
        assert sent.status_code == 302
    page = client.get("/lumen/conversations/1/").content.decode()
    assert page.index("我们先改电池和按键。") < page.index("我们每年能改")
    version = client.get("/lumen/conversations/1/answers/2").content.decode()
    assert "<ins>和按键</ins>" in version
    assert client.get("/lumen/conversations/1/answers/3").status_code == 404


def test_an_empty_answer_comes_back_with_its_form(
    cast: Cast, conversation: Conversation, sign_in: Callable[[Member], Client]
) -> None:
    sent = sign_in(cast.mei).post("/lumen/conversations/1/answers", {"answer": " "})
    assert sent.status_code == 422
    assert 'name="answer"' in sent.content.decode()


def test_recent_answers_show_the_latest_version_of_each(
    cast: Cast, conversation: Conversation
) -> None:
    for text in ("一", "二"):
        actions.publish_answer(conversation, text, actor=cast.mei, now=NOW)
    assert [str(answer.words) for answer in queries.recent_answers(cast.brand)] == ["二"]
    assert queries.recent_answers(cast.other_brand) == []
