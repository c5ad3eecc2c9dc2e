"""The gate of a brand with many deals and dossiers: the server's own time, no network in between.

A verdict is wanted within five seconds of the answers, a page within 150 ms.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks import moot

if TYPE_CHECKING:
    from datetime import datetime

    from folkmoot.decide.partnerships.models import Deal
    from folkmoot.demo.story import Cast
    from folkmoot.foundation.people.models import Member

DEALS, DOSSIERS, ITEMS, DENIALS, LINES_OF_A_FILE = 1000, 200, 3, 200, 500
TIMES = 30
ROOM = "/lumen/partnerships/"
TABLE = "partner,kind,reach,harm,purpose\n" + "".join(
    f"新伙伴{n},creator,2,1,短片\n" for n in range(LINES_OF_A_FILE)
)


def run() -> list[dict[str, Any]]:
    with moot.home():
        from django.utils import timezone

        from folkmoot.decide.partnerships import actions
        from folkmoot.decide.partnerships.rules import answers_of
        from folkmoot.demo import story, words

        now = timezone.now()
        cast = story.live(words.LUMEN, now=now, seed=7).cast
        deal = _fill(cast, now)
        answers = answers_of(deal.runs.get())
        ask = _asked_by(cast)
        page = f"{ROOM}{deal.number}/"
        every = {"register": "1", "row": [str(n + 2) for n in range(LINES_OF_A_FILE)]}
        gate = partial(actions.run_gate, deal, answers, actor=cast.mei, now=timezone.now())
        return [
            _measured("run the gate", gate, wanted=5000),
            _measured("the page of a deal", partial(ask, page), wanted=150),
            _measured("the list of deals", partial(ask, ROOM), wanted=150),
            _measured("a deal as PDF", partial(ask, f"{page}sheet.pdf"), wanted=1000),
            _measured(
                f"a table of {LINES_OF_A_FILE} partners",
                partial(ask, f"{ROOM}batch", {"text": TABLE}),
                wanted=5000,
            ),
            _measured(
                "all of them registered",
                partial(ask, f"{ROOM}batch", {"text": TABLE, **every}),
                wanted=30_000,
                times=1,
            ),
        ]


def _measured(
    work: str, act: Callable[[], object], *, wanted: int, times: int = TIMES
) -> dict[str, Any]:
    seconds = []
    if times > 1:
        act()  # templates are compiled and connections opened
    for _each in range(times):
        begun = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - begun)
    return {
        "work": work,
        "times": times,
        "p50 ms": round(moot.quantile(seconds, 0.5) * 1000),
        "p95 ms": round(moot.quantile(seconds, 0.95) * 1000),
        "at most ms": wanted,
    }


def _asked_by(cast: Cast) -> Callable[..., None]:
    """Mei's browser, signed in with both factors, without the server in between."""
    from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.conf import settings
    from django.test import Client

    mei = cast.mei.person
    TOTP.activate(mei, generate_totp_secret())
    client = Client(headers={"host": "localhost"})
    client.force_login(mei, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True}
    ]
    session["account_authentication_methods_user"] = str(mei.pk)
    session.save()

    def ask(path: str, sent: dict[str, Any] | None = None) -> None:
        answer = client.get(path) if sent is None else client.post(path, sent)
        if answer.status_code not in (200, 302) or "login" in answer.get("location", ""):
            raise RuntimeError(f"{path} answered {answer.status_code}")

    return ask


def _fill(cast: Cast, now: datetime) -> Deal:
    """Deals, dossiers with evidence that two reviewers agreed on, promises; the latest deal."""
    from django.db import transaction

    from folkmoot.decide.partnerships import actions
    from folkmoot.decide.partnerships.models import Degree, Kind
    from folkmoot.decide.partnerships.queries import lines_in_force
    from folkmoot.decide.partnerships.rules import BARS, CAUTIONS, NO, Answers
    from folkmoot.foundation.people.actions import grant_role
    from folkmoot.foundation.people.models import Member, Role

    answers = Answers(
        bars=dict.fromkeys(BARS, NO),
        lines={line.number: NO for line in lines_in_force(cast.mei.brand)},
        cautions=dict.fromkeys(CAUTIONS, NO),
        reach=Degree.HIGH,
        harm=Degree.LOW,
    )
    grant_role(cast.lin, Role.LEGAL, title="法务", actor=None, now=now)
    reviewers = [cast.chen, Member.objects.get(pk=cast.lin.pk)]
    until = (now + timedelta(days=300)).date()
    with transaction.atomic():  # one commit, so that filling it takes seconds
        for n in range(DENIALS):
            actions.deny(f"不合作{n}", "任何合作", source="x", until=until, actor=cast.mei, now=now)
        for n in range(DEALS):
            deal = actions.register(
                f"伙伴{n}", Kind.CREATOR, "短片", answers, actor=cast.mei, now=now
            )
            if n < DOSSIERS:
                _hold(deal, cast.mei, reviewers, now)
    return deal


def _hold(deal: Deal, mei: Member, reviewers: list[Member], now: datetime) -> None:
    from folkmoot.decide.dossiers import actions, queries
    from folkmoot.decide.dossiers.rules import Capacity, Category, How

    dossier = actions.open_dossier(
        deal.partner, deal.subject, "拟合作", capacity=Capacity.CREATOR, actor=mei, now=now
    )
    for n in range(ITEMS):
        item = actions.file(
            dossier,
            Category.CONDUCT,
            url=f"https://example.org/{n}",
            excerpt=f"第 {n} 段话",
            published_on=(now - timedelta(days=100)).date(),
            about_a_product=False,
            actor=mei,
            now=now,
        )
        actions.capture(item, f"第 {n} 段话", how=How.PASTED, actor=mei, now=now)
        for reviewer in reviewers:
            actions.review(queries.item_by_key(item.pk), agrees=True, actor=reviewer, now=now)
