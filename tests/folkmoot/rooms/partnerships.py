"""A red line that fans ratified, a red deal of Mei's, and a promise not to work with one."""

from datetime import date
from typing import Any

from folkmoot.decide.partnerships import actions, queries
from folkmoot.decide.partnerships.models import Degree, Kind
from folkmoot.decide.partnerships.rules import BARS, CAUTIONS, NO, Answers
from tests.folkmoot.conftest import NOW, Cast

PARTS: dict[str, Any] = {"deal": 1, "line": 1}
GATE = {
    **{f"bar-{code}": NO for code in BARS},
    **{f"caution-{code}": NO for code in CAUTIONS},
    "line-1": NO,
    "reach": "3",
    "harm": "1",
    "evidence": "法院文书网,3 月 1 日查询。",
}
API_GATE = {
    "bars": dict.fromkeys(BARS, NO),
    "lines": {"1": NO},
    "cautions": dict.fromkeys(CAUTIONS, NO),
    "reach": 3,
    "harm": 1,
}
BODIES: dict[str, Any] = {
    "<slug:brand>/partnerships/new": {
        "partner": "远帆影业",
        "kind": "creator",
        "purpose": "四支视频",
        **GATE,
    },
    "gate": GATE,
    "stage": {"stage": "6"},
    "exception": {"reasons": "已当面致歉。", "publish_on": "2026-06-01"},
    "denials": {
        "partner": "远帆影业",
        "scope": "任何合作",
        "source": "promise:1",
        "until": "2026-09-01",
    },
    "<slug:brand>/partnerships/lines/new": {"text": "不与公开贬损本社群的人合作。"},
    "api/<moot>/partnerships": {
        "partner": "远帆影业",
        "kind": "creator",
        "purpose": "四支视频",
        "gate": API_GATE,
    },
    "api/<moot>/partnerships/batch": {"table": "partner,kind,reach,harm\n甲,creator,1,1\n"},
    "api/<moot>/partnerships/<number>/gate": API_GATE,
    "api/<moot>/partnerships/<number>/stage": {"stage": 6},
    "retirement": {"reasons": "社群改了主意。"},
}


def furnish(cast: Cast) -> None:
    line = actions.propose_line("不做假测评。", actor=cast.chen, now=NOW)
    line.panel.carried = True  # fifteen who answer would be fifteen more who can sign petitions
    actions.record_ruling(line.panel, now=NOW)
    given = Answers(
        bars=dict.fromkeys(BARS, NO),
        lines={1: NO},
        cautions=dict.fromkeys(CAUTIONS, NO),
        reach=Degree.HIGH,
        harm=Degree.HIGH,
    )
    for earlier in queries.deals(cast.brand):  # the line is new to them
        actions.run_gate(earlier, given, actor=cast.mei, now=NOW)
    actions.register("远帆影业", Kind.CREATOR, "四支视频", given, actor=cast.mei, now=NOW)
    until = date(2026, 9, 1)
    denied = {"source": "promise:1", "until": until, "actor": cast.mei, "now": NOW}
    actions.deny("别家", "任何合作", **denied)
