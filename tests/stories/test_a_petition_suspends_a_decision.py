"""From a question over a decision to a petition that stops it, and a board that changes it."""

from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.decide.decisions import rules as decisions
from folkmoot.decide.decisions.actions import change_decision, record_decision
from folkmoot.decide.petitions import actions as petitions
from folkmoot.decide.petitions.queries import progress_of
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.notices.queries import inbox
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.search.queries import find
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.decide.conftest import (
    TODAY,
    active,
    admitted,
    again,
    answered,
    asked,
    draft,
    weighed,
)

pytestmark = pytest.mark.usefixtures("topics")


def test_a_petition_suspends_a_decision(cast: Cast, board: Member, client: Client) -> None:
    # The brand asked, and ten people answered.
    conversation = asked(cast, "repair")
    answered(conversation, agree=12, disagree=3)
    # Chen decides otherwise, and says so: the advice is not adopted, and why.
    advice = weighed(conversation.subject, standing="rejected")
    said = draft(advice=advice, due=TODAY + timedelta(days=90))
    matter = record_decision("repair", said, actor=cast.chen, now=NOW).matter
    catch_up()
    voter = conversation.participants.first().member
    assert "advice.weighed" in [notice.fact.kind for notice in inbox(voter)]

    # Lin starts a petition; five second it, Mei checks it, and people of three cohorts sign.
    people = active(cast.brand, {"core": 40, "active": 60, "ordinary": 79})
    petition = admitted(cast, again(matter))
    assert petition.signing.needed == 10
    signers = [*people[:8], *people[40:41], *people[100:101]]
    for hour, member in enumerate(signers):
        petitions.sign(petition, actor=member, now=NOW + timedelta(hours=hour))
    stopped = NOW + timedelta(hours=9)

    # The last missing signature stopped the decision. It did not say how it ends.
    matter = again(matter)
    assert decisions.state(matter, stopped) is decisions.State.SUSPENDED
    assert not hasattr(matter.suspension, "outcome")
    progress = progress_of(petition)
    assert progress is not None
    assert (progress.total, progress.reached) == (10, 3)
    clock = clock_of(cast.brand, decisions.REVIEW_CLOCK, matter.subject)
    assert clock is not None
    assert clock.due_at == stopped + timedelta(days=7)

    # Somebody higher looks at it again, and it changes. Everybody who signed hears of it.
    change_decision(
        matter,
        "三色款保留蓝色,到明年年底。",
        "签名的人给的维修数字是对的。",
        actor=board,
        now=stopped + timedelta(days=2),
    )
    catch_up()
    kinds = [notice.fact.kind for notice in inbox(people[0])]
    assert "decision.changed" in kinds
    assert "petition.established" in kinds
    assert find(cast.brand, "保留蓝色")
    shown = client.get("/lumen/decisions/1/").content.decode()
    for words in ("下一代机身不做三色款", "三色款保留蓝色", "/lumen/petitions/1/"):
        assert words in shown
