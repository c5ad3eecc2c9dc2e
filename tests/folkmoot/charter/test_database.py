"""What the database itself refuses, whoever writes to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from folkmoot.charter.models import Topic, TopicVersion
from tests.folkmoot.conftest import NOW, Cast


@pytest.mark.parametrize(
    "change",
    [
        {"number": 1},
        {"effective_from": NOW - timedelta(days=30)},
        {"announced_at": NOW + timedelta(days=9)},
        {"rung": 4},
        {"reply_hours": 0},
        {"quorum_share": 101},
        {"petition_share": 0},
        {"petition_cohorts": 4},
        {"suspension_hours": 169},
        {"rung": 2, "higher_decider": ""},
        {"support_share": 49},
    ],
    ids=[
        "two of a number",
        "two at an instant (I1)",
        "retroactive (I2)",
        "no such rung",
        "no reply",
        "more than everybody",
        "a petition without signatures",
        "more cohorts than there are",
        "longer than seven days",
        "nobody looks again",
        "a minority consents",
    ],
)
def test_a_raw_violation_is_refused(cast: Cast, topic: str, change: dict[str, Any]) -> None:
    version = TopicVersion.objects.get(topic__slug=topic)
    version.pk, version.number = None, 2
    version.effective_from = NOW + timedelta(days=8)
    for name, value in change.items():
        setattr(version, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save(force_insert=True)


def test_a_brand_has_a_topic_once(cast: Cast, topic: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Topic.objects.create(brand=cast.brand, slug=topic, title="again")
    Topic.objects.create(brand=cast.other_brand, slug=topic, title="elsewhere")
