"""A named executive sets a petition's effect aside: who, why and when, in public."""

from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.decide.decisions import rules as decisions
from folkmoot.decide.decisions.actions import announce_override, carry_out_override
from folkmoot.decide.decisions.rules import COOL_OFF
from folkmoot.decide.petitions import actions as petitions
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.notices.queries import inbox
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.conftest import admitted, again, decided

pytestmark = pytest.mark.usefixtures("topics")


def test_an_override(cast: Cast, board: Member, client: Client) -> None:
    matter = decided(cast)
    petition = admitted(cast, matter)
    petitions.sign(petition, actor=cast.zhou, now=NOW)
    matter = again(matter)
    assert decisions.state(matter, NOW) is decisions.State.SUSPENDED

    # The board says in public why it cannot wait, and from when it will not.
    reasons = "供货合同周五到期,等到复核就没有电池可供。"
    announce_override(matter, reasons, actor=board, now=NOW)
    shown = client.get("/lumen/decisions/1/").content.decode()
    assert reasons in shown
    assert "Board" in shown
    early = NOW + COOL_OFF - timedelta(minutes=1)
    with refused("cool-off"):
        carry_out_override(again(matter), actor=board, now=early)
    assert decisions.state(again(matter), early) is decisions.State.SUSPENDED

    # After the cool-off it is done, by the same person, and the signers are told.
    carry_out_override(again(matter), actor=board, now=NOW + COOL_OFF)
    assert decisions.state(again(matter), NOW + COOL_OFF) is decisions.State.IN_FORCE
    catch_up()
    kinds = {notice.fact.kind for notice in inbox(cast.zhou)}
    assert {"override.announced", "decision.overridden"} <= kinds
    clock = clock_of(cast.brand, decisions.REVIEW_CLOCK, matter.subject)
    assert clock is not None
    assert clock.met_at == NOW + COOL_OFF
