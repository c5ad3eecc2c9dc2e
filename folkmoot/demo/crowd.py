"""A crowd of invented fans in three camps, and how they vote."""

import random
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.deliberate.conversations.actions import cast_vote
from folkmoot.deliberate.conversations.queries import votable_statements
from folkmoot.deliberate.conversations.rules import Choice
from folkmoot.foundation.people.accounts.actions import register
from folkmoot.foundation.people.actions import join, note_active

if TYPE_CHECKING:
    from folkmoot.deliberate.conversations.models import Conversation
    from folkmoot.foundation.people.models import Brand, Member

SIZE = 126
CAMPS = (0.45, 0.35, 0.20)
PASSES = 0.08


def gather(brand: "Brand", *, size: int, rng: random.Random, now: datetime) -> "list[Member]":
    """Fans who joined over the last year, some of them often here. No mail reaches them."""
    fans = []
    for place in range(size):
        person = register(f"fan{place}@{brand.slug}.invalid", name=f"{brand.name} {place}")
        fan = join(brand, person, now=now - timedelta(days=10 + 3 * place))
        for _ in range(rng.choice((0, 0, 2, 16))):
            note_active(fan, now=now - timedelta(days=rng.randrange(80)))
        fans.append(fan)
    return fans


def camp_of(place: int, size: int) -> int:
    share = place / size
    return 0 if share < CAMPS[0] else 1 if share < CAMPS[0] + CAMPS[1] else 2


def vote(
    conversation: "Conversation",
    fans: "list[Member]",
    leaning: dict[str, tuple[int, int, int]],
    *,
    rng: random.Random,
    start: datetime,
    days: int,
) -> int:
    """Everybody votes on most statements, over the days after `start`."""
    statements = votable_statements(conversation)
    cast = 0
    for place, fan in enumerate(fans):
        camp = camp_of(place, len(fans))
        for statement in rng.sample(statements, k=rng.randint(7, len(statements))):
            agree = leaning[str(statement)][camp] / 100
            at = start + timedelta(minutes=rng.randrange(days * 24 * 60))
            cast_vote(statement, _choice(agree, rng), actor=fan, now=at)
            cast += 1
    return cast


def _choice(agree: float, rng: random.Random) -> Choice:
    if rng.random() < PASSES:
        return Choice.PASS
    return Choice.AGREE if rng.random() < agree else Choice.DISAGREE
