"""A contest for a lens cap: fans enter, others support, and a jury by lot votes in secret."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from folkmoot.act.contests import actions, queries
from folkmoot.act.contests import jobs as _results  # noqa: F401 - a reader
from folkmoot.act.contests.models import Contest, Entry, Rule
from folkmoot.deliberate.ballots import actions as ballots
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.queries import seats_of
from folkmoot.deliberate.panels.rules import Beacon
from folkmoot.foundation.people.models import Member
from folkmoot.foundation.record.jobs import catch_up
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.ballots.conftest import vote
from tests.folkmoot.deliberate.conftest import crowd
from tests.folkmoot.deliberate.panels.conftest import willing

DAY = timedelta(days=1)
SUPPORTED, JUDGED = NOW + 15 * DAY, NOW + 31 * DAY
VOTED = JUDGED + timedelta(hours=2)
COUNTED = VOTED + 8 * DAY


def brief(**changed: Any) -> actions.Brief:
    whole: dict[str, Any] = {
        "title": "镜头盖设计赛",
        "asks": "画一个不会丢的镜头盖。",
        "criteria": "单手能用\n能量产",
        "no_gos": "抄袭\n需要另外充电",
        "rights": "获奖方案由品牌使用两年。",
        "royalties": "每件售价的 1 %,包装上署名。",
        "rule": Rule.APPROVAL,
        "places": 2,
        "newcomers": 0,
        "entries_close": NOW + 10 * DAY,
        "support_closes": NOW + 30 * DAY,
        "answer_due": NOW + 60 * DAY,
        "rights_return": date(2028, 3, 1),
    }
    return actions.Brief(**(whole | changed))


@pytest.fixture
def contest(cast: Cast) -> Contest:
    return actions.open_contest(brief(), actor=cast.mei, now=NOW)


def entered(contest: Contest, authors: Sequence[Member], *costs: int) -> list[Entry]:
    return [
        actions.enter(
            contest,
            f"方案 {place}",
            "绳子系在腕带上。",
            cost=costs[place] if costs else 0,
            actor=author,
            now=NOW + DAY,
        )
        for place, author in enumerate(authors)
    ]


def jurors(cast: Cast, contest: Contest, size: int = 30) -> list[Member]:
    """A jury is drawn, and everybody takes the seat."""
    willing(cast.brand, size + 6, name="juror")
    beacon = Beacon(name="双色球第2026045期", at=JUDGED + timedelta(hours=1))
    jury = actions.convene_jury(contest, beacon=beacon, actor=cast.mei, now=JUDGED)
    panels.draw(jury.panel, "5e" * 32, actor=cast.wu, now=VOTED)
    seats = seats_of(jury.panel)[:size]
    for seat in seats:
        panels.accept(seat, actor=seat.lot.member, now=VOTED)
    return [seat.lot.member for seat in seats]


def decided(
    cast: Cast, contest: Contest, papers: Sequence[list[str]], voters: Sequence[Member]
) -> Contest:
    actions.open_voting(contest, actor=cast.mei, now=VOTED)
    ballot = queries.fresh(contest).voting.ballot
    for member, paper in zip(voters, papers, strict=False):
        vote(ballot, member, paper, now=VOTED)
    ballots.close(ballot, actor=None, now=COUNTED)
    catch_up()
    return queries.fresh(contest)


def fans(cast: Cast, size: int, name: str = "entrant") -> list[Member]:
    return crowd(cast.brand, size, name)
