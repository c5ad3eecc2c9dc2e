"""Lists with ten thousand items: the server's own time for one page, no network in between."""

from __future__ import annotations

import time
from datetime import timedelta
from functools import partial
from typing import Any

from benchmarks import moot

ITEMS = 10_000
TIMES = 60
SUGGESTIONS_OF_ONE = 20  # as many as one person may make in an hour


def run() -> list[dict[str, Any]]:
    with moot.home():
        _prepare()
        paths = {
            "conversations": "/bench/conversations/",
            "statements of one conversation": "/bench/conversations/1/statements",
            "suggestions, wanted across groups": "/bench/suggestions/",
            "suggestions, page 300 of the newest": "/bench/suggestions/?order=newest&page=300",
            "suggestions, awaiting a reply": "/bench/suggestions/?order=waiting",
            "the record": "/bench/record/",
            "search, a word in every text": "/bench/search/?q=手感",
        }
        return [_measure(name, path) for name, path in paths.items()]


def _measure(name: str, path: str) -> dict[str, Any]:
    from django.test import Client

    client = Client()
    seconds = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        response = client.get(path, headers={"host": "localhost"})
        seconds.append(time.perf_counter() - begun)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")
    return {
        "list": name,
        "items": f"{ITEMS:,}",
        "p50 ms": round(moot.quantile(seconds, 0.5) * 1000),
        "p95 ms": round(moot.quantile(seconds, 0.95) * 1000),
        "kB": round(len(response.content) / 1024),
    }


def _prepare() -> None:
    from django.db import transaction
    from django.utils import timezone
    from django.utils.module_loading import autodiscover_modules

    from folkmoot.charter.actions import Terms, announce
    from folkmoot.charter.models import Rung
    from folkmoot.deliberate.conversations.actions import add_seed, open_conversation
    from folkmoot.deliberate.suggestions.actions import Wording, suggest
    from folkmoot.foundation.people.actions import found_brand, grant_role, join
    from folkmoot.foundation.people.models import Person, Role
    from folkmoot.foundation.record.jobs import catch_up

    now = timezone.now() - timedelta(days=1)
    brand = found_brand(slug="bench", name="Bench", now=now)
    staff = join(brand, Person.objects.create_user("staff@example.org"), now=now)
    for role in (Role.OPERATOR, Role.EXECUTIVE):
        grant_role(staff, role, actor=None, now=now)
    terms = Terms(rung=Rung.ADVISE, decider="x", open_to_change="x", not_open="x")
    announce("all", "All", terms, effective_from=now, actor=staff, now=now)
    ask = partial(
        open_conversation,
        topic="all",
        seeds=[],
        closes_at=now + timedelta(days=30),
        actor=staff,
        now=now,
    )
    with transaction.atomic():  # one transaction, so that filling the moot takes seconds
        first = ask(question="第一个问题")
        for n in range(ITEMS - 1):
            ask(question=f"手感与第 {n} 个问题")
        for n in range(ITEMS):
            if n % SUGGESTIONS_OF_ONE == 0:
                person = Person.objects.create_user(f"fan{n}@example.org")
            said = Wording(text=f"手感的第 {n} 条建议。请再看看。")
            suggest(said, actor=join(brand, person, now=now), now=now)
        for n in range(ITEMS):
            add_seed(first, f"第 {n} 条关于手感的意见", actor=staff, now=now)
    autodiscover_modules("jobs")
    catch_up()  # one of the readers of the record keeps the index of the search
