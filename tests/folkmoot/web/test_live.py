"""The stream sends every public fact once, in order, and picks up where a client left."""

import asyncio
import json
from typing import Any

import pytest
from django.db import transaction

from folkmoot.charter.facts import TopicAnnounced
from folkmoot.foundation.people.actions import join
from folkmoot.foundation.record.actions import append
from folkmoot.foundation.record.models import Fact
from folkmoot.foundation.record.queries import latest_number
from folkmoot.web import live
from tests.folkmoot.conftest import NOW, Cast, person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_pulse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test runs its own event loop, so each has its own pulse."""
    monkeypatch.setattr(live, "pulse", live.Pulse())
    monkeypatch.setattr(live, "POLL_SECONDS", 0.02)
    monkeypatch.setattr(live, "KEEP_ALIVE_SECONDS", 0.2)


def happen(cast: Cast, number: int) -> Fact:
    body = TopicAnnounced(
        subject="topic:x",
        version=number,
        title="x",
        rung=1,
        decider="x",
        open_to_change="x",
        not_open="x",
        minimum_level=0,
        quorum=0,
        quorum_share=0,
        petition_share=5,
        petition_cohorts=3,
        suspension_hours=1,
        higher_decider="",
        support_share=50,
        seats_adult_only=True,
        reply_hours=1,
        effective_from="",
    )
    with transaction.atomic():
        return append(cast.brand, body, actor=None, now=NOW)


class Client:
    """One ASGI connection: what was sent to it, and when it goes away."""

    def __init__(self, path: str, *, query: str = "", last: str = "", method: str = "GET") -> None:
        headers = [(b"last-event-id", last.encode())] if last else []
        self.scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": headers,
        }
        self.start: dict[str, Any] = {}
        self.text = ""
        self.leave = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self.leave.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        self.text += message.get("body", b"").decode()

    @property
    def numbers(self) -> list[int]:
        lines = [line[6:] for line in self.text.splitlines() if line.startswith("data: ")]
        return [json.loads(line)["number"] for line in lines]

    async def until(self, condition: Any) -> None:
        for _ in range(400):
            if condition():
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"it never came: {self.text!r}")


def listen(client: Client, during: Any) -> None:
    async def run() -> None:
        task = asyncio.create_task(live.application(client.scope, client.receive, client.send))
        await during()
        client.leave.set()
        await asyncio.wait_for(task, 5)

    asyncio.run(run())


def test_a_new_fact_arrives(cast: Cast) -> None:
    client = Client("/live/lumen")

    async def during() -> None:
        await client.until(lambda: client.start)
        fact = await live.ask(happen, cast, 1)
        await client.until(lambda: client.numbers == [fact.number])

    listen(client, during)
    assert client.start["status"] == 200
    assert live.pulse.streams == 0


@pytest.mark.parametrize("how", ["header", "address"])
def test_what_was_missed_comes_first(cast: Cast, how: str) -> None:
    seen = latest_number(cast.brand)
    missed = [happen(cast, n).number for n in range(live.BATCH + 5)]
    client = (
        Client("/live/lumen", last=str(seen))
        if how == "header"
        else Client("/live/lumen", query=f"after={seen}")
    )

    async def during() -> None:
        await client.until(lambda: len(client.numbers) >= len(missed))

    listen(client, during)
    assert client.numbers == missed


def test_internal_facts_do_not_leave_and_do_not_keep_it_busy(cast: Cast) -> None:
    client = Client("/live/lumen", query="after=0")

    async def during() -> None:
        await client.until(lambda: ": still here" in client.text)
        await live.ask(lambda: join(cast.brand, person("New"), now=NOW))
        before = client.text.count(": still here")
        await client.until(lambda: client.text.count(": still here") > before)

    listen(client, during)
    assert "member.joined" not in client.text
    assert client.text.count(": still here") < 20


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/live/nobody", "GET", 404), ("/live/", "GET", 404), ("/live/lumen", "POST", 404)],
)
def test_refusals(cast: Cast, path: str, method: str, status: int) -> None:
    client = Client(path, method=method)

    async def during() -> None:
        await client.until(lambda: client.start)

    listen(client, during)
    assert client.start["status"] == status


def test_too_many_streams_are_sent_away(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MOST_STREAMS", 0)
    test_refusals(cast, "/live/lumen", "GET", 503)


@pytest.mark.parametrize("seen", ["x", "-1", "²", "9" * 40, ""])
def test_a_senseless_number_starts_at_the_end(cast: Cast, seen: str) -> None:
    client = Client("/live/lumen", last=seen)

    async def during() -> None:
        await client.until(lambda: "retry" in client.text)

    listen(client, during)
    assert client.numbers == []
