"""A creator reads their own entry at an address of their own, writes to it, and gets an answer."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators import facts, queries, rules
from folkmoot.act.creators.models import Address, Answer, Creator, Remark
from folkmoot.act.creators.rules import writing
from folkmoot.foundation.addresses import new_secret
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def issue_address(
    creator: Creator, *, actor: "Member", now: datetime, secret: str | None = None
) -> str:
    """A new secret address for the creator; the one before it no longer opens anything."""
    rules.require_handler(actor)
    rules.require_same_brand(creator.brand_id, actor)
    take_turn(creator.brand)
    secret = secret or new_secret()
    digest = writing.address_digest(secret)
    body = facts.AddressIssued(subject=creator.subject, digest=digest)
    fact = append(creator.brand, body, actor=actor, now=now)
    Address.objects.create(creator=creator, digest=digest, by=actor, at=now, fact=fact)
    return secret


@transaction.atomic
def remark(creator: Creator, text: str, *, actor: None = None, now: datetime) -> Remark:
    """Say what is wrong or missing in one's own entry. The clock of the answer starts at once."""
    text = rules.require_words(text, what=_("Remark"))
    brand = creator.brand
    take_turn(brand)
    writing.require_few(queries.remarks_waiting(brand).filter(creator=creator).count())
    number = Remark.objects.filter(brand=brand).count() + 1
    body = facts.CreatorRemarked(
        subject=f"creator-remark:{number}", creator=creator.number, remark=text
    )
    fact = append(brand, body, actor=actor, now=now)
    made = Remark.objects.create(
        brand=brand,
        number=number,
        creator=creator,
        remark=passage_of(fact, "remark"),
        by=actor,
        at=now,
        fact=fact,
    )
    clocks.start(brand, writing.ANSWER_CLOCK, made.subject, runs=writing.ANSWERED, now=now)
    return made


@transaction.atomic
def answer(to: Remark, text: str, *, actor: "Member", now: datetime) -> Answer:
    """Say what is put right, or why not. It stands beside the remark on both pages."""
    rules.require_handler(actor)
    rules.require_same_brand(to.brand_id, actor)
    text = rules.require_words(text, what=_("Answer"))
    take_turn(to.brand)
    to = queries.remarks(to.brand).get(pk=to.pk)
    writing.require_unanswered(to)
    body = facts.RemarkAnswered(subject=to.subject, answer=text)
    fact = append(to.brand, body, actor=actor, now=now)
    clocks.meet(to.brand, writing.ANSWER_CLOCK, to.subject, fact=fact)
    return Answer.objects.create(
        to=to, answer=passage_of(fact, "answer"), by=actor, at=now, fact=fact
    )
