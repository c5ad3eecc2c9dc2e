"""The notice board: every figure is counted from clocks and marks, and a second way agrees."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.account.replies import actions, queries
from folkmoot.account.replies.models import Contentment
from folkmoot.account.replies.rules import working_time
from folkmoot.deliberate.conversations.actions import open_conversation, publish_answer
from folkmoot.deliberate.conversations.models import Conversation
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.conftest import crowd

SignIn = Callable[[Member], Client]
TODAY = NOW + timedelta(days=29)


def ask(cast: Cast) -> Conversation:
    """The clock runs for a day of voting and the fourteen of the rule."""
    return open_conversation(
        topic="design",
        question="下一代先改什么?",
        seeds=["先改屏幕"],
        closes_at=NOW + timedelta(days=1),
        actor=cast.mei,
        now=NOW,
    )


@pytest.fixture
def asked(cast: Cast, topic: str) -> list[Conversation]:
    """Five questions: answered after 2, 10 and 20 days, and two not at all."""
    found = [ask(cast) for _ in range(5)]
    for conversation, days in zip(found, (2, 10, 20), strict=False):
        publish_answer(conversation, "好。", actor=cast.chen, now=NOW + timedelta(days=days))
    return found


def test_every_wait_is_counted_also_the_open_ones(cast: Cast, asked: list[Conversation]) -> None:
    (channel, *_others) = queries.board(cast.brand, days=30, now=TODAY)
    assert (channel.received, channel.replied, channel.in_time, channel.due) == (5, 3, 2, 5)
    assert (channel.share, channel.share_in_time) == (60, 40)
    assert channel.wall is not None
    # Half of five waits are over after the third: 20 days. Nobody knows yet about nine in ten.
    assert channel.wall.median.value == pytest.approx(20 * 24)
    assert channel.wall.p90.value is None


def test_what_began_before_the_window_does_not_count(cast: Cast, asked: list[Conversation]) -> None:
    (channel, *_others) = queries.board(cast.brand, days=30, now=NOW + timedelta(days=31))
    assert channel.received == 0
    assert channel.share is None
    assert channel.wall is None


def told(cast: Cast, asked: list[Conversation], members: list[Member]) -> int:
    reply = Fact.objects.filter(kind="answer.published").earliest("number")
    tell(members, reply, path="/")
    return reply.number


def test_marks_are_shown_from_ten_on(cast: Cast, asked: list[Conversation]) -> None:
    fans = crowd(cast.brand, 12)
    number = told(cast, asked, fans)
    for fan in fans[:9]:
        actions.mark_reply(number, 4, actor=fan, now=TODAY)
    (channel, *_others) = queries.board(cast.brand, days=30, now=TODAY)
    assert (channel.marked, channel.marks) == (None, None)
    actions.mark_reply(number, 2, actor=fans[9], now=TODAY)
    actions.mark_reply(number, 2, actor=fans[9], now=TODAY)  # marking again replaces the mark
    (channel, *_others) = queries.board(cast.brand, days=30, now=TODAY)
    assert (channel.marked, channel.asked) == (10, 12)
    assert channel.marks is not None
    assert channel.marks.value == pytest.approx(3.8)
    assert channel.marks.low < 3.8 < channel.marks.high


def test_only_those_who_waited_mark_and_never_staff(cast: Cast, asked: list[Conversation]) -> None:
    number = told(cast, asked, [cast.lin, cast.mei])
    with refused("reply-not-yours"):
        actions.mark_reply(number, 4, actor=cast.zhou, now=TODAY)
    with refused("staff-cannot-vote"):
        actions.mark_reply(number, 5, actor=cast.mei, now=TODAY)
    with refused("mark-off-scale"):
        actions.mark_reply(number, 6, actor=cast.lin, now=TODAY)
    actions.mark_reply(number, 1, actor=cast.lin, now=TODAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contentment.objects.update(mark=0)


def test_the_pages_the_data_and_the_badge(
    cast: Cast, asked: list[Conversation], sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: TODAY)
    number = told(cast, asked, [cast.lin])
    client = sign_in(cast.lin)
    assert "60 %" in client.get("/lumen/replies/").content.decode()
    assert client.get("/lumen/replies/board.json").json()["channels"][0]["replied"] == 3
    assert "conversations,5,3,2,5" in client.get("/lumen/replies/board.csv").content.decode()
    assert "2 / 5" in client.get("/lumen/replies/badge.svg").content.decode()
    client.post(f"/lumen/replies/{number}/mark", {"mark": "4"})
    assert 'aria-pressed="true">4' in client.get("/lumen/replies/mine").content.decode()


def test_only_the_frame_may_stand_on_other_sites(cast: Cast, client: Client) -> None:
    frame, page = client.get("/lumen/replies/frame"), client.get("/lumen/replies/")
    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame.headers
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "<form" not in frame.content.decode()


MOMENTS = st.integers(0, 60 * 24 * 40).map(lambda minutes: NOW + timedelta(minutes=minutes))


def by_the_minute(start: datetime, end: datetime) -> int:
    """The slow and obvious way: look at every minute."""
    minutes, at = 0, start
    while at < end:
        local = timezone.localtime(at)
        minutes += local.weekday() < 5 and 9 <= local.hour < 18
        at += timedelta(minutes=1)
    return minutes


@settings(max_examples=25)
@given(MOMENTS, st.integers(0, 60 * 24 * 25))
def test_working_time_is_what_counting_minutes_gives(start: datetime, minutes: int) -> None:
    end = start + timedelta(minutes=minutes)
    assert working_time(start, end) == timedelta(minutes=by_the_minute(start, end))


@given(st.lists(MOMENTS, min_size=3, max_size=3))
def test_working_time_adds_up(moments: list[datetime]) -> None:
    moments = sorted(moments)
    parts = [working_time(start, end) for start, end in pairwise(moments)]
    assert working_time(moments[0], moments[-1]) == sum(parts, timedelta())
