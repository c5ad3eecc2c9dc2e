"""A review of an invented partnership: papers by Mei, opened by Chen, and fans who sit on it."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import pytest

from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.models import Choice, Invitation
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.panels.rules import Beacon
from folkmoot.deliberate.reviews import actions, queries, rules
from folkmoot.deliberate.reviews import jobs as _reports  # noqa: F401 - a reader
from folkmoot.deliberate.reviews.models import Review, Side
from folkmoot.foundation.record.jobs import catch_up
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.panels.conftest import willing

LATER = NOW + timedelta(hours=1)
VALUE = "5e" * 32
PACK = "远帆影业拟为新机拍四支短片。对方 2025 年 9 月曾公开贬损本社群,尚未和解。"
REASON = "写在这里的理由。"

Sit = Callable[..., list[Invitation]]


def answers(harm: int = 8, *, reason: str = REASON, **sides: Side) -> rules.Answers:
    said = dict.fromkeys(rules.SIDED, Side.DISAGREE) | sides
    return rules.Answers(harm, said, dict.fromkeys(rules.QUESTIONS, reason))


@pytest.fixture
def drafted(cast: Cast) -> Review:
    willing(cast.brand, 40, core=12)
    return actions.draft(
        "partnership:1", title="远帆影业", pack=PACK, window_hours=48, actor=cast.mei, now=NOW
    )


@pytest.fixture
def opened(cast: Cast, drafted: Review) -> Review:
    beacon = Beacon(name="双色球第2026025期", at=LATER)
    actions.open_review(drafted, prior=True, beacon=beacon, actor=cast.chen, now=NOW)
    return queries.fresh(drafted)


@pytest.fixture
def running(cast: Cast, opened: Review) -> Review:
    """Drawn, and everybody took the seat."""
    panels.draw(opened.opening.panel, VALUE, actor=cast.mei, now=LATER)
    for seat in seats_of(opened.opening.panel):
        panels.accept(seat, actor=seat.lot.member, now=LATER)
    return queries.fresh(opened)


def seats(review: Review) -> list[Invitation]:
    return seats_of(review.opening.panel)


def promise(review: Review, seat: Invitation) -> None:
    actions.undertake(review, interest=False, said=rules.RIGHT, actor=seat.lot.member, now=LATER)


def answered(review: Review, given: Sequence[rules.Answers]) -> Review:
    """The first seats promise and answer; then the time is up, and the report is there."""
    for seat, each in zip(seats(review), given, strict=False):
        promise(review, seat)
        actions.respond(review, each, free=Choice.YES, actor=seat.lot.member, now=LATER)
    concluded(review)
    return queries.fresh(review)


def concluded(review: Review) -> None:
    panels.conclude(review.opening.panel, now=LATER + timedelta(days=4))
    catch_up()


@pytest.fixture
def reported(running: Review) -> Review:
    given: list[Any] = [answers(harm, advice=Side.DISAGREE) for harm in range(1, 11)]
    given += [answers(9, fit=Side.AGREE), answers(9, fit=Side.AGREE)]
    return answered(running, given)
