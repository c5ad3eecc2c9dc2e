"""Counting papers: against a slow and obvious second way, and whatever the order."""

from collections import Counter
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.ballots import (
    Definition,
    Paper,
    count_papers,
    format_papers,
    hash_of,
    lines_root,
    parse_definition,
    parse_papers,
    parse_tokens,
    tracker_of,
)
from civics.errors import InputError
from civics.voting import Rankings, elect_one

NAMES = ("ash", "elm", "oak", "yew")
METHODS = st.sampled_from(["one", "approval", "ranking"])
RULES = {"one": "", "approval": "", "ranking": "schulze"}


@st.composite
def elections(draw: st.DrawFn) -> tuple[Definition, list[Paper]]:
    method = draw(METHODS)
    definition = Definition(method, NAMES, rule=RULES[method])
    least, most = {"one": (1, 1), "approval": (0, 4), "ranking": (1, 4)}[method]
    chosen = st.lists(st.sampled_from(NAMES), min_size=least, max_size=most, unique=True)
    trackers = draw(st.lists(st.binary(min_size=10, max_size=10), unique=True, max_size=20))
    papers = [Paper(each.hex(), definition.in_order(draw(chosen))) for each in trackers]
    return definition, papers


@given(elections(), st.randoms(use_true_random=False))
def test_the_count_is_that_of_the_obvious_way(
    election: tuple[Definition, list[Paper]], chance: object
) -> None:
    definition, papers = election
    tally = count_papers(definition, papers)
    named = Counter(
        key
        for paper in papers
        for key in (paper.choice[:1] if definition.method == "ranking" else paper.choice)
    )
    assert tally.counts == {key: named[key] for key in NAMES}
    assert tally.papers == len(papers)
    assert tally == count_papers(definition, papers[::-1])


@given(elections())
def test_a_list_is_read_as_it_was_written(election: tuple[Definition, list[Paper]]) -> None:
    definition, papers = election
    assert parse_papers(format_papers(papers), definition) == tuple(sorted(papers))


@given(elections())
def test_one_paper_changed_is_another_root(election: tuple[Definition, list[Paper]]) -> None:
    definition, papers = election
    root = count_papers(definition, papers).root
    for n, paper in enumerate(papers):
        other = tuple(key for key in NAMES if key not in paper.choice)[:1]
        if other:
            changed = [*papers[:n], Paper(paper.tracker, other), *papers[n + 1 :]]
            assert count_papers(definition, changed).root != root
        assert count_papers(definition, [*papers[:n], *papers[n + 1 :]]).root != root


@given(st.lists(st.text(alphabet="ab", max_size=3), max_size=9))
def test_the_root_is_that_of_rfc_9162(lines: list[str]) -> None:
    def tree(leaves: list[bytes]) -> bytes:
        """Split at the largest power of two below the size, as the RFC words it."""
        if len(leaves) < 2:
            return sha256(b"\0" + leaves[0]).digest() if leaves else sha256(b"").digest()
        half = 1 << (len(leaves) - 1).bit_length() - 1
        return sha256(b"\1" + tree(leaves[:half]) + tree(leaves[half:])).digest()

    assert lines_root(lines) == tree([line.encode() for line in sorted(lines)]).hex()


def test_a_rule_elects_as_it_does_elsewhere() -> None:
    orders = [("ash", "elm")] * 4 + [("oak", "elm")] * 3 + [("elm", "ash")] * 2
    papers = [Paper(f"{n:020x}", order) for n, order in enumerate(orders)]
    counted = count_papers(Definition("ranking", NAMES, rule="schulze"), papers)
    indices = [[NAMES.index(key) for key in order] for order in orders]
    assert counted.elected == elect_one("schulze", Rankings.from_orders(indices, NAMES)).elected


def test_two_seats_by_transferable_vote() -> None:
    papers = [Paper(f"{n:020x}", ("ash", "elm") if n < 6 else ("oak",)) for n in range(9)]
    assert count_papers(Definition("ranking", NAMES, "stv", 2), papers).elected == ("ash", "oak")


def test_a_tie_is_broken_by_the_papers_and_not_by_the_list() -> None:
    won = set()
    for n in range(40):
        papers = [Paper(f"{n:020x}", ("ash",)), Paper(f"{n + 100:020x}", ("elm",))]
        won |= set(count_papers(Definition("ranking", ("ash", "elm"), "borda"), papers).elected)
    assert won == {"ash", "elm"}


def test_two_numbers_make_a_tracker() -> None:
    nonce, salt = bytes(16), bytes(range(16))
    assert tracker_of(nonce, salt) == sha256(nonce + salt).hexdigest()[:20]
    assert hash_of(nonce) == sha256(nonce).hexdigest()
    for short in (b"", bytes(15), bytes(17)):
        with pytest.raises(InputError, match=r"papers\.number_length"):
            tracker_of(short, salt)


@pytest.mark.parametrize(
    ("code", "terms"),
    [
        ("papers.method", {"method": "some"}),
        ("papers.choices", {"choices": ("one",)}),
        ("papers.choices", {"choices": ("a", "a")}),
        ("papers.choices", {"choices": ("a", "B c")}),
        ("papers.choices", {"choices": tuple(f"k{n}" for n in range(101))}),
        ("papers.rule", {"rule": "schulze"}),
        ("papers.rule", {"method": "ranking"}),
        ("papers.seats", {"seats": 2}),
        ("papers.seats", {"method": "ranking", "rule": "stv", "seats": 3}),
    ],
)
def test_what_cannot_be_counted_is_no_definition(code: str, terms: dict[str, object]) -> None:
    whole: dict[str, object] = {"method": "one", "choices": ("a", "b"), **terms}
    with pytest.raises(InputError) as caught:
        Definition(**whole)  # type: ignore[arg-type]
    assert caught.value.code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"method": "one", "choices": [1]}',
        "nul",
        '{"method": "one", "choices": [["a", ""], ["b", ""]], "seats": "1"}',
    ],
)
def test_what_is_no_definition_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_definition(text)
    assert caught.value.code == "papers.definition"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("papers.line", "0\n"),
        ("papers.line", "1" * 20 + " ash\n" + "0" * 20 + " ash\n"),
        ("papers.line", "0" * 20 + " ash\n" + "0" * 20 + " ash\n"),
        ("papers.line", "0" * 20 + " ash"),
        ("papers.line", "A" * 20 + " ash\n"),
        ("papers.paper", "0" * 20 + " fir\n"),
        ("papers.paper", "0" * 20 + "  ash\n"),
        ("papers.paper", "0" * 20 + " ash elm\n"),
        ("papers.paper", "0" * 20 + "\n"),
    ],
)
def test_a_list_is_read_strictly(code: str, text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_papers(text, Definition("one", NAMES))
    assert caught.value.code == code


def test_approvals_have_one_spelling() -> None:
    with pytest.raises(InputError):
        parse_papers("0" * 20 + " elm ash\n", Definition("approval", NAMES))


def test_tokens_are_sorted_and_none_comes_twice() -> None:
    for text in ("1" * 20 + "\n" + "0" * 20 + "\n", "0" * 20 + "\n" + "0" * 20 + "\n", "x\n"):
        with pytest.raises(InputError):
            parse_tokens(text)
