import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon

from civics.errors import InputError
from civics.influence import representativeness, without_top
from civics.influence.frame import jensen_shannon
from civics.influence.silence import most_active
from civics.opinion import Votes

CELLS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 4)), st.sampled_from([-1, 0, 1]), max_size=40
)


@given(CELLS, st.sampled_from([0.01, 0.1, 0.3, 0.5]))
def test_equals_counting_again(cells: dict[tuple[int, int], int], top: float) -> None:
    keys = list(cells)
    votes = Votes.of(
        [person for person, _ in keys],
        [item for _, item in keys],
        list(cells.values()),
        participants=[f"p{i}" for i in range(10)],
        statements=[f"s{i}" for i in range(5)],
    )
    found = without_top(votes, top=top)
    activity = {f"p{i}": sum(person == i for person, _ in keys) for i in range(10)}
    voters = [name for name, count in activity.items() if count]
    allowed = max(1, int(top * len(voters) + 1e-9))
    assert len(found.silenced) <= allowed
    silent = set(found.silenced)
    if silent and len(silent) < len(voters):
        rest = [activity[name] for name in voters if name not in silent]
        assert min(activity[name] for name in silent) > max(rest)
    for item in range(5):
        cast = [(f"p{p}", v) for (p, i), v in cells.items() if i == item]
        place = votes.statements.index(f"s{item}")
        for shown, rows in (
            (found.before[place], [v for _, v in cast]),
            (found.after[place], [v for name, v in cast if name not in silent]),
        ):
            assert shown == pytest.approx(np.mean(rows)) if rows else np.isnan(shown)


def test_equally_active_voters_are_not_told_apart() -> None:
    assert most_active(np.array([3, 3, 3, 1]), 0.5).size == 0
    assert most_active(np.array([3, 3, 1, 1]), 0.5).tolist() == [0, 1]
    assert most_active(np.array([0, 9, 0]), 0.01).tolist() == [1]
    assert most_active(np.array([0, 0]), 0.5).size == 0


SHARES = st.lists(st.integers(0, 20), min_size=3, max_size=3).filter(any)


@given(SHARES, SHARES)
def test_divergence_equals_scipy(one: list[int], other: list[int]) -> None:
    p, q = np.array(one) / sum(one), np.array(other) / sum(other)
    assert jensen_shannon(p, q) == pytest.approx(jensenshannon(p, q, base=2) ** 2, abs=1e-12)
    assert 0 <= jensen_shannon(p, q) <= 1 + 1e-12
    assert jensen_shannon(p, q) == pytest.approx(jensen_shannon(q, p))


def test_a_random_sample_exceeds_chance_one_time_in_twenty() -> None:
    frame = {"a": 50.0, "b": 30.0, "c": 15.0, "d": 5.0}
    draws = np.random.default_rng(1).multinomial(150, np.array([50, 30, 15, 5]) / 100, 400)
    beyond = []
    for row in draws:
        found = representativeness(dict(zip("abcd", row.tolist(), strict=True)), frame)
        beyond.append(found.p_value <= 0.05)
    assert 0.03 <= np.mean(beyond) <= 0.07


def test_groups_show_who_is_missing() -> None:
    found = representativeness({"young": 90, "old": 10}, {"young": 50, "old": 50, "other": 0})
    assert found.divergence > found.chance
    by_name = {group.group: group for group in found.groups}
    assert by_name["old"].high < by_name["old"].frame
    assert by_name["other"].share == 0


def test_all_in_the_wrong_group_is_one_bit() -> None:
    assert representativeness({"a": 9}, {"a": 0, "b": 1}).divergence == pytest.approx(1)


@pytest.mark.parametrize(
    ("counts", "frame", "code"),
    [
        ({"a": 1}, {"b": 1.0}, "frame.unknown_group"),
        ({"a": 0}, {"a": 1.0}, "frame.empty"),
        ({"a": 1}, {"a": 0.0}, "frame.empty"),
        ({"a": -1}, {"a": 1.0}, "frame.value"),
        ({}, {}, "frame.empty"),
    ],
)
def test_a_bad_frame_is_refused(counts: dict[str, int], frame: dict[str, float], code: str) -> None:
    with pytest.raises(InputError) as refusal:
        representativeness(counts, frame)
    assert refusal.value.code == code
