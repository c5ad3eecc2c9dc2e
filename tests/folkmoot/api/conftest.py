"""A moot with one open conversation, and tokens for whoever wants to act."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung
from folkmoot.deliberate.conversations.actions import open_conversation
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.foundation.people.actions import SCOPES, issue_token
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import Cast, give_second_factor

Token = Callable[..., dict[str, str]]


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


@pytest.fixture
def token() -> Token:
    """Headers that carry a member's token; staff have a second factor, as they must."""

    def issue(member: Member, *scopes: str) -> dict[str, str]:
        give_second_factor(member.person)
        _row, secret = issue_token(
            name="test", scopes=list(scopes or SCOPES), actor=member, now=timezone.now()
        )
        return {"authorization": f"Bearer {secret}", "host": "localhost"}

    return issue
