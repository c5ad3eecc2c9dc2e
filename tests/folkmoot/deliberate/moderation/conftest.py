"""A statement that Mei took down, and what follows from it."""

from datetime import datetime, timedelta

import pytest

from folkmoot.deliberate.conversations import actions as conversations
from folkmoot.deliberate.conversations import jobs as _restores  # noqa: F401 - a reader
from folkmoot.deliberate.conversations.models import Conversation, Statement
from folkmoot.deliberate.conversations.rules import Reason
from folkmoot.deliberate.moderation import actions
from folkmoot.deliberate.moderation import jobs as _settles  # noqa: F401 - a reader
from folkmoot.deliberate.moderation.models import Appeal, Measure
from folkmoot.deliberate.moderation.queries import measure_by_number
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels import jobs as panel_jobs
from folkmoot.deliberate.panels.models import Choice, Panel
from folkmoot.foundation.record.jobs import catch_up
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.panels.conftest import agree, willing

LATER = NOW + timedelta(hours=1)
NUMBER = "7f" * 32
TEXT = "副总裁的决定是错的,他应该道歉"


@pytest.fixture
def stated(cast: Cast, conversation: Conversation) -> Statement:
    return conversations.make_statement(conversation, TEXT, actor=cast.lin, now=NOW)


@pytest.fixture
def measure(cast: Cast, stated: Statement) -> Measure:
    conversations.reject_statement(stated, Reason.PERSONAL, actor=cast.mei, now=NOW)
    return again(cast)


def again(cast: Cast) -> Measure:
    found = measure_by_number(cast.brand, 1)
    assert found is not None
    return found


def filed(cast: Cast, now: datetime = NOW) -> Appeal:
    actions.appeal(again(cast), "我只批评了决定", actor=cast.lin, now=now)
    return again(cast).appeal


def answered(panel: Panel, *choices: Choice) -> None:
    for own, choice in zip(list(panel.invitations.order_by("seat")), choices, strict=False):
        panels.accept(own, actor=own.lot.member, now=LATER)
        panels.answer(own, choice, actor=own.lot.member, now=LATER)


def decided(cast: Cast, *choices: Choice) -> Appeal:
    willing(cast.brand, 20)
    agree([cast.lin, cast.zhou])
    panel = filed(cast).panel
    assert panel is not None
    panels.draw(panel, NUMBER, actor=cast.wu, now=LATER)
    answered(panel, *choices)
    panel_jobs.keep_time(LATER + timedelta(days=7))
    catch_up()
    catch_up()
    return again(cast).appeal
