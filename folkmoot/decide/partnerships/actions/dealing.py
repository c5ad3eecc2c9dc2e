"""Bringing a deal in, and taking it from step to step as far as the gate lets it."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers.rules import bare
from folkmoot.decide.partnerships import facts, queries, rules
from folkmoot.decide.partnerships.actions.gating import run_gate
from folkmoot.decide.partnerships.models import Deal, Kind, Stage
from folkmoot.decide.partnerships.rules import Answers
from folkmoot.deliberate.reviews.actions import unseal
from folkmoot.deliberate.reviews.queries import replied_before, review_about
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from folkmoot.decide.partnerships.imports import Candidate
    from folkmoot.foundation.people.models import Member
    from folkmoot.foundation.record.models import Fact


@transaction.atomic
def register(
    partner: str, kind: Kind, purpose: str, answers: Answers, *, actor: "Member", now: datetime
) -> Deal:
    """A deal begins with an intention, and the gate runs before anybody is written to."""
    rules.require_handler(actor)
    partner = rules.require_text(partner, longest=rules.PARTNER_LENGTH, what=_("Partner"))
    purpose = rules.require_text(purpose, longest=rules.PURPOSE_LENGTH, what=_("What for"))
    take_turn(actor.brand)
    number = Deal.objects.filter(brand=actor.brand).count() + 1
    body = facts.DealRegistered(subject=f"partnership:{number}", deal=Kind(kind).value)
    fact = append(actor.brand, body, actor=actor, now=now)
    deal = Deal.objects.create(
        brand=actor.brand,
        number=number,
        partner=partner,
        kind=kind,
        purpose=purpose,
        by=actor,
        at=now,
        stage_at=now,
        fact=fact,
    )
    run_gate(deal, answers, actor=actor, now=now)
    return deal


@transaction.atomic
def register_all(chosen: "Sequence[Candidate]", *, actor: "Member", now: datetime) -> list[Deal]:
    """Bring in what was chosen from a file: all of it, or nothing."""
    rules.require_handler(actor)
    take_turn(actor.brand)
    going = queries.going(actor.brand)
    made = []
    for each in chosen:
        rules.require_new(each, going)
        deal = register(each.partner, each.kind, each.purpose, each.answers, actor=actor, now=now)
        going[(bare(deal.partner), deal.kind)] = deal.number
        made.append(deal)
    return made


@transaction.atomic
def move(deal: Deal, stage: Stage, *, actor: "Member", now: datetime) -> Deal:
    """Take the next step, or end it. Ending is always possible; going on is the gate's to allow."""
    rules.require_handler(actor)
    queries.require_same_brand(deal, actor)
    take_turn(deal.brand)
    deal = Deal.objects.select_related("brand").get(pk=deal.pk)
    rules.require_next(deal, stage)
    if stage != Stage.ENDED:
        run = queries.latest_run(deal)
        run = rules.require_passed(run, queries.news_of(deal, run, now), now)
        if stage == Stage.SIGNED and rules.needs_review(deal, run):
            rules.require_replied(replied=replied_before(deal.brand, deal.subject))
    body = facts.StageReached(subject=deal.subject, stage=int(stage))
    append(deal.brand, body, actor=actor, now=now)
    deal.stage, deal.stage_at = stage, now
    deal.save(update_fields=["stage", "stage_at"])
    return deal


@transaction.atomic
def announce(deal: Deal, *, actor: "Member", now: datetime) -> "Fact":
    """Say in public with whom, what the gate had said, and whether it took an exception."""
    rules.require_handler(actor)
    queries.require_same_brand(deal, actor)
    take_turn(deal.brand)
    deal = Deal.objects.select_related("brand").get(pk=deal.pk)
    run = queries.latest_run(deal)
    if deal.stage not in (Stage.SIGNED, Stage.RUNNING) or run is None:
        raise Refusal(
            "not-signed",
            _("A partnership is announced once it is signed."),
            status=HTTPStatus.CONFLICT,
        )
    if queries.announced(deal):
        raise Refusal(
            "announced", _("This partnership has been announced."), status=HTTPStatus.CONFLICT
        )
    body = facts.PartnershipAnnounced(
        subject=deal.subject,
        deal=deal.kind,
        stage=deal.stage,
        verdict=run.verdict,
        excepted=rules.dispensation_of(run) is not None,
        partner=deal.partner,
    )
    fact = append(deal.brand, body, actor=actor, now=now)
    review = review_about(deal.brand, deal.subject)
    if review is not None:
        unseal(review, actor=actor, now=now)
    return fact
