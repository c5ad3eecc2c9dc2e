"""Many at the same moment: supports count exactly, and a decision is made once."""

from collections.abc import Callable

import pytest

from folkmoot.deliberate.suggestions import actions, queries
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.models import Decision, Suggestion, Support
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast
from tests.folkmoot.deliberate.conftest import crowd
from tests.folkmoot.deliberate.suggestions.conftest import Decide, again
from tests.folkmoot.deliberate.test_cast_vote_at_once import THREADS, at_once

pytestmark = pytest.mark.usefixtures("parallel")


def supporting(cast: Cast, member: Member) -> Callable[[], object]:
    return lambda: actions.support(again(cast, 1), actor=member, now=NOW)


def test_fifty_people_and_ten_who_press_twice(cast: Cast, suggestion: Suggestion) -> None:
    acts = [supporting(cast, member) for member in crowd(cast.brand, THREADS)]
    at_once(acts + acts[:10])
    assert again(cast, 1).supports == THREADS + 1  # and Lin's own
    assert Support.objects.filter(withdrawn_at=None).count() == THREADS + 1
    assert queries.tally_of(again(cast, 1)).all == THREADS + 1


def test_supports_race_with_withdrawals_and_a_new_wording(
    cast: Cast, suggestion: Suggestion
) -> None:
    people = crowd(cast.brand, 30)
    for member in people[:15]:
        actions.support(again(cast, 1), actor=member, now=NOW)
    acts: list[Callable[[], object]] = [supporting(cast, member) for member in people[15:]]
    acts += [
        lambda member=member: actions.withdraw(again(cast, 1), actor=member, now=NOW)  # type: ignore[misc]
        for member in people[:15]
    ]
    acts.insert(
        10,
        lambda: actions.change(again(cast, 1), Wording(text="换一种说法"), actor=cast.lin, now=NOW),
    )
    at_once(acts)
    present = again(cast, 1)
    assert present.supports == 16
    tally = queries.tally_of(present)
    assert (tally.all, tally.present + tally.older) == (16, 16)


def test_a_decision_is_published_once(cast: Cast, drafted: Decide) -> None:
    draft = actions.approve_draft(drafted("adopted"), actor=cast.chen, now=NOW)
    ended = at_once([lambda: actions.publish_decision(draft, actor=cast.chen, now=NOW)] * 10)
    assert Decision.objects.count() == 1
    assert ended.count("draft-replaced") == 9


def test_suggestions_made_at_once_get_numbers_of_their_own(cast: Cast, topic: str) -> None:
    people = crowd(cast.brand, 20)
    at_once(
        [
            lambda member=member: actions.suggest(  # type: ignore[misc]
                Wording(text=f"{member.pk} 号想要的"), actor=member, now=NOW
            )
            for member in people
        ]
    )
    numbers = Suggestion.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 21))
    assert len(queries.similar_to(cast.brand, "号想要的", limit=20, least=0.01)) == 20


def test_merging_and_supporting_at_once_undoes_cleanly(cast: Cast, suggestion: Suggestion) -> None:
    twin = actions.suggest(Wording(text="电池请可换"), actor=cast.zhou, now=NOW)
    people = crowd(cast.brand, 12)
    for member in people:
        actions.support(twin, actor=member, now=NOW)
    merge = actions.propose_merge(twin, suggestion, "一件事", actor=cast.zhou, now=NOW)
    acts: list[Callable[[], object]] = [
        lambda member=member: actions.answer_merge(merge, True, actor=member, now=NOW)  # type: ignore[misc]
        for member in people
    ]
    at_once(acts + acts)
    assert again(cast, 1).supports == 14
    at_once([lambda: actions.undo_merge(merge, actor=cast.zhou, now=NOW)] * 3)
    assert (again(cast, 1).supports, again(cast, 2).supports) == (1, 13)
