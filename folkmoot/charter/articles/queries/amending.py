"""Amendments: by which clause they go, and how they stand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from folkmoot.charter.articles.models import AdoptedBy, Amendment, Guardian, Voice
from folkmoot.charter.articles.queries.reading import live_guardians
from folkmoot.charter.articles.rules.patterns import Article, pattern
from folkmoot.charter.rules import Keys, Rung
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.people.rules import Level

if TYPE_CHECKING:
    from folkmoot.foundation.people.rules import Brand, Member

STRICTNESS = [AdoptedBy.EXECUTIVE, AdoptedBy.VOTE, AdoptedBy.TWO_KEYS]


@dataclass(frozen=True)
class Clause:
    """What an amendment has to go through: the strictest of the clauses that it touches."""

    adopted_by: str
    comment_days: int
    notice_days: int
    quorum: int
    quorum_share: int
    support_share: int
    minimum_level: int
    minimum_days: int


def clause_for(before: dict[str, Any], after: dict[str, Any]) -> Clause:
    """The charter's own clause for this change: that of the edition in force, never the new one.

    An article that is new goes by its own clause, since the old edition has none for it. Soul
    items go by the article that says how the second key is turned.
    """
    old = {article["key"]: article for article in before["articles"]}
    new = {article["key"]: article for article in after["articles"]}
    touched = [old.get(key) or new[key] for key in old | new if old.get(key) != new.get(key)]
    if before["soul"] != after["soul"]:
        touched.append(_second_key(old) or pattern("T4"))
    strictest = max(touched, key=_strictness)
    return Clause(
        adopted_by=strictest["amendment"]["adopted_by"],
        comment_days=max(article["amendment"]["comment_days"] for article in touched),
        notice_days=max(article["amendment"]["notice_days"] for article in touched),
        quorum=strictest["quorum"]["people"],
        quorum_share=strictest["quorum"]["share"],
        support_share=strictest["thresholds"]["support_share"],
        minimum_level=strictest["eligibility"]["minimum_level"],
        minimum_days=strictest["eligibility"]["minimum_days"],
    )


def _second_key(articles: dict[str, Article]) -> Article | None:
    found = [
        article
        for article in articles.values()
        if article["rung"] == Rung.CONSENT
        and article["amendment"]["adopted_by"] == AdoptedBy.TWO_KEYS
    ]
    return max(found, key=lambda article: article["key"] == "T4", default=None)


def _strictness(article: Article) -> tuple[int, int, int]:
    return (
        STRICTNESS.index(AdoptedBy(article["amendment"]["adopted_by"])),
        article["thresholds"]["support_share"],
        article["quorum"]["share"],
    )


def amendments(brand: "Brand") -> QuerySet[Amendment]:
    return (
        Amendment.objects.filter(brand=brand)
        .select_related("brand", "fact__brand", "settlement__fact__brand", "settlement__edition")
        .select_related("edition")
        .order_by("-number")
    )


def amendment_by_number(brand: "Brand", number: int) -> Amendment | None:
    return amendments(brand).filter(number=number).first()


def open_amendment(brand: "Brand") -> Amendment | None:
    """The one that is not settled yet: there is never a second."""
    return amendments(brand).filter(settlement=None).first()


def guardians_of(amendment: Amendment) -> QuerySet[Guardian]:
    """Who held the second key when it was proposed: nobody is added on the way."""
    return live_guardians(amendment.brand, amendment.proposed_at)


def keys_of(amendment: Amendment, *, brand: bool) -> Keys:
    voices = amendment.voices.aggregate(
        yes=Count("pk", filter=Q(in_favour=True)),
        no=Count("pk", filter=Q(in_favour=False)),
    )
    return Keys(
        brand=brand,
        guardians=guardians_of(amendment).order_by().values("member").distinct().count(),
        guardians_for=amendment.signatures.filter(consents=True).count(),
        in_favour=voices["yes"],
        against=voices["no"],
    )


def voices_needed(amendment: Amendment, now: datetime) -> int:
    """How many have to speak before a majority counts: the share or the number, what is less."""
    members = people.at_level(
        people.fans(amendment.brand, now), Level(amendment.minimum_level), now
    ).filter(joined_at__lte=now - timedelta(days=amendment.minimum_days))
    share = -(-members.count() * amendment.quorum_share // 100)
    asked = [needed for needed in (share, amendment.quorum) if needed]
    return min(asked, default=1)


def voice_of(amendment: Amendment, member: "Member | None") -> Voice | None:
    return amendment.voices.filter(member=member).first() if member else None
