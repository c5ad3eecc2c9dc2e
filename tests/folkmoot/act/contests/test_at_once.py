"""Many at the same time: one voice each, one entry each, and nothing behind a withdrawn entry."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from folkmoot.act.contests import actions, queries
from folkmoot.act.contests.models import Entry, Support
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.act.contests.conftest import DAY, SUPPORTED, brief, entered, fans
from tests.folkmoot.conftest import NOW, Cast

pytestmark = pytest.mark.usefixtures("parallel")


def pressed(act: object, *args: object, **named: object) -> str:
    try:
        act(*args, **named)  # type: ignore[operator]
    except Refusal as refusal:
        return refusal.code
    finally:
        connection.close()
    return "done"


def test_who_presses_twice_has_one_voice(parallel: None, cast: Cast) -> None:
    contest = actions.open_contest(brief(), actor=cast.mei, now=NOW)
    (entry,) = entered(contest, [cast.lin])
    crowd = fans(cast, 6)

    def support(fan: Member) -> str:
        return pressed(actions.support, entry, actor=fan, now=SUPPORTED)

    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(support, crowd * 2))
    assert sorted(told) == ["done"] * 6 + ["supported"] * 6
    assert Support.objects.filter(withdrawn_at=None).count() == 6


def test_one_entry_each_and_one_withdrawal(parallel: None, cast: Cast) -> None:
    contest = actions.open_contest(brief(), actor=cast.mei, now=NOW)

    def enter(title: str) -> str:
        return pressed(actions.enter, contest, title, "系绳。", actor=cast.lin, now=NOW + DAY)

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(enter, ["甲", "乙", "丙", "丁"]))
    assert sorted(told) == ["done", "entered", "entered", "entered"]
    entry = queries.fresh_entry(Entry.objects.get())

    def withdraw(_each: int) -> str:
        return pressed(actions.withdraw, entry, actor=cast.lin, now=NOW + DAY)

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(withdraw, range(4)))
    assert sorted(told) == ["done", "entry-withdrawn", "entry-withdrawn", "entry-withdrawn"]
