"""The matrix of votes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.errors import InputError
from civics.opinion import Votes
from tests.civics.opinion.case import shuffled
from tests.civics.opinion.towns import town

EVENTS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 4), st.integers(-1, 1)), min_size=1, max_size=60
)
PEOPLE = [f"p{i}" for i in range(6)]
STATEMENTS = [f"s{j}" for j in range(5)]


def of(events: list[tuple[int, int, int]]) -> Votes:
    person, statement, vote = zip(*events, strict=True)
    return Votes.of(person, statement, vote, participants=PEOPLE, statements=STATEMENTS)


@given(EVENTS)
def test_the_last_vote_counts(events: list[tuple[int, int, int]]) -> None:
    expected: dict[tuple[str, str], int] = {}
    for person, statement, vote in events:
        expected[PEOPLE[person], STATEMENTS[statement]] = vote
    votes = of(events)
    found = {(p, s): v for p in PEOPLE for s, v in votes.of_participant(p).items()}
    assert found == expected


@given(EVENTS, EVENTS)
def test_later_votes_come_on_top(
    first: list[tuple[int, int, int]], later: list[tuple[int, int, int]]
) -> None:
    more = ([PEOPLE[e[0]] for e in later], [STATEMENTS[e[1]] for e in later], [e[2] for e in later])
    assert of(first).with_votes(*more).digest() == of([*first, *later]).digest()


@given(st.integers(0, 1000))
def test_digest_does_not_depend_on_the_order(seed: int) -> None:
    votes = town(people=12, statements=5, camps=2, seed=1)
    assert shuffled(votes, seed).digest() == votes.digest()


def test_digest_depends_on_every_vote_and_name() -> None:
    votes = of([(0, 0, 1), (1, 2, -1)])
    others = [
        of([(0, 0, 1), (1, 2, 0)]),
        of([(0, 0, 1), (1, 3, -1)]),
        of([(0, 0, 1)]),
        Votes.of([0, 1], [0, 2], [1, -1], participants=[*PEOPLE[:5], "x9"], statements=STATEMENTS),
    ]
    assert votes.digest() not in {other.digest() for other in others}


def test_ids_come_by_length_then_text() -> None:
    votes = Votes.of(
        [0, 1, 2], [0, 0, 0], [1, 0, -1], participants=["10", "9", "a"], statements="s"
    )
    assert votes.participants == ("9", "a", "10")
    assert votes.values.tolist() == [0, -1, 1]


def test_without_leaves_no_trace() -> None:
    votes = town(people=20, statements=6, camps=2, seed=1)
    less = votes.without(participants=["p3"], statements=["s1"])
    assert "p3" not in less.participants
    assert "s1" not in less.statements
    for name in less.participants:
        own = votes.of_participant(name)
        own.pop("s1", None)
        assert less.of_participant(name) == own


def test_taken_rows() -> None:
    votes = town(people=20, statements=6, camps=2, seed=1)
    some = votes.taken(np.array([7, 2]))
    assert some.participants == (votes.participants[7], votes.participants[2])
    for name in some.participants:
        assert some.of_participant(name) == votes.of_participant(name)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (([0, 1], [0], [1]), "votes.length"),
        (([6], [0], [1]), "votes.place"),
        (([-1], [0], [1]), "votes.place"),
        (([0], [5], [1]), "votes.place"),
        (([0], [0], [2]), "votes.value"),
        (([0], [0], [-128]), "votes.value"),
        (([0], [0], [0.5]), "votes.not_integers"),
        (([[0]], [[0]], [[1]]), "votes.not_integers"),
    ],
)
def test_wrong_arrays_are_refused(arguments: tuple[list[int], ...], code: str) -> None:
    with pytest.raises(InputError) as refusal:
        Votes.of(*arguments, participants=PEOPLE, statements=STATEMENTS)
    assert refusal.value.code == code


@pytest.mark.parametrize("what", ["participant", "statement"])
def test_ids_twice_are_refused(what: str) -> None:
    names = {"participants": ["a", "b"], "statements": ["s", "t"], f"{what}s": ["x", "x"]}
    with pytest.raises(InputError) as refusal:
        Votes.of([0], [0], [1], **names)
    assert refusal.value.code == f"votes.duplicate_{what}"


def test_an_unknown_person() -> None:
    with pytest.raises(InputError, match=r"votes\.unknown_participant"):
        of([(0, 0, 1)]).of_participant("nobody")
