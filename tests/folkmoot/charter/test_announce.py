"""Announcing a rule: one active version at any instant (I1), and never backwards in time (I2)."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung, Topic, TopicVersion
from folkmoot.charter.rules import NOTICE, earliest_start, in_force
from folkmoot.foundation.record.queries import history, latest_number
from folkmoot.foundation.refusal import Refusal
from tests.folkmoot.conftest import NOW, Cast, refused

TERMS = Terms(rung=Rung.ADVISE, decider="副总裁 陈", open_to_change="配色", not_open="安全标准")
HOUR = timedelta(hours=1)
NAMES = count()


def announce_at(
    cast: Cast, start: datetime, *, now: datetime = NOW, slug: str = "s"
) -> TopicVersion:
    return announce(slug, "主题", TERMS, effective_from=start, actor=cast.chen, now=now)


def test_a_first_rule_can_hold_at_once(cast: Cast) -> None:
    version = announce_at(cast, NOW)
    assert in_force(version.topic, NOW) == version
    assert (version.number, version.announced_at) == (1, NOW)


def test_a_rule_cannot_reach_back(cast: Cast) -> None:
    before = latest_number(cast.brand)
    with refused("rule-without-notice"):
        announce_at(cast, NOW - timedelta(microseconds=1))
    assert not Topic.objects.filter(brand=cast.brand).exists()
    assert latest_number(cast.brand) == before


def test_a_change_needs_the_full_notice(cast: Cast, topic: str) -> None:
    with refused("rule-without-notice"):
        announce_at(cast, NOW + NOTICE - timedelta(seconds=1), slug=topic)
    assert announce_at(cast, NOW + NOTICE, slug=topic).number == 2


def test_a_version_cannot_start_before_one_that_is_announced(cast: Cast, topic: str) -> None:
    announce_at(cast, NOW + 30 * 24 * HOUR, slug=topic)
    with refused("rule-without-notice"):
        announce_at(cast, NOW + 20 * 24 * HOUR, slug=topic)


def test_the_record_holds_every_term(cast: Cast) -> None:
    version = announce_at(cast, NOW)
    fact = history(cast.brand, "topic:s").get()
    assert fact == version.fact
    assert fact.published["rung"] == 1
    assert fact.published["decider"] == "副总裁 陈"
    assert fact.published["effective_from"] == NOW.isoformat(timespec="minutes")


@pytest.mark.parametrize("name", ["lin", "mei", "wu"])
def test_only_an_executive_announces(cast: Cast, name: str) -> None:
    with refused("not-executive"):
        announce("s", "主题", TERMS, effective_from=NOW, actor=getattr(cast, name), now=NOW)


@pytest.mark.parametrize(
    "terms",
    [
        replace(TERMS, decider=" "),
        replace(TERMS, decider="长" * 81),
        replace(TERMS, not_open=""),
        replace(TERMS, open_to_change="x" * 1001),
        replace(TERMS, open_to_change="nul\0"),
        replace(TERMS, rung=4),  # type: ignore[arg-type]
        replace(TERMS, minimum_level=9),  # type: ignore[arg-type]
        replace(TERMS, reply_hours=0),
        replace(TERMS, reply_hours=10**9),
        replace(TERMS, quorum=-1),
        replace(TERMS, quorum=2**31),
        replace(TERMS, quorum_share=101),
        replace(TERMS, petition_share=0),
        replace(TERMS, petition_cohorts=4),
        replace(TERMS, suspension_hours=169),
        replace(TERMS, support_share=49),
        replace(TERMS, rung=Rung.SUSPEND, higher_decider=""),
    ],
)
def test_a_term_that_says_nothing_is_refused(cast: Cast, terms: Terms) -> None:
    with refused("rule-incomplete"):
        announce("s", "主题", terms, effective_from=NOW, actor=cast.chen, now=NOW)


@pytest.mark.parametrize(("slug", "title"), [("", "t"), ("a b", "t"), ("a" * 41, "t"), ("a", " ")])
def test_a_topic_needs_an_address_and_a_title(cast: Cast, slug: str, title: str) -> None:
    with refused("rule-incomplete"):
        announce(slug, title, TERMS, effective_from=NOW, actor=cast.chen, now=NOW)


# Hours until the next announcement, and from there to the start that is asked for.
announcements = st.lists(st.tuples(st.integers(0, 400), st.integers(-50, 500)), max_size=6)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(announcements)
def test_whatever_is_announced_the_past_stands_and_one_version_holds(
    cast: Cast, wishes: list[tuple[int, int]]
) -> None:
    slug, now = f"topic-{next(NAMES)}", NOW
    for wait, ahead in wishes:
        now += wait * HOUR
        past = {day: number_at(slug, day) for day in days_before(now)}
        asked = now + ahead * HOUR
        if asked < earliest_start(Topic.objects.filter(slug=slug).first(), now):
            with pytest.raises(Refusal):
                announce_at(cast, asked, now=now, slug=slug)
        else:
            assert announce_at(cast, asked, now=now, slug=slug).effective_from >= now
        assert {day: number_at(slug, day) for day in past} == past
    one_version_holds(slug)


def days_before(now: datetime) -> list[datetime]:
    return [NOW + n * 24 * HOUR for n in range((now - NOW).days)] + [now - HOUR / 2]


def number_at(slug: str, at: datetime) -> int | None:
    topic = Topic.objects.filter(slug=slug).first()
    version = topic and in_force(topic, at)
    return version.number if version else None


def one_version_holds(slug: str) -> None:
    """From the first start on, each instant lies in the stretch of exactly one version."""
    versions = list(TopicVersion.objects.filter(topic__slug=slug).order_by("number"))
    starts = [version.effective_from for version in versions]
    assert starts == sorted(set(starts))
    for number, start in enumerate(starts, 1):
        assert number_at(slug, start) == number
        assert number_at(slug, start - timedelta(microseconds=1)) == (number - 1 or None)
