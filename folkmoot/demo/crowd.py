"""A crowd of invented fans in three camps, and how they vote."""

import random
from datetime import datetime, timedelta

from folkmoot.deliberate.conversations.actions import cast_vote
from folkmoot.deliberate.conversations.models import Choice, Conversation, Statement
from folkmoot.demo.words import Words
from folkmoot.foundation.people.actions import join
from folkmoot.foundation.people.models import Brand, Member, Person

SIZE = 126
CAMPS = (0.45, 0.35, 0.20)
PASSES = 0.08


def gather(brand: Brand, *, size: int, now: datetime) -> list[Member]:
    """Fans who joined over the last year. They cannot sign in: no mail reaches them."""
    people = [
        Person.objects.create_user(f"fan{n}@{brand.slug}.invalid", name=f"{brand.name} {n}")
        for n in range(size)
    ]
    return [
        join(brand, person, now=now - timedelta(days=10 + 3 * n)) for n, person in enumerate(people)
    ]


def camp_of(place: int, size: int) -> int:
    share = place / size
    return 0 if share < CAMPS[0] else 1 if share < CAMPS[0] + CAMPS[1] else 2


def vote(
    conversation: Conversation,
    fans: list[Member],
    words: Words,
    *,
    rng: random.Random,
    start: datetime,
) -> int:
    """Everybody votes on most statements, over the days after `start`."""
    leaning = dict(words.statements + words.from_fans)
    statements = list(
        conversation.statements.filter(standing=Statement.Standing.ACCEPTED).select_related(
            "words", "conversation__brand", "conversation__rule"
        )
    )
    cast = 0
    for place, fan in enumerate(fans):
        camp = camp_of(place, len(fans))
        for statement in rng.sample(statements, k=rng.randint(7, len(statements))):
            agree = leaning[str(statement)][camp] / 100
            at = start + timedelta(minutes=rng.randrange(5 * 24 * 60))
            cast_vote(statement, _choice(agree, rng), actor=fan, now=at)
            cast += 1
    return cast


def _choice(agree: float, rng: random.Random) -> Choice:
    if rng.random() < PASSES:
        return Choice.PASS
    return Choice.AGREE if rng.random() < agree else Choice.DISAGREE
