"""A webhook is signed, sent once, and tried again under the same id."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from folkmoot.deliberate.conversations.facts import StatementMade
from folkmoot.foundation import jobs
from folkmoot.foundation.notices.actions import add_endpoint, remove_endpoint
from folkmoot.foundation.notices.models import Delivery, Endpoint
from folkmoot.foundation.record.actions import append
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused

PUBLIC = "93.184.216.34"


class Receiver:
    """A real HTTP server on the loopback that answers as it is told."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.status = 204
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                outer.requests.append(({k.lower(): v for k, v in self.headers.items()}, body))
                self.send_response(outer.status)
                self.send_header("location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://hook.example:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    receiver = Receiver()
    monkeypatch.setattr(
        "folkmoot.foundation.outbound.require_public", lambda url, resolver: "127.0.0.1"
    )
    monkeypatch.setattr(
        "folkmoot.foundation.notices.actions.require_public", lambda url, resolver: PUBLIC
    )
    yield receiver
    receiver.server.shutdown()
    receiver.server.server_close()


@pytest.fixture
def hook(cast: Cast, receiver: Receiver) -> tuple[Endpoint, str]:
    return add_endpoint(url=receiver.url, fact_kinds=["statement.made"], actor=cast.mei, now=NOW)


def say(cast: Cast) -> Fact:
    body = StatementMade(subject="conversation:1", number=1, seed=True, text="秘密的话")
    with transaction.atomic():
        return append(cast.brand, body, actor=cast.lin, now=NOW)


def work() -> None:
    jobs.Worker(worker_id="test", batch=True).run()


@pytest.mark.django_db(transaction=True)
def test_the_signature_is_checked_by_the_reference_library(
    cast: Cast, receiver: Receiver, hook: tuple[Endpoint, str]
) -> None:
    fact = say(cast)
    catch_up()
    work()
    [(headers, body)] = receiver.requests
    content = Webhook(hook[1]).verify(body, headers)
    assert content["data"]["number"] == fact.number
    assert headers["host"].startswith("hook.example:")
    with pytest.raises(WebhookVerificationError):
        Webhook(hook[1]).verify(body + b" ", headers)


@pytest.mark.django_db(transaction=True)
def test_no_words_and_no_person_leave(
    cast: Cast, receiver: Receiver, hook: tuple[Endpoint, str]
) -> None:
    say(cast)
    catch_up()
    work()
    sent = json.loads(receiver.requests[0][1])
    assert "秘密的话" not in str(sent)
    assert cast.lin.pseudonym not in str(sent)
    assert str(cast.lin.person.email) not in str(sent)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("status", [500, 302, 404])
def test_a_failed_attempt_is_made_again_with_the_same_id(
    cast: Cast, receiver: Receiver, hook: tuple[Endpoint, str], status: int
) -> None:
    receiver.status = status
    say(cast)
    catch_up()
    work()
    receiver.status = 204
    later = timezone.now() + timedelta(hours=2)
    assert jobs.recover(later).retried == 1
    DBTaskResult.objects.update(run_after=timezone.now())
    work()
    work()
    ids = [headers["webhook-id"] for headers, _body in receiver.requests]
    assert len(ids) == 2
    assert len(set(ids)) == 1
    assert Delivery.objects.get().delivered_at is not None


@pytest.mark.django_db(transaction=True)
def test_other_kinds_and_a_removed_webhook_get_nothing(
    cast: Cast, receiver: Receiver, hook: tuple[Endpoint, str]
) -> None:
    catch_up()
    remove_endpoint(hook[0], actor=cast.mei, now=NOW)
    say(cast)
    catch_up()
    work()
    assert receiver.requests == []
    assert Endpoint.objects.get().secret == ""


def test_only_an_operator_and_only_public_kinds(cast: Cast, receiver: Receiver) -> None:
    for actor, kinds, code in (
        (cast.lin, [], "not-operator"),
        (cast.mei, ["member.joined"], "fact-kind-unknown"),
        (cast.mei, ["nothing"], "fact-kind-unknown"),
    ):
        with refused(code):
            add_endpoint(url=receiver.url, fact_kinds=kinds, actor=actor, now=NOW)
    assert not Endpoint.objects.exists()
