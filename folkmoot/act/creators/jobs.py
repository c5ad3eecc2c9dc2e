"""Finished quarters are counted by themselves; what a panel said of a creator is noted."""

from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.act.creators import actions
from folkmoot.deliberate.panels.queries import panel_by_number
from folkmoot.foundation.jobs import every
from folkmoot.foundation.people.queries import brands
from folkmoot.foundation.record.jobs import reader

if TYPE_CHECKING:
    from folkmoot.foundation.record.models import Fact


@every(seconds=3600)
def count(now: datetime) -> int:
    return sum(actions.count_quarters(brand, now=now) for brand in brands())


@reader("creators: support")
def note_support(fact: "Fact") -> None:
    if fact.kind == "panel.concluded" and str(fact.published["about"]).startswith("creator:"):
        panel = panel_by_number(fact.brand, int(fact.subject.partition(":")[2]))
        if panel is not None:
            actions.record_support(panel, now=fact.at)
