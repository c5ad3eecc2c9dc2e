"""Announcing rules."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import IntegerChoices

from folkmoot.charter import rules
from folkmoot.charter.facts import TopicAnnounced
from folkmoot.charter.models import Rung, Topic, TopicVersion
from folkmoot.foundation.people.rules import Level, Member
from folkmoot.foundation.record.actions import append, take_turn


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a rule says; the boundary card shows exactly these."""

    rung: Rung
    decider: str
    open_to_change: str
    not_open: str
    minimum_level: Level = Level.EMAIL
    quorum: int = 200
    quorum_share: int = 15
    petition_share: int = 5
    petition_cohorts: int = 3
    suspension_hours: int = 7 * 24
    higher_decider: str = ""
    support_share: int = 50
    seats_adult_only: bool = True
    reply_hours: int = 14 * 24


@transaction.atomic
def announce(
    slug: str,
    title: str,
    terms: Terms,
    *,
    effective_from: datetime,
    actor: Member,
    now: datetime,
) -> TopicVersion:
    """Announce the rule for a topic, or its next version. It starts only after its notice."""
    rules.require_announcer(actor)
    rules.require_name(slug, title)
    rules.require_terms(asdict(terms))
    take_turn(actor.brand)
    topic, _new = Topic.objects.get_or_create(
        brand=actor.brand, slug=slug, defaults={"title": title}
    )
    rules.require_notice(topic, effective_from=effective_from, now=now)
    number = topic.versions.count() + 1
    # Plain numbers instead of members of an enumeration, which the record could not hold.
    said: dict[str, Any] = {
        k: int(v) if isinstance(v, IntegerChoices) else v for k, v in asdict(terms).items()
    }
    body = TopicAnnounced(
        subject=f"topic:{slug}",
        version=number,
        title=topic.title,
        effective_from=effective_from.isoformat(timespec="minutes"),
        **said,
    )
    fact = append(actor.brand, body, actor=actor, now=now)
    return TopicVersion.objects.create(
        topic=topic,
        number=number,
        announced_at=now,
        effective_from=effective_from,
        fact=fact,
        **asdict(terms),
    )
