"""A conversation of the cast, and crowds that vote in it."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import pytest

from folkmoot.deliberate.conversations import actions, queries
from folkmoot.deliberate.conversations.models import Choice, Conversation, Participant, Vote
from folkmoot.foundation.people.models import Brand, Member, Person
from tests.folkmoot.conftest import NOW, Cast

SEEDS = [f"第{n}句:先改这里" for n in range(1, 9)]


@pytest.fixture(autouse=True)
def it_is_now(today: None) -> None:
    pass


@pytest.fixture
def conversation(cast: Cast, topic: str) -> Conversation:
    """Eight statements of the facilitator's, open for ten days."""
    opened = actions.open_conversation(
        topic=topic,
        question="下一代先改什么?",
        background="我们每年能改**三处**。",
        seeds=SEEDS,
        closes_at=NOW + timedelta(days=10),
        actor=cast.mei,
        now=NOW,
    )
    found = queries.conversation_by_number(cast.brand, opened.number)
    assert found is not None
    return found


def crowd(brand: Brand, size: int, name: str = "fan") -> list[Member]:
    people = Person.objects.bulk_create(
        Person(email=f"{name}{n}@example.org", name=f"{name}{n}", password="!") for n in range(size)
    )
    joined = NOW - timedelta(days=60)
    return Member.objects.bulk_create(
        Member(brand=brand, person=human, joined_at=joined) for human in people
    )


def voted(
    conversation: Conversation, members: list[Member], choice: Callable[[int, int], int | None]
) -> None:
    """`choice(person, statement)` of each of them, written at once."""
    voices = Participant.objects.bulk_create(
        Participant(conversation=conversation, member=member, pseudonym=Participant.new_pseudonym())
        for member in members
    )
    statements = list(conversation.statements.order_by("number"))
    Vote.objects.bulk_create(
        Vote(conversation=conversation, participant=v, statement=s, choice=chosen, at=NOW)
        for i, v in enumerate(voices)
        for j, s in enumerate(statements)
        if (chosen := choice(i, j)) is not None
    )


def two_camps(person: int, statement: int) -> int:
    """Even and odd people are at odds, with doubts of their own; all agree on the last one."""
    if statement == 7:
        return Choice.AGREE
    side = (1 if person % 2 else -1) * (-1) ** statement
    doubt = Random(person * 8 + statement).random()
    return Choice.PASS if doubt < 0.1 else Choice(-side if doubt < 0.17 else side)


@pytest.fixture
def divided(cast: Cast, conversation: Conversation) -> Conversation:
    """Forty people in two camps have answered everything."""
    voted(conversation, crowd(cast.brand, 40), two_camps)
    return conversation
