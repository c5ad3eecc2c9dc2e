"""A dossier for the deal of Mei, filed by Mei, with an appeal, an offer and an address."""

from datetime import date
from typing import Any

from folkmoot.decide.dossiers import actions, queries
from folkmoot.decide.dossiers.models import Capacity, Capture, Category
from folkmoot.decide.partnerships import actions as deals
from folkmoot.decide.partnerships.models import Degree, Kind
from folkmoot.decide.partnerships.rules import BARS, CAUTIONS, NO, Answers
from tests.folkmoot.conftest import NOW, Cast

SECRET = "a-secret-address-for-the-tests"
PARTS: dict[str, Any] = {"dossier": 1, "evidence": 1, "appeal": 1, "offer": 1, "secret": SECRET}
WORDS = {"words": "当时说的是另一件事。"}
BODIES: dict[str, Any] = {
    "<slug:brand>/dossiers/new": {
        "name": "别家影业",
        "capacity": "company",
        "deal": "2",
        "reason": "拟请其拍短片。",
    },
    "<slug:brand>/dossiers/<int:dossier>/items/new": {
        "about_a_product": "no",
        "category": "conduct",
        "url": "https://example.org/post",
        "published_on": "2025-09-10",
        "excerpt": "用这个牌子的人都没有品位。",
    },
    "capture": {"text": "用这个牌子的人都没有品位。"},
    "<slug:brand>/dossiers/<int:dossier>/items/<int:evidence>/review": {"agrees": "yes"},
    "<slug:brand>/dossiers/<int:dossier>/peace": WORDS,
    "<slug:brand>/dossiers/<int:dossier>/peace/<int:offer>/declining": WORDS,
    "<slug:brand>/dossiers/held/<str:secret>/peace": WORDS,
    "<slug:brand>/dossiers/held/<str:secret>/<int:evidence>/reply": WORDS,
    "<slug:brand>/dossiers/held/<str:secret>/<int:evidence>/appeal": WORDS,
    "<slug:brand>/dossiers/appeals/<int:appeal>/outcome": {"upheld": "no", "reasons": "也一样。"},
}


def furnish(cast: Cast) -> None:
    for partner in ("另一家影业", "别家影业"):
        meant = Answers(
            bars=dict.fromkeys(BARS, NO),
            lines={},
            cautions=dict.fromkeys(CAUTIONS, NO),
            reach=Degree.HIGH,
            harm=Degree.HIGH,
        )
        deals.register(partner, Kind.CREATOR, "四支视频", meant, actor=cast.mei, now=NOW)
    dossier = actions.open_dossier(
        "另一家影业",
        "partnership:1",
        "拟请其拍短片。",
        capacity=Capacity.CREATOR,
        actor=cast.mei,
        now=NOW,
    )
    item = actions.file(
        dossier,
        Category.CONDUCT,
        url="https://example.org/post",
        excerpt="用这个牌子的人都没有品位。",
        published_on=date(2025, 9, 10),
        about_a_product=False,
        actor=cast.mei,
        now=NOW,
    )
    actions.capture(item, "原文。", how=Capture.How.PASTED, actor=cast.mei, now=NOW)
    actions.appeal(queries.item_by_key(item.pk), "那不是我说的。", now=NOW)
    actions.offer_peace(dossier, "三月已致歉。", actor=None, now=NOW)
    actions.issue_link(dossier, actor=cast.mei, now=NOW, secret=SECRET)
