"""What the browser meets: brands that have lived through a loop, and conversations to act in.

Run in a process of its own, whose home the server then serves; prints where everything is.
"""

import json
import random
import sys
import time
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import django

django.setup()

from allauth.account.internal.flows.login import (  # noqa: E402
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.models import EmailAddress  # noqa: E402
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from folkmoot.charter.actions import Terms, announce  # noqa: E402
from folkmoot.charter.models import Rung  # noqa: E402
from folkmoot.deliberate.conversations.actions import (  # noqa: E402
    accept_statement,
    add_seed,
    make_statement,
    open_conversation,
    publish_answer,
    reject_statement,
)
from folkmoot.deliberate.conversations.jobs import refresh_map  # noqa: E402
from folkmoot.deliberate.conversations.models import Conversation, Ruling  # noqa: E402
from folkmoot.deliberate.panels.actions import accept  # noqa: E402
from folkmoot.deliberate.panels.queries import seats_of  # noqa: E402
from folkmoot.deliberate.reviews.queries import opened  # noqa: E402
from folkmoot.demo import crowd, story, words  # noqa: E402
from folkmoot.foundation.people.actions import found_brand, grant_role, join  # noqa: E402
from folkmoot.foundation.people.models import Brand, Member, Person, Role  # noqa: E402
from folkmoot.foundation.record.actions import erase_passage  # noqa: E402
from folkmoot.foundation.refusal import Refusal  # noqa: E402
from tests.schema import copy_instead_of_migrating  # noqa: E402
from tests.strings import hostile  # noqa: E402

CROWD = crowd.SIZE  # the rooms of the demo draw, sign and support by scores
HEARD = 14  # of them, in the conversations that are open
ASKED = {
    "lumen": "配件该怎样卖，怎样修？",
    "fathom": "What should the case and the cable be like?",
}
WAITING = {
    "lumen": ("请把镜头盖做成能拴住的。", "旧款的电池也请继续供应。"),
    "fathom": ("Ship the cable with a tie.", "Keep making pads for the old model."),
}


@dataclass
class Places:
    """Numbers of conversations, by brand and what they are for; sessions, by name."""

    conversations: dict[str, dict[str, int]] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)


def tell(shared: str = "", size: str = "") -> Places:
    copy_instead_of_migrating()
    call_command("migrate", verbosity=0)
    with transaction.atomic():  # a thousand acts wait for the disk once
        return _tell(shared, int(size or CROWD), timezone.now())


def _tell(shared: str, size: int, now: datetime) -> Places:
    places = Places()
    for text in (words.LUMEN, words.FATHOM):
        told = story.live(text, now=now, seed=7, size=size)
        places.conversations[text.slug] = conversations_of(told, text, now)
        for name in ("lin", "zhou", "mei", "chen"):
            places.sessions[f"{name}@{text.slug}"] = session_of(getattr(told.cast, name))
        some_fan = Member.objects.get(person__email=f"fan3@{text.slug}.invalid")
        places.sessions[f"fan@{text.slug}"] = session_of(some_fan)
        places.sessions[f"seat@{text.slug}"] = session_of(seated(told.cast, now))
    if shared:
        number, mei = canary(hostile(Path(shared)), now)
        places.conversations["canary"] = {"attacked": number}
        places.sessions["mei@canary"] = session_of(mei)
    return places


def seated(cast: story.Cast, now: datetime) -> Member:
    """A fan who took a seat in the review that is running, and has read nothing yet."""
    running = next(review for review in opened(cast.mei.brand) if not hasattr(review, "report"))
    seat = seats_of(running.opening.panel)[0]
    accept(seat, actor=seat.lot.member, now=now)
    return seat.lot.member


def conversations_of(told: story.Story, text: words.Words, now: datetime) -> dict[str, int]:
    """One for each journey, so that none walks through the traces of another."""
    numbers = {"answered": told.conversation.number}
    for use in ("fan", "crawl", "operator", "live", "plain", "keys"):
        asked = asking(told.cast, text, ASKED[text.slug], now)
        if use in ("fan", "crawl"):
            fans = list(Member.objects.filter(brand=told.brand, person__email__startswith="fan"))
            leaning, start = dict(text.statements), now - timedelta(days=6)
            rng = random.Random(7)
            crowd.vote(asked, fans[::-1][:HEARD], leaning, rng=rng, start=start, days=5)
            refresh_map(asked, now)
        if use == "plain":
            erased = make_statement(asked, "请把这一条收回。", actor=told.cast.lin, now=now)
            erase_passage(erased.words, basis="request", actor=None, now=now)
        if use in ("crawl", "operator", "live"):
            for words_of_a_fan in WAITING[text.slug]:
                make_statement(asked, words_of_a_fan, actor=told.cast.lin, now=now)
        numbers[use] = asked.number
    return numbers


def asking(cast: story.Cast, text: words.Words, question: str, now: datetime) -> Conversation:
    return open_conversation(
        topic=text.topics[0][0],
        question=question,
        background=text.background,
        seeds=[each for each, _ in text.statements[:9]],
        closes_at=now + timedelta(days=8),
        actor=cast.mei,
        now=now - timedelta(days=6),
    )


def session_of(member: Member) -> str:
    """A session as signing in makes it; whoever has power proved a second factor."""
    person, client = member.person, Client()
    EmailAddress.objects.get_or_create(
        user=person, email=person.email, defaults={"primary": True, "verified": True}
    )
    methods = [{"method": "code", "at": time.time() + 3600}]
    if member.grants.exists():
        TOTP.activate(person, generate_totp_secret())
        methods += [{"method": "mfa", "type": "totp", "at": time.time() + 3600}]
    client.force_login(person)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = methods
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return str(session.session_key)


def canary(strings: list[str], now: datetime) -> tuple[int, Member]:
    """A brand where hostile words stand wherever somebody can write."""
    then = now - timedelta(days=40)
    brand = found_brand(slug="canary", name=strings[0][:60], about=strings[1], now=then)
    mei, zhou = inhabitant(brand, strings[2][:60]), inhabitant(brand, strings[3][:60])
    for role in (Role.OPERATOR, Role.EXECUTIVE):
        grant_role(mei, role, title=strings[4][:60], actor=None, now=then)
    terms = Terms(
        rung=Rung.ADVISE, decider=strings[5], open_to_change=strings[6], not_open=strings[7]
    )
    announce("design", strings[8][:80], terms, effective_from=then, actor=mei, now=then)
    attacked = open_conversation(
        topic="design",
        question=strings[9][:200],
        background="\n\n".join(text for text in strings if "\0" not in text)[:10_000],
        seeds=[],
        closes_at=now + timedelta(days=8),
        actor=mei,
        now=then,
    )
    for place, text in enumerate(strings):
        _said(attacked, text, place, mei=mei, zhou=zhou, now=then)
    for text in ("\n\n".join(strings[10:60])[:10_000], "\n\n".join(strings[200:260])[:10_000]):
        publish_answer(attacked, text.replace("\0", ""), actor=mei, now=then)
    return attacked.number, mei


def inhabitant(brand: Brand, name: str) -> Member:
    person = Person.objects.create_user(f"{len(name)}@{brand.slug}.example", name=name)
    return join(brand, person, now=brand.created_at)


def _said(
    attacked: Conversation, text: str, place: int, *, mei: Member, zhou: Member, now: datetime
) -> None:
    """A fan says every fifth: one is accepted, one is kept out, one waits. Mei adds the others."""
    try:
        with transaction.atomic():
            if place % 5:
                add_seed(attacked, text, actor=mei, now=now)
                return
            statement = make_statement(attacked, text, actor=zhou, now=now)
            if place % 45 == 0:
                return
            if place % 2:
                accept_statement(statement, actor=mei, now=now)
            else:
                reject_statement(statement, Ruling.Reason.OFF_TOPIC, actor=mei, now=now)
    except Refusal as refusal:
        if refusal.code not in ("text-empty", "text-too-long"):
            raise


if __name__ == "__main__":
    print(json.dumps(asdict(tell(*sys.argv[1:]))))
