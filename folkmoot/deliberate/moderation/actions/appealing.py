"""Appealing: to fans drawn by lot, and where there are none to somebody who took no part."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from folkmoot.deliberate.moderation import facts, rules
from folkmoot.deliberate.moderation.actions.measures import lift
from folkmoot.deliberate.moderation.models import Appeal, Measure
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.rules import Purpose
from folkmoot.foundation.clocks import actions as clocks
from folkmoot.foundation.record.actions import append, take_turn
from folkmoot.foundation.record.queries import passage_of
from folkmoot.foundation.refusal import Refusal

if TYPE_CHECKING:
    from folkmoot.deliberate.panels.models import Panel
    from folkmoot.foundation.people.models import Member


@transaction.atomic
def appeal(measure: Measure, text: str, *, actor: "Member | None", now: datetime) -> Appeal:
    """Appeal against a measure. A panel is convened at once, without anybody's leave."""
    rules.require_appeal(measure, actor, now)
    text = rules.require_no_personal_details(rules.require_words(text))
    take_turn(measure.brand)
    measure = Measure.objects.select_related("brand", "by", "author", "words").get(pk=measure.pk)
    rules.require_appeal(measure, actor, now)
    body = facts.AppealFiled(
        subject=measure.subject, about=measure.about, reason=measure.reason, grounds=text
    )
    fact = append(measure.brand, body, actor=actor, now=now)
    clocks.start(
        measure.brand, rules.APPEAL_CLOCK, measure.subject, runs=rules.APPEAL_DECIDED, now=now
    )
    panel = _panel(measure, now)
    return Appeal.objects.create(
        measure=measure,
        words=passage_of(fact, "grounds"),
        at=now,
        panel=panel,
        needs_person=panel is None,
    )


def _panel(measure: Measure, now: datetime) -> "Panel | None":
    """Fans by lot, neither author nor moderator among them; None if nobody can be drawn."""
    try:
        return panels.convene(
            measure.brand,
            Purpose.APPEAL,
            measure.subject,
            question=_question(measure),
            seats=rules.APPEAL_SEATS,
            quorum=rules.APPEAL_QUORUM,
            percent=rules.APPEAL_PERCENT,
            parties=[party for party in (measure.author, measure.by) if party],
            material=measure.words,
            actor=None,
            now=now,
        )
    except Refusal as refusal:
        if refusal.code != "nobody-to-draw":
            raise
        return None


def _question(measure: Measure) -> str:
    """In every language, since nobody knows yet who will be drawn."""
    asked = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            sentence = gettext("Should this text be shown again? It was taken down as: %(reason)s.")
            asked.append(sentence % {"reason": measure.get_reason_display()})
    return " · ".join(asked)


@transaction.atomic
def settle(appeal: Appeal, outcome: str, *, now: datetime) -> None:
    """The panel has answered: yes restores, no upholds, and none leaves it to a person."""
    take_turn(appeal.measure.brand)
    appeal.refresh_from_db()
    if appeal.outcome or appeal.needs_person:
        return
    if outcome == "none":
        appeal.needs_person = True
        appeal.save(update_fields=["needs_person"])
        return
    won = outcome == "yes"
    _decide(appeal, won, Measure.Through.PANEL, words="", actor=None, now=now)


@transaction.atomic
def decide_alone(
    appeal: Appeal, *, restore: bool, text: str, actor: "Member | None", now: datetime
) -> Appeal:
    """Decide where no panel could, with reasons; never whoever took the measure."""
    rules.require_independent(appeal, actor)
    text = rules.require_words(text)
    take_turn(appeal.measure.brand)
    appeal.refresh_from_db(fields=["outcome", "needs_person"])
    rules.require_independent(appeal, actor)
    return _decide(appeal, restore, Measure.Through.PERSON, words=text, actor=actor, now=now)


def _decide(
    appeal: Appeal,
    won: bool,
    through: Measure.Through,
    *,
    words: str,
    actor: "Member | None",
    now: datetime,
) -> Appeal:
    measure = appeal.measure
    outcome = Appeal.Outcome.OVERTURNED if won else Appeal.Outcome.UPHELD
    body = facts.AppealDecided(
        subject=measure.subject,
        about=measure.about,
        item=measure.item,
        outcome=outcome,
        through=through,
        grounds=words,
    )
    fact = append(measure.brand, body, actor=actor, now=now)
    clocks.meet(measure.brand, rules.APPEAL_CLOCK, measure.subject, fact=fact)
    if won:
        lift(measure.words, fact=fact, through=through)
    appeal.outcome, appeal.through, appeal.decided_at, appeal.fact = outcome, through, now, fact
    appeal.needs_person = False
    appeal.save(update_fields=["outcome", "through", "decided_at", "fact", "needs_person"])
    return appeal
