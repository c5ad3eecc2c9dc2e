"""An advisory board: Lin and Zhou hold its two seats under names of their own choice."""

from datetime import datetime, timedelta

import pytest

from folkmoot.charter.articles.models import Edition
from folkmoot.charter.mandates.actions import (
    close_motion,
    found_body,
    grant_by_vote,
    offer_seat,
    open_motion,
    take_seat,
    vote_on_motion,
)
from folkmoot.charter.mandates.models import Body, Mandate, Motion, Seat
from folkmoot.charter.models import Topic
from folkmoot.foundation.people.accounts.actions import register
from folkmoot.foundation.people.actions import join, note_active
from folkmoot.foundation.people.models import Brand, Member
from tests.folkmoot.charter.articles.conftest import edition  # noqa: F401 (a fixture)
from tests.folkmoot.conftest import NOW, Cast

DAY = timedelta(days=1)
CLAIMING = "我们全体用户要求恢复旧的保修。"


@pytest.fixture
def board(cast: Cast, edition: Edition) -> Body:  # noqa: F811
    topic = Topic.objects.get(brand=cast.brand, slug="design")
    body = found_body("顾问委员会", article="T2", topic=topic, actor=cast.chen, now=NOW)
    seated(body, cast.lin, "一号席", cast.chen)
    seated(body, cast.zhou, "二号席", cast.chen)
    return body


def seated(body: Body, member: Member, name: str, chen: Member, now: datetime = NOW) -> Seat:
    seat = offer_seat(body, member, chosen_by="election", actor=chen, now=now)
    take_seat(seat, name, adult=True, actor=member, now=now)
    return seat


def carried(cast: Cast, body: Body, purpose: str, *, now: datetime = NOW, **what: object) -> Motion:
    """Both seats vote for it."""
    motion = open_motion(body, purpose, "这样好吗？", actor=cast.lin, now=now, **what)  # type: ignore[arg-type]
    for fan in (cast.lin, cast.zhou):
        vote_on_motion(motion, 1, actor=fan, now=now)
    close_motion(motion, actor=cast.lin, now=now)
    return Motion.objects.select_related("result", "statement", "mandate").get(pk=motion.pk)


@pytest.fixture
def mandate(cast: Cast, board: Body) -> Mandate:
    return grant_by_vote(
        carried(cast, board, "mandate"),
        "就保修与官方对话",
        topic=board.topic,
        until=NOW + 90 * DAY,
        actor=cast.lin,
        now=NOW,
    )


def crowd(brand: Brand, size: int, *, now: datetime = NOW) -> list[Member]:
    """Fans from three cohorts in turn, all of them active."""
    members = [
        join(brand, register(f"fan{n}@example.org", name=f"Fan {n}"), now=now - 40 * DAY)
        for n in range(size)
    ]
    for number, member in enumerate(members):
        for day in range((1, 4, 13)[number % 3]):
            note_active(member, now=now - day * DAY)
    return members
