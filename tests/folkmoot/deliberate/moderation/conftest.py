"""A statement that Mei took down, and what follows from it."""

from datetime import timedelta

import pytest

from folkmoot.deliberate.conversations import actions as conversations
from folkmoot.deliberate.conversations import jobs as _restores  # noqa: F401 - a reader
from folkmoot.deliberate.conversations.models import Conversation, Statement
from folkmoot.deliberate.conversations.rules import Reason
from folkmoot.deliberate.moderation import jobs as _settles  # noqa: F401 - a reader
from folkmoot.deliberate.moderation.models import Measure
from folkmoot.deliberate.moderation.queries import measure_by_number
from tests.folkmoot.conftest import NOW, Cast

LATER = NOW + timedelta(hours=1)
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
