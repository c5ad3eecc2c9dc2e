"""Putting a computed map on the record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from civics.opinion import OpinionMap
from folkmoot.deliberate.conversations import facts
from folkmoot.deliberate.conversations.models import Conversation, Map
from folkmoot.foundation.record.actions import append, take_turn

# What of a map is about single people, by pseudonym. It stays with the newest map and the one
# before, from which groups have their names: whoever draws the newest again needs both.
ABOUT_PEOPLE = ("participants", "coordinates", "group_of")


@dataclass(frozen=True, kw_only=True)
class DrawnMap:
    """A map with what its pages need: the picture, and the votes that it counted."""

    map: OpinionMap
    picture: dict[str, Any]
    votes: int
    voters: int
    ballots: bytes


@transaction.atomic
def publish_map(
    conversation: Conversation,
    drawn: DrawnMap,
    *,
    after: Map | None,
    until: datetime,
    now: datetime,
) -> Map | None:
    """Publish the map that follows `after`; None if another one was published meanwhile."""
    take_turn(conversation.brand)
    latest = Map.objects.filter(conversation=conversation).order_by("-pk").only("pk").first()
    if (latest and latest.pk) != (after and after.pk):
        return None
    published = drawn.map
    body = facts.MapPublished(
        subject=conversation.subject,
        votes=drawn.votes,
        voters=drawn.voters,
        method=published.method,
        version=published.version,
        seed=published.rng_seed,
        input_digest=published.digest,
    )
    fact = append(conversation.brand, body, actor=None, now=now)
    whole = published.to_json()
    people = {name: whole.pop(name) for name in ABOUT_PEOPLE}
    earlier = Map.objects.filter(conversation=conversation)
    earlier.filter(ballots__isnull=False).update(ballots=None)
    if after is not None:
        earlier.filter(pk__lt=after.pk, people__isnull=False).update(people=None)
    return Map.objects.create(
        conversation=conversation,
        at=now,
        counted_at=until,
        votes=drawn.votes,
        voters=drawn.voters,
        method=published.method,
        version=published.version,
        seed=published.rng_seed,
        input_digest=published.digest,
        result=whole,
        picture=drawn.picture,
        priorities=dict(published.priorities),
        people=people,
        ballots=drawn.ballots,
        fact=fact,
    )


def confirm_map(latest: Map, *, until: datetime) -> None:
    """The same votes as before: the map still holds, and nothing happened worth a fact."""
    Map.objects.filter(pk=latest.pk, counted_at__lt=until).update(counted_at=until)
