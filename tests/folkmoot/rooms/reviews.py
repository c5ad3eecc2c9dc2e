"""The review of Mei's deal, open and drawn; Zhou sits on it and has promised."""

from datetime import timedelta
from typing import Any

from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import invitation_of, seats_of
from folkmoot.deliberate.panels.rules import Beacon
from folkmoot.deliberate.reviews import actions
from folkmoot.deliberate.reviews.rules import HEARD, QUESTIONS, RIGHT, SIDED
from tests.folkmoot.conftest import NOW, Cast

PARTS: dict[str, Any] = {"review": 1}
BODIES: dict[str, Any] = {
    "<slug:brand>/reviews/<int:review>/undertaking": {"interest": "no", "silence": "on", **RIGHT},
    "<slug:brand>/reviews/<int:review>/answers": {
        "harm": "5",
        "free": "yes",
        **dict.fromkeys(SIDED, "1"),
        **{f"why-{name}": "这就是理由。" for name in QUESTIONS},
    },
    "<slug:brand>/reviews/<int:review>/reply": {"heed": "wholly", "words": "我们不推进。"},
    "<slug:brand>/reviews/<int:review>/heard": dict.fromkeys(HEARD, "6"),
    "<slug:brand>/reviews/<int:review>/trace": {"mark": "0000-0000-0000", "reasons": "照片外流。"},
    "<slug:brand>/partnerships/<int:deal>/review": {
        "pack": "方案与已知情况。",
        "window_hours": "24",
    },
    "<slug:brand>/partnerships/<int:deal>/review/opening": {"reply_hours": "72"},
}


def furnish(cast: Cast) -> None:
    later = NOW + timedelta(hours=1)
    review = actions.draft(
        "partnership:9", title="别家", pack="材料", window_hours=72, actor=cast.mei, now=NOW
    )
    beacon = Beacon(name="双色球第2026025期", at=later)
    opening = actions.open_review(review, prior=True, beacon=beacon, actor=cast.chen, now=NOW)
    panels.draw(opening.panel, "03 09 12 17 25 31 08", actor=cast.mei, now=later)
    seat = invitation_of(opening.panel, cast.zhou)
    while seat is None:  # whoever is asked has no time, until it is Zhou's turn
        asked = next(each for each in seats_of(opening.panel) if each.standing == "invited")
        panels.decline(asked, actor=asked.lot.member, now=later)
        seat = invitation_of(opening.panel, cast.zhou)
    panels.accept(seat, actor=cast.zhou, now=later)
    actions.undertake(review, interest=False, said=RIGHT, actor=cast.zhou, now=later)
