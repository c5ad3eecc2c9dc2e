"""The writer of the public log: how fast entries become durable, and how soon they are public."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
import threading
import time
from typing import Any

from benchmarks import moot, votes
from benchmarks.votes import Cast

APPENDED = 20_000
ARRIVALS = 120
VOTERS = 100_000
READERS = 64
SECONDS = 30  # of ten minutes; the rate is what is claimed


def run() -> list[dict[str, Any]]:
    with moot.home():
        rows = [_appending(), _visible()]
    with moot.home():
        rows.append(_crowd())
    return rows


def _appending() -> dict[str, Any]:
    """Facts that are committed already become entries: read back, checked, fsynced, signed."""
    from django.utils import timezone

    from folkmoot.account.ledger import actions
    from folkmoot.foundation.people.actions import found_brand

    brand = found_brand(slug="bench", name="Bench", now=timezone.now())
    _facts(brand, APPENDED)
    log = actions.open_log(brand)
    batches: list[float] = []
    begun, cpu = time.perf_counter(), time.process_time()
    while actions.sequence(log):
        batches.append(time.perf_counter())
        actions.publish(log, now=timezone.now())
    elapsed, spent = time.perf_counter() - begun, time.process_time() - cpu
    steps = [after - before for before, after in zip([begun, *batches], batches, strict=False)]
    return {
        "work": f"{APPENDED:,} facts into the log, in batches of {actions.BATCH:,}, SQLite at FULL",
        "per second": round(APPENDED / elapsed),
        "per CPU second": round(APPENDED / spent),
        "p99 s": round(moot.quantile(steps, 0.99), 2),
    }


def _facts(brand: Any, count: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from folkmoot.foundation.record.actions import take_turn
    from folkmoot.foundation.record.models import Fact

    with transaction.atomic():
        head = take_turn(brand)
        facts = (
            Fact(
                brand=brand,
                number=head.number + n,
                kind="conversation.closed",
                subject=f"conversation:{n}",
                public=True,
                at=timezone.now(),
                published={"votes": n, "voters": n},
                commitments={"text": "WlYxZDNkMjNkZGZmZmZmZmZmZmZmZmZmZmZmZmZmZmY="},
            )
            for n in range(1, count + 1)
        )
        Fact.objects.bulk_create(facts, batch_size=500)
        head.number += count
        head.save()


def _visible() -> dict[str, Any]:
    """From the commit of an act to the published checkpoint that covers it, by the real process."""
    from folkmoot.account.ledger import queries

    log = _log()
    process = subprocess.Popen([sys.executable, "-m", "folkmoot", "ledger", "run"])
    rng, waits = random.Random(2), []
    try:
        for n in range(ARRIVALS + 1):
            _facts(log.brand, 1)
            committed, size = time.perf_counter(), log.size + n + 1
            while (queries.published_checkpoint("bench") or log).size < size:
                time.sleep(0.005)
            if n:  # the first one waits for the process to start
                waits.append(time.perf_counter() - committed)
            time.sleep(rng.uniform(0, 0.2))
    finally:
        process.terminate()
        process.wait(timeout=30)
    return {
        "work": f"{ARRIVALS} acts, one by one: until a published checkpoint covers each",
        "p50 s": round(moot.quantile(waits, 0.5), 2),
        "p99 s": round(moot.quantile(waits, 0.99), 2),
    }


def _log() -> Any:
    from folkmoot.account.ledger import queries

    return queries.logs().get(brand__slug="bench")


def _crowd() -> dict[str, Any]:
    """Voters at the rate of 100,000 in ten minutes, one in twenty twice, while 64 people read."""
    browsers = votes._prepare()
    casts = votes._casts(random.Random(1), len(browsers))
    wanted = int(VOTERS * (1 + votes.DUPLICATES) / 600 * SECONDS)
    requests: list[Cast] = [(browsers[person], s, choice) for person, s, choice in casts[:wanted]]
    log = subprocess.Popen([sys.executable, "-m", "folkmoot", "ledger", "run"])
    try:
        with moot.served() as server:
            asyncio.run(votes._load(server.port, requests[:50]))
            stopped = threading.Event()
            reads: list[int] = []
            reader = threading.Thread(
                target=lambda: asyncio.run(_read(server.port, stopped, reads))
            )
            reader.start()
            begun, used = time.perf_counter(), server.processor_seconds()
            answers = asyncio.run(votes._load(server.port, requests))
            elapsed, used = time.perf_counter() - begun, server.processor_seconds() - used
            stopped.set()
            reader.join()
    finally:
        log.terminate()
        log.wait(timeout=30)
    row = votes._row(casts[:wanted], answers, elapsed, used)
    seconds = [each for _, each in answers]
    return {
        "work": f"{len(requests):,} votes, 5 % twice, {READERS} readers ({len(reads):,} pages); "
        f"needed are {VOTERS * 1.05 / 600:.0f} a second",
        "per second": round(len(answers) / elapsed),
        "p50 s": round(moot.quantile(seconds, 0.5), 2),
        "p99 s": round(moot.quantile(seconds, 0.99), 2),
        "5xx": row["5xx"] + sum(status >= 500 for status in reads),
        "tally": row["tally"],
    }


async def _read(port: int, stopped: threading.Event, statuses: list[int]) -> None:
    """Readers who look at a page, think for a second, and look at the next."""
    pages = ["/bench/", "/bench/conversations/1/", "/bench/record/", "/bench/ledger/checkpoint"]

    async def reader(n: int) -> None:
        await asyncio.sleep(n / READERS)
        while not stopped.is_set():
            way, out = await asyncio.open_connection("127.0.0.1", port)
            path = pages[(n + len(statuses)) % len(pages)]
            out.write(
                f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
            )
            status = await way.readline()
            await way.read()
            out.close()
            statuses.append(int(status.split()[1]) if status else 599)
            await asyncio.sleep(1)

    await asyncio.gather(*(reader(n) for n in range(READERS)))
