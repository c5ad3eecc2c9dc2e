"""A dossier on an invented partner: Ma filed, Mei and Li review, Chen decides."""

from datetime import date, datetime
from typing import Any

import pytest

from folkmoot.decide.dossiers import actions, queries
from folkmoot.decide.dossiers.models import Capacity, Capture, Category, Dossier, Item
from folkmoot.foundation.people.actions import grant_role, join
from folkmoot.foundation.people.models import Member, Role
from tests.folkmoot.conftest import NOW, Cast, person
from tests.folkmoot.decide.partnerships.conftest import (
    BEFORE,
    handler,  # noqa: F401 (a fixture)
    intended,
)

PARTNER = "远帆影业"
SAID = "用这个牌子的人都没有品位。"
URL = "https://example.org/2025/09/post"


@pytest.fixture
def li(cast: Cast) -> Member:
    """Legal staff."""
    member = join(cast.brand, person("Li"), now=BEFORE)
    grant_role(member, Role.LEGAL, title="法务", actor=None, now=BEFORE)
    return Member.objects.get(pk=member.pk)


@pytest.fixture
def dossier(cast: Cast, handler: Member) -> Dossier:  # noqa: F811
    intended(handler, partner=PARTNER)
    return opened(PARTNER, handler)


def opened(name: str, by: Member, about: str = "partnership:1", now: datetime = NOW) -> Dossier:
    return actions.open_dossier(
        name, about, "拟请其拍短片。", capacity=Capacity.CREATOR, actor=by, now=now
    )


def filed(dossier: Dossier, by: Member, **changed: Any) -> Item:
    said: dict[str, Any] = {
        "category": Category.HOSTILITY,
        "url": URL,
        "excerpt": SAID,
        "published_on": date(2025, 9, 10),
        "about_a_product": False,
    } | changed
    return actions.file(dossier, said.pop("category"), **said, actor=by, now=NOW)


def captured(item: Item, by: Member) -> Item:
    actions.capture(item, SAID, how=Capture.How.PASTED, actor=by, now=NOW)
    return queries.item_by_key(item.pk)


@pytest.fixture
def item(dossier: Dossier, handler: Member) -> Item:  # noqa: F811
    return captured(filed(dossier, handler), handler)


@pytest.fixture
def confirmed(cast: Cast, li: Member, item: Item) -> Item:
    for member in (cast.mei, li):
        actions.review(item, agrees=True, actor=member, now=NOW)
    return queries.item_by_key(item.pk)
