"""The whole map: what has to follow from the votes alone, and what it says about known towns."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civics.errors import InputError
from civics.opinion import OpinionMap, Parameters, Votes, locate, opinion_map, read_votes
from tests.civics.opinion.case import plain, shuffled
from tests.civics.opinion.towns import town

TOWNS = st.builds(
    town,
    people=st.integers(5, 60),
    statements=st.integers(3, 15),
    camps=st.integers(0, 4),
    seed=st.integers(0, 10_000),
    answered=st.floats(0.3, 1.0),
)
few = settings(max_examples=25, deadline=None)


def with_people(votes: Votes, more: list[tuple[str, dict[str, int]]]) -> Votes:
    """The votes and those of some more people."""
    rows = [(name, statement, vote) for name, own in more for statement, vote in own.items()]
    return votes.with_votes([r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows])


@few
@given(TOWNS, st.integers(0, 100))
def test_order_changes_nothing(votes: Votes, seed: int) -> None:
    assert plain(opinion_map(shuffled(votes, seed))) == plain(opinion_map(votes))


@few
@given(TOWNS)
def test_swapping_agree_and_disagree_mirrors_the_map(votes: Votes) -> None:
    swapped = Votes(
        votes.participants, votes.statements, votes.indptr, votes.indices, -votes.values
    )
    here, there = opinion_map(votes), opinion_map(swapped)
    assert there.centre.tolist() == (-here.centre).tolist()
    assert there.explained == pytest.approx(here.explained)
    if here.explained[0] > here.explained[1] + 1e-6:  # else the axes are not unique
        assert np.abs(there.axes[0]) == pytest.approx(np.abs(here.axes[0]), abs=1e-6)
        across = np.abs(there.coordinates[:, 0])
        assert across == pytest.approx(np.abs(here.coordinates[:, 0]), abs=1e-4, nan_ok=True)


@few
@given(TOWNS)
def test_doubling_everybody_keeps_the_axes(votes: Votes) -> None:
    twins = [(f"twin-{name}", votes.of_participant(name)) for name in votes.participants]
    once, twice = opinion_map(votes), opinion_map(with_people(votes, twins))
    assert twice.centre == pytest.approx(once.centre)
    assert twice.explained == pytest.approx(once.explained)
    if once.explained[0] > once.explained[1] + 1e-6:
        assert np.abs(twice.axes[0]) == pytest.approx(np.abs(once.axes[0]), abs=1e-6)


@few
@given(TOWNS)
def test_who_passes_on_everything_supports_nothing(votes: Votes) -> None:
    passes = [("passer", dict.fromkeys(votes.statements, 0))]
    more = with_people(votes, passes)
    everybody = Parameters(max_groups=1, min_votes=1, top_up=1)
    before, after = (opinion_map(v, parameters=everybody).counts[0] for v in (votes, more))
    assert np.array_equal(after[:, :2], before[:, :2])
    assert np.array_equal(after[:, 2], before[:, 2] + 1)


@few
@given(TOWNS)
def test_everybody_on_the_map_is_found_where_they_are(votes: Votes) -> None:
    drawn = opinion_map(votes)
    for place, name in enumerate(drawn.participants):
        own = votes.of_participant(name)
        here = locate(drawn, own)
        if own:
            assert (here.x, here.y) == tuple(drawn.coordinates[place])
        if drawn.groups and len(own) >= min(drawn.parameters.min_votes, drawn.asked):
            assert here.group == drawn.group_of[place]


@few
@given(TOWNS)
def test_json_there_and_back(votes: Votes) -> None:
    drawn = opinion_map(votes)
    text = json.dumps(drawn.to_json(), allow_nan=False)
    assert json.dumps(OpinionMap.from_json(json.loads(text)).to_json()) == text


@pytest.mark.parametrize("camps", [2, 3])
def test_camps_are_found(camps: int) -> None:
    drawn = opinion_map(town(people=300, statements=40, camps=camps, seed=5))
    assert drawn.choice.k == camps
    assert all(group.stability > 0.9 for group in drawn.groups)
    assert all(group.representative[0].significant for group in drawn.groups)


@pytest.mark.parametrize("people", [60, 300, 1_200])
def test_a_town_without_camps_has_no_groups(people: int) -> None:
    found = [
        opinion_map(town(people=people, statements=40, camps=0, seed=seed)).choice.k
        for seed in range(4)
    ]
    assert found == [1] * 4


def test_no_groups_says_why() -> None:
    drawn = opinion_map(town(people=300, statements=40, camps=0, seed=1))
    assert drawn.groups == ()
    assert (drawn.group_of == -1).all()
    assert drawn.choice.why[0].code == "groups.none"
    assert {reason.code for reason in drawn.choice.why[1:]} == {"groups.unstable"}


def test_two_votes_of_one_mind_are_one_place() -> None:
    votes = Votes.of([0, 1, 2], [0, 0, 0], [1, 1, 1], participants="abc", statements="x")
    drawn = opinion_map(votes)
    assert drawn.choice.why[0].code == "groups.one_place"
    assert drawn.coordinates.tolist() == [[0.0, 0.0]] * 3


def test_nothing_to_draw_is_refused() -> None:
    votes = Votes.of([0], [0], [1], participants="ab", statements="xy")
    with pytest.raises(InputError, match=r"votes\.none"):
        opinion_map(votes, moderated_out=["x"])


def test_moderated_statements_count_nowhere() -> None:
    votes = town(people=200, statements=20, camps=2, seed=3)
    hidden = ["s3", "s11"]
    moderated = opinion_map(votes, moderated_out=hidden)
    never = opinion_map(votes.without(statements=hidden))
    assert moderated.to_json() | {"moderated_out": []} == never.to_json()


def test_meta_statements_have_a_fixed_priority() -> None:
    drawn = opinion_map(town(people=50, statements=10, camps=2, seed=3), meta=["s4"])
    assert drawn.priorities["s4"] == 49.0


def test_a_new_statement_is_shown_before_one_everybody_saw() -> None:
    votes = town(people=100, statements=10, camps=2, seed=3)
    votes = votes.with_votes(["p1", "p2"], ["new", "new"], [1, -1])
    priorities = opinion_map(votes).priorities
    assert max(priorities, key=lambda name: priorities[name]) == "new"


def test_nothing_is_writable() -> None:
    drawn = opinion_map(town(people=50, statements=10, camps=2, seed=3))
    with pytest.raises(ValueError, match="read-only"):
        drawn.coordinates[0, 0] = 1.0


def test_every_conversation_is_drawn(conversation: Path | None, shared_data: Path) -> None:
    assert conversation is not None
    drawn = opinion_map(read_votes(conversation))
    json.dumps(drawn.to_json(), allow_nan=False)
    assert len(drawn.groups) != 1
    assert sum(group.size for group in drawn.groups) in (0, (drawn.group_of >= 0).sum())
