"""Maps that follow one another: cheap updates, steady pictures."""

import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from civics.errors import InputError
from civics.opinion import OpinionMap, Votes, opinion_map, update
from tests.civics.opinion.towns import town

SEEDS = st.integers(0, 10_000)


def some_votes(votes: Votes, count: int, seed: int) -> tuple[list[str], list[str], list[int]]:
    rng = np.random.default_rng(seed)
    return (
        rng.choice(votes.participants, count).tolist(),
        rng.choice(votes.statements, count).tolist(),
        rng.integers(-1, 2, count).tolist(),
    )


def figures(map_: OpinionMap) -> dict[str, object]:
    """What the votes and the groups decide, without how the groups were chosen."""
    plain = map_.to_json()
    del plain["choice"]
    for group in plain["groups"]:
        del group["stability"]
    return plain


@settings(max_examples=15, deadline=None)
@given(SEEDS, st.integers(0, 3), st.integers(1, 6))
def test_an_update_equals_a_new_map(seed: int, camps: int, count: int) -> None:
    """Places always; all the rest if a new choice of groups happens to change nobody's."""
    votes = town(people=200, statements=15, camps=camps, seed=seed)
    drawn = opinion_map(votes)
    late = some_votes(votes, count, seed)
    updated = update(drawn, *late)
    again = opinion_map(votes.with_votes(*late), previous=drawn)
    for same in ("axes", "centre", "coordinates", "explained", "digest", "statements"):
        assert figures(updated)[same] == figures(again)[same]
    if np.array_equal(again.group_of, updated.group_of):
        assert figures(updated) == figures(again)


def test_new_people_and_new_statements() -> None:
    votes = town(people=200, statements=15, camps=2, seed=1)
    drawn = opinion_map(votes)
    late = (["new-1", "p7", "new-1"], ["s3", "unheard", "unheard"], [1, -1, 1])
    updated = update(drawn, *late)
    again = opinion_map(votes.with_votes(*late), previous=drawn)
    assert figures(updated) == figures(again)
    assert updated.digest == votes.with_votes(*late).digest()


def test_the_number_of_groups_is_compared_again_in_time() -> None:
    votes = town(people=200, statements=15, camps=2, seed=1)
    drawn = opinion_map(votes)
    waiting = []
    for step in range(12):
        drawn = update(drawn, [f"p{step}"], ["s1"], [1])
        waiting.append(drawn.choice.changed_since)
    assert waiting[:9] == list(range(1, 10))
    assert waiting[9] == 0  # 10 of 200


def test_moderated_statements_stay_out() -> None:
    drawn = opinion_map(town(people=50, statements=8, camps=2, seed=1), moderated_out=["s2"])
    updated = update(drawn, ["p1", "p1"], ["s2", "s3"], [1, 1])
    assert "s2" not in updated.statements


def test_a_map_from_json_cannot_be_updated_but_can_be_followed() -> None:
    votes = town(people=120, statements=15, camps=3, seed=1)
    drawn = opinion_map(votes)
    read_back = OpinionMap.from_json(json.loads(json.dumps(drawn.to_json())))
    with pytest.raises(InputError, match=r"map\.not_live"):
        update(read_back, ["p1"], ["s1"], [1])
    late = votes.with_votes(*some_votes(votes, 20, 1))
    live, plain = (opinion_map(late, previous=before) for before in (drawn, read_back))
    assert live.to_json() == plain.to_json()


@pytest.mark.parametrize("vote", [2, -2])
def test_a_wrong_vote_is_refused(vote: int) -> None:
    drawn = opinion_map(town(people=20, statements=8, camps=2, seed=1))
    with pytest.raises(InputError, match=r"votes\.value"):
        update(drawn, ["p1"], ["s1"], [vote])


def moved(before: OpinionMap, after: OpinionMap) -> float:
    """Share of the people grouped twice whose group has another name now."""
    last = dict(zip(before.participants, before.group_of.tolist(), strict=True))
    pairs = [
        (last[name], now)
        for name, now in zip(after.participants, after.group_of.tolist(), strict=True)
        if now >= 0 and last.get(name, -1) >= 0
    ]
    return sum(one != other for one, other in pairs) / max(len(pairs), 1)


@pytest.mark.parametrize(("camps", "seed"), [(2, 0), (2, 1), (3, 0), (3, 2)])
def test_groups_do_not_flicker(camps: int, seed: int) -> None:
    """A town's votes come in twelve parts; the names stay, and so does the way axes point."""
    votes = town(people=400, statements=30, camps=camps, seed=seed)
    arrival = np.random.default_rng(seed).permutation(len(votes.values))
    maps: list[OpinionMap] = []
    for end in np.linspace(len(arrival) // 4, len(arrival), 12).astype(int):
        part = np.sort(arrival[:end])
        so_far = Votes.of(
            votes.rows[part],
            votes.indices[part],
            votes.values[part],
            participants=votes.participants,
            statements=votes.statements,
        )
        maps.append(opinion_map(so_far, previous=maps[-1] if maps else None))
    grouped = [drawn for drawn in maps if drawn.groups]
    numbers = [drawn.choice.k for drawn in maps]
    assert sum(one != other for one, other in pairwise(numbers)) <= 2
    assert numbers[-1] == camps
    steady = [pair for pair in pairwise(grouped) if pair[0].choice.k == pair[1].choice.k]
    assert max(moved(*pair) for pair in steady) < 0.1
    assert all((one.axes * other.axes).sum(axis=1).min() >= 0 for one, other in pairwise(maps))


def test_doubtful_groups_are_kept_and_not_newly_made() -> None:
    """Between the thresholds the last map decides: that is the hysteresis."""
    verdicts = []
    for seed in range(40):
        votes = town(people=80, statements=12, camps=2, seed=seed, noise=1.6)
        alone = opinion_map(votes)
        best = max(alone.choice.candidates, key=lambda candidate: candidate.stability)
        if alone.choice.k == 1 and 0.5 < best.stability < 0.6:
            calmer = opinion_map(town(people=80, statements=12, camps=2, seed=seed, noise=0.5))
            verdicts.append(opinion_map(votes, previous=calmer).choice)
    assert any(choice.kept and choice.k == 2 for choice in verdicts)
