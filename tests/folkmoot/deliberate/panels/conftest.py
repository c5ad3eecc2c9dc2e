"""Fans who can be drawn, and a panel that has been drawn from them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from folkmoot.deliberate.panels import actions
from folkmoot.deliberate.panels.models import Panel, Purpose
from folkmoot.deliberate.panels.rules import NEEDED, Beacon
from folkmoot.foundation.people.models import ActiveDay, Brand, Consent, Member
from folkmoot.foundation.people.rules import PURPOSES
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import crowd

LATER = NOW + timedelta(hours=1)
BEACON = Beacon(name="双色球第2026025期,红球在前,以空格分隔", at=LATER)
VALUE = "03 09 12 17 25 31 08"

Convene = Callable[..., Panel]


def willing(brand: Brand, size: int, *, core: int = 0, name: str = "fan") -> list[Member]:
    """Adults who want to be invited; the first `core` of them come often."""
    members = crowd(brand, size, name)
    agree(members)
    days = [(NOW - timedelta(days=n)).date() for n in range(1, 13)]
    ActiveDay.objects.bulk_create(
        ActiveDay(member=member, day=day) for member in members[:core] for day in days
    )
    return members


def agree(members: list[Member], purposes: tuple[str, ...] = NEEDED, *, given: bool = True) -> None:
    Consent.objects.bulk_create(
        Consent(
            member=member,
            purpose=purpose,
            wording=PURPOSES[purpose].wording,
            given=given,
            at=NOW - timedelta(days=1 if given else 0),
        )
        for member in members
        for purpose in purposes
    )


@pytest.fixture
def convene(cast: Cast) -> Convene:
    def one(now: datetime = NOW, **terms: Any) -> Panel:
        whole: dict[str, Any] = {
            "about": "promise:1",
            "question": "这条承诺兑现了吗?",
            "seats": 15,
            "quorum": 15,
            "percent": 60,
            "beacon": BEACON,
        } | terms
        return actions.convene(
            cast.brand, Purpose.VERIFICATION, whole.pop("about"), **whole, actor=cast.mei, now=now
        )

    return one


@pytest.fixture
def drawn(cast: Cast, convene: Convene) -> Panel:
    """Fifteen seats, drawn from twelve who come often and twenty-eight others."""
    willing(cast.brand, 40, core=12)
    return actions.draw(convene(), VALUE, actor=cast.mei, now=LATER)
