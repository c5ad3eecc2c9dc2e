"""A contest that Lin has entered; a second one, whose support is closed, without a jury yet."""

from datetime import date, timedelta
from typing import Any

from folkmoot.act.contests import actions
from folkmoot.act.contests.models import Rule
from folkmoot.act.contests.queries.open_data import FILES
from tests.folkmoot.conftest import NOW, Cast

DAY = timedelta(days=1)
PARTS: dict[str, Any] = {"contest": 1, "entry": 1}
WORDS = {
    "title": "镜头盖设计赛",
    "asks": "画一个不会丢的镜头盖。",
    "criteria": "单手能用",
    "no_gos": "抄袭",
    "rights": "品牌使用两年。",
    "royalties": "售价的 1 %。",
}
BODIES: dict[str, Any] = {
    "<slug:brand>/contests/new": {
        **WORDS,
        "rule": "approval",
        "places": "2",
        "newcomers": "1",
        "entries_close": "2026-04-01",
        "support_closes": "2026-05-01",
        "answer_due": "2026-06-01",
        "rights_return": "2028-03-01",
    },
    "<slug:brand>/contests/<int:contest>/entry": {"title": "带绳的盖", "text": "系在腕带上。"},
    "api/<moot>/contests/<number>/entries": {"title": "带绳的盖", "text": "系在腕带上。"},
    "<slug:brand>/contests/<int:contest>/cancellation": {"reason": "供应商退出了。"},
    "<slug:brand>/contests/entries/<int:entry>/hiding": {"reason": "attack"},
    "<slug:brand>/contests/entries/<int:entry>/triage": {"outcome": "yes", "reason": "可以。"},
    "<slug:brand>/contests/entries/<int:entry>/assessment": {"reason": "单手能用。"},
    "<slug:brand>/contests/entries/<int:entry>/making": {"url": "https://example.org/cap"},
}


def furnish(cast: Cast) -> None:
    assert FILES
    brief = actions.Brief(
        **WORDS,
        rule=Rule.APPROVAL,
        places=2,
        newcomers=0,
        entries_close=NOW + 10 * DAY,
        support_closes=NOW + 30 * DAY,
        answer_due=NOW + 60 * DAY,
        rights_return=date(2028, 3, 1),
    )
    contest = actions.open_contest(brief, actor=cast.mei, now=NOW)
    actions.enter(contest, "带绳的盖", "系在腕带上。", actor=cast.lin, now=NOW)
