"""Who decides X, on any day."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from folkmoot.charter.models import Topic, TopicVersion

if TYPE_CHECKING:
    from folkmoot.foundation.people.rules import Brand

TERMS = (
    "rung",
    "decider",
    "open_to_change",
    "not_open",
    "minimum_level",
    "quorum",
    "reply_hours",
)


@dataclass(frozen=True)
class Change:
    """One term that differs between two versions of a rule."""

    label: str
    before: str
    after: str


def topics(brand: "Brand") -> QuerySet[Topic]:
    return Topic.objects.filter(brand=brand).prefetch_related("versions__fact").order_by("title")


def topic_by_slug(brand: "Brand", slug: str) -> Topic | None:
    return Topic.objects.filter(brand=brand, slug=slug).first()


def announced(topic: Topic, now: datetime) -> list[TopicVersion]:
    """Versions that have been announced and are not in force yet."""
    return [v for v in topic.versions.all() if v.effective_from > now]


def changes(version: TopicVersion) -> list[Change]:
    """What the version changed against the one before it."""
    before = (
        TopicVersion.objects.filter(topic=version.topic_id, number__lt=version.number)
        .order_by("-number")
        .first()
    )
    if before is None:
        return []
    return [
        Change(str(TopicVersion._meta.get_field(term).verbose_name), _shown(before, term), _shown(version, term))
        for term in TERMS
        if getattr(before, term) != getattr(version, term)
    ]


def _shown(version: TopicVersion, term: str) -> str:
    display = getattr(version, f"get_{term}_display", None)
    return str(display() if display else getattr(version, term))
