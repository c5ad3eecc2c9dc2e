"""Opening: under a rule, with a clock on the brand, by an operator."""

from datetime import timedelta
from typing import Any

import pytest

from folkmoot.deliberate.conversations import actions, queries, rules
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast

CLOSES = NOW + timedelta(days=10)


def opening(cast: Cast, about: str, /, **changed: Any) -> Conversation:
    terms: dict[str, Any] = {
        "topic": about,
        "question": "先改什么?",
        "seeds": ["一", "二"],
        "closes_at": CLOSES,
        "actor": cast.mei,
        "now": NOW,
    }
    return actions.open_conversation(**terms | changed)


def test_it_is_numbered_recorded_and_owes_an_answer(cast: Cast, topic: str) -> None:
    opened = opening(cast, topic)
    assert (opened.number, opened.rule.topic.slug, str(opened)) == (1, topic, "先改什么?")
    assert [s.number for s in opened.statements.order_by("number")] == [1, 2]
    clock = clock_of(cast.brand, rules.ANSWER_CLOCK, opened.subject)
    assert clock is not None
    assert clock.due_at == CLOSES + timedelta(days=14)
    kinds = Fact.objects.filter(subject=opened.subject).order_by("number")
    assert [fact.kind for fact in kinds] == ["conversation.opened", *["statement.made"] * 2]


def test_numbers_are_the_brands_own(cast: Cast, topic: str) -> None:
    assert [opening(cast, topic).number for _ in range(2)] == [1, 2]
    assert queries.conversation_by_number(cast.other_brand, 1) is None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"topic": "nothing"}, "no-rule-in-force"),
        ({"closes_at": NOW}, "closes-in-the-past"),
        ({"question": "  "}, "text-empty"),
        ({"question": "问" * 201}, "text-too-long"),
        ({"seeds": ["好", "句" * 281]}, "text-too-long"),
        ({"background": "\0"}, "text-empty"),
    ],
)
def test_what_cannot_stand_leaves_nothing(
    cast: Cast, topic: str, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        opening(cast, topic, **changed)
    assert refused.value.code == code
    assert not Conversation.objects.exists()
    assert not Fact.objects.filter(kind__startswith="conversation.").exists()


@pytest.mark.parametrize("who", ["lin", "chen", "wu"])
def test_only_an_operator_opens(cast: Cast, topic: str, who: str) -> None:
    with pytest.raises(Refusal) as refused:
        opening(cast, topic, actor=getattr(cast, who))
    assert refused.value.code == "not-operator"


def test_an_operator_of_another_brand_has_no_topic_here(cast: Cast, topic: str) -> None:
    with pytest.raises(Refusal) as refused:
        opening(cast, topic, actor=cast.rival)
    assert refused.value.code == "no-rule-in-force"
