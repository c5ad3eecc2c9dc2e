"""The first charter of a brand, and what every further edition has in common with it."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.articles import facts, rules
from folkmoot.charter.articles.models import Edition, Opening, SoulItem
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn

if TYPE_CHECKING:
    from folkmoot.foundation.people.rules import Member


@dataclass(frozen=True, kw_only=True)
class TopicDraft:
    """A topic that gets its first rule together with the charter."""

    slug: str
    title: str
    terms: Terms

    def plain(self) -> dict[str, Any]:
        terms = asdict(self.terms) | {"rung": int(self.terms.rung)}
        return {"slug": self.slug, "title": self.title, **terms}


@transaction.atomic
def adopt_first(
    *,
    articles: list[dict[str, Any]],
    soul: list[dict[str, Any]],
    topics: list[TopicDraft],
    actor: "Member",
    now: datetime,
) -> Edition:
    """Adopt the first charter, in force at once: its articles, soul items and first rules."""
    rules.require_executive(actor)
    take_turn(actor.brand)
    rules.require_no_charter(exists=Edition.objects.filter(brand=actor.brand).exists())
    placed = [{"place": place, **item} for place, item in enumerate(soul, start=1)]
    body = {"articles": articles, "soul": placed}
    rules.require_clean(body | {"topics": [topic.plain() for topic in topics]})
    edition = write_edition(body, number=1, effective_from=now, actor=actor, now=now)
    for topic in topics:
        announce(topic.slug, topic.title, topic.terms, effective_from=now, actor=actor, now=now)
    Opening.objects.filter(brand=actor.brand).delete()
    return edition


def write_edition(
    body: dict[str, Any], *, number: int, effective_from: datetime, actor: "Member", now: datetime
) -> Edition:
    """The edition, its fact, its soul items and the clock on its review. Part of another act."""
    brand = actor.brand
    months = min(article["sunset"]["months"] for article in body["articles"])
    review_due = effective_from + months * rules.MONTH
    fact = append(
        brand,
        facts.CharterAdopted(
            subject=f"charter:{number}",
            version=number,
            articles=" ".join(article["key"] for article in body["articles"]),
            soul_items=len(body["soul"]),
            digest=digest_of(body),
            effective_from=effective_from.isoformat(timespec="minutes"),
            review_due=review_due.isoformat(timespec="minutes"),
        ),
        actor=actor,
        now=now,
    )
    edition = Edition.objects.create(
        brand=brand,
        number=number,
        body=body,
        digest=digest_of(body),
        announced_at=now,
        effective_from=effective_from,
        review_due=review_due,
        fact=fact,
    )
    _write_soul(edition)
    clocks.start(brand, rules.REVIEW_CLOCK, edition.subject, runs=review_due - now, now=now)
    return edition


def digest_of(body: dict[str, Any]) -> str:
    """SHA-256 of the text as canonical JSON: sorted keys, no white space, UTF-8."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _write_soul(edition: Edition) -> None:
    """Rows for the items of this edition: what stays is left alone, the rest ends and begins."""
    wanted = {item["place"]: item for item in edition.body["soul"]}
    for row in SoulItem.objects.filter(brand=edition.brand, until=None):
        if _as_said(row) == wanted.get(row.place):
            del wanted[row.place]
        else:
            row.until = edition.effective_from
            row.save(update_fields=["until"])
    for item in wanted.values():
        SoulItem.objects.create(
            brand=edition.brand, added_by=edition, since=edition.effective_from, **item
        )


def _as_said(row: SoulItem) -> dict[str, Any]:
    terms = ("place", "statement", "origin", "year", "proof")
    return {term: getattr(row, term) for term in terms}
