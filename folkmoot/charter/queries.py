"""Who decides X, on any day."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext

from folkmoot.charter import rules
from folkmoot.charter.models import Topic, TopicVersion
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.people.queries import cohorts_of as cohorts_of  # noqa: PLC0414
from folkmoot.foundation.people.rules import Level
from folkmoot.foundation.rows import row_by_key

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand, Member

TERMS = (
    "rung",
    "decider",
    "open_to_change",
    "not_open",
    "minimum_level",
    "quorum",
    "quorum_share",
    "petition_share",
    "petition_cohorts",
    "suspension_hours",
    "higher_decider",
    "support_share",
    "seats_adult_only",
    "reply_hours",
)


@dataclass(frozen=True)
class Change:
    """One term that differs between two versions of a rule."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """A topic in the table "who decides what": the rule now, its last change, what comes."""

    topic: Topic
    version: TopicVersion | None
    changed: list[Change]
    announced: list[TopicVersion]


def topics(brand: "Brand") -> QuerySet[Topic]:
    versions = Prefetch("versions", TopicVersion.objects.select_related("fact__brand"))
    return (
        Topic.objects.filter(brand=brand)
        .select_related("brand")
        .prefetch_related(versions)
        .order_by("title", "pk")
    )


def topic_by_slug(brand: "Brand", slug: str) -> Topic | None:
    return topics(brand).filter(slug=slug).first()


def version_by_key(key: int) -> TopicVersion:
    return row_by_key(TopicVersion, key)


def announced(topic: Topic, now: datetime) -> list[TopicVersion]:
    """Versions that have been announced and are not in force yet."""
    return [v for v in topic.versions.all() if v.effective_from > now]


def lines(brand: "Brand", now: datetime) -> list[Line]:
    """The table "who decides what" of a brand at an instant."""
    return [_line(topic, now) for topic in topics(brand)]


def _line(topic: Topic, now: datetime) -> Line:
    version = rules.in_force(topic, now)
    return Line(topic, version, changes(version) if version else [], announced(topic, now))


def changes(version: TopicVersion) -> list[Change]:
    """What the version changed against the one before it."""
    versions = version.topic.versions.all()
    before = max((v for v in versions if v.number < version.number), key=_number, default=None)
    return differences(before, version) if before else []


def differences(before: TopicVersion, after: TopicVersion) -> list[Change]:
    """The terms in which two versions differ, as a reader sees them."""
    return [
        Change(
            str(rules.field_of(term).verbose_name),
            _shown(before, term),
            _shown(after, term),
        )
        for term in TERMS
        if getattr(before, term) != getattr(after, term)
    ]


def _number(version: TopicVersion) -> int:
    return version.number


def _shown(version: TopicVersion, term: str) -> str:
    if term == "reply_hours":
        return version.reply_within
    if term == "suspension_hours":
        return version.suspended_for
    display = getattr(version, f"get_{term}_display", None)
    value = display() if display else getattr(version, term)
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    return str(value) or gettext("nobody")


def eligible(version: TopicVersion, now: datetime) -> "QuerySet[Member]":
    """Who may take part under this rule at an instant: fans, verified as far as it asks."""
    return people.at_level(people.fans(version.topic.brand, now), Level(version.minimum_level), now)


def active_eligible(version: TopicVersion, now: datetime) -> "QuerySet[Member]":
    """Those of them who did something in the last ninety days: cohorts core, active, ordinary."""
    return people.lately_active(eligible(version, now), now)
