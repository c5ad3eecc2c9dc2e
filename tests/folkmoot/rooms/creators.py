"""A creator of Mei's with one privilege, and one that was asked for beyond the limits."""

from datetime import date
from typing import Any

from folkmoot.act.creators import actions
from folkmoot.act.creators.actions import Given
from folkmoot.act.creators.models import Concern, Kind, Label, Relation, Resource, Side
from folkmoot.act.creators.rules import Standard
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.rooms.dossiers import SECRET

PARTS: dict[str, Any] = {
    "creator": 1,
    "quarter": "2026Q1",
    "privilege": 1,
    "asked": 1,
    "piece": 1,
    "allocation": 1,
    "checklist": 1,
    "item": "contact",
    "remark": 1,
}
GIVEN = {"kind": "gift", "amount": "1", "begins": "2026-03-02", "until": "2026-03-09"}
BODIES: dict[str, Any] = {
    "<slug:brand>/creators/new": {
        "name": "夜读",
        "relation": "unpaid",
        "reason": "读者很多。",
        "platform": "视频站",
        "handle": "夜读",
    },
    "<slug:brand>/creators/limits": {
        "months": "6",
        "held": "2",
        "of": "4",
        "top_percent": "60",
        "support_percent": "50",
        "fall_points": "10",
        "broad_percent": "50",
        "reason": "轮流。",
    },
    "<slug:brand>/creators/<int:creator>/accounts": {"platform": "图文站", "handle": "午后"},
    "<slug:brand>/creators/held/<str:secret>/remark": {"text": "那支视频没有收钱。"},
    "<slug:brand>/creators/remarks/<int:remark>/answer": {"text": "已经改正。"},
    "<slug:brand>/creators/<int:creator>/farewell": {"reason": "合同到期。"},
    "<slug:brand>/creators/<int:creator>/comeback": {"reason": "又签了。"},
    "<slug:brand>/creators/<int:creator>/privileges": {**GIVEN, "reason": "试用新机"},
    "<slug:brand>/creators/privileges/<int:privilege>/revocation": {
        "on": "2026-03-20",
        "reasons": "项目停了。",
    },
    "<slug:brand>/creators/requests/<int:asked>/exception": {"reasons": "上市推迟了。"},
    "pieces": {
        "url": "https://example.org/video/2",
        "published_on": "2026-03-01",
        "label": "advertising",
    },
    "proofs": {"excerpt": "标题下方写着“广告”"},
    "<slug:brand>/creators/pieces/<int:piece>/check": {"labelled": "yes", "note": "看到了"},
    "<slug:brand>/creators/resources/new": {
        "side": "broad",
        "resource": "slots",
        "amount": "30",
        "on": "2026-03-01",
        "purpose": "线下见面会",
    },
    "strike": {"reason": "写错了。"},
    "checklists": {"concern": "solidarity", "reason": "可能退出。", "review_on": "2026-03-20"},
    "tick": {"note": "已通话。"},
    "<slug:brand>/creators/checklists/<int:checklist>/reviews": {
        "note": "还要看。",
        "next_on": "2026-03-20",
    },
}


def furnish(cast: Cast) -> None:
    creator = actions.enter_creator(
        "午后实验室",
        Relation.CONTRACT,
        "评测被许多人参考。",
        platform="视频站",
        handle="@午后实验室",
        actor=cast.mei,
        now=NOW,
    )
    actions.set_limits(Standard(held=1, of=4), "轮流。", actor=cast.chen, now=NOW)
    terms: dict[str, Any] = {"kind": Kind.BUDGET, "quantity": 1_200_000, "reason": "四支视频"}
    first = Given(begins=date(2026, 3, 2), until=date(2026, 3, 31), **terms)
    actions.grant(creator, first, actor=cast.mei, now=NOW)
    beyond = Given(begins=date(2026, 4, 1), until=date(2026, 4, 30), **terms)
    actions.ask_exception(creator, beyond, actor=cast.mei, now=NOW)
    piece = actions.register_piece(
        creator,
        "https://example.org/video/1",
        Label.ADVERTISING,
        published_on=date(2026, 3, 1),
        actor=cast.mei,
        now=NOW,
    )
    actions.give_proof(piece, "标题下方写着“广告”", actor=cast.mei, now=NOW)
    actions.issue_address(creator, actor=cast.mei, now=NOW, secret=SECRET)
    actions.remark(creator, "第二支视频还没有付钱。", now=NOW)
    spring = {"on": date(2026, 3, 1), "actor": cast.mei, "now": NOW}
    actions.allocate(Side.BROAD, Resource.MONEY, 500_000, "春季大赛", **spring)
    again = {"review_on": date(2026, 3, 9), "actor": cast.mei, "now": NOW}
    actions.open_checklist(creator, Concern.CARE, "评论区有人号召去骂。", **again)
