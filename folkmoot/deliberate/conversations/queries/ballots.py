"""The votes that count, as arrays: for the map, and kept with it for the open data."""

import zlib
from datetime import datetime, timedelta
from io import BytesIO

import numpy as np
from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery
from numpy.typing import NDArray

from civics.opinion import Votes
from folkmoot.deliberate.conversations import rules
from folkmoot.deliberate.conversations.models import (
    Conversation,
    Map,
    Participant,
    Ruling,
    Statement,
    Vote,
)

# How long a map stands before the next one is computed while voting goes on.
EVERY = timedelta(seconds=60)
# A vote takes its time when it arrives and is written a moment later: until it is surely there.
GRACE = timedelta(seconds=30)

ROW = np.dtype([("participant", "i8"), ("statement", "i8"), ("choice", "i1")])


def conversations_due(now: datetime) -> QuerySet[Conversation]:
    """With votes or rulings that no map has seen, and no map in the last minute."""
    latest = Map.objects.filter(conversation=OuterRef("pk")).order_by("-pk")
    seen = Subquery(latest.values("counted_at")[:1], output_field=DateTimeField())
    votes = Vote.objects.filter(conversation=OuterRef("pk"))
    rulings = Ruling.objects.filter(statement__conversation=OuterRef("pk"))
    never = Q(seen__isnull=True)
    rested = never | Q(seen__lte=now - EVERY - GRACE)
    closed = Q(closed_at__isnull=False) | Q(closes_at__lte=now)
    return (
        Conversation.objects.annotate(seen=seen)
        .filter(rested | closed)
        .filter(
            (never & Exists(votes))
            | Exists(votes.filter(at__gt=OuterRef("seen")))
            | Exists(rulings.filter(at__gt=OuterRef("seen")))
        )
        .select_related("brand")
        .order_by("pk")
    )


def votes_of(conversation: Conversation) -> Votes:
    """Votes on accepted statements that at least ten people answered, by pseudonym and number.

    A statement with fewer answers is left out of the map and of the open data alike, so that
    neither shows a figure about a few people, and the one can be computed from the other.
    """
    cast = Vote.objects.filter(
        conversation=conversation, statement__standing=Statement.Standing.ACCEPTED
    )
    found = cast.values_list("participant", "statement", "choice").iterator(chunk_size=20_000)
    rows = np.fromiter(found, dtype=ROW)
    statements, column, answered = np.unique(
        rows["statement"], return_inverse=True, return_counts=True
    )
    rows = rows[answered[column] >= rules.SMALLEST_CELL]
    people, person = np.unique(rows["participant"], return_inverse=True)
    statements, column = np.unique(rows["statement"], return_inverse=True)
    pseudonyms = dict(
        Participant.objects.filter(conversation=conversation).values_list("pk", "pseudonym")
    )
    numbers = dict(conversation.statements.values_list("pk", "number"))
    return Votes.of(
        person,
        column,
        rows["choice"],
        participants=[pseudonyms[pk] for pk in people.tolist()],
        statements=[str(numbers[pk]) for pk in statements.tolist()],
    )


def enough_for_a_map(conversation: Conversation, votes: Votes) -> bool:
    """Ten people who answered enough of the statements that count, of which there are two."""
    if len(votes.statements) < 2:
        return False
    enough = votes.per_participant >= _answers_needed(conversation)
    return int(np.count_nonzero(enough)) >= rules.SMALLEST_CELL


def _answers_needed(conversation: Conversation) -> int:
    accepted = conversation.statements.filter(standing=Statement.Standing.ACCEPTED)
    return max(1, min(rules.VOTES_BEFORE_GROUPED, accepted.count()))


def voices_missing(conversation: Conversation) -> int:
    """How many more people have to answer enough statements before there can be a map."""
    needed = _answers_needed(conversation)
    answered = Participant.objects.filter(conversation=conversation)
    nth_vote = Vote.objects.filter(
        participant=OuterRef("pk"), statement__standing=Statement.Standing.ACCEPTED
    ).values("pk")[needed - 1 : needed]
    enough = answered.filter(Exists(nth_vote)).order_by()[: rules.SMALLEST_CELL]
    return rules.SMALLEST_CELL - len(enough.values_list("pk"))


def votes_since(latest: Map | None, conversation: Conversation) -> int:
    """Votes that the latest map has not counted."""
    votes = Vote.objects.filter(conversation=conversation)
    return votes.filter(at__gt=latest.at).count() if latest else votes.count()


def packed(votes: Votes) -> bytes:
    """The arrays of the votes in a few bytes; `participants` and `statements` go beside them."""
    file = BytesIO()
    np.savez(
        file,
        participants=np.array(votes.participants, dtype=np.str_),
        statements=np.array(votes.statements, dtype=np.str_),
        indptr=votes.indptr,
        indices=votes.indices,
        values=votes.values,
    )
    return zlib.compress(file.getvalue(), level=6)


def unpacked(ballots: bytes) -> Votes:
    with np.load(BytesIO(zlib.decompress(ballots)), allow_pickle=False) as arrays:
        names: dict[str, NDArray[np.str_]] = {k: arrays[k] for k in ("participants", "statements")}
        return Votes(
            participants=tuple(names["participants"].tolist()),
            statements=tuple(names["statements"].tolist()),
            indptr=arrays["indptr"],
            indices=arrays["indices"],
            values=arrays["values"],
        )


def latest_map(conversation: Conversation, *, whole: bool = False) -> Map | None:
    """The newest map; `whole` with the places of all people and the votes it counted."""
    maps = Map.objects.filter(conversation=conversation).order_by("-pk")
    maps = maps.select_related("fact__brand")
    return (maps if whole else maps.defer("people", "ballots", "priorities")).first()
