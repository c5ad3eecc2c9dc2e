"""One creator is given the same thing from several sides at once: one turn is taken."""

from datetime import date

import pytest

from folkmoot.act.creators import actions, queries
from folkmoot.act.creators.models import Kind, Privilege
from folkmoot.act.creators.rules import Standard
from tests.folkmoot.act.creators.conftest import entered, given
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.test_cast_vote_at_once import at_once

STARTS = [date(2026, 3, 2), date(2026, 5, 4), date(2026, 8, 3), date(2026, 11, 2)] * 3


@pytest.mark.usefixtures("parallel")
def test_a_turn_is_taken_once(cast: Cast) -> None:
    actions.set_limits(Standard(held=1, of=4), "轮流", actor=cast.chen, now=NOW)
    creator = entered(cast.mei)

    def grant(first: date) -> None:
        terms = given(kind=Kind.EARLY, quantity=1, begins=first, until=first)
        actions.grant(creator, terms, actor=cast.mei, now=NOW)

    ended = at_once([lambda first=first: grant(first) for first in STARTS])  # type: ignore[misc]
    # Whoever came first took the turn; within the same quarter that was theirs already.
    (quarter,) = queries.quarters_held(creator, Kind.EARLY)
    same = [first for first in STARTS if first.year * 4 + (first.month - 1) // 3 == quarter]
    assert Privilege.objects.count() == len(same) == 3
    assert ended.count("rotation") == len(STARTS) - 3
