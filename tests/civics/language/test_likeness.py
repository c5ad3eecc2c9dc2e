"""The index that finds the same wish in other words."""

import csv
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.suggestions import SAME, SHOWN, collection, halves, read_pairs
from civics.errors import InputError
from civics.language import WeightedIndex
from civics.language.likeness import _BESIDES, _MISSING, _last_count, pieces

words = st.lists(
    st.sampled_from(["电池", "门", "能换", "取景器", "GPS", "太贵了", "，", " "]), max_size=6
)
texts = st.lists(words.map("".join), max_size=40)


def slow(stored: list[str], asked: str) -> dict[int, float]:
    """The definition, text by text."""
    sets = [set(pieces([text])[0].tolist()) for text in stored]
    counted = _last_count(len(stored))
    wanted = set(pieces([asked])[0].tolist())

    def weight(piece: int) -> float:
        often = sum(piece in each for each in sets[:counted])
        return math.log1p((counted + 1) / (often + 1))

    def total(some: set[int]) -> float:
        return sum(weight(piece) for piece in some)

    return {
        place: total(each & wanted)
        / (total(each & wanted) + _MISSING * total(wanted - each) + _BESIDES * total(each - wanted))
        for place, each in enumerate(sets)
        if each & wanted
    }


@given(texts, words.map("".join))
def test_it_is_the_definition(stored: list[str], asked: str) -> None:
    found = {hit.place: hit.likeness for hit in WeightedIndex(stored).like(asked, len(stored))}
    assert found == pytest.approx(slow(stored, asked))


@given(texts, st.integers(1, 7), words.map("".join))
def test_how_texts_were_added_changes_nothing(stored: list[str], step: int, asked: str) -> None:
    whole, grown = WeightedIndex(stored), WeightedIndex()
    for begin in range(0, len(stored), step):
        grown.add(stored[begin : begin + step])
    first, second = (index.like(asked, 40) for index in (whole, grown))
    assert [hit.place for hit in first] == [hit.place for hit in second]
    assert [h.likeness for h in first] == pytest.approx([h.likeness for h in second])


@given(words.map("".join))
def test_a_text_is_like_itself(text: str) -> None:
    hits = WeightedIndex(["完全不同", text]).like(text, 1)
    assert not hits or (hits[0].place == 1 and hits[0].likeness == pytest.approx(1))


def test_a_sequence_is_asked_for() -> None:
    with pytest.raises(InputError):
        WeightedIndex().add("电池")


@pytest.mark.parametrize(("texts", "counted"), [(0, 0), (15, 0), (16, 16), (19, 16), (26, 25)])
def test_when_texts_are_counted(texts: int, counted: int) -> None:
    assert _last_count(texts) == counted


@pytest.mark.parametrize("half", ["tuned on", "held out"])
def test_nine_of_ten_labelled_pairs_are_found(half: str) -> None:
    stored = collection()
    index = WeightedIndex(stored)
    same = [pair for pair in halves(read_pairs())[half] if pair[0] in SAME]
    found = [
        text in [stored[hit.place] for hit in index.like(asked, SHOWN, at_least=0.15)]
        for _kind, asked, text in same
    ]
    assert sum(found) / len(found) >= 0.90


def test_the_labelled_set_is_what_it_says() -> None:
    path = Path(__file__).parents[3] / "benchmarks" / "similar.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert len(rows) >= 300
    assert len({tuple(row[1:]) for row in rows}) == len(rows)
    assert {row[0] for row in rows} == {"paraphrase", "substring", "other meaning", "unrelated"}
