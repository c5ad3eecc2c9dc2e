"""A crowd votes at a real server while the sequencer runs and others read."""

import asyncio
import random
import subprocess
import sys
import threading
import time
from typing import Any

from benchmarks import moot, votes
from benchmarks.votes import Cast

VOTERS, READERS = 100_000, 64


def run() -> list[dict[str, Any]]:
    with moot.home():
        return [_crowd()]


def _crowd() -> dict[str, Any]:
    """Everybody votes once, one in twenty twice, while 64 people read and the log is written."""
    browsers = votes._prepare(VOTERS)
    casts = _once_each(random.Random(1))
    requests: list[Cast] = [(browsers[person], s, choice) for person, s, choice in casts]
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
    row = votes._row(casts, answers, elapsed, used)
    seconds = [each for _, each in answers]
    return {
        "work": f"{VOTERS:,} voters, 5 % twice, {READERS} readers ({len(reads):,} pages)",
        "seconds": round(elapsed),
        "at most": 600,
        "per second": round(len(answers) / elapsed),
        "p50 s": round(moot.quantile(seconds, 0.5), 2),
        "p99 s": round(moot.quantile(seconds, 0.99), 2),
        "5xx": row["5xx"] + sum(status >= 500 for status in reads),
        "tally": row["tally"],
    }


def _once_each(rng: random.Random) -> list[tuple[int, int, int]]:
    casts = [
        (person, 1 + person % votes.STATEMENTS, rng.choice((-1, 0, 1))) for person in range(VOTERS)
    ]
    casts += rng.sample(casts, int(VOTERS * votes.DUPLICATES))
    rng.shuffle(casts)
    return casts


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
