"""Exceptions are published on their day; what a panel says about a red line is noted; whoever
brought a deal in hears of what overtakes its verdict."""

from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.decide.dossiers.queries import dossier_by_number
from folkmoot.decide.partnerships import actions, queries
from folkmoot.deliberate.panels.queries import panel_by_number
from folkmoot.foundation.jobs import every
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.record.jobs import reader

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact


@every(seconds=3600)
def publish_exceptions(now: datetime) -> int:
    return actions.publish_due(now=now)


@reader("partnerships: rulings")
def note_ruling(fact: "Fact") -> None:
    if fact.kind == "panel.concluded" and str(fact.published["about"]).startswith("red-line:"):
        panel = panel_by_number(fact.brand, int(fact.subject.partition(":")[2]))
        if panel is not None:
            actions.record_ruling(panel, now=fact.at)


@reader("partnerships: news")
def tell_of_news(fact: "Fact") -> None:
    """A red line, a promise or evidence that came after a verdict: the gate has to run again."""
    if fact.kind == "red-line.ratified":
        overtaken = queries.overtaken(fact.brand, fact.at)
    elif fact.kind == "partnership.denied":
        overtaken = queries.overtaken(fact.brand, fact.at, queries.denial_of(fact).partner)
    elif fact.kind == "dossier.reviewed":
        dossier = dossier_by_number(fact.brand, int(fact.subject.partition(":")[2]))
        overtaken = queries.overtaken(fact.brand, fact.at, dossier.name) if dossier else []
    else:
        return
    for deal in overtaken:
        tell([deal.by], fact, path=f"/{fact.brand.slug}/partnerships/{deal.number}/")
