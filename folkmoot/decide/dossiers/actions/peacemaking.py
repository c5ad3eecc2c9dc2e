"""Reconciliation: an apology or a correction is offered; two people at the brand accept it, or one
declines with reasons. What the partner offers is answered within two weeks."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers import facts, queries, rules
from folkmoot.decide.dossiers.actions.removing import remove
from folkmoot.decide.dossiers.models import (
    Acceptance,
    Category,
    Declining,
    Dossier,
    Peace,
    Removal,
)
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def offer_peace(dossier: Dossier, words: str, *, actor: "Member | None", now: datetime) -> Peace:
    """Say what was put right, and where. The partner does it by their address, without an actor."""
    if actor is not None:
        rules.require_filer(actor)
        queries.require_same_brand(dossier, actor)
    words = rules.require_text(words, longest=rules.WORDS_LENGTH, what=_("Offer of peace"))
    take_turn(dossier.brand)
    queries.require_kept(dossier)
    rules.require_few(dossier.offers.count())
    body = facts.PeaceOffered(subject=dossier.subject, offer=words)
    fact = append(dossier.brand, body, actor=actor, now=now)
    offer = Peace.objects.create(dossier=dossier, words=passage_of(fact, "offer"), by=actor, at=now)
    if actor is None:
        runs = rules.PEACE_WITHIN
        clocks.start(dossier.brand, rules.PEACE_CLOCK, offer.subject, runs=runs, now=now)
    return offer


@transaction.atomic
def accept_peace(offer: Peace, *, actor: "Member", now: datetime) -> Acceptance:
    """The second acceptance takes out all hostility that was filed before the offer."""
    rules.require_filer(actor)
    queries.require_same_brand(offer.dossier, actor)
    take_turn(offer.dossier.brand)
    queries.require_kept(offer.dossier)
    offer = _open(offer)
    said = set(offer.acceptances.values_list("by", flat=True))
    rules.require_acceptor(offered_by=offer.by_id, member=actor, said=said)
    made = len(said) + 1 >= rules.NEEDED_REVIEWERS
    body = facts.PeaceAccepted(subject=offer.dossier.subject, made=made)
    fact = append(offer.dossier.brand, body, actor=actor, now=now)
    acceptance = Acceptance.objects.create(offer=offer, by=actor, at=now)
    if made:
        offer.accepted_at = now
        offer.save(update_fields=["accepted_at"])
        clocks.meet(offer.dossier.brand, rules.PEACE_CLOCK, offer.subject, fact=fact)
        for item in queries.items_of(offer.dossier):
            hostile = item.category == Category.HOSTILITY and item.at <= offer.at
            if hostile and rules.removal_of(item) is None:
                remove(item, Removal.Why.PEACE, actor=actor, now=now)
    return acceptance


@transaction.atomic
def decline_peace(offer: Peace, reasons: str, *, actor: "Member", now: datetime) -> Declining:
    """Say why it is not enough. The partner reads it, and can offer something else."""
    rules.require_filer(actor)
    queries.require_same_brand(offer.dossier, actor)
    reasons = rules.require_text(reasons, longest=rules.WORDS_LENGTH, what=_("Reasons"))
    take_turn(offer.dossier.brand)
    queries.require_kept(offer.dossier)
    offer = _open(offer)
    body = facts.PeaceDeclined(subject=offer.dossier.subject, offer=offer.pk, reasons=reasons)
    fact = append(offer.dossier.brand, body, actor=actor, now=now)
    clocks.meet(offer.dossier.brand, rules.PEACE_CLOCK, offer.subject, fact=fact)
    return Declining.objects.create(
        offer=offer, reasons=passage_of(fact, "reasons"), by=actor, at=now, fact=fact
    )


def _open(offer: Peace) -> Peace:
    """The offer as it is now, if nobody has answered it."""
    found = Peace.objects.select_related("dossier__brand", "declining").get(pk=offer.pk)
    if found.accepted_at is not None:
        raise Refusal("peace-made", _("Peace has been made."), status=HTTPStatus.CONFLICT)
    if hasattr(found, "declining"):
        raise Refusal(
            "peace-declined",
            _("This offer was declined. Another one can be made."),
            status=HTTPStatus.CONFLICT,
        )
    return found
