"""A brand with a charter: T2 with its protection, T4 with one soul item, and two topics."""

from datetime import timedelta
from typing import Any

import pytest

from folkmoot.charter.actions import Terms
from folkmoot.charter.articles.actions import (
    TopicDraft,
    accept_guard,
    adopt_first,
    ask_guardian,
)
from folkmoot.charter.articles.models import Edition, Guardian, SoulItem
from folkmoot.charter.articles.rules.patterns import pattern
from folkmoot.charter.models import Rung
from folkmoot.foundation.people.actions import verify
from folkmoot.foundation.people.models import Level
from tests.folkmoot.conftest import NOW, Cast

DAY = timedelta(days=1)
THEN = NOW - 30 * DAY
ITEM: dict[str, Any] = {
    "statement": "机身上不印广告",
    "origin": "第一台相机的包装盒背面",
    "year": 2014,
    "proof": "https://lumen.example/box",
}


def draft(slug: str = "design", rung: Rung = Rung.ADVISE, **terms: Any) -> TopicDraft:
    said = {"decider": "副总裁 陈", "open_to_change": "配色", "not_open": "安全"} | terms
    return TopicDraft(slug=slug, title="产品设计", terms=Terms(rung=rung, **said))


def body(*keys: str, soul: int = 0) -> dict[str, Any]:
    items = [ITEM | {"place": n, "statement": f"第 {n} 条"} for n in range(1, soul + 1)]
    return {"articles": [pattern(key) for key in keys], "soul": items}


@pytest.fixture
def edition(cast: Cast) -> Edition:
    """In force since thirty days."""
    return adopt_first(
        articles=[pattern(key) for key in ("T2", "T4", "T12")],
        soul=[ITEM],
        topics=[draft(), draft("soul", Rung.CONSENT)],
        actor=cast.chen,
        now=THEN,
    )


@pytest.fixture
def guardian(cast: Cast, edition: Edition) -> Guardian:
    """Lin holds the second key."""
    verify(cast.lin, Level.OWNER, actor=cast.mei, now=THEN)
    item = SoulItem.objects.get(brand=cast.brand)
    asked = ask_guardian(item, cast.lin, actor=cast.chen, now=THEN)
    accept_guard(asked, "守灯人", adult=True, actor=cast.lin, now=THEN)
    asked.refresh_from_db()
    return asked
