"""The pace of change: notice, comments, in force, cool-down; too fast and too slow are said."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from folkmoot.charter import queries as charter
from folkmoot.charter.articles import rules
from folkmoot.charter.articles.models import Amendment, Edition, Settlement
from folkmoot.charter.articles.queries.amending import amendments
from folkmoot.charter.articles.queries.reading import editions, latest_edition
from folkmoot.charter.rules import NOTICE
from folkmoot.foundation.clocks.queries import open_clocks
from folkmoot.foundation.clocks.rules import State, state

if TYPE_CHECKING:
    from folkmoot.charter.models import Topic, TopicVersion
    from folkmoot.foundation.people.rules import Brand
    from folkmoot.foundation.record.models import Fact


@dataclass(frozen=True)
class Concern:
    """`code` is too-fast or too-slow; the sentence says what exactly."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Pace:
    """One change with its dates. What has not happened yet, or never will, is None."""

    title: str
    number: int
    topic: "Topic | None"
    amendment: Amendment | None
    announced_at: datetime
    comments_until: datetime | None
    effective_from: datetime | None
    cooled_at: datetime | None
    fact: "Fact"
    warnings: tuple[Concern, ...]


def cadence(brand: "Brand", now: datetime) -> list[Pace]:
    """Every change of a rule or of the charter, the latest first, with its warnings."""
    found = [pace for topic in charter.topics(brand) for pace in _of_topic(topic, now)]
    found += _of_charter(brand, now)
    return sorted(found, key=lambda pace: pace.announced_at, reverse=True)


def _of_topic(topic: "Topic", now: datetime) -> list[Pace]:
    versions = sorted(topic.versions.all(), key=lambda v: v.effective_from)
    return [
        Pace(
            title=topic.title,
            number=version.number,
            topic=topic,
            amendment=None,
            announced_at=version.announced_at,
            comments_until=None,
            effective_from=version.effective_from,
            cooled_at=version.effective_from + rules.COOL_DOWN,
            fact=version.fact,
            warnings=tuple(_topic_warnings(before, version, now)),
        )
        for before, version in zip([None, *versions], versions, strict=False)
    ]


def _topic_warnings(
    before: "TopicVersion | None", version: "TopicVersion", now: datetime
) -> list[Concern]:
    found = []
    if before is not None:  # the first rule of a topic changes nothing that people relied on
        found += _too_fast(version.announced_at, before.effective_from, version.effective_from)
    return found + _too_far(version.announced_at, version.effective_from, now)


def _too_fast(announced: datetime, before: datetime, starts: datetime) -> list[Concern]:
    found = []
    if starts - announced < NOTICE:
        days = (starts - announced).days
        found.append(Concern("too-fast", _("Notice of only %(days)d days.") % {"days": days}))
    if starts - before < rules.COOL_DOWN:
        days = (starts - before).days
        sentence = _("Changed again after %(days)d days; the one before had not settled.")
        found.append(Concern("too-fast", sentence % {"days": days}))
    return found


def _too_far(announced: datetime, starts: datetime, now: datetime) -> list[Concern]:
    if now < starts and starts - announced > rules.FARTHEST_START:
        return [Concern("too-slow", _("Announced, and still far from being in force."))]
    return []


def _of_charter(brand: "Brand", now: datetime) -> list[Pace]:
    every = sorted(editions(brand), key=lambda e: e.number)
    found = [
        _of_edition(before, edition, latest_edition(brand), now)
        for before, edition in zip([None, *every], every, strict=False)
    ]
    return found + [
        _of_amendment(amendment, now)
        for amendment in amendments(brand)
        if _settlement(amendment) is None or amendment.settlement.edition_id is None
    ]


def _of_edition(
    before: Edition | None, edition: Edition, latest: Edition | None, now: datetime
) -> Pace:
    settled = getattr(edition, "settlement", None)
    found = []
    if before is not None:
        found += _too_fast(edition.announced_at, before.effective_from, edition.effective_from)
    found += _too_far(edition.announced_at, edition.effective_from, now)
    if edition == latest and _review_overdue(edition, now):
        found.append(Concern("too-slow", _("Its review is overdue.")))
    return Pace(
        title=_("The charter as a whole"),
        number=edition.number,
        topic=None,
        amendment=settled.amendment if settled else None,
        announced_at=settled.amendment.proposed_at if settled else edition.announced_at,
        comments_until=settled.amendment.closes_at if settled else None,
        effective_from=edition.effective_from,
        cooled_at=edition.effective_from + rules.COOL_DOWN,
        fact=edition.fact,
        warnings=tuple(found),
    )


def _of_amendment(amendment: Amendment, now: datetime) -> Pace:
    late = _settlement(amendment) is None and now > amendment.closes_at + rules.LONGEST_WAIT
    slow = Concern("too-slow", _("Its window has ended, and nobody has settled it since."))
    return Pace(
        title=amendment.title,
        number=amendment.number,
        topic=None,
        amendment=amendment,
        announced_at=amendment.proposed_at,
        comments_until=amendment.closes_at,
        effective_from=None,
        cooled_at=None,
        fact=amendment.fact,
        warnings=(slow,) if late else (),
    )


def _settlement(amendment: Amendment) -> Settlement | None:
    return getattr(amendment, "settlement", None)


def _review_overdue(edition: Edition, now: datetime) -> bool:
    return any(
        state(clock, now) is State.OVERDUE
        for clock in open_clocks(edition.brand).filter(subject=edition.subject)
    )
