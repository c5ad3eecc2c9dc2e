"""The numbers of a rule, and what they come to."""

import pytest
from django.utils import translation

from folkmoot.charter.models import TopicVersion
from folkmoot.charter.rules import is_supported, quorum_needed, signatures_needed


@pytest.mark.parametrize(
    ("share", "number", "eligible", "needed"),
    [(15, 200, 100, 15), (15, 200, 5000, 200), (15, 0, 101, 16), (0, 30, 10, 30), (0, 0, 10, 0)],
)
def test_the_smaller_of_the_two_quorums_is_enough(
    share: int, number: int, eligible: int, needed: int
) -> None:
    version = TopicVersion(quorum_share=share, quorum=number)
    assert quorum_needed(version, eligible=eligible) == needed


@pytest.mark.parametrize(("active", "needed"), [(0, 1), (1, 1), (100, 5), (101, 6)])
def test_a_share_of_signatures_is_rounded_up(active: int, needed: int) -> None:
    assert signatures_needed(TopicVersion(petition_share=5), active=active) == needed


@pytest.mark.parametrize(
    ("share", "yes", "no", "supported"),
    [(50, 1, 0, True), (50, 5, 5, False), (50, 0, 0, False), (70, 7, 3, False), (70, 71, 29, True)],
)
def test_consent_needs_more_than_the_share(share: int, yes: int, no: int, supported: bool) -> None:
    version = TopicVersion(support_share=share)
    assert is_supported(version, in_favour=yes, against=no) is supported


@pytest.mark.parametrize(
    ("share", "number", "words"),
    [
        (15, 2000, "it counts once 15 % of them or 2,000 people take part"),
        (15, 0, "it counts once 15 % of them take part"),
        (0, 1, "it counts once 1 person takes part"),
        (0, 0, ""),
    ],
)
def test_a_quorum_is_said_in_words(share: int, number: int, words: str) -> None:
    with translation.override("en"):
        assert TopicVersion(quorum_share=share, quorum=number).quorum_words == words
