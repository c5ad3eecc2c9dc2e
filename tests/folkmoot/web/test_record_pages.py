"""The public record, as anyone can read it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from folkmoot.deliberate.conversations.actions import (
    accept_statement,
    make_statement,
    open_conversation,
    reject_statement,
)
from folkmoot.deliberate.conversations.models import Conversation, Ruling, Statement
from folkmoot.foundation.record.actions import erase_passage
from folkmoot.foundation.record.facts import KINDS, FactBody
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.record.queries import latest_number
from folkmoot.web.queries import PAGE, entries
from folkmoot.web.templatetags.entries import particulars
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.pages import read_page


@pytest.fixture
def conversation(cast: Cast, topic: str) -> Conversation:
    return open_conversation(
        topic=topic,
        question="下一盏灯?",
        seeds=["亮度更重要。"],
        closes_at=NOW + timedelta(days=7),
        actor=cast.mei,
        now=NOW,
    )


@pytest.fixture
def statement(cast: Cast, conversation: Conversation) -> Statement:
    return make_statement(conversation, "不要蓝光。", actor=cast.lin, now=NOW)


def text(client: Client, path: str = "/lumen/record/") -> str:
    return read_page(client, path)


def test_a_public_kind_without_a_heading_is_refused() -> None:
    with pytest.raises(TypeError, match="heading"):
        type("Nameless", (FactBody,), {}, kind="nameless.thing")
    assert "nameless.thing" not in KINDS


def test_the_record_is_newest_first(cast: Cast, conversation: Conversation, client: Client) -> None:
    page = text(client)
    assert page.index("A conversation opened") < page.index("A rule of the charter was announced")
    assert "下一盏灯?" in page


def test_words_that_wait_for_a_moderator_are_withheld(statement: Statement, client: Client) -> None:
    assert "亮度更重要。" in text(client)
    assert "不要蓝光。" not in text(client)
    fact = statement.words.fact
    assert "不要蓝光。" not in text(client, f"/lumen/record/{fact.number}")


def test_words_that_were_accepted_are_shown(
    cast: Cast, statement: Statement, client: Client
) -> None:
    accept_statement(statement, actor=cast.mei, now=NOW)
    assert "不要蓝光。" in text(client)


def test_erased_words_say_so(cast: Cast, statement: Statement, client: Client) -> None:
    accept_statement(statement, actor=cast.mei, now=NOW)
    erasure = erase_passage(statement.words, basis="pipl-47", actor=cast.mei, now=NOW)
    assert erasure is not None
    page = text(client)
    assert "不要蓝光。" not in page
    assert "The words were erased" in page
    assert f'href="/lumen/record/{erasure.number}"' in page


def test_an_entry_shows_its_name_and_its_commitment(
    conversation: Conversation, client: Client
) -> None:
    fact = conversation.question.fact
    page = text(client, f"/lumen/record/{fact.number}")
    assert fact.entry in page
    assert fact.commitments["question"].replace("+", "&#x2B;") in page or (
        fact.commitments["question"] in page
    )


def test_an_entry_says_its_fields_in_words(
    cast: Cast, statement: Statement, client: Client
) -> None:
    reject_statement(statement, Ruling.Reason.OFF_TOPIC, actor=cast.mei, now=NOW)
    page = text(client, f"/lumen/record/{latest_number(cast.brand)}")
    assert "<dt>Outcome</dt><dd>Not accepted</dd>" in page
    assert "<dt>Reason</dt><dd>Not about the question</dd>" in page
    assert "off-topic" not in page


def test_an_entry_outlives_the_names_of_its_fields() -> None:
    fact = Fact(kind="statement.ruled", published={"outcome": "burnt", "since": None})
    with translation.override("en"):
        assert particulars(fact) == [("Outcome", "burnt"), ("Since", "–")]
        older = Fact(kind="forgotten.kind", published={"on": [1, 2]})
        assert particulars(older) == [("On", "1\n2")]


def test_times_and_choices_are_read(cast: Cast, topic: str) -> None:
    fact = Fact.objects.get(brand=cast.brand, kind="topic.announced")
    with translation.override("en"):
        shown = dict(particulars(fact))
    assert shown["Who may take part"] == "E-mail confirmed"
    assert "T" not in shown["In force from"]


def test_internal_facts_have_no_page(cast: Cast, client: Client) -> None:
    internal = latest_number(cast.brand)
    assert client.get(f"/lumen/record/{internal}").status_code == 404
    assert "member" not in text(client).split("<main")[1].split("</main")[0]


def test_an_entry_of_another_brand_is_not_here(conversation: Conversation, client: Client) -> None:
    number = conversation.question.fact.number
    assert client.get(f"/fathom/record/{number}").status_code == 404


def test_one_kind_alone(conversation: Conversation, client: Client) -> None:
    page = text(client, "/lumen/record/?kind=conversation.opened").split("<ol")[1]
    assert "A conversation opened" in page
    assert "A rule of the charter was announced" not in page
    assert client.get("/lumen/record/?kind=member.joined").status_code == 404


@pytest.mark.parametrize("number", ["x", "-1", "9" * 30, "²", ""])
def test_a_number_that_is_none_shows_the_latest(
    conversation: Conversation, client: Client, number: str
) -> None:
    assert "A conversation opened" in text(client, f"/lumen/record/?before={number}")


def test_pages_lead_on_and_back(cast: Cast, topic: str) -> None:
    open_conversation(
        topic=topic,
        question="?",
        seeds=[f"{n}" for n in range(PAGE + 5)],
        closes_at=NOW + timedelta(days=7),
        actor=cast.mei,
        now=NOW,
    )
    first = entries(cast.brand)
    assert (len(first.entries), first.newer) == (PAGE, None)
    second = entries(cast.brand, before=first.older)
    assert second.entries[0].fact.number < first.entries[-1].fact.number
    assert second.older is None
    back = entries(cast.brand, after=second.newer)
    assert [e.fact for e in back.entries] == [e.fact for e in first.entries]


def test_a_page_asks_the_same_however_much_was_ruled(
    cast: Cast, conversation: Conversation, client: Client
) -> None:
    """What was let in is asked for the statements on the page, not for all of a conversation."""
    with CaptureQueriesContext(connection) as captured:
        text(client)
    assert "statement.ruled" not in "".join(query["sql"] for query in captured)
    assert len(captured) == 10
