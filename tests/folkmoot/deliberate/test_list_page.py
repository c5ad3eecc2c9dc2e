"""The list, with ten thousand conversations behind it."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.deliberate.conversations import queries
from folkmoot.deliberate.conversations.models import Conversation, Statement
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast

LIST = "/lumen/conversations/"


def copies(conversation: Conversation, count: int) -> None:
    """More of the same, without their facts; all but the last hundred closed."""
    first = conversation.number + 1
    Conversation.objects.bulk_create(
        Conversation(
            brand=conversation.brand,
            number=number,
            rule=conversation.rule,
            question=conversation.question,
            background=conversation.background,
            owner=conversation.owner,
            opened_at=NOW - timedelta(days=2),
            closes_at=NOW + timedelta(days=1 if number > first + count - 101 else -1),
        )
        for number in range(first, first + count)
    )


def test_newest_first_and_a_page_at_a_time(cast: Cast, conversation: Conversation) -> None:
    copies(conversation, 44)
    seen, before = [], None
    while True:
        page = queries.conversation_page(cast.brand, before=before, now=NOW, size=20)
        seen += [row.conversation.number for row in page.rows]
        if (before := page.before) is None:
            break
    assert seen == list(range(45, 0, -1))


@pytest.mark.parametrize(
    ("show", "numbers"), [("open", [3, 1]), ("closed", [2]), ("all", [3, 2, 1])]
)
def test_open_and_closed(
    cast: Cast, conversation: Conversation, show: str, numbers: list[int]
) -> None:
    copies(conversation, 2)
    Conversation.objects.filter(number=2).update(closed_at=NOW)
    page = queries.conversation_page(cast.brand, show=show, now=NOW)
    assert [row.conversation.number for row in page.rows] == numbers
    assert [c.number for c in queries.open_conversations(cast.brand, NOW)] == [3, 1]
    assert [c.number for c in queries.closed_conversations(cast.brand, NOW)] == [2]


def test_other_brands_are_not_on_it(conversation: Conversation, client: Client) -> None:
    assert "下一代先改什么?" in client.get(LIST).content.decode()
    assert "下一代先改什么?" not in client.get("/fathom/conversations/").content.decode()
    assert client.get(LIST + "?show=nothing").status_code == 404
    assert client.get(LIST + "?before=x").status_code == 200


def test_an_overdue_answer_is_on_the_default_list(
    cast: Cast, conversation: Conversation, client: Client
) -> None:
    page = queries.conversation_page(cast.brand, now=NOW + timedelta(days=60))
    assert page.rows[0].clock is not None
    assert page.rows[0].clock.due_at < NOW + timedelta(days=60)


@pytest.mark.slow
def test_ten_thousand_of_each_cost_the_same_few_queries(
    cast: Cast, divided: Conversation, sign_in: Callable[[Member], Client]
) -> None:
    few = queries_of(sign_in(cast.lin), LIST)
    copies(divided, 10_000)
    Statement.objects.bulk_create(
        Statement(
            conversation=divided, number=number, words=divided.question, standing="accepted", at=NOW
        )
        for number in range(100, 10_100)
    )
    client = sign_in(cast.lin)
    for address in (LIST, LIST + "?show=open", LIST + "?before=5000&show=closed"):
        assert queries_of(client, address) <= few + 1
        assert fastest(client, address) <= 0.15, address
    for address in ("1/", "1/statements", "1/statements?after=5000", "1/moderation"):
        assert fastest(client, LIST + address) <= 0.15, address


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def fastest(client: Client, address: str) -> float:
    """Seconds of processor time at best, since other tests share the machine."""
    times = []
    for _ in range(5):
        started = time.process_time()
        client.get(address)
        times.append(time.process_time() - started)
    return min(times)
