"""An appeal: by the author, to fans drawn by lot, with a deadline; one that is won restores."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.deliberate.conversations import actions as conversations
from folkmoot.deliberate.conversations.models import Statement
from folkmoot.deliberate.conversations.rules import Reason
from folkmoot.deliberate.moderation import actions
from folkmoot.deliberate.moderation.models import Measure
from folkmoot.deliberate.panels.models import Choice, Panel
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.clocks.rules import State, state
from folkmoot.foundation.people.actions import grant_role
from folkmoot.foundation.people.models import Member, Role
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.moderation.conftest import LATER, again, decided, filed
from tests.folkmoot.deliberate.panels.conftest import willing

SignIn = Callable[[Member], Client]


YES, NO = Choice.YES, Choice.NO


def test_what_a_panel_restored_is_not_taken_down_again(
    cast: Cast, measure: Measure, stated: Statement
) -> None:
    decided(cast, *[YES] * 7)
    stated.refresh_from_db()
    with refused("appeal-was-won"):
        conversations.reject_statement(stated, Reason.OFF_TOPIC, actor=cast.mei, now=LATER)
    stated.refresh_from_db()
    assert stated.standing == Statement.Standing.ACCEPTED
    conversations.reject_statement(stated, Reason.UNLAWFUL, actor=cast.mei, now=LATER)


def test_an_appeal_lost_leaves_the_measure(
    cast: Cast, measure: Measure, stated: Statement, client: Client
) -> None:
    appeal = decided(cast, *[YES] * 3, *[NO] * 4)
    assert appeal.outcome == "upheld"
    stated.refresh_from_db()
    assert stated.standing == Statement.Standing.REJECTED
    assert again(cast).lifted_at is None
    page = client.get("/lumen/moderation/measures/1/", headers={"accept-language": "en"})
    assert "appeal lost: the measure stands" in page.content.decode()


def test_a_tie_is_for_the_author(cast: Cast, measure: Measure) -> None:
    assert decided(cast, *[YES] * 2, *[NO] * 2).outcome == "overturned"


def test_neither_author_nor_moderator_can_be_drawn(cast: Cast, measure: Measure) -> None:
    decided(cast)
    panel = Panel.objects.get()
    assert not panel.lots.filter(member__in=[cast.lin, cast.mei]).exists()
    assert panel.lots.filter(member=cast.zhou).exists()


def test_the_clock_runs_for_fourteen_days(cast: Cast, measure: Measure) -> None:
    filed(cast)
    clock = clock_of(cast.brand, "appeal", measure.subject)
    assert clock is not None
    assert clock.due_at == NOW + timedelta(days=14)
    assert state(clock, NOW + timedelta(days=15)) is State.OVERDUE


def test_deciding_meets_the_clock(cast: Cast, measure: Measure) -> None:
    decided(cast, *[YES] * 7)
    clock = clock_of(cast.brand, "appeal", measure.subject)
    assert clock is not None
    assert clock.met_at is not None


def test_who_can_appeal_and_when(cast: Cast, measure: Measure) -> None:
    for other in (cast.zhou, cast.mei, cast.stranger, None):
        with refused("not-author"):
            actions.appeal(measure, "不服", actor=other, now=NOW)
    with refused("no-appeal"):
        actions.appeal(measure, "不服", actor=cast.lin, now=NOW + timedelta(days=30))
    with refused("text-empty"):
        actions.appeal(measure, "  ", actor=cast.lin, now=NOW)
    with refused("personal-details"):
        actions.appeal(measure, "打 13800138000 问", actor=cast.lin, now=NOW)
    filed(cast)
    with refused("no-appeal"):
        filed(cast)


def test_without_a_panel_somebody_independent_decides(cast: Cast, measure: Measure) -> None:
    appeal = filed(cast)
    assert appeal.needs_person
    grant_role(cast.mei, Role.LEGAL, actor=None, now=NOW)
    mei = Member.objects.get(pk=cast.mei.pk)
    with refused("own-measure"):
        actions.decide_alone(appeal, restore=True, text="我说了算", actor=mei, now=NOW)
    for other, code in ((cast.wu, "not-decider"), (cast.lin, "not-decider")):
        with refused(code):
            actions.decide_alone(appeal, restore=True, text="好", actor=other, now=NOW)
    actions.decide_alone(appeal, restore=True, text="这是批评,不是攻击", actor=cast.chen, now=NOW)
    assert again(cast).appeal.through == "person"
    with refused("panel-decides"):
        actions.decide_alone(appeal, restore=False, text="反悔", actor=cast.chen, now=NOW)


def test_a_panel_without_a_quorum_leaves_it_to_a_person(cast: Cast, measure: Measure) -> None:
    appeal = decided(cast, YES, YES, YES)
    assert appeal.outcome == ""
    assert appeal.needs_person


def test_while_a_panel_sits_nobody_else_decides(cast: Cast, measure: Measure) -> None:
    willing(cast.brand, 20)
    appeal = filed(cast)
    with refused("panel-decides"):
        actions.decide_alone(appeal, restore=False, text="不", actor=cast.chen, now=NOW)


def test_appealing_on_the_page(cast: Cast, measure: Measure, sign_in: SignIn) -> None:
    client = sign_in(cast.lin)
    address = "/lumen/moderation/measures/1/appeal"
    assert client.post(address, {"text": ""}).status_code == 422
    assert client.post(address, {"text": "我住中山路88号3栋501室"}).status_code == 422
    assert client.post(address, {"text": "我只批评了决定"}).status_code == 302
    client = sign_in(cast.chen)
    page = client.get("/lumen/moderation/measures/1/", headers={"accept-language": "en"})
    assert "我只批评了决定" in page.content.decode()
    assert (
        "Measure 1"
        in client.get("/lumen/moderation/", headers={"accept-language": "en"}).content.decode()
    )
    address = "/lumen/moderation/measures/1/decision"
    assert client.post(address, {"restore": "yes", "text": ""}).status_code == 422
    assert client.post(address, {"restore": "yes", "text": "这是批评"}).status_code == 302
    assert again(cast).appeal.outcome == "overturned"


@pytest.mark.parametrize("outcome", ["yes", "no", "none"])
def test_a_second_settlement_changes_nothing(cast: Cast, measure: Measure, outcome: str) -> None:
    appeal = decided(cast, *[YES] * 7)
    actions.settle(appeal, outcome, now=LATER)
    assert again(cast).appeal.outcome == "overturned"
    assert Fact.objects.filter(kind="appeal.decided").count() == 1
