"""A jury chose in secret, a small board did, and a third ballot is open for whoever looks."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from civics.ballots import NONCE_BYTES, hash_of, lock_of
from folkmoot.deliberate.ballots import actions, rules

if TYPE_CHECKING:
    from folkmoot.deliberate.ballots.models import Ballot
    from folkmoot.demo.story import Cast
    from folkmoot.foundation.people.models import Member

JURY = 24
BOARD = 7


@dataclass(frozen=True)
class Asked:
    """Three questions and their choices: counted by the jury, counted by the board, open."""

    topic: str
    jury: tuple[str, tuple[str, ...]]
    board: tuple[str, tuple[str, ...]]
    open: tuple[str, tuple[str, ...]]


ASKED = {
    "lumen": Asked(
        topic="topic:design",
        jury=("周年纪念相机用哪一款蒙皮？", ("深海绿", "铁锈红", "本色皮革", "石墨灰")),
        board=("粉丝理事会的下一次会在哪里开？", ("成都", "杭州", "线上")),
        open=("年度摄影赛，哪一组作品应当印成年历？", ("雨巷", "早班地铁", "外婆的手", "风洞")),
    ),
    "fathom": Asked(
        topic="topic:sound",
        jury=(
            "Which finish should the anniversary headphones have?",
            ("Deep green", "Rust", "Bare leather", "Graphite"),
        ),
        board=("Where should the fan council meet next?", ("Lisbon", "Leeds", "Online")),
        open=(
            "Which series should become the calendar?",
            ("Rain in the lane", "First train", "Her hands", "Wind tunnel"),
        ),
    ),
}


def live(cast: "Cast", fans: "list[Member]", *, slug: str, seed: int, now: datetime) -> None:
    rng, asked = random.Random(seed), ASKED[slug]  # noqa: S311
    jury, board = [cast.lin, cast.zhou, *fans[:JURY]], fans[JURY : JURY + BOARD]
    begun = now - timedelta(days=6)
    finish = _open(cast, asked.jury, asked.topic, jury, "ranking", begun, days=3)
    _vote(finish, fans[: JURY - 3], rng, now=begun + timedelta(hours=8))
    actions.close(finish, actor=None, now=begun + timedelta(days=3))
    place = _open(cast, asked.board, "council:place", board, "one", begun, days=2)
    _vote(place, board, rng, now=begun + timedelta(hours=9))
    actions.close(place, actor=None, now=begun + timedelta(days=2))
    running = _open(
        cast, asked.open, asked.topic, jury, "approval", now - timedelta(hours=5), days=4
    )
    _vote(running, fans[:9], rng, now=now - timedelta(hours=2))


def _open(
    cast: "Cast",
    asked: tuple[str, tuple[str, ...]],
    about: str,
    voters: "Sequence[Member]",
    method: str,
    now: datetime,
    *,
    days: int,
) -> "Ballot":
    question, names = asked
    return actions.open_ballot(
        cast.mei.brand,
        about=about,
        question=question,
        method=method,
        choices=[(str(n), name) for n, name in enumerate(names, start=1)],
        voters=voters,
        closes=now + timedelta(days=days),
        rule="schulze" if method == "ranking" else "",
        actor=cast.mei,
        now=now,
    )


def _vote(
    ballot: "Ballot", voters: "Sequence[Member]", rng: random.Random, *, now: datetime
) -> None:
    """Each as a browser would, with numbers of its own; the first choice is liked most."""
    for voter in voters:
        many = 1 if ballot.method == "one" else rng.randint(1, len(ballot.keys))
        weights = range(len(ballot.keys), 0, -1)
        drawn = sorted(ballot.keys, key=lambda key: -rng.random() * weights[int(key) - 1])
        nonce, key = rng.randbytes(NONCE_BYTES), rng.randbytes(NONCE_BYTES)
        actions.cast(
            ballot,
            actor=voter,
            nonce=nonce.hex(),
            salt=rules.salt_for(ballot, hash_of(nonce)).hex(),
            lock=lock_of(key),
            choice=drawn[:many],
            now=now,
        )
