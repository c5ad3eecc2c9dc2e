"""Claims to speak for all: found where they are made, and not where they are denied."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civics.language import speaks_for_all

SET = (Path(__file__).parent / "collective.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(SET.splitlines()))
TUNED = [row for row in ROWS if row["part"] == "tuned"]
HELD_OUT = [row for row in ROWS if row["part"] == "held-out"]


def measured(rows: list[dict[str, str]]) -> tuple[float, float]:
    """Precision and recall of finding the sentences that speak for all."""
    pairs = [(bool(speaks_for_all(row["text"])), row["speaks"] == "1") for row in rows]
    right = sum(found and speaks for found, speaks in pairs)
    return right / sum(found for found, _ in pairs), right / sum(speaks for _, speaks in pairs)


def test_there_are_enough_sentences_of_both_kinds() -> None:
    assert len(ROWS) >= 100
    for language in ("zh", "en"):
        for part in ("tuned", "held-out"):
            kinds = [r["speaks"] for r in ROWS if (r["language"], r["part"]) == (language, part)]
            assert min(kinds.count("0"), kinds.count("1")) >= 10


@pytest.mark.parametrize("row", TUNED, ids=lambda row: row["text"])
def test_each_sentence_it_was_written_for(row: dict[str, str]) -> None:
    assert bool(speaks_for_all(row["text"])) == (row["speaks"] == "1")


def test_precision_and_recall_on_sentences_it_was_not_written_for() -> None:
    precision, recall = measured(HELD_OUT)
    print(f"held out: n={len(HELD_OUT)} precision={precision:.2f} recall={recall:.2f}")
    assert precision >= 0.85
    assert recall >= 0.8


def test_the_passage_is_named() -> None:
    text = "先说一句，我们米粉不答应。"
    (claim,) = speaks_for_all(text)
    assert claim.kind == "we"
    assert text[claim.start : claim.end] == claim.text == "我们米粉"


def test_the_community_s_own_name_can_be_given() -> None:
    assert not speaks_for_all("我们灯友不答应")
    assert speaks_for_all("我们灯友不答应", names=["灯友"])
    assert speaks_for_all("we Lumies refuse", names=["lumies"])


@given(st.text(max_size=200))
def test_whatever_is_written_the_passages_are_passages(text: str) -> None:
    claims = speaks_for_all(text)
    for claim in claims:
        assert text[claim.start : claim.end] == claim.text
    assert all(a.end <= b.start for a, b in pairwise(claims))


@given(st.sampled_from([r["text"] for r in ROWS]), st.sampled_from([r["text"] for r in ROWS]))
def test_a_claim_stays_a_claim_beside_other_sentences(first: str, second: str) -> None:
    apart = bool(speaks_for_all(first)) or bool(speaks_for_all(second))
    assert bool(speaks_for_all(f"{first}\n\n{second}")) == apart


def test_long_texts_cost_little() -> None:
    assert speaks_for_all("我们" * 50_000) == ()
    assert speaks_for_all("all of the " * 20_000) == ()
