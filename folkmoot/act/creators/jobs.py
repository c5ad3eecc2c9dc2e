"""Finished quarters are counted and alerts raised by themselves; what a panel said is noted."""

from datetime import datetime
from typing import TYPE_CHECKING

from folkmoot.act.contests.queries import contest_by_number
from folkmoot.act.creators import actions
from folkmoot.deliberate.panels.queries import panel_by_number
from folkmoot.foundation.jobs import every
from folkmoot.foundation.notices.actions import tell
from folkmoot.foundation.people.queries import brands, members_with_role
from folkmoot.foundation.people.rules import Role
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


@reader("creators: contests")
def note_contest(fact: "Fact") -> None:
    """What a contest gives to ordinary fans stands beside what goes to creators."""
    if fact.kind == "contest.decided":
        contest = contest_by_number(fact.brand, int(fact.subject.partition(":")[2]))
        if contest is not None:
            actions.note_contest(contest, now=fact.at)


@every(seconds=3600)
def watch(now: datetime) -> int:
    return sum(actions.raise_alerts(brand, now=now) for brand in brands())


@reader("creators: notices")
def tell_handlers(fact: "Fact") -> None:
    """An alert goes to operators and deal owners; what an executive must sign, to executives."""
    brand, root = fact.brand, f"/{fact.brand.slug}/creators/"
    if fact.kind == "creators.alerted":
        handlers = [
            *members_with_role(brand, Role.OPERATOR),
            *members_with_role(brand, Role.DEAL_OWNER),
        ]
        tell(handlers, fact, path=root + fact.published["page"])
    elif fact.kind == "creator.remarked":
        handlers = [
            *members_with_role(brand, Role.OPERATOR),
            *members_with_role(brand, Role.DEAL_OWNER),
        ]
        tell(handlers, fact, path=f"{root}{fact.published['creator']}/")
    elif fact.kind == "privilege.exception-asked":
        tell(members_with_role(brand, Role.EXECUTIVE), fact, path=f"{root}register")
