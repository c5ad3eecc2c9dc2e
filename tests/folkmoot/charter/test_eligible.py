"""Who may take part under a rule, who of them is active, and from which cohorts."""

from datetime import datetime, timedelta

import pytest

from folkmoot.charter import queries
from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung, TopicVersion
from folkmoot.foundation.people.actions import leave, verify
from folkmoot.foundation.people.models import ActiveDay, Member
from folkmoot.foundation.people.queries import cohort_of
from folkmoot.foundation.people.rules import Level, is_fan, level_of
from tests.folkmoot.conftest import NOW, Cast

DAY = timedelta(days=1)


def rule(cast: Cast, level: Level = Level.EMAIL) -> TopicVersion:
    terms = Terms(
        rung=Rung.ADVISE,
        decider="陈",
        open_to_change="配色",
        not_open="安全",
        minimum_level=level,
    )
    return announce(f"s{level}", "题", terms, effective_from=NOW, actor=cast.chen, now=NOW)


def were_active(member: Member, days: int, *, until: datetime = NOW) -> None:
    ActiveDay.objects.bulk_create(
        ActiveDay(member=member, day=(until - n * DAY).date()) for n in range(days)
    )


def test_fans_may_take_part_and_staff_may_not(cast: Cast) -> None:
    assert set(queries.eligible(rule(cast), NOW)) == {cast.lin, cast.zhou}


def test_who_left_may_not(cast: Cast) -> None:
    version = rule(cast)
    leave(actor=cast.zhou, now=NOW)
    assert set(queries.eligible(version, NOW)) == {cast.lin}
    assert set(queries.eligible(version, NOW - DAY)) == {cast.lin, cast.zhou}


@pytest.mark.parametrize("level", list(Level))
def test_levels_mean_the_same_as_for_one_member(cast: Cast, level: Level) -> None:
    version = rule(cast, level)
    verify(cast.lin, Level.OWNER, actor=cast.mei, now=NOW)
    fresh = NOW - timedelta(days=58)  # two days after both joined
    for now in (NOW, fresh):
        found = set(queries.eligible(version, now))
        expected = {m for m in (cast.lin, cast.zhou) if level_of(m, now) >= level}
        # Lin's proof came later than `fresh`, so that it cannot have counted then.
        assert found == (expected if now == NOW or level < Level.SETTLED else set())
    assert all(is_fan(member) for member in queries.eligible(version, NOW))


def test_the_silent_are_not_active(cast: Cast) -> None:
    version = rule(cast)
    were_active(cast.lin, 1)
    were_active(cast.zhou, 5, until=NOW - 90 * DAY)
    assert set(queries.active_eligible(version, NOW)) == {cast.lin}


@pytest.mark.parametrize("days", [0, 1, 3, 12])
def test_cohorts_mean_the_same_as_for_one_member(cast: Cast, days: int) -> None:
    were_active(cast.lin, days)
    leave(actor=cast.zhou, now=NOW)
    members = Member.objects.filter(pk__in=[cast.lin.pk, cast.zhou.pk])
    expected = {m.pk: cohort_of(m, NOW) for m in members}
    assert expected[cast.zhou.pk] == "left"
    assert queries.cohorts_of(members, NOW) == expected
    assert queries.cohorts_of(list(expected), NOW) == expected
    assert queries.cohorts_of(members.values("pk"), NOW) == expected


def test_cohorts_cost_one_query(cast: Cast, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(queries.cohorts_of(Member.objects.filter(brand=cast.brand), NOW)) == 5
