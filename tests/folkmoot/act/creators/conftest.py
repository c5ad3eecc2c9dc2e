"""A creator in the register, another executive, and what can be given."""

from datetime import date, timedelta
from typing import Any

import pytest

from folkmoot.act.creators import actions
from folkmoot.act.creators.actions import Given
from folkmoot.act.creators.models import Creator, Kind, Relation
from folkmoot.foundation.people.actions import grant_role, join
from folkmoot.foundation.people.models import Member, Role
from tests.folkmoot.conftest import NOW, Cast, person

DAY = timedelta(days=1)
TODAY = NOW.date()


@pytest.fixture
def ma(cast: Cast) -> Member:
    """A second executive, who handles creators as well."""
    member = join(cast.brand, person("Ma"), now=NOW - 40 * DAY)
    grant_role(member, Role.EXECUTIVE, title="合作总监", actor=None, now=NOW - 40 * DAY)
    return Member.objects.get(pk=member.pk)


@pytest.fixture
def creator(cast: Cast) -> Creator:
    return entered(cast.mei)


def entered(by: Member, name: str = "午后实验室") -> Creator:
    return actions.enter_creator(
        name,
        Relation.CONTRACT,
        "他们的评测被许多人参考。",
        platform="视频站",
        handle=f"@{name}",
        actor=by,
        now=NOW,
    )


def given(**more: Any) -> Given:
    """Four videos' worth of budget in the present quarter, unless something else is said."""
    plain: dict[str, Any] = {
        "kind": Kind.BUDGET,
        "quantity": 12_000_00,
        "begins": TODAY,
        "until": date(2026, 3, 31),
        "reason": "四支新机视频",
    }
    return Given(**plain | more)
