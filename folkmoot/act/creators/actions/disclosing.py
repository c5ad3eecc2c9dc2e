"""A piece that was paid for carries a label; what shows it is given, and checked by another."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.act.creators import facts, queries, rules
from folkmoot.act.creators.models import Check, Creator, Label, Piece, Proof
from folkmoot.act.creators.rules import disclosing
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def register_piece(
    creator: Creator,
    url: str,
    label: Label,
    *,
    published_on: date,
    deal: int | None = None,
    actor: "Member",
    now: datetime,
) -> Piece:
    """Enter what a creator published for the brand. The proof of its label is due in three days."""
    rules.require_handler(actor)
    rules.require_same_brand(creator.brand_id, actor)
    url = disclosing.require_address(url)
    disclosing.require_published(published_on, now.date())
    found = queries.deal_or_refuse(creator.brand, deal)
    take_turn(creator.brand)
    number = Piece.objects.filter(brand=creator.brand).count() + 1
    due_on = max(published_on, now.date()) + disclosing.PROVED_WITHIN
    body = facts.PieceRegistered(
        subject=f"piece:{number}",
        published_on=published_on.isoformat(),
        label=Label(label).value,
        due_on=due_on.isoformat(),
        deal=deal,
        url=url,
    )
    fact = append(creator.brand, body, actor=actor, now=now)
    return Piece.objects.create(
        brand=creator.brand,
        number=number,
        creator=creator,
        url=passage_of(fact, "url"),
        published_on=published_on,
        label=label,
        due_on=due_on,
        deal=found,
        by=actor,
        at=now,
        fact=fact,
    )


@transaction.atomic
def give_proof(
    piece: Piece, excerpt: str, *, sha256: str = "", actor: "Member", now: datetime
) -> Proof:
    """Copy the words of the label as they stand there, and the hash of a picture of it."""
    rules.require_handler(actor)
    rules.require_same_brand(piece.brand_id, actor)
    excerpt = rules.require_words(excerpt, what=_("What stands there"), longest=500)
    sha256 = disclosing.require_digest(sha256)
    take_turn(piece.brand)
    number = Proof.objects.filter(piece=piece).count() + 1
    body = facts.PieceProved(subject=piece.subject, number=number, sha256=sha256, excerpt=excerpt)
    fact = append(piece.brand, body, actor=actor, now=now)
    return Proof.objects.create(
        piece=piece,
        number=number,
        excerpt=passage_of(fact, "excerpt"),
        sha256=sha256,
        by=actor,
        at=now,
        fact=fact,
    )


@transaction.atomic
def check_proof(
    piece: Piece, labelled: bool, note: str, *, actor: "Member", now: datetime
) -> Check:
    """Look at the latest proof, and say whether the label is there."""
    rules.require_handler(actor)
    rules.require_same_brand(piece.brand_id, actor)
    note = rules.require_words(note, what=_("What you saw"), longest=500)
    take_turn(piece.brand)
    latest = queries.latest_proof(Piece.objects.get(pk=piece.pk))
    proof = disclosing.require_second_person(latest, actor.pk)
    body = facts.PieceChecked(
        subject=piece.subject, number=proof.number, labelled=labelled, note=note
    )
    fact = append(piece.brand, body, actor=actor, now=now)
    return Check.objects.create(
        proof=proof,
        labelled=labelled,
        note=passage_of(fact, "note"),
        by=actor,
        at=now,
        fact=fact,
    )
