"""Exceptions are published on their day; what a panel says about a red line is noted."""

from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.decide.partnerships import actions
from folkmoot.deliberate.panels.queries import panel_by_number
from folkmoot.foundation.jobs import every
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
