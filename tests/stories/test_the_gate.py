"""Branch A of the case, with an invented partner: it ends before it begins."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from folkmoot.decide.partnerships import actions, queries
from folkmoot.decide.partnerships.models import Degree, Kind, Line, Stage, Verdict
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.models import Choice
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.panels.rules import Beacon
from folkmoot.deliberate.reviews import actions as reviews
from folkmoot.deliberate.reviews import jobs as _reports  # noqa: F401 - a reader
from folkmoot.deliberate.reviews import queries as review_queries
from folkmoot.deliberate.reviews.models import Heed, Opening, Review
from folkmoot.deliberate.reviews.rules import HEARD, RIGHT, is_overdue
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.partnerships.conftest import (  # noqa: F401 (two are fixtures)
    answers,
    handler,
    line,
)
from tests.folkmoot.deliberate.reviews.conftest import answers as advice

HOUR = timedelta(hours=1)


def reviewed(opening: Opening, *, auditor: Member) -> Review:
    """The panel is drawn; twelve of fifteen promise and answer, each alone."""
    panel, review, now = opening.panel, opening.review, NOW + HOUR
    panels.draw(panel, "5e" * 32, actor=auditor, now=now)
    for seat in seats_of(panel)[:12]:
        actor = seat.lot.member
        panels.accept(seat, actor=actor, now=now)
        reviews.undertake(review, interest=False, said=RIGHT, actor=actor, now=now)
        reviews.respond(review, advice(9), free=Choice.YES, actor=actor, now=now)
    panels.conclude(panel, now=NOW + timedelta(days=4))
    catch_up()
    return review_queries.fresh(review)


@pytest.mark.usefixtures("today")
def test_a_deal_that_is_not_pursued(
    cast: Cast,
    handler: Member,  # noqa: F811
    line: Line,  # noqa: F811
    client: Client,
) -> None:
    # Ma means to hire somebody who once demeaned the fans. Nobody has been written to yet.
    crossing = answers(
        line.number,
        lines={line.number: "yes"},
        cautions={"judgment": "yes"},
        harm=Degree.HIGH,
        evidence="https://example.org/2025/09,公开言论,3 月 1 日查询",
    )
    plan: tuple[Any, ...] = ("远帆影业", Kind.CREATOR, "年度框架,四支短片")
    deal = actions.register(*plan, crossing, actor=handler, now=NOW)
    run = queries.latest_run(deal)
    assert run is not None
    assert run.verdict == Verdict.RED
    assert [each["code"] for each in run.reasons] == ["line", "harm-high", "caution"]

    # The way on is shut, and she cannot open it herself.
    with refused("gate-shut"):
        actions.move(deal, Stage.CONTACT, actor=handler, now=NOW)
    with refused("own-deal"):
        actions.dispense(deal, "破圈要紧", publish_on=date(2026, 9, 1), actor=handler, now=NOW)

    # The executive who could asks those it would hurt: fifteen fans by lot, under seal.
    actions.prepare_review(
        deal, "拟请远帆影业拍四支短片。", window_hours=48, actor=handler, now=NOW
    )
    beacon = Beacon(name="双色球第2026025期", at=NOW + HOUR)
    opening = actions.ask_fans(deal, reply_hours=72, beacon=beacon, actor=cast.chen, now=NOW)
    review = reviewed(opening, auditor=cast.wu)
    body = review.report.body
    assert (body["answered"], body["harm"]["median"]) == (12, 9)
    assert {"question": "advice", "side": "disagree"} in body["agreement"]

    # The reply comes within the time that was promised, and says what became of the advice.
    later = review.report.at + timedelta(hours=5)
    reviews.reply(review, Heed.WHOLLY, "听大家的,不推进。", actor=cast.chen, now=later)
    assert not is_overdue(review_queries.fresh(review), later)
    for seat in seats_of(opening.panel)[:10]:
        reviews.mark_heard(review, dict.fromkeys(HEARD, 6), actor=seat.lot.member, now=later)
    assert [each.agree for each in review_queries.heard_of(review)] == [10, 10, 10]

    # It is not pursued. There was no contact, and nothing can leak.
    ended = actions.move(deal, Stage.ENDED, actor=cast.chen, now=later)
    reviews.archive(review, actor=handler, now=later)
    assert ended.stage == Stage.ENDED
    kinds = Fact.objects.filter(subject=deal.subject).values_list("kind", "public")
    assert list(kinds) == [
        ("partnership.registered", False),
        ("partnership.gated", False),
        ("partnership.moved", False),
    ]
    for path in ("/lumen/partnerships/", "/lumen/record/", "/lumen/", "/lumen/reviews/1/"):
        assert "远帆" not in client.get(path).content.decode()

    # What fans ratified is public, and the next deal finds this one beside it.
    assert (
        "ratified by fans"
        in client.get("/lumen/partnerships/", headers={"accept-language": "en"}).content.decode()
    )
    again = actions.register(*plan, crossing, actor=handler, now=later)
    found = queries.nearest(again, queries.latest_run(again))
    assert (found[0].deal, found[0].same_partner) == (ended, True)
    assert len(found) >= 3
