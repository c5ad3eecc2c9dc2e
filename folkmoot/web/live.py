"""Live pages: the public record as server-sent events.

A client that was away asks for what it missed with `Last-Event-ID`, which is a fact's number, so
nothing depends on this process remembering anything. Only public facts leave here, so no one has
to sign in. Served by ASGI: a stream must not hold one of the threads that serve pages.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record import queries as record

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

POLL_SECONDS = 1.0
KEEP_ALIVE_SECONDS = 15.0
MOST_STREAMS = 1000
BATCH = 100


class Pulse:
    """Looks at the heads of all brands once a second, however many streams there are."""

    def __init__(self) -> None:
        self.heads: dict[int, int] = {}
        self.moved = asyncio.Condition()
        self.streams = 0
        self._task: asyncio.Task[None] | None = None

    def ensure_running(self) -> None:
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while self.streams:
            heads = await ask(record.heads)
            if heads != self.heads:
                async with self.moved:
                    self.heads = heads
                    self.moved.notify_all()
            await asyncio.sleep(POLL_SECONDS)

    async def wait_beyond(self, brand_id: int, number: int) -> bool:
        """Wait until the brand has a fact after `number`; False when it is time to say hello."""
        try:
            async with self.moved:
                await asyncio.wait_for(
                    self.moved.wait_for(lambda: self.heads.get(brand_id, 0) > number),
                    KEEP_ALIVE_SECONDS,
                )
        except TimeoutError:
            return False
        return True


pulse = Pulse()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """GET /live/<brand>[?after=NUMBER]"""
    slug = scope["path"].removeprefix("/live/").strip("/")
    brand = await ask(people.brand_by_slug, slug)
    if brand is None or scope["method"] != "GET":
        return await _refuse(send, 404)
    if pulse.streams >= MOST_STREAMS:
        return await _refuse(send, 503)
    after = _after(scope)
    start = after if after is not None else await ask(record.latest_number, brand)
    pulse.streams += 1
    pulse.ensure_running()
    try:
        await _open(send)
        sending = asyncio.create_task(_send_all(events(brand, start), send))
        leaving = asyncio.create_task(_until_disconnect(receive))
        _done, open_ends = await asyncio.wait(
            {sending, leaving}, return_when=asyncio.FIRST_COMPLETED
        )
        for task in open_ends:
            task.cancel()
    finally:
        pulse.streams -= 1


def _after(scope: Scope) -> int | None:
    """The number the client has seen: from the header on a reconnect, else from the address."""
    headers = dict(scope["headers"])
    query = parse_qs(scope["query_string"].decode("latin-1"))
    seen = headers.get(b"last-event-id", b"").decode("latin-1") or query.get("after", [""])[0]
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 19 else None


async def events(brand: Any, number: int) -> AsyncIterator[bytes]:
    """The brand's public facts after `number`, for ever, with a comment when nothing happens."""
    yield b"retry: 2000\n\n"
    while True:
        head = pulse.heads.get(brand.pk, 0)
        facts = await ask(_facts, brand, number)
        for fact in facts:
            number = fact.number
            content = json.dumps({"number": number, "kind": fact.kind, "subject": fact.subject})
            yield f"id: {number}\nevent: fact\ndata: {content}\n\n".encode()
        if len(facts) == BATCH:
            continue
        # The facts up to the head that were not sent are internal ones.
        number = max(number, head)
        if not await pulse.wait_beyond(brand.pk, number):
            yield b": still here\n\n"


async def ask(query: Callable[..., Any], *args: Any) -> Any:
    """Ask the database from a thread; a connection that died is replaced, as Django does for
    requests, which a stream is not."""
    return await sync_to_async(_fresh)(query, *args)


def _fresh(query: Callable[..., Any], *args: Any) -> Any:
    close_old_connections()
    try:
        return query(*args)
    finally:
        close_old_connections()


def _facts(brand: Any, number: int) -> list[Any]:
    return list(record.facts_after(brand, number)[:BATCH])


async def _send_all(source: AsyncIterator[bytes], send: Send) -> None:
    async for body in source:
        await send({"type": "http.response.body", "body": body, "more_body": True})


async def _until_disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _open(send: Send) -> None:
    headers = [
        (b"content-type", b"text/event-stream; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
        # Everything here is public and no cookie is read, so any origin may listen.
        (b"access-control-allow-origin", b"*"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"30")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
