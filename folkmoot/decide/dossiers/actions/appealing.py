"""What the brand does with an appeal: it acknowledges, and somebody who took no part decides."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.dossiers import facts, queries, rules
from folkmoot.decide.dossiers.actions.removing import remove
from folkmoot.decide.dossiers.models import Acknowledgement, Appeal, Finding, Removal
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people import queries as people
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def acknowledge(appeal: Appeal, *, actor: "Member", now: datetime) -> Acknowledgement:
    rules.require_filer(actor)
    queries.require_same_brand(appeal.item.dossier, actor)
    take_turn(appeal.brand)
    rules.require_held(queries.item_by_key(appeal.item_id), now)
    if Acknowledgement.objects.filter(appeal=appeal).exists():
        raise Refusal(
            "acknowledged", _("This appeal has been acknowledged."), status=HTTPStatus.CONFLICT
        )
    body = facts.AppealAcknowledged(subject=appeal.subject)
    fact = append(appeal.brand, body, actor=actor, now=now)
    clocks.meet(appeal.brand, rules.ACK_CLOCK, appeal.subject, fact=fact)
    return Acknowledgement.objects.create(appeal=appeal, by=actor, at=now)


@transaction.atomic
def decide(
    appeal: Appeal, *, upheld: bool, reasons: str, actor: "Member", now: datetime
) -> Finding:
    """Upheld: the item is taken out. The partner reads the reasons either way."""
    queries.require_same_brand(appeal.item.dossier, actor)
    reasons = rules.require_text(reasons, longest=rules.WORDS_LENGTH, what=_("Reasons"))
    take_turn(appeal.brand)
    item = queries.item_by_key(appeal.item_id)
    appeal = Appeal.objects.select_related("brand", "outcome").get(pk=appeal.pk)
    took_part = {item.by_id, *queries.reviewers_of(item)}
    rules.require_judge(appeal, actor, took_part=took_part)
    rules.require_held(item, now)
    title = people.title_of(actor)
    body = facts.AppealOutcome(subject=appeal.subject, upheld=upheld, title=title, reasons=reasons)
    fact = append(appeal.brand, body, actor=actor, now=now)
    for clock in (rules.ACK_CLOCK, rules.OUTCOME_CLOCK):
        clocks.meet(appeal.brand, clock, appeal.subject, fact=fact)
    outcome = Finding.objects.create(
        appeal=appeal,
        upheld=upheld,
        reasons=passage_of(fact, "reasons"),
        title=title,
        by=actor,
        at=now,
        fact=fact,
    )
    if upheld:
        remove(item, Removal.Why.APPEAL, actor=actor, now=now)
    return outcome
