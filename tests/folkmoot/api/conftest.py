"""A moot with one open conversation."""

from datetime import timedelta

import pytest
from django.utils import timezone

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.deliberate.conversations.actions import open_conversation
from folkmoot.deliberate.conversations.models import Conversation
from tests.folkmoot.conftest import Cast


@pytest.fixture
def conversation(cast: Cast) -> Conversation:
    now = timezone.now()
    terms = Terms(rung=Rung.ADVISE, decider="陈", open_to_change="颜色", not_open="安全")
    announce("api", "API", terms, effective_from=now, actor=cast.chen, now=now)
    return open_conversation(
        topic="api",
        question="下一代要保住什么?",
        seeds=["机身要轻", "电池要能换"],
        closes_at=now + timedelta(days=7),
        actor=cast.mei,
        now=now,
    )
