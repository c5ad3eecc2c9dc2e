"""Starting a petition, and seconding it."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from folkmoot.charter.rules import require_voice
from folkmoot.decide.decisions import queries as decisions
from folkmoot.decide.decisions.rules import Matter, require_same_brand, require_words
from folkmoot.decide.petitions import facts, queries, rules
from folkmoot.decide.petitions.models import Petition, Seconder
from folkmoot.deliberate.moderation.rules import require_no_personal_details
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.people.actions import note_active
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def start_petition(
    matter: Matter,
    *,
    asks: str,
    because: str,
    about_the_decision: bool,
    mends: Petition | None = None,
    actor: "Member | None",
    now: datetime,
) -> Petition:
    """Ask the brand to look at a decision again. Five others have to second it first."""
    rule = decisions.rule_of(matter)
    fan = require_voice(actor, rule, now=now)
    require_same_brand(matter, fan)
    rules.require_right(rule.rung)
    rules.require_confirmed(about_the_decision=about_the_decision)
    asks = require_no_personal_details(require_words(asks, longest=rules.ASKS_LENGTH))
    because = require_words(because, longest=rules.BECAUSE_LENGTH)
    require_no_personal_details(because)
    take_turn(fan.brand)
    found = decisions.matter_by_number(fan.brand, matter.number)
    rules.require_petitionable(possible=bool(found and decisions.can_be_petitioned(found)))
    rules.require_room_for_more(under_way=queries.under_way(fan, now))
    mended = queries.petition_by_number(fan.brand, mends.number) if mends else None
    rules.require_mendable(mended, fan)
    number = Petition.objects.filter(brand=fan.brand).count() + 1
    body = facts.PetitionStarted(
        subject=f"petition:{number}",
        about=matter.subject,
        rule=rule.number,
        rung=rule.rung,
        mends=mended.subject if mended else "",
        asks=asks,
        because=because,
    )
    fact = append(fan.brand, body, actor=fan, now=now)
    note_active(fan, now=now)
    return Petition.objects.create(
        brand=fan.brand,
        number=number,
        matter=matter,
        rule=rule,
        asks=passage_of(fact, "asks"),
        because=passage_of(fact, "because"),
        by=fan,
        mends=mended,
        started_at=now,
        seconding_ends_at=now + rules.SECONDING,
        fact=fact,
    )


@transaction.atomic
def second(petition: Petition, *, actor: "Member | None", now: datetime) -> Seconder:
    """Second a petition. With the fifth seconder the brand owes a check."""
    fan = rules.require_fan_of(petition, actor, now=now)
    take_turn(petition.brand)
    found = queries.fresh(petition)
    if done := found.seconders.filter(member=fan).first():
        return done
    rules.require_seconding(found, fan, now)
    seconder = Seconder.objects.create(petition=found, member=fan, at=now)
    note_active(fan, now=now)
    if found.seconders.count() == rules.SECONDERS:
        _ask_for_check(found, now)
    return seconder


def _ask_for_check(petition: Petition, now: datetime) -> None:
    due = now + rules.CHECKING
    body = facts.PetitionSeconded(
        subject=petition.subject, check_due=due.isoformat(timespec="minutes")
    )
    append(petition.brand, body, actor=None, now=now)
    petition.seconded_at = now
    petition.save(update_fields=["seconded_at"])
    clocks.start(petition.brand, rules.CHECK_CLOCK, petition.subject, runs=rules.CHECKING, now=now)
