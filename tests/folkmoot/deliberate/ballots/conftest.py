"""A jury of the cast and of fans, and a way for each of them to vote."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from civics.ballots import hash_of, lock_of
from folkmoot.deliberate.ballots import actions, queries, rules
from folkmoot.deliberate.ballots.models import Ballot
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import crowd

CLOSES = NOW + timedelta(days=3)
CHOICES = [("red", "红"), ("blue", "蓝"), ("green", "绿")]

Open = Callable[..., Ballot]


@dataclass(frozen=True)
class Held:
    """What a voter has afterwards: the tracker, the key to the paper and the signed receipt."""

    tracker: str
    key: str
    signed: str

    @property
    def shown(self) -> tuple[str, str]:
        return self.tracker, self.key


def vote(
    ballot: Ballot,
    member: Member,
    choice: Sequence[str] = ("red",),
    *,
    again: Held | None = None,
    chance: Random | None = None,
    now: datetime = NOW,
) -> Held:
    """All that a browser does."""
    chance = chance or Random(member.pk if again is None else again.tracker)
    nonce, key = chance.randbytes(16), chance.randbytes(16)
    receipt = actions.cast(
        ballot,
        actor=member,
        nonce=nonce.hex(),
        salt=rules.salt_for(ballot, hash_of(nonce)).hex(),
        lock=lock_of(key),
        choice=list(choice),
        receipt=None if again is None else again.shown,
        now=now,
    )
    return Held(receipt.tracker, key.hex(), receipt.signed)


def fresh(ballot: Ballot) -> Ballot:
    found = queries.ballot_by_number(ballot.brand, ballot.number)
    assert found is not None
    return found


def close(ballot: Ballot, now: datetime = CLOSES) -> Ballot:
    actions.close(ballot, actor=None, now=now)
    return fresh(ballot)


@pytest.fixture
def jury(cast: Cast) -> list[Member]:
    return [cast.lin, cast.zhou, *crowd(cast.brand, 10, "juror")]


@pytest.fixture
def open_ballot(cast: Cast, jury: list[Member]) -> Open:
    def one(now: datetime = NOW, **terms: Any) -> Ballot:
        whole: dict[str, Any] = {
            "about": "contests:poster",
            "question": "哪张海报印出来?",
            "method": "one",
            "choices": CHOICES,
            "voters": jury,
            "closes": CLOSES,
            "actor": cast.mei,
        } | terms
        return actions.open_ballot(cast.brand, **whole, now=now)

    return one


@pytest.fixture
def ballot(open_ballot: Open) -> Ballot:
    return open_ballot()
