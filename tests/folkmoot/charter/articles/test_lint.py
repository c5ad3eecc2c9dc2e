"""The linter: the twelve patterns pass, and every element that is missing is named."""

from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.charter.articles.rules import lint
from folkmoot.charter.articles.rules.patterns import (
    LANGUAGES,
    NEED_PROTECTION,
    elements_of,
    pattern,
    patterns,
)
from tests.folkmoot.charter.articles.conftest import ITEM, draft

TOPIC = draft().plain()


def codes(charter: Any) -> list[tuple[str, str]]:
    return [(finding.code, finding.place) for finding in lint(charter)]


def alone(article: dict[str, Any]) -> dict[str, Any]:
    """A charter of this article, with the protection that it may need."""
    more = [pattern("T12")] if article["key"] in NEED_PROTECTION else []
    return {"articles": [article, *more]}


def changed(key: str, element: str, **values: Any) -> dict[str, Any]:
    article = pattern(key)
    article[element] = article[element] | values
    return alone(article)


def test_there_are_twelve_patterns() -> None:
    assert list(patterns()) == [f"T{number}" for number in range(1, 13)]


@pytest.mark.parametrize("key", list(patterns()))
def test_a_pattern_passes_as_it_stands(key: str) -> None:
    assert codes(alone(pattern(key))) == []


@pytest.mark.parametrize("key", list(patterns()))
def test_a_pattern_speaks_both_languages(key: str) -> None:
    article = pattern(key)
    for part in ("name", "purpose", *elements_of(article)):
        for language in LANGUAGES:
            assert article[part][language].strip(), (key, part, language)
        assert any("一" <= letter <= "鿿" for letter in article[part]["zh"])
        assert article[part]["en"].isascii() or "“" in article[part]["en"]


@pytest.mark.parametrize(
    ("key", "element"), [(key, e) for key in patterns() for e in elements_of(pattern(key))]
)
def test_a_missing_element_is_named(key: str, element: str) -> None:
    article = pattern(key)
    del article[element]
    assert ("element-missing", f"{key}.{element}") in codes(alone(article))


@pytest.mark.parametrize("element", elements_of({}))
def test_an_element_without_words_is_named(element: str) -> None:
    found = codes(changed("T2", element, zh=" ", en=""))
    assert ("text-missing", f"T2.{element}") in found


@pytest.mark.parametrize(
    ("charter", "code", "place"),
    [
        ({"articles": []}, "no-article", "articles"),
        ({"articles": [pattern("T2")]}, "seats-without-protection", "T12"),
        (
            changed("T4", "amendment", adopted_by="executive"),
            "consent-without-two-keys",
            "T4.amendment.adopted_by",
        ),
        (changed("T4", "quorum", share=0, people=0), "consent-without-quorum", "T4.quorum"),
        (changed("T3", "term", limit=0), "term-without-limit", "T3.term.limit"),
        (changed("T3", "term", months=None), "term-without-limit", "T3.term.months"),
        (
            changed("T3", "term", cooldown_months=0),
            "term-without-limit",
            "T3.term.cooldown_months",
        ),
        (
            changed("T3", "eligibility", seats_adult_only=False),
            "minors-in-seats",
            "T3.eligibility.seats_adult_only",
        ),
        (
            changed("T3", "conflicts", register=False),
            "seats-without-register",
            "T3.conflicts.register",
        ),
        (changed("T1", "clocks", reply_hours=0), "number-out-of-range", "T1.clocks.reply_hours"),
        (
            changed("T1", "clocks", suspension_hours=169),
            "number-out-of-range",
            "T1.clocks.suspension_hours",
        ),
        (
            changed("T1", "amendment", notice_days=6),
            "number-out-of-range",
            "T1.amendment.notice_days",
        ),
        (
            changed("T1", "amendment", adopted_by="me"),
            "adoption-unknown",
            "T1.amendment.adopted_by",
        ),
        (changed("T1", "sunset", months=0), "number-out-of-range", "T1.sunset.months"),
        (
            changed("T12", "protection", pseudonymous=False),
            "protection-switched-off",
            "T12.protection",
        ),
        ({"articles": [pattern("T1"), pattern("T1")]}, "article-twice", "T1"),
        ({"articles": [pattern("T1") | {"key": "T13"}]}, "unknown-article", "T13"),
        (alone(pattern("T4")) | {"soul": [ITEM] * 6}, "too-many-soul-items", "soul"),
        (
            alone(pattern("T4")) | {"soul": [ITEM | {"proof": ""}]},
            "words-missing",
            "soul 1.proof",
        ),
        (alone(pattern("T1")) | {"soul": [ITEM]}, "second-key-missing", "soul"),
        (
            alone(pattern("T1")) | {"topics": [TOPIC | {"rung": 3}]},
            "second-key-missing",
            "topics.design",
        ),
        (
            alone(pattern("T1")) | {"topics": [TOPIC | {"rung": 2}]},
            "nobody-looks-again",
            "topics.design.higher_decider",
        ),
        (
            alone(pattern("T1")) | {"topics": [TOPIC | {"reply_hours": 0}]},
            "number-out-of-range",
            "topics.design.reply_hours",
        ),
    ],
)
def test_a_contradiction_is_named(charter: Any, code: str, place: str) -> None:
    assert (code, place) in codes(charter)


def test_a_finding_says_what_to_do() -> None:
    with translation.override("en"):
        (finding,) = lint({"articles": [pattern("T5")]})
        assert str(finding) == "T5 put people in front of others. Add T12, which protects them."


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["articles", "topics", "soul"]), anything) | anything)
def test_whatever_a_file_holds_is_answered_and_never_accepted(charter: Any) -> None:
    assert lint(charter)


@given(st.sampled_from(sorted(patterns())), st.data())
def test_whatever_stands_in_place_of_a_value_is_answered(key: str, data: st.DataObject) -> None:
    article = pattern(key)
    name = data.draw(st.sampled_from(sorted(article)))
    article[name] = data.draw(anything)
    for finding in lint({"articles": [article]}):
        assert str(finding)
