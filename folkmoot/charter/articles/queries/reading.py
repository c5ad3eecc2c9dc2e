"""The charter in force on any day: editions, soul items, guardians."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from folkmoot.charter import queries as charter
from folkmoot.charter.articles import rules
from folkmoot.charter.articles.models import Edition, Guardian, Opening, SoulItem
from folkmoot.charter.articles.rules import Limits, PanelTerms
from folkmoot.charter.articles.rules.patterns import Article, elements_of, pattern, said

if TYPE_CHECKING:
    from folkmoot.foundation.people.rules import Brand, Member

TOPIC_TERMS = (
    "rung",
    "decider",
    "higher_decider",
    "open_to_change",
    "not_open",
    "minimum_level",
    "quorum",
    "quorum_share",
    "support_share",
    "reply_hours",
)


@dataclass(frozen=True)
class Change:
    """One passage that differs between two editions; `before` or `after` may be empty."""

    place: str
    before: str
    after: str


def editions(brand: "Brand") -> QuerySet[Edition]:
    return (
        Edition.objects.filter(brand=brand)
        .select_related("fact__brand", "settlement__amendment")
        .order_by("-number")
    )


def edition_by_number(brand: "Brand", number: int) -> Edition | None:
    return editions(brand).filter(number=number).first()


def latest_edition(brand: "Brand") -> Edition | None:
    """The newest one, in force or announced."""
    return editions(brand).first()


def edition_in_force(brand: "Brand", now: datetime) -> Edition | None:
    """The one edition that is active at this instant (I1)."""
    return editions(brand).filter(effective_from__lte=now).order_by("-effective_from").first()


def article_in_force(brand: "Brand", key: str, now: datetime) -> Article | None:
    edition = edition_in_force(brand, now)
    articles: list[Article] = edition.body["articles"] if edition else []
    return next((article for article in articles if article["key"] == key), None)


def topics_as_said(brand: "Brand", now: datetime) -> list[dict[str, Any]]:
    """The rules of the topics, announced or in force, in the linter's plain shape."""
    latest = (
        (topic, max(topic.versions.all(), key=lambda v: v.number, default=None))
        for topic in charter.topics(brand)
    )
    return [
        {"slug": topic.slug, "title": topic.title}
        | {term: getattr(version, term) for term in TOPIC_TERMS}
        for topic, version in latest
        if version
    ]


def soul(brand: "Brand", now: datetime) -> QuerySet[SoulItem]:
    """What the soul is at an instant, with its guardians of that instant."""
    return (
        SoulItem.objects.filter(Q(until=None) | Q(until__gt=now), brand=brand, since__lte=now)
        .prefetch_related(Prefetch("guardians", _guarding(now), to_attr="guarding"))
        .select_related("added_by__fact__brand")
        .order_by("place")
    )


def soul_item(brand: "Brand", place: int, now: datetime) -> SoulItem | None:
    return soul(brand, now).filter(place=place).first()


def _guarding(now: datetime) -> QuerySet[Guardian]:
    return (
        Guardian.objects.filter(accepted_at__lte=now, until__gt=now)
        .filter(Q(ended_at=None) | Q(ended_at__gt=now))
        .order_by("accepted_at")
    )


def live_guardians(brand: "Brand", now: datetime) -> QuerySet[Guardian]:
    """All who hold the second key at an instant."""
    held = Q(item__until=None) | Q(item__until__gt=now)
    return _guarding(now).filter(held, item__brand=brand, item__since__lte=now)


def own_guardianships(member: "Member", now: datetime) -> QuerySet[Guardian]:
    """What the member was asked to guard, or guards."""
    return (
        Guardian.objects.filter(member=member, ended_at=None, until__gt=now)
        .select_related("item")
        .order_by("asked_at")
    )


def seat_limits(brand: "Brand", now: datetime) -> Limits:
    """The terms of guardians: what T4 says, or what the project proposes."""
    return limits_of(article_in_force(brand, "T4", now))


def limits_of(article: Article | None) -> Limits:
    """The terms of the seats that an article creates, or those that the project proposes."""
    term = article["term"] if article and article["term"].get("seats") else {}
    return Limits(
        months=term.get("months", 12),
        limit=term.get("limit", 3),
        cooldown_months=term.get("cooldown_months", 12),
    )


def panel_terms(brand: "Brand", now: datetime) -> PanelTerms:
    """What T6 says of panels by lot, or what the project proposes."""
    article: dict[str, Any] = article_in_force(brand, "T6", now) or pattern("T6")
    proposed = pattern("T6")["term"]
    return PanelTerms(
        core=article["term"].get("core", proposed["core"]),
        others=article["term"].get("others", proposed["others"]),
        minimum_level=article["eligibility"]["minimum_level"],
        quorum_share=article["quorum"]["share"],
        agreed_above=article["thresholds"]["support_share"],
        reply_hours=article["clocks"]["reply_hours"],
    )


def terms_served(member: "Member", limits: Limits, now: datetime) -> tuple[int, datetime | None]:
    """How many terms in a row the member served, and until when they rest after the last one."""
    ends = sorted(
        min(g.until, g.ended_at) if g.ended_at else g.until
        for g in Guardian.objects.filter(member=member, accepted_at__isnull=False)
    )
    return rules.in_a_row(ends, limits, now)


def review_clocks(edition: Edition) -> list[str]:
    """The kinds of the clocks that ever ran on this edition's review."""
    later = range(2, edition.reviews.count() + 2)
    return [rules.REVIEW_CLOCK, *(f"{rules.REVIEW_CLOCK}-{number}" for number in later)]


def opening_of(brand: "Brand") -> Opening | None:
    return Opening.objects.filter(brand=brand).first()


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    """The passages in which two texts of the charter differ, in the reader's language."""
    old, new = _passages(before), _passages(after)
    places = list(dict.fromkeys([*old, *new]))
    return [
        Change(place, old.get(place, ""), new.get(place, ""))
        for place in places
        if old.get(place) != new.get(place)
    ]


def _passages(body: dict[str, Any]) -> dict[str, str]:
    language = get_language() or "en"
    found = {}
    for article in body["articles"]:
        title = f"{article['key']} {said(article['name'], language)}"
        found[title] = said(article["purpose"], language)
        for element in elements_of(article):
            table = article[element]
            numbers = [f"{name} {value}" for name, value in table.items() if name not in _WORDS]
            text = "\n".join([said(table, language), ", ".join(numbers)]).strip()
            found[f"{title}: {element_label(element)}"] = text
    for item in body["soul"]:
        place = _("Soul item %(place)d") % {"place": item["place"]}
        found[place] = f"{item['statement']}\n{item['origin']}, {item['year']}\n{item['proof']}"
    return found


_WORDS = ("zh", "en")


def element_label(element: str) -> str:
    return str(rules.ELEMENT_LABELS[element])
