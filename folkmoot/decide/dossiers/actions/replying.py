"""What the partner does, signed out, with the address that was handed to them."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers import facts, queries, rules
from folkmoot.decide.dossiers.models import Appeal, Dossier, Item, Link, Reply
from folkmoot.foundation.addresses import new_secret
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def issue_link(
    dossier: Dossier, *, actor: "Member", now: datetime, secret: str | None = None
) -> str:
    """A new secret address for the partner; the one before it no longer opens anything."""
    rules.require_filer(actor)
    queries.require_same_brand(dossier, actor)
    take_turn(dossier.brand)
    queries.require_kept(dossier)
    secret = secret or new_secret()
    digest = rules.link_digest(secret)
    append(
        dossier.brand,
        facts.LinkIssued(subject=dossier.subject, digest=digest),
        actor=actor,
        now=now,
    )
    Link.objects.create(dossier=dossier, digest=digest, by=actor, at=now)
    return secret


@transaction.atomic
def reply(item: Item, words: str, *, actor: None = None, now: datetime) -> Reply:
    """Say something to an item. It stands beside it wherever the item is shown."""
    words = rules.require_text(words, longest=rules.WORDS_LENGTH, what=_("Reply"))
    take_turn(item.dossier.brand)
    item = queries.item_by_key(item.pk)
    rules.require_held(item, now)
    rules.require_few(item.replies.count())
    body = facts.SubjectReplied(subject=item.dossier.subject, item=item.number, reply=words)
    fact = append(item.dossier.brand, body, actor=actor, now=now)
    return Reply.objects.create(item=item, words=passage_of(fact, "reply"), at=now)


@transaction.atomic
def appeal(item: Item, grounds: str, *, actor: None = None, now: datetime) -> Appeal:
    """Say that an item is wrong. Both clocks start at once."""
    grounds = rules.require_text(grounds, longest=rules.WORDS_LENGTH, what=_("Grounds"))
    brand = item.dossier.brand
    take_turn(brand)
    item = queries.item_by_key(item.pk)
    rules.require_held(item, now)
    rules.require_few(item.appeals.count())
    if item.appeals.filter(outcome=None).exists():
        raise Refusal(
            "appeal-open",
            _("An appeal about this item is open already."),
            status=HTTPStatus.CONFLICT,
        )
    number = Appeal.objects.filter(brand=brand).count() + 1
    body = facts.SubjectAppealed(subject=f"dossier-appeal:{number}", grounds=grounds)
    fact = append(brand, body, actor=actor, now=now)
    made = Appeal.objects.create(
        brand=brand,
        item=item,
        number=number,
        grounds=passage_of(fact, "grounds"),
        at=now,
        fact=fact,
    )
    clocks.start(brand, rules.ACK_CLOCK, made.subject, runs=rules.ACKNOWLEDGED, now=now)
    clocks.start(brand, rules.OUTCOME_CLOCK, made.subject, runs=rules.DECIDED, now=now)
    return made
