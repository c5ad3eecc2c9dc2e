"""An L3 change is refused for lack of evidence, and then made with it."""

import pytest
from django.test import Client

from folkmoot.decide.decisions import rules as decisions
from folkmoot.decide.decisions.actions import record_decision
from folkmoot.decide.decisions.models import Decision
from folkmoot.decide.petitions import actions as petitions
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.conftest import (
    active,
    admitted,
    again,
    answered,
    asked,
    draft,
    intended,
    weighed,
)

pytestmark = pytest.mark.usefixtures("topics")


def test_an_l3_change_is_refused_and_then_made(cast: Cast, client: Client) -> None:
    # The brand wants to change one of its soul items, and says so first.
    matter = intended(cast, "soul")
    # A petition reaches its thresholds: from now on only a majority turns the second key.
    people = active(cast.brand, {"core": 20, "active": 20, "ordinary": 54})
    petition = admitted(cast, matter)
    for member in [*people[:4], *people[20:22], *people[40:42]]:
        petitions.sign(petition, actor=member, now=NOW)
    assert decisions.state(again(matter), NOW) is decisions.State.SUSPENDED

    # Without evidence there is nothing to record, whoever signs it.
    conversation = asked(cast, "soul")
    said = draft(advice=weighed(conversation.subject))
    with refused("no-evidence"):
        record_decision(again(matter), said, actor=cast.chen, now=NOW)
    answered(conversation, agree=9, disagree=11)
    said = draft(advice=weighed(conversation.subject), poll=f"{conversation.subject}/1")
    with refused("no-majority"):
        record_decision(again(matter), said, actor=cast.chen, now=NOW)
    assert not Decision.objects.exists()

    # More people are asked, and most of them agree.
    second = asked(cast, "soul")
    answered(second, agree=26, disagree=8, neither=4, name="again")
    said = draft(advice=weighed(second.subject), poll=f"{second.subject}/1")
    decision = record_decision(again(matter), said, actor=cast.chen, now=NOW)
    assert (decision.contested, decision.consulted, decision.in_favour) == (True, 38, 26)
    shown = client.get("/lumen/decisions/1/", headers={"accept-language": "en"}).content.decode()
    assert "26 agreed, 8 disagreed, 4 passed" in shown
