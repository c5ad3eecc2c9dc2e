"""What happens in a conversation reaches the inboxes and the index, once."""

from datetime import timedelta

from folkmoot.deliberate.conversations import jobs  # noqa: F401 - registers the readers
from folkmoot.deliberate.conversations.actions import (
    accept_statement,
    cast_vote,
    make_statement,
    open_conversation,
    publish_answer,
    reject_statement,
)
from folkmoot.deliberate.conversations.models import Choice, Conversation, Ruling
from folkmoot.foundation.clocks.actions import record_overdue
from folkmoot.foundation.notices import jobs as notices  # noqa: F401 - registers the readers
from folkmoot.foundation.notices.queries import inbox
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.search.queries import find
from tests.folkmoot.conftest import NOW, Cast


def asked(cast: Cast) -> Conversation:
    return open_conversation(
        topic="design",
        question="铰链还是续航?",
        seeds=["先保续航"],
        closes_at=NOW + timedelta(days=1),
        actor=cast.mei,
        now=NOW,
    )


def kinds(member: Member) -> list[str]:
    return [notice.fact.kind for notice in inbox(member)]


def test_a_question_reaches_the_fans_and_an_answer_those_who_took_part(
    cast: Cast, topic: str
) -> None:
    conversation = asked(cast)
    cast_vote(conversation.statements.get(), Choice.AGREE, actor=cast.lin, now=NOW)
    publish_answer(conversation, "先保续航。", actor=cast.chen, now=NOW)
    catch_up()
    catch_up()
    assert kinds(cast.lin) == ["answer.published", "conversation.opened"]
    assert kinds(cast.zhou) == ["conversation.opened"]
    assert kinds(cast.mei) == kinds(cast.stranger) == []


def test_a_ruling_reaches_the_author_alone(cast: Cast, topic: str) -> None:
    conversation = asked(cast)
    statement = make_statement(conversation, "换个转轴", actor=cast.zhou, now=NOW)
    reject_statement(statement, Ruling.Reason.OFF_TOPIC, actor=cast.mei, now=NOW)
    catch_up()
    assert kinds(cast.zhou) == ["statement.ruled", "conversation.opened"]
    assert kinds(cast.lin) == ["conversation.opened"]


def test_what_is_open_to_read_can_be_found(cast: Cast, topic: str) -> None:
    conversation = asked(cast)
    waiting = make_statement(conversation, "换个转轴", actor=cast.zhou, now=NOW)
    publish_answer(conversation, "样机四月上手", actor=cast.chen, now=NOW)
    catch_up()
    words = ("铰链", "续航", "样机", "转轴")
    assert [len(find(cast.brand, word)) for word in words] == [1, 2, 1, 0]
    accept_statement(waiting, actor=cast.mei, now=NOW)
    catch_up()
    assert len(find(cast.brand, "转轴")) == 1
    reject_statement(waiting, Ruling.Reason.DUPLICATE, actor=cast.mei, now=NOW)
    catch_up()
    assert find(cast.brand, "转轴") == []


def test_an_overdue_answer_is_told_to_those_who_owe_it(cast: Cast, topic: str) -> None:
    conversation = asked(cast)
    late = conversation.closes_at + timedelta(hours=conversation.rule.reply_hours, minutes=1)
    assert record_overdue(now=late) == 1
    assert record_overdue(now=late) == 0
    catch_up()
    assert kinds(cast.mei) == kinds(cast.chen) == ["clock.overdue"]
