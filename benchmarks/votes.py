"""Votes over HTTP, each one on disk before it is acknowledged; the load shares the two cores."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import timedelta
from typing import Any

from benchmarks import moot
from benchmarks.moot import Browser

PEOPLE = 300
STATEMENTS = 20
DUPLICATES = 0.05
CONNECTIONS = 16

Cast = tuple[Browser, int, int]


def run() -> list[dict[str, Any]]:
    with moot.home():
        browsers = _prepare()
        casts = _casts(random.Random(1), len(browsers))
        requests = [(browsers[person], statement, choice) for person, statement, choice in casts]
        with moot.served() as server:
            asyncio.run(_load(server.port, requests[:200]))  # warm the servers up
            begun, used = time.perf_counter(), server.processor_seconds()
            answers = asyncio.run(_load(server.port, requests))
            elapsed, used = time.perf_counter() - begun, server.processor_seconds() - used
        return [_row(casts, answers, elapsed, used)]


def _prepare(people: int = PEOPLE) -> list[Browser]:
    """A brand with one open conversation and its people, through the real acts."""
    from django.utils import timezone

    from folkmoot.charter.actions import Terms, announce
    from folkmoot.charter.models import Rung
    from folkmoot.deliberate.conversations.actions import open_conversation
    from folkmoot.foundation.people.actions import found_brand, grant_role, join
    from folkmoot.foundation.people.models import Person, Role

    now = timezone.now() - timedelta(days=1)
    brand = found_brand(slug="bench", name="Bench", now=now)
    staff = join(brand, Person.objects.create_user("staff@example.org"), now=now)
    for role in (Role.OPERATOR, Role.EXECUTIVE):
        grant_role(staff, role, actor=None, now=now)
    terms = Terms(rung=Rung.ADVISE, decider="x", open_to_change="x", not_open="x")
    announce("all", "All", terms, effective_from=now, actor=staff, now=now)
    open_conversation(
        topic="all",
        question="What?",
        seeds=[f"Statement {n}" for n in range(STATEMENTS)],
        closes_at=now + timedelta(days=30),
        actor=staff,
        now=now,
    )
    browsers = []
    for n in range(people):
        person = Person.objects.create_user(f"fan{n}@example.org")
        join(brand, person, now=now)
        browsers.append(moot.sign_in(person))
    return browsers


def _casts(rng: random.Random, people: int) -> list[tuple[int, int, int]]:
    """Who votes what, in any order; one in twenty is sent twice."""
    casts = [
        (p, s, rng.choice((-1, 0, 1))) for p in range(people) for s in range(1, STATEMENTS + 1)
    ]
    casts += rng.sample(casts, int(len(casts) * DUPLICATES))
    rng.shuffle(casts)
    return casts


async def _load(port: int, requests: list[Cast]) -> list[tuple[int, float]]:
    """Send all requests over sixteen kept-alive connections; status and seconds of each."""
    waiting = iter(requests)
    answers: list[tuple[int, float]] = []

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for browser, statement, choice in waiting:
            writer.write(_post(browser, statement, choice))
            begun = time.perf_counter()
            status = await _answer(reader)
            answers.append((status, time.perf_counter() - begun))
        writer.close()

    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    return answers


def _post(browser: Browser, statement: int, choice: int) -> bytes:
    word = {1: "agree", 0: "pass", -1: "disagree"}[choice]
    body = f"csrfmiddlewaretoken={browser.csrf}&choice={word}"
    return (
        f"POST /bench/conversations/1/statements/{statement}/vote HTTP/1.1\r\n"
        f"Host: localhost\r\nCookie: {browser.cookie}\r\nHX-Request: true\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\n\r\n{body}"
    ).encode()


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    if "transfer-encoding: chunked" in head:
        await reader.readuntil(b"\r\n0\r\n\r\n")
    else:
        length = head.split("content-length:", 1)[1].split("\r\n", 1)[0]
        await reader.readexactly(int(length))
    return status


def _row(
    casts: list[tuple[int, int, int]],
    answers: list[tuple[int, float]],
    elapsed: float,
    used: float,
) -> dict[str, Any]:
    from folkmoot.deliberate.conversations.models import Vote

    fields = ("participant__member", "statement__number", "choice")
    stored = {(member, number): c for member, number, c in Vote.objects.values_list(*fields)}
    asked = {(person, statement): choice for person, statement, choice in casts}
    members = sorted({member for member, _ in stored})
    exact = stored == {(members[p], s): choice for (p, s), choice in asked.items()}
    seconds = [each for _, each in answers]
    return {
        "work": f"{len(casts):,} votes, {len(members):,} people, 5 % sent twice, SQLite at FULL",
        "per second": round(len(answers) / elapsed),
        "CPU ms a vote": round(used / len(answers) * 1000, 1),
        "p50 ms": round(moot.quantile(seconds, 0.5) * 1000),
        "p99 ms": round(moot.quantile(seconds, 0.99) * 1000),
        "5xx": sum(status >= 500 for status, _ in answers),
        "not 200": sum(status != 200 for status, _ in answers),
        "tally": "exact" if exact else "WRONG",
    }
