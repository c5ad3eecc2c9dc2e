"""Running the gate, and the one way past a red verdict."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.partnerships import facts, queries, rules
from folkmoot.decide.partnerships.models import Deal, Dispensation, Run
from folkmoot.decide.partnerships.rules import Answers
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def run_gate(deal: Deal, answers: Answers, *, actor: "Member", now: datetime) -> Run:
    """Ask every question anew; the verdict holds for thirty days."""
    rules.require_handler(actor)
    queries.require_same_brand(deal, actor)
    rules.require_answered(answers, [line.number for line in queries.lines_in_force(deal.brand)])
    take_turn(deal.brand)
    ((verdict, reasons),) = queries.tried(deal.brand, [(deal.partner, answers)], now)
    told = [reason.stored() for reason in reasons]
    number = deal.runs.count() + 1
    body = facts.GateRan(subject=deal.subject, run=number, verdict=int(verdict), reasons=told)
    fact = append(deal.brand, body, actor=actor, now=now)
    return Run.objects.create(
        deal=deal,
        number=number,
        answers=answers.stored(),
        evidence=answers.evidence.strip()[: rules.REASONS_LENGTH],
        reach=answers.reach,
        harm=answers.harm,
        verdict=verdict,
        reasons=told,
        by=actor,
        at=now,
        good_until=now + rules.GOOD_FOR,
        fact=fact,
    )


@transaction.atomic
def dispense(
    deal: Deal, reasons: str, *, publish_on: date, actor: "Member", now: datetime
) -> Dispensation:
    """Let a deal past a red verdict, in one's own name, with reasons that will be published."""
    queries.require_same_brand(deal, actor)
    rules.require_dispenser(actor, deal)
    reasons = rules.require_text(reasons, longest=rules.REASONS_LENGTH, what=_("Reasons"))
    latest = rules.require_publication(publish_on, now)
    take_turn(deal.brand)
    run = queries.latest_run(deal)
    run = rules.require_red(run, queries.news_of(deal, run, now), now)
    name, title = str(actor.person), people.title_of(actor)
    body = facts.DispensationSigned(
        subject=deal.subject,
        run=run.number,
        publish_on=publish_on.isoformat(),
        title=title,
        name=name,
        reasons=reasons,
    )
    fact = append(deal.brand, body, actor=actor, now=now)
    return Dispensation.objects.create(
        run=run,
        reasons=passage_of(fact, "reasons"),
        by=actor,
        name=name,
        title=title,
        at=now,
        publish_on=publish_on,
        latest=latest,
        fact=fact,
    )


def publish_due(*, now: datetime) -> int:
    """Publish each exception whose day has come, whatever became of the deal."""
    due = Dispensation.objects.filter(published=None, publish_on__lte=now.date())
    return sum(_publish(key, now) for key in due.values_list("pk", flat=True))


@transaction.atomic
def _publish(key: int, now: datetime) -> bool:
    found = Dispensation.objects.select_for_update(of=("self",)).get(pk=key)
    if found.published_id is not None:
        return False
    deal = found.run.deal
    take_turn(deal.brand)
    body = facts.DispensationPublished(
        subject=deal.subject,
        deal=deal.kind,
        signed=found.at.date().isoformat(),
        title=found.title,
        name=found.name,
        reasons=str(found.reasons),
    )
    found.published = append(deal.brand, body, actor=None, now=now)
    found.save(update_fields=["published"])
    return True
