"""A red line that fans ratified, people who handle deals, and answers to the gate."""

from datetime import timedelta
from typing import Any

import pytest

from folkmoot.decide.partnerships import actions, queries
from folkmoot.decide.partnerships import jobs as _notes  # noqa: F401 - a reader
from folkmoot.decide.partnerships.models import Deal, Degree, Kind, Line
from folkmoot.decide.partnerships.rules import BARS, CAUTIONS, NO, Answers
from folkmoot.deliberate.panels import actions as panels
from folkmoot.deliberate.panels.models import Choice, Panel
from folkmoot.foundation.people.actions import grant_role, join
from folkmoot.foundation.people.models import Member, Role
from folkmoot.foundation.record.jobs import catch_up
from tests.folkmoot.conftest import NOW, Cast, person
from tests.folkmoot.deliberate.panels.conftest import willing

BEFORE = NOW - timedelta(days=40)
RED = "不与公开贬损本社群的人合作,除非已经和解。"


@pytest.fixture
def handler(cast: Cast) -> Member:
    """Ma brings deals in and is an executive too: her own deal she cannot except."""
    member = join(cast.brand, person("Ma"), now=BEFORE)
    grant_role(member, Role.DEAL_OWNER, title="合作经理", actor=None, now=BEFORE)
    grant_role(member, Role.EXECUTIVE, title="副总裁", actor=None, now=BEFORE)
    return Member.objects.get(pk=member.pk)


@pytest.fixture
def line(cast: Cast) -> Line:
    """Twenty-five fans were drawn, and sixteen said yes."""
    willing(cast.brand, 40)
    made = actions.propose_line(RED, actor=cast.chen, now=NOW)
    return ruled(made, Choice.YES)


def ruled(line: Line, choice: Choice, *, answers: int = 16) -> Line:
    asked = NOW + timedelta(hours=1)
    panel = panels.draw(line.panel, "5e" * 32, actor=line.by, now=asked)
    for seat in list(panel.invitations.order_by("seat"))[:answers]:
        panels.accept(seat, actor=seat.lot.member, now=asked)
        panels.answer(seat, choice, actor=seat.lot.member, now=asked)
    _concluded(panel)
    found = queries.line_by_number(line.brand, line.number)
    assert found is not None
    return found


def _concluded(panel: Panel) -> None:
    panels.conclude(panel, now=NOW + timedelta(days=30))
    catch_up()


def answers(*lines: int, **more: Any) -> Answers:
    """No to everything, unless something else is said."""
    said: dict[str, Any] = {
        "bars": dict.fromkeys(BARS, NO),
        "lines": dict.fromkeys(lines, NO),
        "cautions": dict.fromkeys(CAUTIONS, NO),
        "reach": Degree.HIGH,
        "harm": Degree.LOW,
    }
    for name, change in more.items():
        said[name] = said[name] | change if isinstance(change, dict) else change
    return Answers(**said)


def intended(handler: Member, given: Answers | None = None, partner: str = "远帆影业") -> Deal:
    return actions.register(
        partner, Kind.CREATOR, "新机上市的四支视频", given or answers(), actor=handler, now=NOW
    )
