"""A ballot of twelve that Lin may vote in, and one that is counted and has an appeal."""

from datetime import timedelta
from random import Random
from typing import Any

from civics.ballots import sign_receipt
from folkmoot.deliberate.ballots import actions, rules
from folkmoot.deliberate.ballots.models import Ballot
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.ballots.conftest import CHOICES, vote
from tests.folkmoot.deliberate.conftest import crowd

PARTS: dict[str, Any] = {"ballot": 1, "appeal": 1}
BODIES: dict[str, Any] = {
    "<slug:brand>/ballots/new": {
        "question": "哪张海报印出来?",
        "about": "contests:second",
        "method": "one",
        "names": "红\n蓝",
        "rule": "",
        "seats": "1",
        "voters": "0",
        "closes": "2026-03-20T12:00",
    },
    "salt": {"shown": "0" * 64},
    "paper": {"choice": "red"},
    "tracker": {"tracker": "0" * 20},
    "<slug:brand>/ballots/<int:ballot>/appeal": {"receipt": "?", "words": "不见了"},
    "<slug:brand>/ballots/appeals/<int:appeal>/": {"words": "我们在查。"},
}


def furnish(cast: Cast) -> None:
    jury = [cast.lin, cast.zhou, *crowd(cast.brand, 10, "juror")]
    terms = {"method": "one", "choices": CHOICES, "voters": jury, "actor": cast.mei, "now": NOW}
    open_until = NOW + timedelta(days=3)
    actions.open_ballot(
        cast.brand, about="contests:poster", question="哪张海报?", closes=open_until, **terms
    )
    soon = NOW + timedelta(hours=1)
    counted = actions.open_ballot(
        cast.brand, about="contests:name", question="叫什么名字?", closes=soon, **terms
    )
    for each in jury:
        vote(counted, each, chance=Random(each.pk))
    actions.close(counted, actor=None, now=soon)
    actions.appeal(counted, lost_receipt(counted), "我的票不见了。", now=NOW + timedelta(hours=2))


def lost_receipt(ballot: Ballot) -> str:
    """Signed by this server, for a paper that its box does not hold."""
    receipt = rules.receipt_of(ballot, tracker="0" * 20, lock="0" * 64)
    return sign_receipt(receipt, rules.receipt_key(ballot))
