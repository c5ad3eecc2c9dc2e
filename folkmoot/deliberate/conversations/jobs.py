"""Drawing the maps. Votes are stored whether or not this runs; the page says what waits."""

import logging
from datetime import datetime

from civics.opinion import OpinionMap, Votes, opinion_map
from civics.opinion.map import METHOD, VERSION
from folkmoot.deliberate.conversations.actions import DrawnMap, confirm_map, publish_map
from folkmoot.deliberate.conversations.models import Conversation, Map
from folkmoot.deliberate.conversations.queries.ballots import (
    GRACE,
    conversations_due,
    enough_for_a_map,
    latest_map,
    packed,
    votes_of,
)
from folkmoot.deliberate.conversations.queries.picture import picture_of
from folkmoot.foundation.jobs import every

log = logging.getLogger("folkmoot.conversations")


@every(seconds=10)
def refresh_maps(now: datetime) -> int:
    """Draw the map of each conversation that has something new. Running it twice is harmless."""
    return sum(_quietly(conversation, now) for conversation in conversations_due(now))


def _quietly(conversation: Conversation, now: datetime) -> bool:
    """One conversation that fails is logged and tried again; the others get their maps."""
    try:
        return refresh_map(conversation, now)
    except Exception:
        log.exception("The map of conversation %d could not be drawn", conversation.pk)
        return False


def refresh_map(conversation: Conversation, now: datetime) -> bool:
    """Draw and publish the map, unless there is too little to draw or nothing has changed."""
    latest, votes = latest_map(conversation, whole=True), votes_of(conversation)
    if latest and _same(latest, votes):
        confirm_map(latest, until=now - GRACE)
        return False
    if not enough_for_a_map(conversation, votes):
        if latest:
            confirm_map(latest, until=now - GRACE)
        return False
    drawn = opinion_map(votes, previous=_previous(latest))
    published = publish_map(
        conversation,
        DrawnMap(
            map=drawn,
            picture=picture_of(drawn),
            votes=len(votes.values),
            voters=len(votes.participants),
            ballots=packed(votes),
        ),
        after=latest,
        until=now - GRACE,
        now=now,
    )
    return published is not None


def _same(latest: Map, votes: Votes) -> bool:
    method = (latest.method, latest.version)
    return method == (METHOD, VERSION) and latest.input_digest == votes.digest()


def _previous(latest: Map | None) -> OpinionMap | None:
    """The last map, with which groups keep their names and axes their direction."""
    if latest is None or latest.people is None or latest.version != VERSION:
        return None
    return OpinionMap.from_json({**latest.result, **latest.people})
