"""A drawn panel of twenty fans, Lin and Zhou among them, all of whom are asked."""

from datetime import timedelta
from typing import Any

from folkmoot.deliberate.panels import actions
from folkmoot.deliberate.panels.models import Purpose
from folkmoot.deliberate.panels.rules import Beacon
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.panels.conftest import agree, willing

PARTS: dict[str, Any] = {"panel": 1, "file": "people.csv"}
BODIES = {"draw": {"value": "03 09 12 17 25 31 08"}, "ballot": {"choice": "yes"}}


def furnish(cast: Cast) -> None:
    willing(cast.brand, 18)
    agree([cast.lin, cast.zhou])
    later = NOW + timedelta(hours=1)
    panel = actions.convene(
        cast.brand,
        Purpose.VERIFICATION,
        "promise:1",
        question="这条承诺兑现了吗?",
        seats=20,
        quorum=15,
        percent=60,
        beacon=Beacon(name="双色球第2026025期", at=later),
        actor=cast.mei,
        now=NOW,
    )
    actions.draw(panel, "03 09 12 17 25 31 08", actor=cast.mei, now=later)
    own = panel.invitations.get(lot__member=cast.zhou)
    actions.accept(own, actor=cast.zhou, now=later)
