"""One calm mail: grouped, due, once, and ended by one click."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client

from folkmoot.deliberate.conversations.facts import StatementMade
from folkmoot.foundation.notices.actions import choose_digest, tell
from folkmoot.foundation.notices.jobs import send_digests
from folkmoot.foundation.notices.messages import unsubscribe_token
from folkmoot.foundation.notices.models import DigestChoice, Notice
from folkmoot.foundation.notices.queries import unread
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.actions import append, erase_passage
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast

pytestmark = pytest.mark.database


def happen(cast: Cast, text: str, path: str) -> Fact:
    body = StatementMade(subject="conversation:1", number=1, seed=True, text=text)
    with transaction.atomic():
        fact = append(cast.brand, body, actor=cast.mei, now=NOW)
        tell([cast.lin, cast.mei], fact, path=path, quote=fact.passages.get())
    return fact


def test_whoever_acted_is_not_told(cast: Cast) -> None:
    happen(cast, "铰链", "/a")
    assert (unread(cast.lin), unread(cast.mei)) == (1, 0)


def test_one_mail_grouped_by_what_it_is_about(cast: Cast) -> None:
    for text, path in (("一", "/a"), ("二", "/b"), ("三", "/a")):
        happen(cast, text, path)
    assert send_digests(NOW) == 1
    [message] = mail.outbox
    body = str(message.body)
    assert body.index("三") < body.index("一") < body.index("/a") < body.index("二")
    assert message.to == [cast.lin.person.email]


def test_nothing_is_sent_twice_or_too_soon(cast: Cast) -> None:
    happen(cast, "一", "/a")
    assert (send_digests(NOW), send_digests(NOW)) == (1, 0)
    happen(cast, "二", "/a")
    assert send_digests(NOW + timedelta(hours=23)) == 0
    assert send_digests(NOW + timedelta(hours=25)) == 1
    assert "一" not in str(mail.outbox[1].body)


def test_a_clock_set_back_does_not_stop_the_digest(cast: Cast) -> None:
    happen(cast, "一", "/a")
    send_digests(NOW)
    happen(cast, "二", "/a")
    assert send_digests(NOW - timedelta(days=30)) == 1


def test_never_means_never(cast: Cast) -> None:
    choose_digest(cast.lin.person, DigestChoice.Cadence.NEVER)
    happen(cast, "一", "/a")
    assert send_digests(NOW) == 0


def test_erased_words_are_not_mailed(cast: Cast) -> None:
    fact = happen(cast, "住址", "/a")
    erase_passage(fact.passages.get(), basis="pipl-47", actor=cast.mei, now=NOW)
    send_digests(NOW)
    assert "住址" not in str(mail.outbox[0].body)


def test_one_click_ends_it_without_signing_in(cast: Cast, client: Client) -> None:
    path = f"/digest/{unsubscribe_token(cast.lin.person)}"
    assert client.get(path).status_code == 200
    assert not DigestChoice.objects.exists()
    assert client.post(path).status_code == 200
    assert DigestChoice.objects.get().cadence == DigestChoice.Cadence.NEVER
    assert client.post("/digest/1:forged").status_code == 404


def test_the_inbox_says_what_happened_and_can_be_read(
    cast: Cast, sign_in: Callable[[Member], Client]
) -> None:
    happen(cast, "铰链要耐用", "/lumen/conversations/1")
    client = sign_in(cast.lin)
    page = client.get("/lumen/inbox/").content.decode()
    assert "铰链要耐用" in page
    client.post("/lumen/inbox/reading", {"up_to": Notice.objects.get().pk})
    assert unread(cast.lin) == 0


@pytest.mark.parametrize("up_to", ["", "x", "9" * 30, "²"])
def test_a_senseless_number_reads_nothing(
    cast: Cast, sign_in: Callable[[Member], Client], up_to: str
) -> None:
    happen(cast, "一", "/a")
    assert sign_in(cast.lin).post("/lumen/inbox/reading", {"up_to": up_to}).status_code == 302
    assert unread(cast.lin) == 1
