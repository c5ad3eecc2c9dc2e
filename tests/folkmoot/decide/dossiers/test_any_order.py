"""In whatever order it is filed, reviewed, appealed and aged: what counts is what should."""

from contextlib import nullcontext
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from folkmoot.decide.dossiers import actions, queries
from folkmoot.decide.dossiers.models import Capture, Category, Dossier, Item
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.dossiers.conftest import SAID, URL

OLD = date(2024, 4, 2)  # two years before it is over, wherever the steps begin
FEWER = ["reject", "appeal", "decide", "wait", "end"]
STEPS = st.lists(
    st.tuples(
        # What makes an item count comes more often than what ends it.
        st.sampled_from(["file", "capture", *["agree"] * 4, *FEWER]),
        st.sampled_from([0, 0, 1]),
        st.integers(0, 2),
    ),
    min_size=8,
    max_size=30,
)


class Told:
    """The same in plain Python: who filed, who agreed, and whether it is gone."""

    def __init__(self, filer: int, ends: date) -> None:
        self.filer, self.ends = filer, ends
        self.captured = self.gone = False
        self.agreed: set[int] = set()

    def counts(self, now: datetime) -> bool:
        fresh = now.date() < self.ends
        return self.captured and not self.gone and fresh and len(self.agreed) >= 2


@pytest.mark.usefixtures("db")
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_any_order(
    cast: Cast, handler: Member, li: Member, dossier: Dossier, steps: list[tuple[str, int, int]]
) -> None:
    with transaction.atomic():
        _live(dossier, [handler, cast.mei, li], cast.chen, steps)
        transaction.set_rollback(True)


def _live(dossier: Dossier, staff: list[Member], judge: Member, steps: list[Any]) -> None:
    now: datetime = NOW
    told: dict[int, Told] = {}
    # One item is there already, so that two reviewers meet it often enough.
    for what, which, who in [("file", 0, 0), ("capture", 0, 0), *steps]:
        actor = staff[who]
        if what == "wait":
            now += timedelta(days=20)
        elif what == "end":
            actions.remove_expired(now=now)
            for each in told.values():
                each.gone |= now.date() >= each.ends
        elif what == "file":
            _file(dossier, actor, now, told)
        elif which < len(told):
            _step(list(told)[which], what, actor, judge, now, told)
        event(f"counted: {any(each.counts(now) for each in told.values())}")
        standing = queries.standing_evidence(dossier.brand, [dossier.name], now)[dossier.name]
        assert sum(standing.values()) == sum(each.counts(now) for each in told.values())


def _file(dossier: Dossier, actor: Member, now: datetime, told: dict[int, Told]) -> None:
    published = OLD + timedelta(days=30 * len(told))
    ends = published.replace(year=published.year + 2)
    refusal = refused("too-old") if now.date() >= ends else nullcontext()
    with refusal:
        item = actions.file(
            dossier,
            Category.HOSTILITY,
            url=URL,
            excerpt=SAID,
            published_on=published,
            about_a_product=False,
            actor=actor,
            now=now,
        )
        told[item.pk] = Told(actor.pk, ends)


def _step(
    key: int, what: str, actor: Member, judge: Member, now: datetime, told: dict[int, Told]
) -> None:
    item, known = queries.item_by_key(key), told[key]
    held = not known.gone and now.date() < known.ends
    try:
        _act(item, what, actor, judge, now)
    except Refusal:
        may = actor.pk != known.filer and actor.pk not in known.agreed
        assert not (what == "agree" and held and known.captured and may)
        return
    assert held
    if what == "capture":
        assert not known.captured
        known.captured = True
    elif what == "agree":
        assert actor.pk != known.filer
        assert known.captured
        known.agreed.add(actor.pk)
    elif what in ("reject", "decide"):
        known.gone = True


def _act(item: Item, what: str, actor: Member, judge: Member, now: datetime) -> None:
    if what == "capture":
        actions.capture(item, SAID, how=Capture.How.PASTED, actor=actor, now=now)
    elif what in ("agree", "reject"):
        actions.review(item, agrees=what == "agree", actor=actor, now=now)
    elif what == "appeal":
        actions.appeal(item, "不对。", now=now)
    else:
        waiting = queries.open_appeals(item.dossier.brand).filter(item=item).first()
        if waiting is None:
            raise Refusal("none", "there is no appeal")
        actions.decide(waiting, upheld=True, reasons="对。", actor=judge, now=now)
