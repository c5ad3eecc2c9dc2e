"""Who decides X, on any day, and what changed."""

from datetime import timedelta

import pytest
from django.utils import translation

from folkmoot.charter import queries
from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.models import Rung, TopicVersion
from folkmoot.foundation.people.rules import Level
from tests.folkmoot.conftest import NOW, Cast

pytestmark = pytest.mark.database

CHANGED = Terms(
    rung=Rung.SUSPEND,
    decider="副总裁 陈",
    open_to_change="配色、配件与发布节奏",
    not_open="安全标准与已签的合同",
    minimum_level=Level.OWNER,
    higher_decider="董事会",
    reply_hours=60,
)


def change(cast: Cast, topic: str, days: int) -> TopicVersion:
    start = NOW + timedelta(days=days)
    return announce(topic, "产品设计", CHANGED, effective_from=start, actor=cast.chen, now=NOW)


def test_changes_are_told_in_words(cast: Cast, topic: str) -> None:
    version = change(cast, topic, 10)
    with translation.override("en"):
        told = [(c.label, c.before, c.after) for c in queries.changes(version)]
    assert told == [
        ("what a voice can do", "L1 · You advise", "L2 · You can suspend"),
        ("who may take part", "e-mail confirmed", "verified owner"),
        ("who looks at it again", "nobody", "董事会"),
        ("reply due within (hours)", "14 days", "60 hours"),
    ]


def test_the_first_version_changed_nothing(cast: Cast, topic: str) -> None:
    assert queries.changes(TopicVersion.objects.get(topic__slug=topic)) == []


def test_a_line_tells_what_holds_and_what_comes(cast: Cast, topic: str) -> None:
    coming = change(cast, topic, 10)
    (line,) = queries.lines(cast.brand, NOW)
    assert line.version is not None
    assert (line.version.number, line.announced) == (1, [coming])
    (line,) = queries.lines(cast.brand, NOW + timedelta(days=10))
    assert (line.version, line.announced) == (coming, [])
    assert len(line.changed) == 4


def test_before_its_first_rule_nothing_holds(cast: Cast, topic: str) -> None:
    (line,) = queries.lines(cast.brand, NOW - timedelta(days=31))
    assert line.version is None


def test_a_brand_sees_its_own_topics(cast: Cast, topic: str) -> None:
    assert queries.topic_by_slug(cast.other_brand, topic) is None
    assert queries.lines(cast.other_brand, NOW) == []


def test_the_table_costs_the_same_however_long(
    cast: Cast, topic: str, django_assert_num_queries: object
) -> None:
    for number in range(5):
        announce(f"t{number}", "题", CHANGED, effective_from=NOW, actor=cast.chen, now=NOW)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(queries.lines(cast.brand, NOW)) == 6
