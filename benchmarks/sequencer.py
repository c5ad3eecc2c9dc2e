"""The writer of the public log: how fast entries become durable, and how soon they are public."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from typing import Any

from benchmarks import moot

APPENDED = 20_000
ARRIVALS = 120


def run() -> list[dict[str, Any]]:
    with moot.home():
        return [_appending(), _visible()]


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
