"""Branch A of the case, with an invented partner, as far as the gate: it ends before it begins."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from folkmoot.decide.partnerships import actions, queries
from folkmoot.decide.partnerships.models import Degree, Kind, Line, Stage, Verdict
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.decide.partnerships.conftest import (  # noqa: F401 (two are fixtures)
    answers,
    handler,
    line,
)


@pytest.mark.usefixtures("it_is_now")
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

    # The executive who could does not. There was no contact, and nothing can leak.
    later = NOW + timedelta(hours=3)
    ended = actions.move(deal, Stage.ENDED, actor=cast.chen, now=later)
    assert ended.stage == Stage.ENDED
    kinds = Fact.objects.filter(subject=deal.subject).values_list("kind", "public")
    assert list(kinds) == [
        ("partnership.registered", False),
        ("partnership.gated", False),
        ("partnership.moved", False),
    ]
    for path in ("/lumen/partnerships/", "/lumen/record/", "/lumen/"):
        assert "远帆" not in client.get(path).content.decode()

    # What fans ratified is public, and the next deal finds this one beside it.
    assert (
        "ratified by fans"
        in client.get("/lumen/partnerships/", headers={"accept-language": "en"}).content.decode()
    )
    again = actions.register(*plan, crossing, actor=handler, now=later)
    (found,) = queries.precedents(again)
    assert (found.deal, found.same_partner) == (ended, True)
