"""Merging with consent, asking the supporters, and undoing it all."""

import pytest

from folkmoot.deliberate.suggestions import actions, queries
from folkmoot.deliberate.suggestions.actions import Wording
from folkmoot.deliberate.suggestions.models import Merge, Suggestion, Support
from folkmoot.foundation.clocks.queries import clock_of
from folkmoot.foundation.people.models import Member
from tests.folkmoot.conftest import NOW, Cast, refused
from tests.folkmoot.deliberate.conftest import crowd
from tests.folkmoot.deliberate.suggestions.conftest import Decide, again


@pytest.fixture
def twin(cast: Cast, suggestion: Suggestion) -> Suggestion:
    """Zhou's, which says the same as Lin's."""
    return actions.suggest(Wording(text="电池请做成可换的"), actor=cast.zhou, now=NOW)


@pytest.fixture
def fans(cast: Cast, twin: Suggestion) -> list[Member]:
    """Three who support Zhou's."""
    people = crowd(cast.brand, 3)
    for fan in people:
        actions.support(twin, actor=fan, now=NOW)
    return people


@pytest.fixture
def merge(cast: Cast, suggestion: Suggestion, twin: Suggestion, fans: list[Member]) -> Merge:
    """Proposed by Mei; Zhou has not answered."""
    return actions.propose_merge(twin, suggestion, "说的是一件事", actor=cast.mei, now=NOW)


def test_nothing_moves_before_the_author_agrees(cast: Cast, merge: Merge) -> None:
    assert again(cast, 2).merged_into is None
    with refused("not-author"):
        actions.agree_to_merge(merge, actor=cast.lin, now=NOW)
    with refused("staff-cannot-vote"):
        actions.agree_to_merge(merge, actor=cast.mei, now=NOW)
    actions.agree_to_merge(merge, actor=cast.zhou, now=NOW)
    assert again(cast, 2).merged_into == again(cast, 1)


def test_supporters_are_asked_and_not_carried_along(
    cast: Cast, merge: Merge, fans: list[Member]
) -> None:
    actions.agree_to_merge(merge, actor=cast.zhou, now=NOW)
    assert again(cast, 1).supports == 2  # Lin, and Zhou who agreed
    assert queries.tally_of(again(cast, 1)).waiting == 3
    assert queries.participation_of(fans[0]).to_carry == [merge]
    actions.answer_merge(merge, True, actor=fans[0], now=NOW)
    actions.answer_merge(merge, False, actor=fans[1], now=NOW)
    actions.answer_merge(merge, True, actor=fans[1], now=NOW)  # asked once
    assert again(cast, 1).supports == 3
    assert queries.tally_of(again(cast, 1)).waiting == 1
    assert queries.participation_of(fans[0]).to_carry == []
    assert actions.answer_merge(merge, True, actor=cast.lin, now=NOW) is None


def test_undoing_restores_everything(
    cast: Cast, merge: Merge, suggestion: Suggestion, fans: list[Member]
) -> None:
    actions.support(suggestion, actor=fans[2], now=NOW)  # of both, before the merge
    before = [(s.number, s.supports, s.status, s.merged_into_id) for s in _all()]
    live = set(_live())
    actions.agree_to_merge(merge, actor=cast.zhou, now=NOW)
    for fan, kept in zip(fans, (True, False, True), strict=True):
        actions.answer_merge(merge, kept, actor=fan, now=NOW)
    with refused("not-author"):
        actions.undo_merge(merge, actor=fans[0], now=NOW)
    actions.undo_merge(merge, actor=cast.zhou, now=NOW)
    assert [(s.number, s.supports, s.status, s.merged_into_id) for s in _all()] == before
    assert set(_live()) == live
    with refused("not-merged"):
        actions.undo_merge(merge, actor=cast.zhou, now=NOW)
    actions.propose_merge(again(cast, 2), again(cast, 1), "再试", actor=cast.zhou, now=NOW)
    assert again(cast, 2).merged_into == again(cast, 1)  # the author's own proposal is consent


def _all() -> list[Suggestion]:
    return list(Suggestion.objects.order_by("number"))


def _live() -> list[tuple[int, int]]:
    return list(
        Support.objects.filter(withdrawn_at=None).values_list("suggestion__number", "member")
    )


def test_a_refused_merge_is_over(cast: Cast, merge: Merge) -> None:
    with refused("merge-open"):
        actions.propose_merge(again(cast, 2), again(cast, 1), "又来", actor=cast.lin, now=NOW)
    actions.refuse_merge(merge, actor=cast.zhou, now=NOW)
    with refused("merge-settled"):
        actions.agree_to_merge(merge, actor=cast.zhou, now=NOW)
    assert queries.open_merge(again(cast, 2)) is None


def test_what_was_merged_in_has_authors_who_are_asked_too(cast: Cast, merge: Merge) -> None:
    actions.agree_to_merge(merge, actor=cast.zhou, now=NOW)
    third = actions.suggest(
        Wording(text="整机都能自己修"), actor=crowd(cast.brand, 1, "x")[0], now=NOW
    )
    second = actions.propose_merge(again(cast, 1), third, "更大的一条", actor=cast.lin, now=NOW)
    assert again(cast, 1).merged_into is None
    actions.agree_to_merge(second, actor=cast.zhou, now=NOW)
    assert again(cast, 1).merged_into == third
    assert queries.root_of(again(cast, 2)) == third


def test_a_merged_one_is_off_the_lists_and_closed(cast: Cast, merge: Merge) -> None:
    actions.agree_to_merge(merge, actor=cast.zhou, now=NOW)
    assert [row.suggestion.number for row in queries.suggestion_page(cast.brand).rows] == [1]
    with refused("merged"):
        actions.support(again(cast, 2), actor=cast.lin, now=NOW)
    with refused("merged"):
        actions.assess(again(cast, 2), "in-scope", "好", actor=cast.mei, now=NOW)
    with refused("merged"):
        actions.propose_merge(again(cast, 1), again(cast, 2), "环", actor=cast.mei, now=NOW)


def test_a_decision_answers_what_was_merged_in(cast: Cast, merge: Merge, drafted: Decide) -> None:
    actions.agree_to_merge(merge, actor=cast.zhou, now=NOW)
    draft = drafted("declined", again(cast, 1))
    actions.approve_draft(draft, actor=cast.chen, now=NOW)
    step = actions.publish_decision(draft, actor=cast.chen, now=NOW)
    clock = clock_of(cast.brand, "answer", "suggestion:2")
    assert clock is not None
    assert clock.met_by == step.fact
    assert queries.decision_of(again(cast, 2)) == queries.decision_of(again(cast, 1))
    with refused("already-decided"):
        actions.undo_merge(merge, actor=cast.zhou, now=NOW)
