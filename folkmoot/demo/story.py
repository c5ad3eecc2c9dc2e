"""One brand lives through one loop, with the real acts and nothing else.

charter → conversation → votes → map → answer → a second version of the answer → decisions and
petitions. The acts take place over the last three weeks, as seen from `now`.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from folkmoot.charter.actions import Terms, announce
from folkmoot.charter.rules import Rung
from folkmoot.deliberate.conversations.actions import (
    accept_statement,
    close,
    make_statement,
    open_conversation,
    publish_answer,
    reject_statement,
)
from folkmoot.deliberate.conversations.jobs import refresh_map
from folkmoot.deliberate.conversations.rules import Reason
from folkmoot.demo import (
    ballots,
    charter,
    contests,
    creators,
    crowd,
    decide,
    panels,
    partnerships,
    promises,
    suggestions,
)
from folkmoot.demo.words import Words
from folkmoot.foundation.people.accounts.actions import register
from folkmoot.foundation.people.actions import found_brand, grant_role, join
from folkmoot.foundation.people.rules import Role

if TYPE_CHECKING:
    from folkmoot.deliberate.conversations.models import Conversation
    from folkmoot.foundation.people.models import Brand, Member


@dataclass(frozen=True)
class Cast:
    """Lin is a fan, Zhou a creator, Mei the operator, Chen the executive, Wu the auditor."""

    lin: "Member"
    zhou: "Member"
    mei: "Member"
    chen: "Member"
    wu: "Member"


@dataclass(frozen=True)
class Story:
    brand: "Brand"
    cast: Cast
    conversation: "Conversation"
    votes: int


NAMES = {"lin": "林", "zhou": "周", "mei": "梅", "chen": "陈屿", "wu": "吴"}
ENGLISH_NAMES = {"lin": "Lin", "zhou": "Zhou", "mei": "Mei", "chen": "Ada Chen", "wu": "Wu"}


def live(words: Words, *, now: datetime, seed: int, size: int = crowd.SIZE) -> Story:
    """Live through the whole loop; returns what there is at its end."""
    opened = now - timedelta(days=20)
    brand = found_brand(
        slug=words.slug, name=words.brand, about=words.about, now=now - timedelta(days=400)
    )
    cast = assemble(brand, words, now=now - timedelta(days=400))
    for topic in words.topics:
        _announce(topic, words.board, cast.chen, now=now - timedelta(days=60))
    conversation = open_conversation(
        topic=words.topics[0][0],
        question=words.question,
        background=words.background,
        seeds=[text for text, _ in words.statements],
        closes_at=opened + timedelta(days=10),
        actor=cast.mei,
        now=opened,
    )
    _fans_speak(conversation, words, cast, now=opened + timedelta(hours=5))
    rng = random.Random(seed)  # noqa: S311
    fans = crowd.gather(brand, size=size, rng=rng, now=opened)
    leaning = dict(words.statements + words.from_fans)
    votes = crowd.vote(conversation, fans, leaning, rng=rng, start=opened, days=5)
    conversation.refresh_from_db()
    refresh_map(conversation, opened + timedelta(days=8))
    close(conversation, actor=cast.mei, now=opened + timedelta(days=9))
    for version, text in enumerate(words.answers):
        at = opened + timedelta(days=13 + 2 * version)
        publish_answer(conversation, text, actor=cast.chen, now=at)
    promises.live(cast, words.slug, now=now)
    _ask_again(words, cast, fans, rng=rng, now=now)
    suggestions.live(cast, fans, slug=words.slug, seed=seed, now=now)
    charter.live(cast.chen, cast.lin, fans, topic=words.topics[0][0], seed=seed, now=now)
    decide.live(brand, (cast.lin, cast.mei, cast.chen), fans, rng=rng, now=now)
    panels.live(cast, fans, slug=words.slug, now=now)
    partnerships.live(cast, slug=words.slug, now=now)
    creators.live(cast, slug=words.slug, now=now)
    ballots.live(cast, fans, slug=words.slug, seed=seed, now=now)
    contests.live(cast, fans, slug=words.slug, seed=seed, now=now)
    return Story(brand=brand, cast=cast, conversation=conversation, votes=votes)


def _ask_again(
    words: Words, cast: Cast, fans: "list[Member]", *, rng: random.Random, now: datetime
) -> None:
    """A second question, still open: whoever looks at the demo can vote on it."""
    asked = now - timedelta(days=2)
    conversation = open_conversation(
        topic=words.topics[1][0],
        question=words.next_question,
        seeds=[text for text, _ in words.next_statements],
        closes_at=now + timedelta(days=5),
        actor=cast.mei,
        now=asked,
    )
    some = rng.sample(fans, k=len(fans) // 3)
    leaning = dict(words.next_statements)
    crowd.vote(conversation, some, leaning, rng=rng, start=asked, days=1)
    refresh_map(conversation, now - timedelta(minutes=40))


def assemble(brand: "Brand", words: Words, *, now: datetime) -> Cast:
    """The people everyone knows by name."""
    names = NAMES if words.slug == "lumen" else ENGLISH_NAMES
    members = {}
    for key, name in names.items():
        email = f"{key}@{brand.slug}.example"
        members[key] = join(brand, register(email, name=name), now=now)
    for key, role in (("mei", Role.OPERATOR), ("chen", Role.EXECUTIVE), ("wu", Role.AUDITOR)):
        title = words.titles.get(key, "")
        grant_role(members[key], role, title=title, actor=None, now=now)
    return Cast(**members)


def _announce(
    topic: tuple[str, str, int, str, str, str], board: str, chen: "Member", *, now: datetime
) -> None:
    slug, title, rung, decider, open_to_change, not_open = topic
    terms = Terms(
        rung=Rung(rung),
        decider=decider,
        open_to_change=open_to_change,
        not_open=not_open,
        higher_decider=board if rung == Rung.SUSPEND else "",
    )
    announce(slug, title, terms, effective_from=now, actor=chen, now=now)


def _fans_speak(conversation: "Conversation", words: Words, cast: Cast, *, now: datetime) -> None:
    """Fans add statements; Mei lets in what fits, and keeps one out with a reason on record."""
    for text, _ in words.from_fans:
        statement = make_statement(conversation, text, actor=cast.lin, now=now)
        accept_statement(statement, actor=cast.mei, now=now + timedelta(hours=1))
    kept_out = make_statement(conversation, words.refused, actor=cast.zhou, now=now)
    reject_statement(kept_out, Reason.PERSONAL, actor=cast.mei, now=now + timedelta(hours=1))
