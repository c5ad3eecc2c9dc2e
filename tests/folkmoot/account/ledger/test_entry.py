"""An entry follows from its fact alone, and says nothing of people."""

import json
from datetime import timedelta

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.account.ledger.rules import canonical, entry_bytes, read_entry
from folkmoot.foundation.record.models import Fact
from tests.folkmoot.account.ledger.conftest import Say
from tests.folkmoot.conftest import NOW


def test_it_is_canonical_json_with_the_minute(say: Say) -> None:
    fact = say()
    entry = entry_bytes(fact, brand="lumen", refs=[3])
    said = json.loads(entry)
    assert said == {
        "v": 1,
        "log": "lumen",
        "n": fact.number,
        "type": "answer.published",
        "subject": "conversation:1",
        "id": fact.entry,
        "at": "2026-03-02T09:00Z",
        "pub": {"version": 1, "title": "副总裁"},
        "com": fact.commitments,
        "ref": [3],
    }
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert entry == plain.encode()


def test_the_words_are_not_in_it(say: Say) -> None:
    entry = entry_bytes(say("my street"), brand="lumen")
    assert b"my street" not in entry
    assert "陈".encode() not in entry


def test_the_same_fact_makes_the_same_bytes(say: Say) -> None:
    fact = say()
    again = Fact.objects.select_related("brand").get(pk=fact.pk)
    again.at += timedelta(seconds=59)
    assert entry_bytes(fact, brand="lumen") == entry_bytes(again, brand="lumen")


def test_it_can_be_read_back(say: Say) -> None:
    fact = say()
    said = read_entry(entry_bytes(fact, brand="lumen", refs=[1, 2]))
    assert (said.number, said.kind, said.id) == (fact.number, fact.kind, fact.entry)
    assert (said.at, said.refs, said.brand) == (NOW, [1, 2], "lumen")


def test_too_long_a_fact_is_no_entry(say: Say) -> None:
    fact = say()
    fact.published = {"title": "长" * 3000}
    with pytest.raises(ValueError, match="entry of 9"):
        entry_bytes(fact, brand="lumen")


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT | st.floats(-1e9, 1e9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_both_ways_to_canonical_json_agree(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [2**53, "\ud800", {"\U0001f600": 1, "\ufb01": 2}, 1.5, 1e21])
def test_where_they_differ_the_specification_is_followed(value: object) -> None:
    try:
        expected = rfc8785.dumps(value)  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, UnicodeError):
        with pytest.raises((rfc8785.CanonicalizationError, UnicodeError)):
            canonical(value)
    else:
        assert canonical(value) == expected
